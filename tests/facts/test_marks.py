"""Where an extractor's marks and words are missing is no fact of its kind: asking all the same finds nothing more."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from docpipe import facts
from docpipe.facts.place import Place
from docpipe.facts.questions import Questions, Reader
from docpipe.facts.statements import statements
from docpipe.model import Document, Fact
from tests.match.corpus import document, estate

CASES = sorted((Path(__file__).parents[1] / "cases" / "conflicts").glob("*.txt"))


# Numbers, names and signs as Markdown may hide them.
ODD = """# Lamp (12)

- ~~70.3%~~ of the **12** lamps are on, _5 minutes_ a day.
1. **Merge this PR** into main.
<!-- TODO: say more -->
- Lists are 1-based; see XDP[1] based rules.
- Runs on **Python**3.11, `Redis:7` and <b>Node 20</b>.

| Thing | Docker | Swarm | Max |
| --- | --- | --- | --- |
| Lamp | &check; |❌| ~~5 s~~ 6 s |
| Desk | yes | :x: | (~7 GB) |
"""


@pytest.mark.parametrize(
    "found", [document("odd.md", ODD), *estate(), *(document(path.name, path.read_text("utf-8")) for path in CASES)]
)
def test_marks_leave_no_fact_out(found: Document) -> None:
    place = Place(found)
    unasked: list[Fact] = []
    for statement in statements(found):
        if statement.section is not place.section:
            place.enter(statement.section)
        for extract, forms, digit in facts.EXTRACTORS:
            if statement.form in forms and (statement.digits or not digit):
                unasked += extract(statement, place)
    assert facts.extract(found) == tuple(unasked)


def _nothing(*_: object) -> Iterator[Fact]:
    return iter(())


READER = Reader(
    _nothing, frozenset(("prose", "row")), marks=("licen", "://"), words=frozenset(("next.js", "pr", "端口")),
    shape=re.compile(r"#\d"),
)  # fmt: skip


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("We approve of it.", False),  # "pr" is a word here, no part of one
        ("A colon: and // a comment.", False),
        ("Number 5 # five", False),  # the sign is in another word
        ("- The licence of an item", False),  # a form that it does not read
        ("Open a PR, please.", True),
        ("It is Licensed.", True),
        ("See <https://shop.example>.", True),
        ("The **Next.js** app.", True),
        ("One **lic**ence only.", True),  # a reader sees one word
        ("服务端口是8080", True),
        ("Fixes #5.", True),
    ],
)
def test_a_line_is_asked_where_a_word_speaks_for_the_extractor(text: str, asked: bool) -> None:
    statement = next(iter(statements(document("docs/shop.md", text))))
    questions = Questions([READER])
    assert questions.of_line(statement, questions.below(())) == ((_nothing,) if asked else ())


def test_a_row_is_read_with_the_names_of_its_columns() -> None:
    rows = list(statements(document("docs/shop.md", "| Name | Licence |\n| --- | --- |\n| Lamp | MIT |")))
    questions = Questions([READER])
    assert questions.of_line(rows[0], questions.below(())) == (_nothing,)
