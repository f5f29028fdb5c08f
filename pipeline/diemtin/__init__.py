"""diemtin: from a saved page of Vietnamese official news to a digest whose every word can be traced.

import diemtin

digester = diemtin.load()
digest = digester(diemtin.read_page("article.html"))
print(digest.summary.text)
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from diemtin.digest import Digester, load
    from diemtin.document import Article, Digest, Page, Span
    from diemtin.errors import DiemtinError
    from diemtin.read import read_page, read_pages
    from diemtin.report.structured import to_json
    from diemtin.roundup import round_up
    from diemtin.summarize.request import Length, Request

__version__ = "0.1.0"

__all__ = [
    "Article",
    "DiemtinError",
    "Digest",
    "Digester",
    "Length",
    "Page",
    "Request",
    "Span",
    "__version__",
    "load",
    "read_page",
    "read_pages",
    "round_up",
    "to_json",
]

_HOMES = {
    "Article": "diemtin.document",
    "DiemtinError": "diemtin.errors",
    "Digest": "diemtin.document",
    "Digester": "diemtin.digest",
    "Length": "diemtin.summarize.request",
    "Page": "diemtin.document",
    "Request": "diemtin.summarize.request",
    "Span": "diemtin.document",
    "load": "diemtin.digest",
    "read_page": "diemtin.read",
    "read_pages": "diemtin.read",
    "round_up": "diemtin.roundup",
    "to_json": "diemtin.report.structured",
}


def __getattr__(name: str) -> Any:
    """Import public names on first use, so that `import diemtin` alone costs nothing."""
    if name in _HOMES:
        return getattr(import_module(_HOMES[name]), name)
    raise AttributeError(f"module 'diemtin' has no attribute {name!r}")


def __dir__() -> list[str]:
    return __all__
