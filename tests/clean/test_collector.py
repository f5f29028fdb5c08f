"""The collector of cycles is off while a page is cleaned, and afterwards as it was."""

import gc
from collections.abc import Iterator

import pytest

from diemtin.clean import clean
from diemtin.clean.collector import paused_collector
from diemtin.document import Page
from diemtin.errors import EmptyArticle

PAGE = Page("x", "Sáng nay, Công an tỉnh Đồng Cát tổ chức hội nghị sơ kết công tác tại trụ sở mới của đơn vị.", id="1")


@pytest.fixture(autouse=True)
def _collecting() -> Iterator[None]:
    yield
    gc.enable()


def test_it_is_off_within_and_on_again_after() -> None:
    with paused_collector():
        assert not gc.isenabled()
    assert gc.isenabled()
    clean(PAGE)
    assert gc.isenabled()


def test_it_is_on_again_after_an_error() -> None:
    with pytest.raises(EmptyArticle):
        clean(Page("x", " \n"))
    assert gc.isenabled()


def test_who_switched_it_off_finds_it_off() -> None:
    gc.disable()
    clean(PAGE)
    assert not gc.isenabled()
