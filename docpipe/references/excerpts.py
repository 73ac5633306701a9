"""Excerpts of compose files that a document shows -> the files they name.

Only what lies in the repository itself: what an image is built from, and what is mounted from beside the compose file.
Workflows are left out: documents show those that the reader is to write.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from docpipe.references.ground import join
from docpipe.references.sheet import Fence
from docpipe.references.shell import Word

LANGUAGES = frozenset({"yaml", "yml"})
_CONTEXT = re.compile(r"\s*(?:context|build)\s*:\s*[\"']?(\.?[\w./@-]*)[\"']?\s*(?:#|$)")
_DOCKERFILE = re.compile(r"\s*dockerfile\s*:\s*[\"']?([\w./@-]+)[\"']?\s*(?:#|$)")
_BESIDE = re.compile(r"\s*(?:-\s+|file\s*:\s*)[\"']?(\.{1,2}/[\w./@-]+)[\"']?(?::/|\s*$)")
_LONGEST = 400  # characters of a line that are looked at


def files(fence: Fence) -> Iterator[Word]:
    """What is built or mounted, as a path from where the excerpt itself counts from."""
    context = ""
    for number, line in enumerate(fence.lines, fence.line):
        text = line[:_LONGEST]
        if "." not in text and "ile" not in text and "uild" not in text:
            continue
        if match := _CONTEXT.match(text):
            context = join("", match[1] or ".")
        elif match := _DOCKERFILE.match(text):
            yield Word(join(context, match[1]), number)
        elif match := _BESIDE.match(text):
            yield Word(match[1], number)
