"""Amounts of a named attribute ("Token expiry: 30 minutes") that two places give otherwise."""

from docpipe.conflicts.attributes.find import find

__all__ = ["find"]
