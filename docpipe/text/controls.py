"""Characters that act on what stands around them, in a terminal, a report or a page."""

from __future__ import annotations

# Controls, the marks that turn the direction of writing, and the ends of lines and paragraphs that are not "\n".
CONTROL = r"[\x00-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069]"
