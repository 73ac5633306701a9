"""Conflicts that the repository itself settles -> the value that holds, in place of each one that does not."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from docpipe.fix.text import Text
from docpipe.model import Claim, Conflict, Mend, Unmended
from docpipe.text.standing import standing

# The kinds whose claims are values; what is said by a verb or a mood takes a person to say otherwise.
_KINDS = frozenset({"port", "version", "count", "path", "url", "command", "value"})
_PLAIN = re.compile(r"[\w./:@+~-]+(?: [\w./:@+~-]+)*")  # nothing that Markdown could read as a mark of its own
_LEAST = re.compile(r">=\s*(\d+(?:\.\d+)*)")
_OR_MORE = re.compile(r"\d+(?:\.\d+)*\+")
_NUMBER = re.compile(r"\d+(?:\.\d+)*")


def find(conflicts: Iterable[Conflict], texts: Mapping[str, Text]) -> Iterator[Mend | Unmended]:
    """A mend for each claim that is known to be wrong, or why there is none; only in `texts`."""
    for conflict in conflicts:
        for claim in conflict.claims if conflict.status == "settled" else ():
            if claim.wrong and conflict.settled is not None and claim.path in texts:
                yield _mend(claim, conflict, _written_alike(conflict.settled, claim.value), texts[claim.path])


def _mend(claim: Claim, conflict: Conflict, right: str, text: Text) -> Mend | Unmended:
    line = text.lines[claim.line - 1]
    places = [*standing(claim.value).finditer(line)]
    why = _unfit(claim, conflict, right) or _unclear(len(places), right, line)
    if not why:
        why = _bound(text, claim.line, places[0].start(), places[0].end())
    if why:
        return Unmended(claim.path, claim.line, claim.value, why)
    proof = conflict.evidence[0]
    what = " ".join(filter(None, (conflict.subject, conflict.attribute)))
    because = f"{what} is {right}: {proof.path}:{proof.line} says so"
    return Mend(claim.path, claim.line, places[0].start(), claim.value, right, because)


def _written_alike(right: str, wrong: str) -> str:
    """A least version as the document writes one: `3.12+` for `>=3.12`."""
    least = _LEAST.fullmatch(right)
    return f"{least[1]}+" if least and _OR_MORE.fullmatch(wrong) else right


def _unfit(claim: Claim, conflict: Conflict, right: str) -> str:
    """Why one value cannot simply stand for the other."""
    if conflict.kind not in _KINDS:
        return f"{right} holds, and that takes other words"
    if len({proof.value for proof in conflict.evidence}) != 1:
        return "the repository itself gives several values"
    if not (_PLAIN.fullmatch(right) and _PLAIN.fullmatch(claim.value)):
        return f"{right} holds, and that is written otherwise here"
    if bool(_NUMBER.fullmatch(right)) != bool(_NUMBER.fullmatch(claim.value)):
        return f"{right} holds, and only one of the two is a plain number"
    return ""


def _unclear(places: int, right: str, line: str) -> str:
    """Why it is not plain which characters are meant."""
    if places != 1:
        return "the value stands several times in the line" if places else "the line writes the value otherwise"
    return f"the line names {right} as well" if standing(right).search(line) else ""


def _bound(text: Text, line: int, start: int, end: int) -> str:
    """Why the place cannot change alone: others lead to it, or it leads somewhere."""
    if line in text.headings:
        return "it stands in a heading, to which links may lead"
    begin = text.starts[line - 1]
    for link in text.links(line):
        local = "://" not in link.target and not link.target.startswith("mailto:")
        if local and link.start < begin + end and begin + start < link.end:
            return "it is a part of a link inside the repository"
    return ""
