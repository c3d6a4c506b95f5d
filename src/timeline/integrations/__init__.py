"""Chronologies inside other documents: Sphinx, Python-Markdown, mystmd. Each host is a module of its own, imported by the host.

What a document may ask for is the same in all of them, and stands in `OPTIONS`.
"""

from __future__ import annotations

from timeline.integrations.embedding import OPTIONS, Embedding, Option, asked

__all__ = ["OPTIONS", "Embedding", "Option", "asked"]
