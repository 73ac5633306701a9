"""Statements know what stands around them; every line is read once; hostile lines end."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docpipe import facts, parse
from docpipe.facts.statements import Statement, cells_of, split_label, statements
from docpipe.model import Document, SourceFile

TEXT = """\
# Platform

Services of the platform:

- **Grafana**: http://localhost:3001
  - [x] Dashboards
    ```bash
    # Open it
    open http://localhost:3001
    ```

| Name | Port |
|------|------|
| `a|b` | 1 |
"""


def document(text: str, path: str = "docs/a.md") -> Document:
    return parse.parse(SourceFile(path, path, text, "", len(text)))


def read(text: str) -> dict[int, Statement]:
    return {statement.line: statement for statement in statements(document(text))}


def test_what_stands_around() -> None:
    found = read(TEXT)
    assert (found[5].label, found[5].rest, found[5].lead) == (
        "Grafana",
        "http://localhost:3001",
        "Services of the platform:",
    )
    assert (found[6].box, found[6].text, found[6].parents) == ("x", "Dashboards", ("Grafana: http://localhost:3001",))
    assert (found[9].language, found[9].comment) == ("bash", "Open it")
    assert (found[14].label, found[14].headers, found[14].cells) == ("a|b", ("Name", "Port"), ("`a|b`", "1"))


def test_labels_that_are_none() -> None:
    assert split_label("see http://localhost:3001") == ("", "")
    assert split_label("no label at all") == ("", "")
    assert split_label("a sentence of more than eight words that ends before: a colon") == ("", "")


def test_cells() -> None:
    assert cells_of("| a \\| b | `c | d` | |") == ["a \\| b", "`c | d`", ""]


@given(st.text(alphabet=" \n#*|`-_:[]()<>=.0123456789aZ$é", max_size=400))
def test_every_document_is_read_and_lines_are_in_order(text: str) -> None:
    """No text stops the extractors, and no line tells of another section's."""
    lines = [statement.line for statement in statements(document(text))]
    assert lines == sorted(set(lines))
    for fact in facts.extract(document(text)):
        assert 1 <= fact.line <= text.count("\n") + 1


@pytest.mark.parametrize(
    "text",
    [
        "Example: `./run.sh go now`\n\nlast `./run.sh go stop`",  # nothing stands above the first line
        # Where case counts for nothing, a dotless i is an i, and the word no number.
        "# Boats\n\nThere are s\u0131x plans.\n\nTake the [great plan](a.md), [small plan](b.md), [other plan](c.md).",
    ],
)
def test_odd_documents_have_facts_of_their_own_lines(text: str) -> None:
    found = facts.extract(document(text))
    assert all(1 <= fact.line <= text.count("\n") + 1 for fact in found)


def test_the_head_of_a_page_that_counts_without_end_ends() -> None:
    """It is read in linear time, or this test does not come back."""
    text = (
        f"# Boats\n\n{'of two plans ' * 20_000}\n\nTake the [great plan](a.md), [small plan](b.md), [other plan](c.md)."
    )
    facts.extract(document(text))


def test_hostile_lines_end() -> None:
    """Long runs of what the patterns look for: each must be read in linear time, or this test does not come back."""
    size = 60_000
    for piece in (
        "localhost:30 ",
        "Port ",
        "A_",
        "`A_B=",
        "default ",
        "Python 3.",
        "**a",
        "[a](",
        "<a ",
        "| ",
        "(1 ",
        "- ",
        "$A_B/c/",
        "10% done ",
        "all endpoints ",
        "The Ab is under ",
        "(#1) ",
        "required ",
    ):
        text = piece * (size // len(piece))
        facts.extract(document(text))
        facts.extract(document(f"```\n{text}\n```"))
        facts.extract(document(f"| a | Port |\n|---|---|\n| {text} | 1 |"))
