"""The model asks for no figure that is not worked out: of one that is absent it would assume the best."""

from __future__ import annotations

import numpy as np

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
