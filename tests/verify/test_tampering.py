"""Whatever is changed behind docpipe's back, the proof fails: also when the ledger's digests are mended to hide it."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from docpipe import runs
from tests.verify.estate import Tampering, by_line, change_row, each_row, edit, ledger, mend, rows_of

ACTIONS = ("kept", "merged", "noted", "archived", "stays", "dropped")


def word(lines: list[str]) -> list[str]:
    return [re.sub(r"[a-z]{4,}", "other", lines[0], count=1), *lines[1:]]


def last_word(lines: list[str]) -> list[str]:
    return [*lines[:-1], re.sub(r"\w{2,}(?=\W*$)", "other", lines[-1])]


def digit(lines: list[str]) -> list[str]:
    return ("\n".join(lines)).translate(str.maketrans("0123456789", "1234567890")).split("\n")


def gone(lines: list[str]) -> list[str]:
    return []


def twice(lines: list[str]) -> list[str]:
    return [*lines, "", *lines]


def upside_down(lines: list[str]) -> list[str]:
    return lines[::-1]


def words_swapped(lines: list[str]) -> list[str]:
    return by_line(lines, lambda line: re.sub(r"\b([a-z]{3,}) ([a-z]{4,})\b", r"\2 \1", line, count=1))


def word_twice(lines: list[str]) -> list[str]:
    return by_line(lines, lambda line: re.sub(r"\b([a-z]{4,})\b", r"\1 \1", line, count=1))


def word_lost(lines: list[str]) -> list[str]:
    return by_line(lines, lambda line: re.sub(r"\b[a-z]{4,} ", "", line, count=1))


def denied(lines: list[str]) -> list[str]:
    return by_line(lines, lambda line: re.sub(r"(?<=[a-z]{3}) (?=[a-z]{3})", " not ", line, count=1))


def shouted(lines: list[str]) -> list[str]:
    return by_line(lines, lambda line: re.sub(r"\b[a-z]{4,}\b", lambda word: word[0].upper(), line, count=1))


def comma_lost(lines: list[str]) -> list[str]:
    return by_line(lines, lambda line: line.replace(",", "", 1))


def letter_changed(lines: list[str]) -> list[str]:
    return by_line(lines, lambda line: re.sub(r"(?<=[a-z]{3})[a-y](?=[a-z])", "z", line, count=1))


def line_lost(lines: list[str]) -> list[str]:
    return [*lines[:1], *lines[2:]] if len(lines) > 2 else lines


def link(change: Callable[[str], str]) -> Callable[[list[str]], list[str]]:
    """The first internal link of a block, changed as a whole."""

    def tamper(lines: list[str]) -> list[str]:
        text = "\n".join(lines)
        found = re.search(r"\[[^\]\[]+\]\((?!https?:|mailto:)[^)\s]+\)", text)
        return (text[: found.start()] + change(found[0]) + text[found.end() :]).split("\n") if found else lines

    return tamper


SMALL = {
    "two words swapped": words_swapped,
    "a word twice": word_twice,
    "a word lost": word_lost,
    "a not put in": denied,
    "a word in capitals": shouted,
    "a letter changed": letter_changed,
}
PROSE = ("paragraph", "list", "table", "fence", "callout", "heading")


EDITS: dict[str, Tampering] = {
    **{
        f"a word of a {kind}": edit(kind, word)
        for kind in ("paragraph", "list", "heading", "table", "callout", "fence")
    },
    **{f"the last word of a {kind}": edit(kind, last_word) for kind in ("paragraph", "list", "callout")},
    **{f"the digits of a {kind}": edit(kind, digit) for kind in ("fence", "table", "list")},
    **{f"a {kind} removed": edit(kind, gone) for kind in ("paragraph", "list", "table", "fence", "heading", "callout")},
    **{f"a {kind} twice": edit(kind, twice) for kind in ("paragraph", "list", "table", "fence")},
    **{f"the lines of a {kind} upside down": edit(kind, upside_down) for kind in ("list", "fence")},
    **{f"{name} in a {kind}": edit(kind, change) for kind in PROSE for name, change in SMALL.items()},
    **{f"a comma lost in a {kind}": edit(kind, comma_lost) for kind in ("paragraph", "list", "table")},
    **{f"a line of a {kind} lost": edit(kind, line_lost) for kind in ("list", "table", "fence")},
    **{
        f"a link of a {kind} {name}": edit(kind, link(change))
        for kind in ("paragraph", "list", "table")
        for name, change in {
            "made plain words": lambda written: written[1 : written.index("]")],
            "sent to the front page": lambda written: re.sub(r"\]\(.*", "](/index.md)", written),
            "sent to another page": lambda written: re.sub(r"\]\(.*", "](../moved.md)", written),
            "sent to a host": lambda written: re.sub(r"\]\(.*", "](https://elsewhere.example/)", written),
        }.items()
    },
    "a noted block removed": edit("paragraph", gone, "noted"),
    "a word of a noted block": edit("paragraph", word, "noted"),
    "an invented sentence": edit("paragraph", lambda lines: [*lines, "", "Restart it every night."]),
    "an invented list item": edit("list", lambda lines: [*lines, "- and one more"]),
    "an invented word": edit("paragraph", lambda lines: [lines[0] + " not", *lines[1:]]),
    "inline code made plain": edit("list", lambda lines: "\n".join(lines).replace("`", "").split("\n")),
}


def moved(row: dict[str, Any]) -> dict[str, Any]:
    place = row["destination"]
    return row | {"destination": place | {"start_line": place["start_line"] + 1, "end_line": place["end_line"] + 1}}


ROWS: dict[str, Tampering] = {
    **{f"no row of a {a} block": each_row(lambda row: None, a) for a in ACTIONS},
    "another digest": each_row(lambda row: row | {"digest": "sha256:" + "0" * 64}, "kept"),
    "other source lines": each_row(
        lambda row: row | {"source": row["source"] | {"end_line": row["source"]["end_line"] + 1}}, "kept"
    ),
    "another source": each_row(lambda row: row | {"source": row["source"] | {"path": "nowhere.md"}}, "kept"),
    "another destination": each_row(moved, "kept"),
    "a page that is none": each_row(
        lambda row: row | {"destination": row["destination"] | {"path": "docs/no.md"}}, "kept"
    ),
    "no destination": each_row(lambda row: row | {"destination": None}, "kept"),
    "an action that is none": each_row(lambda row: row | {"action": "lost"}, "kept"),
    "kept said to be dropped": each_row(lambda row: row | {"action": "dropped", "destination": None}, "kept"),
    "kept said to stay": each_row(lambda row: row | {"action": "stays", "destination": None}, "kept"),
    "merged said to be kept": each_row(lambda row: row | {"action": "kept"}, "merged"),
    "no reason": each_row(lambda row: row | {"because": " "}, "kept"),
    "no JSON": lambda out: ledger(out).write_bytes(b"{" + ledger(out).read_bytes()),
}  # fmt: skip


def swap_origins(out: Path) -> None:
    one, other = [row for row in rows_of(out, "kept") if row["kind"] == "paragraph"][:2]
    change_row(out, one, lambda row: row | {"destination": other["destination"]})
    change_row(out, other, lambda row: row | {"destination": one["destination"]})


def merged_elsewhere(out: Path) -> None:
    merged = next(row for row in rows_of(out, "merged") if row["kind"] == "paragraph")
    other = [row for row in rows_of(out, "kept") if row["kind"] == "paragraph"][-1]
    change_row(out, merged, lambda row: row | {"destination": other["destination"]})


def redirects(out: Path) -> Iterator[Path]:
    return (path for path in sorted((out / "docs").rglob("*.html")) if "data-from" in path.read_text("utf-8"))


def redirect_elsewhere(out: Path) -> None:
    for page in redirects(out):
        text = page.read_text("utf-8")
        targets = re.findall(r'href="([^"#]+)', text)
        other = "index.html" if "services/" in targets[0] else "services/core.html"
        depth = "../" * (len(page.relative_to(out / "docs").parts) - 1)
        page.write_text(text.replace(targets[0], depth + other), "utf-8")


def redirect_nowhere(out: Path) -> None:
    page = next(redirects(out))
    page.write_text(page.read_text("utf-8").replace('.html"', '-x.html"').replace(".html#", "-x.html#"), "utf-8")


def redirect_lost_anchor(out: Path) -> None:
    page = next(page for page in redirects(out) if page.read_text("utf-8").count("data-from") > 1)
    text = page.read_text("utf-8")
    last = [line for line in text.split("\n") if "data-from" in line][-1]
    page.write_text(text.replace(last + "\n", ""), "utf-8")


def link_elsewhere(out: Path) -> None:
    for page in sorted((out / "docs").rglob("*.md")):
        if {"review", "archive"} & set(page.parts):
            continue
        text = page.read_text("utf-8")
        changed = re.sub(r"\]\(https://[^)\s]+\)", "](https://elsewhere.example/)", text, count=1)
        if changed != text:
            page.write_text(changed, "utf-8")
            return
    raise AssertionError("no page links to a host")


def break_link(out: Path) -> None:
    page = out / "docs" / "index.md"
    page.write_text(page.read_text("utf-8").replace(".md", "-gone.md"), "utf-8")


def own_words_unmarked(out: Path) -> None:
    page = out / "docs" / "index.md"
    page.write_text(
        page.read_text("utf-8").replace("<!-- docpipe:end -->", "<!-- docpipe:end -->\n\nTrust me.", 1), "utf-8"
    )


def own_region_open(out: Path) -> None:
    page = out / "docs" / "index.md"
    head, mark, tail = page.read_text("utf-8").rpartition("<!-- docpipe:end -->")
    assert mark
    page.write_text(head + tail, "utf-8")


FILES: dict[str, Tampering] = {
    "the origins of two paragraphs swapped": swap_origins,
    "merged into something else": merged_elsewhere,
    "a redirect that leads elsewhere": redirect_elsewhere,
    "a redirect that leads nowhere": redirect_nowhere,
    "a redirect that lost an anchor": redirect_lost_anchor,
    "a redirect removed": lambda out: next(redirects(out)).unlink(),
    "a link that leads to another host": link_elsewhere,
    "a link that leads nowhere": break_link,
    "own words not marked": own_words_unmarked,
    "an own region never closed": own_region_open,
    "a page removed": lambda out: (out / "docs/services/core.md").unlink(),
    "a page of someone else": lambda out: (out / "docs/more.md").write_text("# More\n\nWords.\n") and None,
    "a picture changed": lambda out: next((out / "docs/assets").rglob("*.svg")).write_text("<svg/>") and None,
    "a picture lost": lambda out: next((out / "docs/assets").rglob("*.svg")).unlink(),
}  # fmt: skip


def test_the_untouched_output_is_proven(estate: tuple[Path, Path]) -> None:
    proof = runs.verify(*estate)
    assert proof.problems == ()
    assert {row["action"] for row in rows_of(estate[1], *ACTIONS)} == set(ACTIONS)


def test_it_is_proven_without_the_folder_of_docpipes_own_state(copy: tuple[Path, Path]) -> None:
    shutil.rmtree(copy[1] / ".docpipe")
    assert runs.verify(*copy).problems == ()


ALL = EDITS | ROWS | FILES


@pytest.mark.parametrize("name", ALL)
def test_tampering_is_noticed(name: str, copy: tuple[Path, Path]) -> None:
    shutil.rmtree(copy[1] / ".docpipe")
    ALL[name](copy[1])
    assert runs.verify(*copy).problems


HIDDEN = {name: tampering for name, tampering in ALL.items() if name != "no JSON"}


@pytest.mark.parametrize("name", HIDDEN)
def test_tampering_is_noticed_where_the_ledgers_digests_were_mended(name: str, copy: tuple[Path, Path]) -> None:
    HIDDEN[name](copy[1])
    mend(copy[1])
    assert runs.verify(*copy).problems
