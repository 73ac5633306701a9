"""`docpipe.decisions.toml`: what is written is read again, and nothing else in the file changes."""

from __future__ import annotations

import subprocess
import tomllib
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docpipe import review
from docpipe.errors import ConfigError
from docpipe.model import Decision
from tests.apply.repositories import commit, git, repository

FIRST = Decision("k-09ab", "prefer", "3001", "the stack in use", "platform team", "2026-03-01", ("a1", "b2"))
SECOND = Decision("c-1f3a", "keep", None, "each prints its own", "platform team", "2026-03-02", ("c3",))
words = st.text(st.characters(exclude_categories=("Cs",)), min_size=1).filter(lambda text: text.strip() == text)
decisions = st.builds(
    Decision,
    about=words,
    verdict=st.sampled_from(("dismiss", "keep", "prefer")),
    value=st.none() | words,
    why=words,
    by=words,
    on=st.dates().map(lambda day: day.isoformat()),
    seen=st.lists(words, min_size=1).map(tuple),
)


def kept(root: Path) -> dict[str, Decision]:
    return {decision.about: replace(decision, line=1) for decision in review.read(root)}


@given(st.lists(decisions, max_size=6), st.data())
def test_what_is_kept_is_read_and_what_is_forgotten_is_gone(
    tmp_path_factory: pytest.TempPathFactory, given: list[Decision], data: st.DataObject
) -> None:
    root = tmp_path_factory.mktemp("tree")
    for decision in given:
        review.keep(root, decision)
    wanted = {decision.about: decision for decision in given}
    assert kept(root) == wanted
    lines = (root / review.FILE_NAME).read_text("utf-8").split("\n") if given else []
    assert all(lines[found.line - 1].rstrip().endswith("}") for found in review.read(root))
    if wanted:
        gone = data.draw(st.sampled_from(sorted(wanted)))
        assert review.forget(root, gone)
        assert not review.forget(root, gone)
        assert kept(root) == {name: decision for name, decision in wanted.items() if name != gone}


def test_comments_and_what_people_wrote_stay(tmp_path: Path) -> None:
    file = tmp_path / review.FILE_NAME
    review.keep(tmp_path, FIRST)
    review.keep(tmp_path, replace(FIRST, about="k-f000"))
    text = file.read_text("utf-8").replace("k-f000", "# of the autumn\nk-f000") + "\n# the end\n"
    file.write_text(text, "utf-8")
    review.keep(tmp_path, replace(FIRST, about="k-c000"))
    review.keep(tmp_path, SECOND)
    review.keep(tmp_path, replace(FIRST, why="still the stack in use"))
    found = file.read_text("utf-8")
    assert [line.split(" ")[0] for line in found.split("\n") if " = {" in line] == [
        "c-1f3a",
        "k-09ab",
        "k-c000",
        "k-f000",
    ]
    assert "\n# of the autumn\nk-f000" in found
    assert found.endswith("\n# the end\n")
    assert "still the stack in use" in found
    for about in ("c-1f3a", "k-c000"):
        assert review.forget(tmp_path, about)
    assert (tmp_path / review.FILE_NAME).read_text("utf-8") == text.replace(
        "the stack in use", "still the stack in use", 1
    )


def test_a_ruling_in_a_table_of_its_own_is_read_and_others_are_added(tmp_path: Path) -> None:
    table = '[rulings.k-09ab]\nverdict = "dismiss"\nwhy = "x"\nby = "y"\non = 2026-03-01\nseen = ["a1"]\n'
    (tmp_path / review.FILE_NAME).write_text(table, "utf-8")
    review.keep(tmp_path, SECOND)
    text = (tmp_path / review.FILE_NAME).read_text("utf-8")
    assert text.startswith(table)
    assert [decision.about for decision in review.read(tmp_path)] == ["c-1f3a", "k-09ab"]
    with pytest.raises(ConfigError, match="laid out in a way of its own"):
        review.keep(tmp_path, FIRST)
    with pytest.raises(ConfigError, match="laid out in a way of its own"):
        review.forget(tmp_path, "k-09ab")
    assert (tmp_path / review.FILE_NAME).read_text("utf-8") == text


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("[rulings", "not valid TOML"),
        (
            '[rulings]\nk-1 = { verdict = "burn", why = "x", by = "y", on = 2026-03-01, seen = ["a"] }',
            "rulings.k-1.verdict",
        ),
        ('[rulings]\nk-1 = { verdict = "keep", why = "", by = "y", on = 2026-03-01, seen = [] }', "rulings.k-1.seen"),
        ('[rulings]\nk-1 = { verdict = "keep", by = "y", on = 2026-03-01, seen = ["a"] }', "rulings.k-1.why"),
        ('[ruling]\nk-1 = "keep"', "ruling: Extra inputs"),
        ("rulings = 3", "rulings"),
        pytest.param(f"rulings = {'1' * 5000}", "not valid TOML", id="a number that is too long"),
    ],
)
def test_a_broken_file_is_named_with_its_place(tmp_path: Path, text: str, told: str) -> None:
    (tmp_path / review.FILE_NAME).write_text(text, "utf-8")
    with pytest.raises(ConfigError) as error:
        review.read(tmp_path)
    assert told in str(error.value)
    assert error.value.hint


def test_a_folder_of_its_name_is_a_mistake_of_the_user(tmp_path: Path) -> None:
    (tmp_path / review.FILE_NAME).mkdir()
    with pytest.raises(ConfigError, match="cannot be read"):
        review.read(tmp_path)


def test_each_line_is_read_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file of many rulings is read in time that grows as it does: it is read by every scan."""
    for number in range(20):
        review.keep(tmp_path, replace(FIRST, about=f"k-{number:04}"))
    parsed: list[str] = []
    loads = tomllib.loads

    def counted(text: str) -> dict[str, object]:
        parsed.append(text)
        return loads(text)

    monkeypatch.setattr(tomllib, "loads", counted)
    found = review.read(tmp_path)
    assert [decision.line for decision in found] == list(range(found[0].line, found[0].line + 20))
    assert len(parsed) <= len((tmp_path / review.FILE_NAME).read_text("utf-8").split("\n")) + 1


def test_rulings_of_two_people_merge(tmp_path: Path) -> None:
    """Between the same two neighbours too, where the attribute of git says that both stay."""
    root = repository(tmp_path / "shop", {".gitattributes": f"{review.FILE_NAME} merge=union\n"})
    review.keep(root, FIRST)
    commit(root, "First")
    main = git(root, "branch", "--show-current").strip()
    git(root, "switch", "-c", "other")
    review.keep(root, replace(FIRST, about="k-a000", by="the shop"))
    commit(root, "Other")
    git(root, "switch", main)
    review.keep(root, replace(FIRST, about="k-b000"))
    commit(root, "Mine")
    subprocess.run(["git", "-C", root, "merge", "--quiet", "--no-edit", "other"], check=True, capture_output=True)
    assert sorted(kept(root)) == ["k-09ab", "k-a000", "k-b000"]
