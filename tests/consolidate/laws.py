"""The laws of a plan, checked from its pages and rows alone."""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict

from docpipe.model import Plan, Scan

OWN, END = "<!-- docpipe:own -->", "<!-- docpipe:end -->"
_TITLE = re.compile(r'\?\?\? note "[^"]*"$')


def assert_accounted(scan: Scan, plan: Plan) -> None:
    """Every line of every source that is not blank lies in exactly one row, whose digest is that of its lines."""
    rows = defaultdict(list)
    for row in plan.ledger:
        rows[row.path].append(row)
    assert [(row.path, row.start_line) for row in plan.ledger] == sorted((r.path, r.start_line) for r in plan.ledger)
    for document in scan.corpus.documents:
        lines = document.source.text.split("\n")
        owned: list[int] = []
        for row in rows[document.path]:
            owned.extend(range(row.start_line, row.end_line + 1))
            text = "\n".join(lines[row.start_line - 1 : row.end_line])
            assert row.digest == "sha256:" + hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
        assert len(owned) == len(set(owned)), f"{document.path}: a line in two rows"
        assert {number for number, line in enumerate(lines, 1) if line.strip(" \t")} <= set(owned)


def assert_nothing_invented(plan: Plan) -> None:
    """Every line of a page that is not blank is docpipe's own and marked so, or in a kept or noted destination."""
    copied: defaultdict[str, set[int]] = defaultdict(set)
    for row in plan.ledger:
        if row.action in ("kept", "noted"):
            for place in row.destinations:
                lines = set(range(place.start_line or 0, (place.end_line or 0) + 1))
                assert not lines & copied[place.path], f"{place}: a line of two blocks"
                copied[place.path] |= lines
    for page in plan.pages:
        own = False
        for number, line in enumerate(page.body.split("\n"), 1):
            bare = line.strip()
            if number in copied[f"docs/{page.path}"]:
                assert not own, f"{page.path}:{number} is copied inside an own region"
                continue
            if bare in (OWN, END):
                assert own == (bare == END), f"{page.path}:{number}: regions nest"
                own = bare == OWN
                continue
            assert not bare or own or bare.endswith(OWN) or _TITLE.match(bare), f"{page.path}:{number} {line!r}"
        assert not own


def assert_merged_stand_in_copied(plan: Plan) -> None:
    """A merged row's destination is the place of a kept or noted one."""
    copied = {
        (place.path, place.start_line, place.end_line)
        for row in plan.ledger
        if row.action in ("kept", "noted")
        for place in row.destinations
    }
    for row in plan.ledger:
        if row.action == "merged":
            assert {(place.path, place.start_line, place.end_line) for place in row.destinations} <= copied


def assert_headings_fit(plan: Plan) -> None:
    """One H1 first, no skipped level, no equal siblings."""
    for page in plan.pages:
        trail: list[str] = []
        seen: set[tuple[str, ...]] = set()
        fenced = ""
        for line in page.body.split("\n"):
            if mark := re.match(r"(`{3,}|~{3,})", line):
                fenced = "" if fenced and line.startswith(fenced) else fenced or mark[1]
            heading = re.match(r"(#{1,6}) (.+)", line)
            if fenced or not heading:
                continue
            level, text = len(heading[1]), heading[2].casefold()
            assert level <= len(trail) + 1, f"{page.path}: {line!r} skips a level"
            assert (level == 1) == (not trail), f"{page.path}: {line!r} is no only H1"
            trail = [*trail[: level - 1], text]
            assert tuple(trail) not in seen or level == 6, f"{page.path}: {line!r} twice"
            seen.add(tuple(trail))
