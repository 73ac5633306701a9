"""What a baseline knows stays known exactly as long as its text: through line shifts and renames, not through edits."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from docpipe import gate
from docpipe.errors import ConfigError
from docpipe.model import Finding
from docpipe.publish import verdicts as forms

PRINTS = st.sampled_from(["a", "b", "c", "d", "e"])
FOUND = st.lists(
    st.builds(
        lambda prints, line: Finding(
            "duplicate", "low", tuple(f"x.md:{line + at}" for at in range(len(prints))), tuple(prints), "said twice"
        ),
        st.lists(PRINTS, min_size=2, max_size=4),
        st.integers(1, 99),
    ),
    max_size=6,
)


@given(found=FOUND)
def test_what_is_known_is_not_new(found: list[Finding]) -> None:
    """A baseline of everything lets everything through."""
    assert gate.unknown(found, gate.known(found)) == ()


@given(found=FOUND, more=FOUND)
def test_a_baseline_never_hides_a_new_place(found: list[Finding], more: list[Finding]) -> None:
    """Where a fingerprint stands more often than it is known to, some finding with it is new."""
    known = gate.known(found)
    together = [*found, *more]
    added = gate.known(together) - known
    new = gate.unknown(together, known)
    assert bool(new) == bool(added)
    assert set(added) <= {each for finding in new for each in finding.prints}


@given(found=FOUND, later=FOUND)
def test_a_baseline_only_shrinks(found: list[Finding], later: list[Finding]) -> None:
    known = gate.known(found)
    left = gate.shrunk(known, gate.known(later))
    assert all(left[each] <= known[each] for each in left)
    assert gate.read(gate.render(left)) == left


@given(found=FOUND)
def test_the_new_place_stands_first(found: list[Finding]) -> None:
    known = Counter({"a": 2, "b": 1})
    for finding in gate.unknown(found, known):
        assert len(finding.places) == len(finding.prints)
        assert finding.prints[0] not in ("a", "b") or Counter(each for f in found for each in f.prints) - known


@pytest.mark.parametrize(
    "content",
    [
        b"", b"[]", b"{}", b"\xff",
        b'{"schema_version": 1, "findings": {"a": 0}}',
        b'{"schema_version": 1, "findings": {"a": "1"}}',
        b'{"schema_version": 1, "findings": {}, "more": 1}',
        b'{"schema_version": 2, "findings": {}}',
    ],
)  # fmt: skip
def test_a_broken_baseline_is_named(content: bytes) -> None:
    with pytest.raises(ConfigError, match=r"docpipe\.baseline\.json") as error:
        gate.read(content)
    assert error.value.hint


@settings(max_examples=30)
@given(text=st.text(st.characters(codec="utf-8"), max_size=40))
def test_annotations_stay_on_their_line(text: str) -> None:
    """Whatever a document says, it ends no annotation and begins none."""
    from docpipe.model import Verdict

    finding = Finding("conflict", "high", ("a,b:c.md:3", "d.md:4"), ("a", "b"), f"{text}\n::error::x%")
    told = forms.render("github", Verdict((finding,), 0, 0, (), None))
    assert told.splitlines() == [told.rstrip("\n")] or len(told.split("\n")) == 2
    assert told.startswith("::error file=a%2Cb%3Ac.md,line=3,")
