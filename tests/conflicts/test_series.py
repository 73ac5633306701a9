"""Pages of one form: what they say differently of the same words is each page's own, unless something decides."""

from __future__ import annotations

import pytest

from docpipe import parse
from docpipe.conflicts.series import Series
from docpipe.conflicts.world import world
from docpipe.model import Claim, Conflict, Document, Evidence, SourceFile, Status, Tree


def _document(path: str) -> Document:
    return parse.parse(SourceFile(path, f"/{path}", "# Title\n\nText.\n", "", 16))


def _explained(paths: list[str], said: dict[str, str], *, proved: bool = False) -> bool:
    """Whether pages at these paths, of which some say a value each, are told to be a series."""
    series = Series(world(tuple(map(_document, paths)), (), Tree("/", tuple(paths), ())))
    claims = tuple(Claim(path, 3, value, "Text.", "living") for path, value in said.items())
    proofs = (Evidence("a.toml", 1, "1"),) if proved else ()
    status: Status = "settled" if proved else "open"
    return series.explain(Conflict("", "value", "projects", "number", "", status, 0.7, "low", claims, proofs, "", None))


FAMILY = ["study/ice_a_figures.md", "study/lamp_a_figures.md", "study/tide_a_figures.md"]


@pytest.mark.parametrize(
    ("paths", "said"),
    [
        # Pages whose names differ in the one word that says what each is about.
        (FAMILY, {FAMILY[0]: "1", FAMILY[1]: "2"}),
        (["docs/api-v1-limits.md", "docs/api-v2-limits.md", "docs/api-v3-limits.md"],
         {"docs/api-v1-limits.md": "1", "docs/api-v3-limits.md": "2"}),
    ],
)  # fmt: skip
def test_a_family_of_pages_is_a_series(paths: list[str], said: dict[str, str]) -> None:
    assert _explained(paths, said)


@pytest.mark.parametrize(
    ("paths", "said"),
    [
        # Two alike names are chance.
        (FAMILY[:2], {FAMILY[0]: "1", FAMILY[1]: "2"}),
        # Guides are called guides: one word alike makes no form.
        (["docs/setup_guide.md", "docs/user_guide.md", "docs/deploy_guide.md"],
         {"docs/setup_guide.md": "1", "docs/user_guide.md": "2"}),
        # A page of another name speaks of the whole.
        ([*FAMILY, "README.md"], {FAMILY[0]: "1", "README.md": "2"}),
        # In another folder it is another family.
        ([*FAMILY, "other/ice_a_figures.md"], {FAMILY[0]: "1", "other/ice_a_figures.md": "2"}),
    ],
)  # fmt: skip
def test_other_pages_are_none(paths: list[str], said: dict[str, str]) -> None:
    assert not _explained(paths, said)


def test_what_the_repository_decides_stays() -> None:
    assert not _explained(FAMILY, {FAMILY[0]: "1", FAMILY[1]: "2"}, proved=True)
