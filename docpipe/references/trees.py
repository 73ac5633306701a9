"""Listings of folders drawn with lines -> the entries that are not in the tree.

A listing is judged only where it plainly draws this repository: enough of its entries must be found below one folder.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from docpipe.references import names
from docpipe.references.dead import Dead
from docpipe.references.ground import Ground, join
from docpipe.references.sheet import Fence

_ENTRY = re.compile(r"(?P<lines>(?:[│|┃ \t\u00a0]|&nbsp;)*)(?P<knot>[├└┣┗╰+`|\\][─━-]{1,3}[─━ -]?)\s*(?P<rest>\S.*)$")
_KNOTS = ("├", "└", "┣", "┗", "╰", "+--", "`--", "|--", "\\--")
_TOP = re.compile(r"\s*(?P<name>[\w.@~-]+(?:/[\w.@-]+)*/?|\./?)\s*(?:#.*|//.*|\(.*\)|[←<-].*)?$")
_NAME = re.compile(r"[\w.@+-]+(?: ?/ ?[\w.@+-]+)*/?")
_COMMENT = re.compile(r"^\s*(?:\(|#|//|←|<-|—|–|-|:)?\s*(.*)$")
_UNREAL = re.compile(
    r"\b(?:new|to be|planned|todo|future|removed|deleted|deprecated|generated|gitignored|optional|moved"
    r"|create[ds]?|auto)\b",
    re.IGNORECASE,
)
_LONGEST = 300  # characters of a line that are looked at
ENOUGH = 4  # entries that must exist
FEW = 2  # the same where the top of the listing is itself a path that exists
SHARE = 0.6  # and their share of all entries that can be judged


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a listing: its path below the listing's top, and what is said of it."""

    line: int
    name: str
    path: str
    remark: str


def find(fence: Fence, folders: tuple[str, ...], ground: Ground) -> Iterator[Dead]:
    """The entries that do not exist of a listing that draws this repository; `folders` are where it may begin."""
    top, entries = read(fence) if not fence.elsewhen else ("", [])
    judged = [entry for entry in entries if not _is_unreal(entry)]
    if len(judged) < (FEW if "/" in top.strip("./") else ENOUGH):
        return
    base = _base(top, judged, folders, ground)
    if base is None:
        return
    for entry in judged:
        place = join(base, entry.path)
        parent = place.rpartition("/")[0]
        if (
            not ground.exists(place)
            and not ground.is_ignored(place + "/" * entry.name.endswith("/"))
            and (parent in ground.folders or parent == "")
            and not _continues(place, ground)
        ):
            yield Dead(
                entry.line,
                entry.name,
                "path",
                (place,),
                f"the listing of {base or 'the root'} shows it, it is not there",
            )


def read(fence: Fence) -> tuple[str, list[Entry]]:
    """The name at the top of a listing, and its entries with their paths."""
    text = "\n".join(fence.lines)
    if not any(knot in text for knot in _KNOTS):
        return "", []
    top = ""
    entries: list[Entry] = []
    stack: list[tuple[int, str]] = []
    for number, line in enumerate(fence.lines, fence.line):
        match = _ENTRY.match(line[:_LONGEST].rstrip())
        if not match:
            head = _TOP.match(line[:_LONGEST])
            if head and not entries:
                top = head["name"]
            continue
        name = _NAME.match(match["rest"])
        if not name:
            continue
        depth = match.start("knot")
        while stack and stack[-1][0] >= depth:
            stack.pop()
        path = "/".join((*(step for _, step in stack), name[0].strip("/")))
        entries.append(Entry(number, name[0], path, match["rest"][name.end() :]))
        stack.append((depth, name[0].strip("/")))
    return top, entries


def _is_unreal(entry: Entry) -> bool:
    remark = _COMMENT.sub(r"\1", entry.remark)
    steps = entry.path.split("/")
    foreign = (
        "..." in entry.name or entry.remark.lstrip()[:1] in ("*", "{", "[", "<", ",") or names.is_placeholder(steps)
    )
    return foreign or names.is_made(entry.path) or bool(_UNREAL.search(remark))


def _base(top: str, entries: list[Entry], folders: tuple[str, ...], ground: Ground) -> str | None:
    """The folder below which most entries are found; None where too few are."""
    name = top.strip("./")
    tops = [join(folder, name) for folder in folders if join(folder, name) in ground.folders] if name else []
    ending = (
        [path for path in ground.by_name.get(name.rpartition("/")[2], ()) if path in ground.folders] if name else []
    )
    best: tuple[int, str] | None = None
    for base in dict.fromkeys((*tops, *ending, *folders)):
        found = sum(ground.exists(join(base, entry.path)) for entry in entries)
        if best is None or found > best[0]:
            best = (found, base)
    enough = FEW if best and best[1] in tops and "/" in name else ENOUGH
    if best and best[0] >= enough and best[0] >= SHARE * len(entries):
        return best[1]
    return None


def _continues(place: str, ground: Ground) -> bool:
    """Whether the entry is a name cut short, as `test_` for all files that begin so."""
    return place.endswith(("_", "-"))
