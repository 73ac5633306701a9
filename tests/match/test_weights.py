"""The model asks for no figure that is not worked out: of one that is absent it assumes the best."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from docpipe.match import candidates, fingerprints, index, judge
from docpipe.match.elsewhere import elsewhere
from docpipe.match.examine import figures
from docpipe.match.places import Places
from tests.match.corpus import estate


def test_every_figure_of_the_model_is_known() -> None:
    texts = index.build(fingerprints(estate()))
    found = candidates.find(texts)
    left, right = (np.array([texts.members[text][0] for text in side.tolist()]) for side in (found.left, found.right))
    known = figures(texts, Places(texts), found, elsewhere(texts, found), (left, right))
    weights = judge.load()
    for term in (*weights.merge.terms, *weights.template.terms):
        assert term.known(known), term


@given(st.data())
def test_what_is_not_known_yet_is_taken_at_its_best(data: st.DataObject) -> None:
    for model in (judge.load().merge, judge.load().template):
        shares = {term.where for term in model.terms if term.where}
        figures = sorted({term.figure for term in model.terms} | shares)
        full = {name: np.array([data.draw(st.floats(0, 1 if name in shares else 4))]) for name in figures}
        known = data.draw(st.lists(st.sampled_from(figures), min_size=1, unique=True))
        assert model.score({name: full[name] for name in known}) >= model.score(full) - 1e-12
