"""What must not be changed, and why; each refusal says what to do next and leaves everything as it is."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from docpipe import applying
from docpipe.errors import ApplyError

from .repositories import FILES, commit, git, repository, state, write


def edit(root: Path) -> None:
    (root / "README.md").write_text("# Shop\n\nEdited.\n")


def new_file(root: Path) -> None:
    (root / "notes.md").write_text("# Notes\n")


def stage(root: Path) -> None:
    edit(root)
    git(root, "add", "README.md")


def mode(root: Path) -> None:
    (root / "src/main.py").chmod(0o755)


def detach(root: Path) -> None:
    git(root, "checkout", "-q", "--detach")


def under_merge(root: Path) -> None:
    git(root, "checkout", "-q", "-b", "other")
    write(root, {"other.txt": "1"})
    commit(root, "Other")
    git(root, "checkout", "-q", "main")
    write(root, {"mine.txt": "1"})
    commit(root, "Mine")
    git(root, "merge", "--no-commit", "--no-ff", "-q", "other")


def under_bisection(root: Path) -> None:
    git(root, "bisect", "start")


def locked(root: Path) -> None:
    (root / ".git/index.lock").touch()


def sparse(root: Path) -> None:
    git(root, "sparse-checkout", "set", "--no-cone", "/*", "!/src")


def foreign_page(root: Path) -> None:
    write(root, {"docs/assets/docpipe/docpipe.css": "body {}\n"})
    commit(root, "A style sheet where docpipe's goes")


REFUSED = [
    (edit, r"not committed: README\.md"),
    (new_file, r"not committed: notes\.md"),
    (stage, r"not committed: README\.md"),
    (mode, r"not committed: src/main\.py"),
    (detach, "detached head"),
    (under_merge, "a merge is under way"),
    (under_bisection, "a bisection is under way"),
    (locked, r"index\.lock"),
    (sparse, "only part of the repository"),
    (foreign_page, r"in the way of the site.*docpipe\.css"),
]


@pytest.mark.parametrize(("change", "words"), REFUSED, ids=lambda value: getattr(value, "__name__", ""))
def test_refused(change: Callable[[Path], None], words: str, tmp_path: Path) -> None:
    root = repository(tmp_path / "shop")
    change(root)
    before = state(root) if change is not detach else None
    with pytest.raises(ApplyError, match=words) as refusal:
        applying.consolidate(root, "merges", (), workers=1, told=lambda stage: None)
    assert refusal.value.hint
    assert before is None or state(root) == before


def test_no_repository(tmp_path: Path) -> None:
    write(tmp_path, FILES)
    with pytest.raises(ApplyError, match="in no git repository"):
        applying.consolidate(tmp_path, "merges", (), workers=1, told=lambda stage: None)


def test_no_commit(tmp_path: Path) -> None:
    git(tmp_path, "init", "-q")
    write(tmp_path, FILES)
    with pytest.raises(ApplyError, match="no commit yet"):
        applying.consolidate(tmp_path, "merges", (), workers=1, told=lambda stage: None)


def test_nothing_to_do(tmp_path: Path) -> None:
    root = repository(tmp_path / "shop", {"CHANGELOG.md": "# Changelog\n\n- Lamps.\n"})
    before = state(root)
    with pytest.raises(ApplyError, match="nothing to do"):
        applying.consolidate(root, "merges", (), workers=1, told=lambda stage: None)
    assert state(root) == before


def test_a_touched_file_that_is_the_same_is_no_change(tmp_path: Path) -> None:
    """The times that git remembers say nothing of content; nor does another system's way to end lines."""
    root = repository(tmp_path / "shop")
    (root / "README.md").write_bytes((root / "README.md").read_bytes().replace(b"\n", b"\r\n"))
    (root / "docs/use.md").touch()
    assert applying.consolidate(root, "merges", (), workers=1, told=lambda stage: None).pages


def test_nothing_to_take_back(tmp_path: Path) -> None:
    root = repository(tmp_path / "shop")
    with pytest.raises(ApplyError, match="nothing to take back"):
        applying.undo(root, None)


def test_taking_back_would_lose_an_edit(tmp_path: Path) -> None:
    root = repository(tmp_path / "shop")
    applying.consolidate(root, "merges", (), workers=1, told=lambda stage: None)
    page = root / "docs/index.md"
    page.write_text(page.read_text("utf-8") + "\nA sentence of ours.\n", "utf-8")
    commit(root, "Say more")
    before = state(root)
    with pytest.raises(ApplyError, match=r"lose the change: docs/index\.md"):
        applying.undo(root, None)
    assert state(root) == before


def test_a_phase_that_was_not_there(tmp_path: Path) -> None:
    root = repository(tmp_path / "shop")
    applying.consolidate(root, "records", (), workers=1, told=lambda stage: None)
    with pytest.raises(ApplyError, match="no phase merges"):
        applying.undo(root, "merges")


def test_nothing_is_written_through_a_link(tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    files = {name: text for name, text in FILES.items() if not name.startswith("docs/")}
    root = repository(tmp_path / "shop", files | {"guide.md": FILES["docs/use.md"]})
    (root / "docs").symlink_to(outside)
    commit(root, "A link")
    with pytest.raises(ApplyError, match="symbolic link"):
        applying.consolidate(root, "merges", (), workers=1, told=lambda stage: None)
    assert not list(outside.iterdir())
