"""What a forger would think of: small changes of meaning, of what is seen, of marks, of the ledger and of the site."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from docpipe import runs
from tests.verify.estate import Tampering, by_line, change_row, each_row, edit, ledger, mend, rows_of, write_ledger

OWN, END = "<!-- docpipe:own -->", "<!-- docpipe:end -->"


def swap(pattern: str, by: str | Callable[[re.Match[str]], str]) -> Callable[[list[str]], list[str]]:
    """The first place of a line of prose that fits."""
    return lambda lines: by_line(lines, lambda line: re.sub(pattern, by, line, count=1))


def anywhere(pattern: str, by: str) -> Callable[[list[str]], list[str]]:
    """The first place of a block that fits, in links and code too."""
    return lambda lines: re.sub(pattern, by, "\n".join(lines), count=1).split("\n")


# What a reader would take for the same text, or for a slip.
MEANING: dict[str, Tampering] = {
    "a full stop lost": edit("paragraph", swap(r"\.$", "")),
    "a full stop made a question mark": edit("paragraph", swap(r"\.$", "?")),
    "two sentences run together": edit("paragraph", swap(r"\. ([A-Z])", r", \1")),
    "a plural made singular": edit("paragraph", swap(r"([a-z]{4,})s\b", r"\1")),
    "before made after": edit("paragraph", swap(r"\b(?:the|a) ", "every ")),
    "a number made words": edit("table", swap(r"\d+", "many")),
    "a unit made larger": edit("table", swap(r"minutes|hour|seconds|days?", "weeks")),
    "a zero behind a number": edit("table", swap(r"(\d+)", r"\g<1>0")),
    "a sign before a number": edit("table", swap(r"(\d+)", r"-\1")),
    "a number made inexact": edit("table", swap(r"(\d+)", r"~\1")),
    "a letter of another alphabet": edit("paragraph", swap("a", "\N{CYRILLIC SMALL LETTER A}")),
    "an accent on a letter": edit("paragraph", swap("e", "é")),
    "a character without width": edit("paragraph", swap(r"(?<=[a-z])(?=[a-z]{3})", "\N{ZERO WIDTH SPACE}")),
    "a mark that turns the direction": edit("paragraph", swap(r"\b(?=[a-z]{5})", "\N{RIGHT-TO-LEFT OVERRIDE}")),
    "a dash made a minus": edit("paragraph", swap(r"([a-z]) ([a-z])", r"\1-\2")),
    "a word parted in two": edit("paragraph", swap(r"\b([a-z]{3})([a-z]{3,})", r"\1 \2")),
    "two words made one": edit("paragraph", swap(r"([a-z]{3}) ([a-z]{3})", r"\1\2")),
    "quotation marks around a word": edit("paragraph", swap(r"\b([a-z]{5,})\b", r'"\1"')),
    "a word in brackets": edit("paragraph", swap(r"\b([a-z]{5,})\b", r"(\1)")),
    "three dots behind a sentence": edit("paragraph", swap(r"\.$", "...")),
    "a word in an entity": edit("paragraph", swap(r"\b([a-z]{5,})\b", r"&#120;\1")),
}

# The words stand, and the reader sees them otherwise or not at all.
SEEN: dict[str, Tampering] = {
    "a word struck": edit("paragraph", swap(r"\b([a-z]{5,})\b", r"~~\1~~")),
    "a word struck by an element": edit("paragraph", swap(r"\b([a-z]{5,})\b", r"<del>\1</del>")),
    "a word hidden in a comment": edit("paragraph", swap(r"\b([a-z]{5,})\b", r"<!-- \1 -->")),
    "a sentence hidden in a comment": edit("paragraph", lambda lines: ["<!--", *lines, "-->"]),
    "a word hidden by a style": edit("paragraph", swap(r"\b([a-z]{5,})\b", r'<span style="display:none">\1</span>')),
    "a word hidden in an attribute": edit("paragraph", swap(r"\b([a-z]{5,})\b", r'<span title="\1"></span>')),
    "a word made bold": edit("paragraph", swap(r"\b([a-z]{5,})\b", r"**\1**")),
    "a word made italic": edit("paragraph", swap(r"\b([a-z]{5,})\b", r"*\1*")),
    "a word made code": edit("paragraph", swap(r"\b([a-z]{5,})\b", r"`\1`")),
    "a word made a link": edit("paragraph", swap(r"\b([a-z]{5,})\b", r"[\1](https://elsewhere.example/)")),
    "a word made an address": edit("paragraph", swap(r"\b([a-z]{5,})\b", r"<https://elsewhere.example/\1>")),
    "a picture from elsewhere": edit("paragraph", swap(r"$", " ![](https://elsewhere.example/pixel.gif)")),
    "a script": edit("paragraph", swap(r"$", " <script>alert(1)</script>")),
    "a form": edit("paragraph", lambda lines: [*lines, '<form action="https://elsewhere.example/"><input></form>']),
    "a link that runs code": edit("paragraph", swap(r"\b([a-z]{5,})\b", r"[\1](javascript:alert(1))")),
    "a paragraph made code": edit("paragraph", lambda lines: ["```", *lines, "```"]),
    "a paragraph indented to code": edit("paragraph", lambda lines: [f"    {line}" for line in lines]),
    "a paragraph made a quote": edit("paragraph", lambda lines: [f"> {line}" for line in lines]),
    "a paragraph made a list": edit("paragraph", lambda lines: [f"- {lines[0]}", *lines[1:]]),
    "a paragraph made a heading": edit("paragraph", lambda lines: [f"## {' '.join(lines)}"]),
    "a paragraph parted": edit("paragraph", swap(r"\. (?=[A-Z])", ".\n\n")),
    "a heading made a paragraph": edit("heading", lambda lines: [line.lstrip("# ") for line in lines]),
    "a heading parted from its words": edit(
        "heading", lambda lines: ["##", "", *(line.lstrip("# ") for line in lines)]
    ),
    "an item below the one before": edit("list", lambda lines: [lines[0], *(f"    {line}" for line in lines[1:])]),
    "bullets made numbers": edit("list", lambda lines: [re.sub(r"^(\s*)[-*] ", r"\g<1>1. ", line) for line in lines]),
    "numbers made bullets": edit("list", lambda lines: [re.sub(r"^(\s*)\d+\. ", r"\g<1>- ", line) for line in lines]),
    "an item ticked": edit("list", lambda lines: [re.sub(r"^(\s*[-*]) (?!\[)", r"\1 [x] ", line) for line in lines]),
    "an item of two made one": edit(
        "list", lambda lines: re.sub(r"\n[-*] ", " ", "\n".join(lines), count=1).split("\n")
    ),
    "an item moved to the end": edit("list", lambda lines: [*lines[1:], lines[0]] if lines[-1][:2] == "- " else lines),
    "two rows of a table swapped": edit("table", lambda lines: [*lines[:2], lines[3], lines[2], *lines[4:]]),
    "two cells of a row swapped": edit("table", lambda lines: [*lines[:2], cells_swapped(lines[2]), *lines[3:]]),
    "a cell emptied": edit("table", lambda lines: [*lines[:-1], re.sub(r"\| [^|]+ \|$", "|  |", lines[-1])]),
    "a table without a head": edit("table", lambda lines: lines[2:]),
    "a head made a row": edit("table", lambda lines: [*lines[:1], *lines[2:]]),
    "a column added": edit("table", lambda lines: [f"{line} new |" for line in lines]),
    "another language of a fence": edit("fence", anywhere(r"^(\s*```)\w+", r"\1ruby")),
    "no language of a fence": edit("fence", anywhere(r"^(\s*```)\w+", r"\1")),
    "a comment in code": edit("fence", lambda lines: [lines[0], f"{lines[1]} # as root", *lines[2:]]),
    "a line of code put in": edit("fence", lambda lines: [lines[0], "rm -rf /", *lines[1:]]),
    "a command of code made another": edit("fence", anywhere(r"\n(\s*)\w+", r"\n\1sudo")),
    "a flag put in": edit("fence", lambda lines: [lines[0], f"{lines[1]} --force", *lines[2:]]),
    "a line of code indented": edit("fence", lambda lines: [*lines[:1], f"  {lines[1]}", *lines[2:]]),
    "an empty line of code put in": edit("fence", lambda lines: [*lines[:2], "", *lines[2:]]),
    "a fence made text": edit("fence", lambda lines: lines[1:-1]),
    "a fence never closed": edit("fence", lambda lines: lines[:-1]),
    "a fence parted": edit("fence", lambda lines: [*lines[:2], "```", "", "```", *lines[2:]]),
    "a callout's title changed": edit("callout", anywhere(r"!!! (\w+).*", r'!!! \1 "Never mind"')),
    "a callout of another kind": edit("callout", anywhere(r"!!! \w+.*", "!!! success")),
    "a callout made text": edit("callout", lambda lines: [line.strip() for line in lines[1:]]),
    "a callout that holds nothing": edit("callout", lambda lines: lines[:1]),
    "a word of a footnote": edit("footnote", swap(r"\b[a-z]{5,}\b", "other")),
    "a footnote removed": edit("footnote", lambda lines: []),
    "a footnote of another label": edit("footnote", anywhere(r"\[\^[^\]]+\]", "[^9-other]")),
    "a note's fence": edit("fence", lambda lines: lines[:-2] + lines[-1:], "noted"),
    "an item of a noted list": edit("list", lambda lines: lines[:-1], "noted"),
}


def cells_swapped(row: str) -> str:
    return re.sub(r"^\|([^|]+)\|([^|]+)\|", r"|\2|\1|", row)


def page_with(out: Path, mark: str) -> Path:
    pages = sorted((out / "docs").rglob("*.md"))
    return next(p for p in pages if mark in p.read_text("utf-8") and not {"review", "archive"} & set(p.parts))


def on_page(mark: str, change: Callable[[str], str]) -> Tampering:
    """Change the first reader page that holds `mark`."""

    def tamper(out: Path) -> None:
        page = page_with(out, mark)
        before = page.read_text("utf-8")
        after = change(before)
        assert after != before, "the tampering changes nothing"
        page.write_text(after, "utf-8")

    return tamper


def at_end(text: str) -> Tampering:
    return on_page(OWN, lambda page: f"{page}\n{text}\n")


def once(pattern: str, by: str) -> Callable[[str], str]:
    return lambda text: re.sub(pattern, by, text, count=1, flags=re.MULTILINE)


# Words that only pretend to be docpipe's own, and marks that are turned to another use.
MARKS: dict[str, Tampering] = {
    "a sentence marked as docpipe's": at_end(f"Restart it every night. {OWN}"),
    "a sentence in a region of docpipe's": at_end(f"{OWN}\n\nRestart it every night.\n\n{END}"),
    "a list in a region of docpipe's": at_end(f"{OWN}\n\n- Restart it every night.\n\n{END}"),
    "code in a region of docpipe's": at_end(f"{OWN}\n\n```sh\nrm -rf /\n```\n\n{END}"),
    "a table in a region of docpipe's": at_end(f"{OWN}\n\n| Do |\n| --- |\n| Restart it |\n\n{END}"),
    "a sentence set small and marked": at_end(f"<small>Restart it every night.</small> {OWN}"),
    "a warning of docpipe's that leads to no conflict": at_end(f"⚠ <small>Restart it every night.</small> {OWN}"),
    "a warning of docpipe's of a conflict that is none": at_end(
        f"⚠ <small>Documents disagree: [all](../review/conflicts.md#k-ffffffff)</small> {OWN}"
    ),
    "another file named as the origin": on_page("<small>From [`", once(r"From \[`[^`]+`", "From [`docs/secret.md`")),
    "another true file named as the origin": on_page(
        "<small>From [`", once(r"From \[`[^`]+`\]\((https?://[^)]*/)[^/)]+\)", r"From [`docs/auth.md`](\1docs/auth.md)")
    ),
    "an origin that leads elsewhere": on_page(
        "<small>From [`", once(r"(From \[`[^`]+`\])\([^)]+\)", r"\1(https://elsewhere.example/)")
    ),
    "another title of a note": on_page('??? note "', once(r'\?\?\? note "[^"]*"', '??? note "Outdated, never mind"')),
    "another file in the title of a note": on_page('note "Also in', once(r"Also in [^:\"]+", "Also in docs/secret.md")),
    "another heading in the title of a note": on_page('note "Also in', once(r'(Also in [^:"]+): [^"]+', r"\1: Wrong")),
    "a note that is open to all words": at_end('??? note "Also in README.md"\n\n    Restart it every night.'),
    "a tab with a title": at_end('=== "Restart it every night"'),
    "a right value struck": edit("paragraph", swap(r"\b([a-z]{5,})\b", r'<del class="docpipe">\1</del>')),
    "a value set beside another": edit("paragraph", swap(r"\b([a-z]{5,})\b", r'\1<ins class="docpipe"> not</ins>')),
    "a value set in place of a struck one": on_page(
        '<ins class="docpipe"> [', once(r'(<ins class="docpipe"> )\[[^\]]+\]\([^)]+\)', r"\g<1>99")
    ),
    "a settled value that leads to no conflict": on_page(
        '<ins class="docpipe"> [', once(r"conflicts\.md#k-\w+", "conflicts.md#k-0000")
    ),
    "a settled value that leads elsewhere": on_page(
        '<ins class="docpipe"> [', once(r"\]\([./]*review/conflicts\.md#k-\w+\)", "](https://elsewhere.example/)")
    ),
    "words behind a heading, set by docpipe": edit(
        "heading", lambda lines: [f'{lines[0]}<ins class="docpipe">: deprecated zzz</ins>']
    ),
    "front matter on a page": on_page(OWN, lambda page: f"---\ntitle: Restart it every night\n---\n\n{page}"),
    "the end of a region lost": on_page(END, once(re.escape(END), "")),
    "a region that swallows a block": on_page(
        END, lambda page: page[::-1].replace(END[::-1], "", 1)[::-1] + f"\n{END}\n"
    ),
    "an own line whose mark is lost": on_page("</small> " + OWN, once(r"</small> " + re.escape(OWN), "</small>")),
    "a see-also that leads nowhere": at_end(f"<small>See also: [all](#no-such-heading)</small> {OWN}"),
}


def raw(change: Callable[[list[dict[str, Any]]], list[dict[str, Any]]]) -> Tampering:
    def tamper(out: Path) -> None:
        rows = [json.loads(line) for line in ledger(out).read_text("utf-8").splitlines()]
        after = change(rows)
        assert after != rows, "the tampering changes nothing"
        write_ledger(out, after)

    return tamper


def place(**changes: object) -> Callable[[dict[str, Any]], dict[str, Any]]:
    return lambda row: row | {"destination": row["destination"] | changes}


def grown(key: str, by: int, where: str = "destination") -> Callable[[dict[str, Any]], dict[str, Any]]:
    return lambda row: row | {where: row[where] | {key: row[where][key] + by}}


def of_kind(change: Callable[[dict[str, Any]], dict[str, Any] | None], action: str, kind: str) -> Tampering:
    def tamper(out: Path) -> None:
        change_row(out, next(row for row in rows_of(out, action) if row["kind"] == kind), change)

    return tamper


def pages_of_rows_swapped(out: Path) -> None:
    rows = [row for row in rows_of(out, "kept") if row["kind"] == "paragraph"]
    one = rows[0]
    other = next(row for row in rows if row["destination"]["path"] != one["destination"]["path"])
    change_row(out, one, place(path=other["destination"]["path"]))


LEDGER: dict[str, Tampering] = {
    "a row twice": raw(lambda rows: [*rows, next(row for row in rows if row.get("action") == "kept")]),
    "a destination a line longer": each_row(grown("end_line", 1), "kept"),
    "a destination a line shorter": of_kind(grown("end_line", -1), "kept", "list"),
    "a destination that begins a line later": of_kind(grown("start_line", 1), "kept", "list"),
    "a destination that ends before it begins": each_row(place(start_line=9, end_line=3), "kept"),
    "a destination before the first line": each_row(place(start_line=-4), "kept"),
    "a destination behind the last line": each_row(place(start_line=99998, end_line=99999), "kept"),
    "lines that are no numbers": each_row(place(start_line="1"), "kept"),
    "a page that is no text": each_row(place(path=["docs/index.md"]), "kept"),
    "a page outside the site": each_row(place(path="../docs/index.md"), "kept"),
    "the page of another row": pages_of_rows_swapped,
    "two destinations of a kept block": each_row(lambda row: row | {"destination": [row["destination"]] * 2}, "kept"),
    "a source a line shorter": of_kind(grown("end_line", -1, "source"), "kept", "list"),
    "a source that begins a line earlier": of_kind(grown("start_line", -1, "source"), "kept", "list"),
    "a source of another page": each_row(lambda row: row | {"source": row["source"] | {"path": "README.md"}}, "kept"),
    "a source with steps upward": each_row(lambda row: row | {"source": row["source"] | {"path": "../x.md"}}, "kept"),
    "a list said to be a fence": of_kind(lambda row: row | {"kind": "fence"}, "kept", "list"),
    "a paragraph said to be a heading": of_kind(lambda row: row | {"kind": "heading"}, "kept", "paragraph"),
    "a paragraph said to be front matter": of_kind(
        lambda row: row | {"kind": "front_matter", "action": "dropped", "destination": None}, "kept", "paragraph"
    ),
    "a paragraph said to be a definition": of_kind(
        lambda row: row | {"kind": "definition", "action": "dropped", "destination": None}, "kept", "paragraph"
    ),
    "a table said to be a break": of_kind(
        lambda row: row | {"kind": "break", "action": "dropped", "destination": None}, "kept", "table"
    ),
    "a block said to be masked": each_row(lambda row: row | {"masked": True}, "kept"),
    "kept said to be noted": each_row(lambda row: row | {"action": "merged"}, "kept"),
    "noted said to be merged": each_row(lambda row: row | {"action": "merged"}, "noted"),
    "archived at another file": each_row(
        lambda row: row | {"destination": {"path": "docs/archive/other.md"}}, "archived"
    ),
    "stays at another file": each_row(lambda row: row | {"destination": {"path": "docs/other.md"}}, "stays"),
    "a row that is a list": lambda out: ledger(out).write_bytes(ledger(out).read_bytes() + b"[]\n") and None,
    "a row that is a number": lambda out: ledger(out).write_bytes(ledger(out).read_bytes() + b"7\n") and None,
    "a row without a source": each_row(lambda row: {key: row[key] for key in row if key != "source"}, "kept"),
    "all rows of a document lost": raw(
        lambda rows: [row for row in rows if row.get("source", {}).get("path") != "docs/auth.md"]
    ),
    "the ledger cut off": lambda out: ledger(out).write_bytes(ledger(out).read_bytes()[:-9]) and None,
    "the ledger empty": lambda out: ledger(out).write_bytes(b"") and None,
}


def redirect(change: Callable[[str], str]) -> Tampering:
    def tamper(out: Path) -> None:
        for page in sorted((out / "docs").rglob("*.html")):
            before = page.read_text("utf-8")
            after = change(before) if before.count("data-from") > 1 else before
            if after != before:
                page.write_text(after, "utf-8")
                return
        raise AssertionError("no redirect that this changes")

    return tamper


def file(path: str, change: Callable[[str], str]) -> Tampering:
    def tamper(out: Path) -> None:
        before = (out / path).read_text("utf-8")
        after = change(before)
        assert after != before, "the tampering changes nothing"
        (out / path).write_text(after, "utf-8")

    return tamper


def put(path: str, text: str) -> Tampering:
    def tamper(out: Path) -> None:
        (out / path).parent.mkdir(parents=True, exist_ok=True)
        (out / path).write_text(text, "utf-8")

    return tamper


def pictures_swapped(out: Path) -> None:
    one, other = sorted((out / "docs/assets").rglob("*.svg"))[:2]
    first, second = one.read_bytes(), other.read_bytes()
    one.write_bytes(second)
    other.write_bytes(first)


def pages_swapped(out: Path) -> None:
    one, other = out / "docs/services/core.md", out / "docs/services/automation.md"
    first, second = one.read_bytes(), other.read_bytes()
    one.write_bytes(second)
    other.write_bytes(first)


def blocks_swapped(out: Path) -> None:
    """Two paragraphs of a page in each other's place, each as it was."""
    for row in rows_of(out, "kept"):
        for other in rows_of(out, "kept"):
            one, two = row["destination"], other["destination"]
            size = one["end_line"] - one["start_line"]
            alike = one["path"] == two["path"] and two["end_line"] - two["start_line"] == size
            if row["kind"] == other["kind"] == "paragraph" and alike and two["start_line"] > one["end_line"]:
                page = out / one["path"]
                lines = page.read_text("utf-8").split("\n")
                first = slice(one["start_line"] - 1, one["end_line"])
                second = slice(two["start_line"] - 1, two["end_line"])
                lines[first], lines[second] = lines[second], lines[first]
                page.write_text("\n".join(lines), "utf-8")
                return
    raise AssertionError("no two paragraphs of one size")


