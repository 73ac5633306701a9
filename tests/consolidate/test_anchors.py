"""Anchors that a plan promises are those that Python-Markdown makes, whatever the headings say."""

from __future__ import annotations

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from docpipe.model import SourceFile
from docpipe.verify.links import anchors
from docpipe.verify.sources import parsed
from tests.consolidate import rendering
from tests.consolidate.estates import planned, scan_of

WORDS = st.lists(
    st.sampled_from(
        [
            "Set-up",
            "A_1",
            "A",
            "a",
            "a_2",
            "Über uns",
            "快速开始",
            "`x` y",
            "a & b",
            "1.",
            "…",
            "C++",
            "A <-> B",
            "`f<T>` x",
            "a < b",
            "`<=`",
            "![far](https://host.example/a.png) b",
            "![near](a.png) b",
            "![gone](gone.png) b",
            '<img src="https://host.example/a.png" alt="far"> b',
            '<img src="a.png" alt="near"> b',
            "[![badge](https://host.example/b.svg)](https://host.example) b",
            "`![code](a.png)` b",
            '<div className="label">Needed</div> **`onPress`**',
            "one<br>two",
            "a <kbd>b</kbd>c",
            "<Label>x</Label> y",
        ]
    )
)


@settings(max_examples=100, deadline=None)
@given(headings=WORDS, again=WORDS)
def test_every_promised_anchor_is_made(headings: list[str], again: list[str]) -> None:
    """Each heading's old anchors lead to ids of the built page; the proof expects those ids, and no other words."""
    files = {
        f"{name}.md": "".join(f"## {text}\n\nt{number}\n\n" for number, text in enumerate(texts))
        for name, texts in (("one", headings), ("two", again))
    }
    made = planned(scan_of(files, others=["a.png"]))
    built = {page.path: set(re.findall(r'<h\d id="([^"]*)"', rendering.built(page.body))) for page in made.pages}
    for redirect in made.redirects:
        for moved in redirect.moved:
            assert not moved.new_anchor or moved.new_anchor in built[moved.page]
    for page in made.pages:
        expected = anchors(parsed(SourceFile(page.path, page.path, page.body, "", len(page.body))))
        assert {anchor for anchor in expected if not re.fullmatch("_[0-9]+", anchor)} <= built[page.path]
