"""Dead references to files that have moved -> the new path, written as the old one was."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator, Mapping

from docpipe.fix.text import Text
from docpipe.model import Mend, Reference, Unmended

_QUOTED = {ord(sign): f"%{ord(sign):02X}" for sign in " \"<>()[]\\|`%#?&*'" + "".join(map(chr, range(32)))}
_DEFINITION = re.compile(r"[ >]*\[[^\]]{1,999}\]:")
_BEFORE, _AFTER = r"[\w./\\~$@{}-]", r"[\w/\\{}-]"  # what a path goes on with; a stop may end the sentence


def find(references: Iterable[Reference], texts: Mapping[str, Text]) -> Iterator[Mend | Unmended]:
    """A mend for each place that names what has moved, or why there is none; only in `texts`."""
    for reference in references:
        if reference.moved_from and reference.instead and reference.path in texts:
            found = [*_mends(reference, reference.instead, texts[reference.path])]
            yield from found
            if not found:
                yield _unmended(reference)


def _unmended(reference: Reference) -> Unmended:
    why = "no link of that target stands in the line" if reference.kind == "link" else "the line writes it otherwise"
    if "://" in reference.token:
        why = "an address of the site, which nobody knows for the new path"
    if reference.kind == "symbol":
        why = "the name of a module"
    return Unmended(reference.path, reference.line, reference.token, f"{why}; meant is {reference.suggestion}")


def _mends(reference: Reference, instead: str, text: Text) -> Iterator[Mend]:
    because = f"{reference.moved_from} has moved to {reference.suggestion}"
    if reference.moved_from == reference.suggestion:
        because = f"the document has moved, and {reference.suggestion} has not"
    if "://" in reference.token or reference.kind not in ("link", "path"):
        return
    if reference.kind == "link":
        yield from _links(reference, instead.partition("#")[0], text, because)
    new = _as_counted(reference, instead)
    line = text.lines[reference.line - 1]
    for found in _standing(reference.token).finditer(line) if new else ():
        # Where a link is told, the line names its target once more only in its words or in code.
        if reference.kind == "path" or line[: found.start()].endswith(("`", "[")):
            yield Mend(reference.path, reference.line, found.start(), reference.token, new, because)


def _links(reference: Reference, path: str, text: Text, because: str) -> Iterator[Mend]:
    for start, end in _targets(reference, text):
        written = text.document.source.text[start:end]
        line, place = text.place(start)
        yield Mend(reference.path, line, place, written, path.translate(_QUOTED) + _rest(written), because)


def _rest(written: str) -> str:
    """What stands behind the path of a target: its question and its anchor."""
    cut = re.search(r"[?#]", written)
    return written[cut.start() :] if cut else ""


def _targets(reference: Reference, text: Text) -> Iterator[tuple[int, int]]:
    """Where the target stands in the text: in the links of that line, or in the definition that they name."""
    for link in text.links(reference.line):
        if link.line == reference.line and link.target == reference.token:
            if link.kind.endswith("reference"):
                yield from _defined(reference.token, text)
            else:
                yield link.start, link.end


def _defined(target: str, text: Text) -> Iterator[tuple[int, int]]:
    for number in text.definitions:
        line = text.lines[number - 1]
        head = _DEFINITION.match(line)
        found = [*_standing(target).finditer(line, head.end())] if head else []
        if len(found) == 1:
            yield text.starts[number - 1] + found[0].start(), text.starts[number - 1] + found[0].end()


def _as_counted(reference: Reference, instead: str) -> str:
    """The new path from the folder that the old one was written from; "" where that is not plain."""
    token, old = reference.token, reference.moved_from or ""
    if token.startswith("../"):
        return instead
    bare = token.removeprefix("./")
    if old != bare and not old.endswith(f"/{bare}"):
        return ""
    base = old[: -len(bare)].rstrip("/")
    new = posixpath.relpath(reference.suggestion or "", base or ".")
    return f"./{new}" if token.startswith("./") and not new.startswith("../") else new


def _standing(token: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!{_BEFORE}){re.escape(token)}(?!{_AFTER}|\.\w)")