SITE: dict[str, Tampering] = {
    "two paragraphs of a page swapped": blocks_swapped,
    "two pages swapped": pages_swapped,
    "two pictures swapped": pictures_swapped,
    "a page emptied": lambda out: (out / "docs/services/core.md").write_text("") and None,
    "a page with its end cut off": file("docs/services/core.md", lambda text: text[: len(text) // 2]),
    "a page twice in a row": file("docs/services/core.md", lambda text: text + "\n" + text),
    "a page of another encoding": lambda out: (
        (out / "docs/services/core.md").write_bytes((out / "docs/services/core.md").read_text("utf-8").encode("utf-16"))
        and None
    ),
    "a page renamed": lambda out: (out / "docs/services/core.md").rename(out / "docs/services/heart.md") and None,
    "a page in capitals": file("docs/services/core.md", str.upper),
    "a page of someone else in a new folder": put("docs/new/page.md", "# New\n\nWords.\n"),
    "a redirect whose anchors changed places": redirect(
        lambda text: re.sub(r'data-from="([^"]+)"', lambda found: f'data-from="{found[1][::-1]}"', text)
    ),
    "a redirect without its links": redirect(lambda text: re.sub(r"<a [^>]*data-from[^>]*>", "<a>", text)),
    "a redirect of another document": redirect(lambda text: re.sub(r'data-source="[^"]*"', 'data-source="x.md"', text)),
    "a redirect to another host": redirect(
        lambda text: re.sub(r'href="[^"]*"', 'href="https://elsewhere.example/"', text)
    ),
    "a redirect to an anchor that is not there": redirect(lambda text: re.sub(r'#[^"]+"', '#no-such-heading"', text)),
    "a redirect that is empty": redirect(lambda text: ""),
}


ALL = MEANING | SEEN | MARKS | LEDGER | SITE
BROKEN = ("a row that is", "the ledger ")  # what no digests can be mended in


@pytest.mark.parametrize("name", ALL)
def test_tampering_is_noticed(name: str, copy: tuple[Path, Path]) -> None:
    shutil.rmtree(copy[1] / ".docpipe")
    ALL[name](copy[1])
    if not name.startswith(BROKEN):
        mend(copy[1])
    assert runs.verify(*copy).problems


def test_a_source_that_changed_is_noticed(estate: tuple[Path, Path], tmp_path: Path) -> None:
    for number, change in enumerate(
        (
            lambda root: (root / "docs/auth.md").write_text("# Auth\n\nNo more.\n"),
            lambda root: (root / "docs/auth.md").unlink(),
            lambda root: (root / "docs/new.md").write_text("# New\n\nWords.\n"),
            lambda root: (root / "docs/auth.md").rename(root / "docs/door.md"),
        )
    ):
        root = tmp_path / str(number)
        shutil.copytree(estate[0], root)
        change(root)
        assert runs.verify(root, estate[1]).problems
