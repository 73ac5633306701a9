"""Plans and scans -> files on disk, written whole or not at all."""

from __future__ import annotations

from docpipe.publish.files import files

__all__ = ["files"]
