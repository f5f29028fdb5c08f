"""Digests, articles and sentences as text, Markdown and JSON."""

from __future__ import annotations

from diemtin.report.wording import Language

__all__ = ["Language"]
