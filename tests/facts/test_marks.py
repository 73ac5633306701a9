"""Where an extractor's marks and signs are missing is no fact of its kind: asking all the same finds nothing more."""

from __future__ import annotations

from pathlib import Path

import pytest

from docpipe import facts
from docpipe.facts.place import Place
from docpipe.facts.statements import statements
from docpipe.model import Document
from tests.match.corpus import document, estate

CASES = sorted((Path(__file__).parents[1] / "cases" / "conflicts").glob("*.txt"))


@pytest.mark.parametrize("found", [*estate(), *(document(path.name, path.read_text("utf-8")) for path in CASES)])
def test_marks_leave_no_fact_out(found: Document) -> None:
    place = Place(found)
    unasked = []
    for statement in statements(found):
        if statement.section is not place.section:
            place.enter(statement.section)
        facts.ports.follow(statement, place)
        facts.listening.follow(statement, place)
        for extract, forms, digit in facts.EXTRACTORS:
            if statement.form in forms and (statement.digits or not digit):
                unasked += extract(statement, place)
    assert facts.extract(found) == tuple(unasked)
