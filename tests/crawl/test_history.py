"""Dates, renames and removals out of git's log."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from docpipe import crawl
from docpipe.config import Config
from docpipe.model import History, Tree

from .conftest import Repo


def history(root: Path) -> tuple[Tree, History]:
    found = crawl.find(root, Config())
    read = crawl.begin(found.repository).finish()
    return crawl.remember(found.tree, read), read


def test_a_rename_alone_is_no_change(repo: Repo) -> None:
    repo.write("a.md", "one\n" * 9)
    repo.commit("2024-01-01")
    repo.git("mv", "a.md", "b.md")
    repo.commit("2024-02-02")
    tree, read = history(repo.root)
    assert read.changed == {"b.md": "2024-01-01"}
    assert tree.renames == {"a.md": "b.md"}
    assert tree.removed == {"a.md"}


def test_a_rename_with_edits_is_a_change(repo: Repo) -> None:
    repo.write("a.md", "".join(f"line {n}\n" for n in range(40)))
    repo.commit("2024-01-01")
    repo.git("mv", "a.md", "b.md")
    repo.write("b.md", "".join(f"line {n}\n" for n in range(41)))
    repo.commit("2024-02-02")
    tree, read = history(repo.root)
    assert (read.changed, tree.renames) == ({"b.md": "2024-02-02"}, {"a.md": "b.md"})


def test_renames_are_followed_to_the_newest_name(repo: Repo) -> None:
    repo.write("a.md", "one\n" * 9)
    repo.commit()
    for old, new in (("a.md", "b.md"), ("b.md", "c.md")):
        repo.git("mv", old, new)
        repo.commit()
    assert history(repo.root)[0].renames == {"a.md": "c.md", "b.md": "c.md"}


def test_a_name_that_was_used_again_is_another_file(repo: Repo) -> None:
    repo.write("a.md", "one\n" * 9)
    repo.commit("2024-01-01")
    repo.git("mv", "a.md", "b.md")
    repo.commit("2024-01-02")
    repo.write("a.md", "quite another text\n" * 9)
    repo.commit("2024-01-03")
    tree, read = history(repo.root)
    assert read.changed == {"a.md": "2024-01-03", "b.md": "2024-01-01"}
    assert (tree.renames, tree.removed) == ({}, frozenset())


def test_there_and_back_again(repo: Repo) -> None:
    repo.write("a.md", "one\n" * 9)
    repo.commit("2024-01-01")
    repo.git("mv", "a.md", "b.md")
    repo.commit("2024-01-02")
    repo.git("mv", "b.md", "a.md")
    repo.commit("2024-01-03")
    tree, read = history(repo.root)
    assert read.changed == {"a.md": "2024-01-01"}
    assert tree.renames == {"b.md": "a.md"}


def test_what_was_renamed_and_then_removed_has_no_newest_name(repo: Repo) -> None:
    repo.write("kept.md")
    repo.write("a.md", "one\n" * 9)
    repo.commit()
    repo.git("mv", "a.md", "b.md")
    repo.commit()
    repo.git("rm", "-q", "b.md")
    repo.commit()
    tree, _ = history(repo.root)
    assert (tree.renames, tree.removed) == ({}, {"a.md", "b.md"})


def test_the_date_is_that_of_the_newest_change_whichever_branch_it_came_from(repo: Repo) -> None:
    repo.write("a.md", "one\n")
    repo.write("b.md", "one\n")
    repo.commit("2024-01-01")
    repo.git("checkout", "-q", "-b", "side")
    repo.write("b.md", "two\n")
    repo.commit("2024-01-03")
    repo.git("checkout", "-q", "main")
    repo.write("a.md", "two\n")
    repo.commit("2024-01-02")
    repo.git("merge", "-q", "--no-edit", "side", date="2024-01-04")
    assert history(repo.root)[1].changed == {"a.md": "2024-01-02", "b.md": "2024-01-03"}


def test_names_that_look_like_git_talking(repo: Repo) -> None:
    names = ("A", "R100", "M", "0" * 40 + " 2024-01-01", " a b ", "ä.md", "-x", '"q"')
    for name in names:
        repo.write(name)
    repo.commit("2024-05-05")
    assert history(repo.root)[1].changed == dict.fromkeys(sorted(names), "2024-05-05")


def test_a_shallow_clone_does_not_take_its_edge_for_a_change(repo: Repo, tmp_path: Path) -> None:
    for day, name in enumerate(("a.md", "b.md", "c.md"), 1):
        repo.write(name, f"{name}\n")
        repo.commit(f"2024-01-0{day}")
    clone = tmp_path / "clone"
    subprocess.run(["git", "clone", "-q", "--depth", "2", repo.root.as_uri(), str(clone)], check=True)
    found = crawl.find(clone, Config())
    assert found.tree.git == "shallow"
    assert found.notes == ("shallow clone: older dates, renames and removals are unknown",)
    assert found.revision.startswith(repo.git("rev-parse", "HEAD").strip() + "-")
    assert crawl.begin(found.repository).finish().changed == {"c.md": "2024-01-03"}


def test_a_repository_without_a_commit(repo: Repo) -> None:
    repo.write("a.md")
    found = crawl.find(repo.root, Config())
    assert ([entry.path for entry in found.entries], found.revision, found.tree.git) == (["a.md"], None, "full")
    assert crawl.begin(found.repository).finish() == History()


def test_equal_revisions_have_equal_histories(repo: Repo) -> None:
    repo.write("a.md")
    head = repo.commit()
    repo.write("b.md")
    assert crawl.find(repo.root, Config()).revision == head


def test_a_very_long_history_is_read_in_part_and_says_so(repo: Repo, monkeypatch: pytest.MonkeyPatch) -> None:
    for day, name in enumerate(("a.md", "b.md", "c.md"), 1):
        repo.write(name, f"{name}\n")
        repo.commit(f"2024-01-0{day}")
    assert history(repo.root)[1].notes == ()
    monkeypatch.setattr("docpipe.crawl.history._MOST_COMMITS", 2)
    read = history(repo.root)[1]
    assert read.changed == {"b.md": "2024-01-02", "c.md": "2024-01-03"}
    assert read.notes == ("only the newest 2 commits were read for dates and renames",)


def test_it_can_be_called_off(repo: Repo) -> None:
    repo.write("a.md")
    repo.commit()
    pending = crawl.begin(crawl.find(repo.root, Config()).repository)
    pending.cancel()
    assert pending.process.returncode is not None
