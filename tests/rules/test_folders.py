"""Documents lean to where those of their folders go, and no further."""

from __future__ import annotations

from docpipe.rules.folders import lean

AI, CORE = {"ai": 2.0, "core": 1.0}, {"ai": 0.2, "core": 2.0}
OTHERS = {f"docs/{name}.md": CORE for name in "abcdefghijklmnop"}
UNDECIDED = {"ai": 1.0, "core": 1.1}


def service(count: int) -> dict[str, dict[str, float]]:
    return {f"services/x/{n}.md": AI for n in range(count)}


def test_a_folder_of_two_says_nothing() -> None:
    assert lean({**OTHERS, **service(1), "services/x/z.md": UNDECIDED})["services/x/z.md"] == UNDECIDED


def test_a_folder_of_most_documents_says_nothing() -> None:
    weights = {**OTHERS, **service(2), "docs/z.md": UNDECIDED}
    assert lean(weights)["docs/z.md"] == UNDECIDED


def test_what_is_clear_stays_against_its_folder() -> None:
    weights = {**OTHERS, **service(5), "services/x/z.md": {"ai": 0.1, "core": 3.0}}
    leaning = lean(weights)["services/x/z.md"]
    assert leaning["core"] > leaning["ai"]


def test_what_is_undecided_goes_with_its_folder() -> None:
    leaning = lean({**OTHERS, **service(5), "services/x/z.md": UNDECIDED})["services/x/z.md"]
    assert leaning["ai"] > leaning["core"]


def test_a_document_without_weights_gets_none() -> None:
    assert lean({**OTHERS, **service(5), "services/x/z.md": {}})["services/x/z.md"] == {}
