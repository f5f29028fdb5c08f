"""The article in an e-mail (.eml) or in a page saved as one file (.mhtml)."""

from __future__ import annotations

import email
from email.message import Message

from diemtin.document import Page
from diemtin.errors import EmptyArticle, TooLarge
from diemtin.read.text import LARGEST, decode, page_of_text

__all__ = ["read_mail"]


def read_mail(source: str, content: bytes) -> Page:
    """The first HTML part of a message, else its first text part; attachments do not count (RFC 2045, 2557).

    Raises:
        EmptyArticle: neither is there.
        PageError: the part cannot be decoded (see `decode`).
        TooLarge: the message has more than `LARGEST` bytes.
    """
    if len(content) > LARGEST:
        raise TooLarge(source, f"over {LARGEST:,} bytes are no single article; save the page without its pictures")
    parts = [part for part in email.message_from_bytes(content).walk() if _is_text(part)]
    part = min(parts, key=lambda part: not part.get_content_subtype().endswith(("html", "xhtml+xml")), default=None)
    if part is None:
        raise EmptyArticle(source, "there is neither HTML nor text in this message, or it is cut off")
    payload = part.get_payload(decode=True)
    text, encoding = decode(source, payload if isinstance(payload, bytes) else b"", declared=part.get_content_charset())
    return page_of_text(source, text, ".html" if part.get_content_subtype() == "html" else "", encoding)


def _is_text(part: Message) -> bool:
    is_body = part.get_content_disposition() != "attachment" and not part.is_multipart()
    return is_body and part.get_content_type() in ("text/html", "text/plain", "application/xhtml+xml")
