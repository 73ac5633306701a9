"""What people ruled on findings: the file that keeps it, and what it makes of a scan."""

from __future__ import annotations

from docpipe.review.decisions import FILE_NAME, forget, keep, read
from docpipe.review.ruled import rule

__all__ = ["FILE_NAME", "forget", "keep", "read", "rule"]
