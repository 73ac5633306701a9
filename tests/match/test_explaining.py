"""Law: what `explain` says of two sections is what the scan says of them."""

from __future__ import annotations

from docpipe.match import explain, match
from docpipe.text.links import Resolver
from docpipe.text.outgoing import leads
from tests.match.corpus import estate

EVERY = 9  # of the pairs: each needs the whole estate to be judged again


def test_relation_score_and_reason_are_those_of_the_scan() -> None:
    documents = estate()
    resolver = Resolver([document.path for document in documents], (), {})
    led = leads(documents, resolver)
    pairs = match(documents, leads=lambda: led, related=True).matches[::EVERY]
    assert {pair.relation for pair in pairs} > {"near", "related"}
    for pair in pairs:
        found = explain(documents, pair.left, pair.right, leads=led)
        assert (found.relation, found.score) == (pair.relation, pair.score)
        assert pair.reason in (found.reason, "the same words", "related")
        counted = len(found.same) + len(found.reworded) + len(found.left)
        section = next(s for d in documents for s in d.sections if s.id == pair.left)
        assert counted >= 1
        assert all(section.start_line <= line.left[0] <= section.end_line for line in found.left if line.left)
