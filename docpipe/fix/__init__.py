"""Findings of which nobody needs to think -> the few characters that set them right, and a patch of these. Pure."""

from docpipe.fix.bytes import Mended, mended
from docpipe.fix.find import find
from docpipe.fix.moves import read as read_moves
from docpipe.fix.patch import patch

__all__ = ["Mended", "find", "mended", "patch", "read_moves"]
