"""Laws: what an editor does to a text and its copy still leaves one text; what makes it another's text does not."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from docpipe.match import match
from docpipe.model import Match
from tests.match.corpus import documents

ITEMS = [
    "Soak the reeds overnight in lukewarm rainwater so that they bend without splitting.",
    "Trim each reed to 42 centimetres and sort the bundle by thickness.",
    "Weave the base in a spiral, keeping the tension even from the first turn.",
    "Stake the uprights every 30 millimetres and pinch them before bending.",
    "Finish the rim with a folded border and tuck the ends inside.",
    "Dry the basket in the shade for three days before varnishing.",
]
ADDED = ["Children enjoy dyeing a few strands.", "A spray bottle helps on hot afternoons.", "Label finished pieces."]
FUNCTION_WORDS = {"so that": "in order that", "before": "prior to", "each": "every", "in the": "within the"}
MERGED = ("duplicate", "near", "contains")
few = settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))


def page(title: str, heading: str, items: list[str]) -> str:
    return f"# {title}\n\n## {heading}\n\n" + "".join(f"- {item}\n" for item in items)


def compared(left: str, right: str) -> Match | None:
    found = match(documents({"docs/weaving.md": left, "handbook/baskets.md": right}))
    wanted = {"docs/weaving.md#3", "handbook/baskets.md#3"}
    return next((pair for pair in found.matches if {pair.left, pair.right} == wanted), None)


@few
@given(st.permutations(ITEMS))
def test_order_does_not_matter(items: list[str]) -> None:
    found = compared(page("Weaving", "Baskets", ITEMS), page("Handbook", "Making baskets", items))
    assert found is not None
    assert found.relation in MERGED


@few
@given(st.sets(st.sampled_from(sorted(FUNCTION_WORDS)), min_size=1))
def test_other_function_words_keep_the_match(chosen: set[str]) -> None:
    reworded = ITEMS
    for word in sorted(chosen):
        reworded = [item.replace(word, FUNCTION_WORDS[word]) for item in reworded]
    found = compared(page("Weaving", "Baskets", ITEMS), page("Handbook", "Making baskets", reworded))
    assert found is not None
    assert found.relation in MERGED


@few
@given(
    st.lists(st.tuples(st.integers(0, len(ITEMS)), st.sampled_from(ADDED)), max_size=2, unique_by=lambda pair: pair[1])
)
def test_sentences_put_in_keep_the_match(added: list[tuple[int, str]]) -> None:
    items = list(ITEMS)
    for at, sentence in added:
        items.insert(at, sentence)
    found = compared(page("Weaving", "Baskets", ITEMS), page("Handbook", "Making baskets", items))
    assert found is not None
    assert found.relation in MERGED


def test_formatting_does_not_matter() -> None:
    marked = "# Handbook\n\n## Making baskets\n\n" + "".join(f"{n}. **{item}**\n" for n, item in enumerate(ITEMS, 1))
    found = compared(page("Weaving", "Baskets", ITEMS), marked)
    assert found is not None
    assert found.relation == "duplicate"


@few
@given(st.integers(43, 99))
def test_one_other_value_is_named(length: int) -> None:
    changed = [item.replace("42", str(length)) for item in ITEMS]
    found = compared(page("Weaving", "Baskets", ITEMS), page("Handbook", "Making baskets", changed))
    assert found is not None
    assert found.relation in MERGED
    assert f"1 number differs: 42 / {length}" in found.reason


@few
@given(st.sampled_from([("otter", "badger"), ("quartz", "basalt"), ("saffron", "turmeric")]))
def test_another_subject_throughout_is_no_match(names: tuple[str, str]) -> None:
    """The wording of two fact sheets is one, their subject is not."""
    sheets = {}
    for name in names:
        items = [
            f"The {name} survey starts in April at the northern gate.",
            f"Report every {name} on the card and hand it to the warden.",
            f"Do not touch a {name}, and keep dogs on the lead.",
            f"The {name} count is published at the end of the season.",
        ]
        sheets[f"sheets/{name}/README.md"] = page(f"{name.title()} survey", f"Counting the {name}", items)
    found = match(documents(sheets))
    wanted = {f"sheets/{name}/README.md#3" for name in names}
    relations = {pair.relation for pair in found.matches if {pair.left, pair.right} == wanted}
    assert not relations & set(MERGED)


def test_the_seed_of_hashing_does_not_matter() -> None:
    script = (
        "from docpipe.match import match; from tests.match.corpus import estate; print(match(estate(), related=True))"
    )
    root = Path(__file__).parents[2]
    outputs = {
        subprocess.run(
            [sys.executable, "-c", script], env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(root)},
            cwd=root, check=True, capture_output=True,
        ).stdout
        for seed in ("1", "2")
    }  # fmt: skip
    assert len(outputs) == 1
