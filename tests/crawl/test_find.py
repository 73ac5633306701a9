"""What is listed, what is skipped and why: with git, without it, and where the two must agree."""

from __future__ import annotations

import hashlib
import json
import os
from pathlib import Path

import pytest

from docpipe import crawl
from docpipe.config import Config, CrawlConfig
from docpipe.crawl import Crawl
from docpipe.errors import ConfigError, PathError

from .conftest import Repo


def paths(found: Crawl) -> list[str]:
    return [entry.path for entry in found.entries]


def reasons(found: Crawl) -> dict[str, str]:
    return {skip.path: skip.reason for skip in found.skipped}


def find(root: Path, include: tuple[str, ...] = (), exclude: tuple[str, ...] = ()) -> Crawl:
    return crawl.find(root, Config(crawl=CrawlConfig(include=include, exclude=exclude)))


def test_markdown_by_name_whatever_its_case(repo: Repo) -> None:
    for name in ("a.md", "B.MD", "c.mdx", "d.Markdown", "e.txt", "md", "f.md.bak", ".md.swp"):
        repo.write(name)
    assert paths(find(repo.root)) == ["B.MD", "a.md", "c.mdx", "d.Markdown"]


def test_tracked_and_untracked_but_not_ignored(repo: Repo) -> None:
    repo.write(".gitignore", "build/\n*.tmp.md\n")
    repo.write("kept/forced.tmp.md")
    repo.git("add", "-f", "kept/forced.tmp.md")
    repo.commit()
    repo.write("new.md")
    repo.write("build/out.md")
    repo.write("x.tmp.md")
    (repo.root / "gone.md").unlink(missing_ok=True)
    found = find(repo.root)
    assert paths(found) == ["kept/forced.tmp.md", "new.md"]
    assert found.tree.files == (".gitignore", "kept/forced.tmp.md", "new.md")
    assert found.tree.folders == ("kept",)
    assert found.tree.git == "full"


def test_what_was_deleted_but_not_committed_is_not_there(repo: Repo) -> None:
    repo.write("a.md")
    repo.write("b.md")
    repo.commit()
    (repo.root / "a.md").unlink()
    found = find(repo.root)
    assert (paths(found), found.tree.files, found.skipped) == (["b.md"], ("b.md",), ())


def test_a_subfolder_of_a_repository(repo: Repo) -> None:
    repo.write(".gitignore", "docs/private/\n")
    repo.write("README.md")
    repo.write("docs/a.md")
    repo.write("docs/private/b.md")
    repo.commit("2024-05-06")
    found = find(repo.root / "docs")
    assert found.tree.files == ("a.md",)
    assert crawl.begin(found.repository).finish().changed == {"a.md": "2024-05-06"}


def test_a_conflicted_file_is_listed_once(repo: Repo) -> None:
    repo.write("a.md", "one\n")
    repo.commit()
    repo.git("checkout", "-q", "-b", "other")
    repo.write("a.md", "two\n")
    repo.commit()
    repo.git("checkout", "-q", "main")
    repo.write("a.md", "three\n")
    repo.commit()
    with pytest.raises(Exception, match="merge"):
        repo.git("merge", "other")
    assert paths(find(repo.root)) == ["a.md"]


def test_repositories_inside_are_named_and_not_entered(make_repo, repo: Repo) -> None:
    inner = make_repo("library")
    inner.write("inner.md")
    inner.commit()
    repo.write("outer.md")
    repo.git("submodule", "add", "-q", str(inner.root), "lib/module")
    nested = Repo(repo.root / "nested")
    nested.write("n.md")
    nested.commit()
    found = find(repo.root)
    assert paths(found) == ["outer.md"]
    why = "a repository of its own: scan it by itself"
    assert reasons(found) == {"lib/module": why, "nested": why}


def test_without_git_the_ignore_files_decide(tmp_path: Path) -> None:
    tree = {
        ".gitignore": "*.log.md\n/top.md\nbuild/\n!keep.log.md\n",
        "a.md": "", "x.log.md": "", "keep.log.md": "", "top.md": "", "build/b.md": "",
        "sub/top.md": "", "sub/x.log.md": "", "sub/.gitignore": "!x.log.md\ninner/*\n!inner/kept.md\n",
        "sub/inner/kept.md": "", "sub/inner/lost.md": "",
    }  # fmt: skip
    for path, content in tree.items():
        (tmp_path / "t" / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "t" / path).write_text(content)
    without = find(tmp_path / "t")
    assert paths(without) == ["a.md", "keep.log.md", "sub/inner/kept.md", "sub/top.md", "sub/x.log.md"]
    assert without.tree.git is None
    assert without.revision is None
    assert without.notes == ("no git repository: no dates, renames or removals",)
    Repo(tmp_path / "t")
    with_git = find(tmp_path / "t")
    assert with_git.tree.files == without.tree.files
    assert with_git.tree.folders == without.tree.folders


def test_a_folder_that_git_ignores_as_a_whole_is_read_all_the_same(repo: Repo) -> None:
    repo.write(".gitignore", "out/\n")
    repo.write("out/a.md")
    repo.commit()
    found = find(repo.root / "out")
    assert paths(found) == ["a.md"]
    assert "git ignores this folder" in found.notes[0]


def test_vendored_files_are_listed_and_can_be_brought_back(repo: Repo) -> None:
    repo.write("docs/vendor/onboarding.md")  # a subject, not a vendored tree
    repo.write("third_party/README.md")  # the project's own word about what it imports
    repo.write("third_party/zlib/README.md")
    repo.write("web/node_modules/x/README.md")
    repo.write("lib/python3/site-packages/p-1.0.dist-info/LICENSE.md")
    found = find(repo.root)
    assert paths(found) == ["docs/vendor/onboarding.md", "third_party/README.md"]
    assert reasons(found) == dict.fromkeys(
        (
            "lib/python3/site-packages/p-1.0.dist-info/LICENSE.md",
            "third_party/zlib/README.md",
            "web/node_modules/x/README.md",
        ),
        "vendored",
    )
    assert "third_party/zlib/README.md" in found.tree.files
    back = find(repo.root, include=("third_party/",))
    assert paths(back) == ["docs/vendor/onboarding.md", "third_party/README.md", "third_party/zlib/README.md"]


def test_exclude_has_the_last_word(repo: Repo) -> None:
    repo.write("docs/a.md")
    repo.write("docs/old/b.md")
    repo.write("vendor/x/c.md")
    found = find(repo.root, include=("vendor/",), exclude=("docs/old/", "vendor/x/c.md"))
    assert paths(found) == ["docs/a.md"]
    assert set(reasons(found).values()) == {"excluded by docpipe.toml"}


def test_patterns_that_cannot_be_used_are_all_named(repo: Repo) -> None:
    with pytest.raises(ConfigError) as caught:
        find(repo.root, include=("a/*b*c*d*e",), exclude=("!", "*a*a*a*a*a*b", "fine/"))
    assert "crawl.include: cannot use the pattern 'a/*b*c*d*e'" in str(caught.value)
    assert "'!'" in str(caught.value)
    assert "'*a*a*a*a*a*b'" in str(caught.value)
    assert "fine" not in str(caught.value)


def test_a_path_that_is_no_folder(tmp_path: Path) -> None:
    (tmp_path / "f.md").write_text("x")
    for path in (tmp_path / "f.md", tmp_path / "nowhere"):
        with pytest.raises(PathError):
            find(path)


def test_symbolic_links(repo: Repo, tmp_path: Path) -> None:
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside" / "secret.md").write_text("# secret\n")
    repo.write("AGENTS.md")
    repo.write("readme.txt")
    repo.write("docs/a.md")
    links = {
        "CLAUDE.md": "AGENTS.md", "leak.md": "../outside/secret.md", "loop.md": "loop.md", "broken.md": "nothing.md",
        "one.md": "readme.txt", "two.md": "readme.txt", "folder.md": "docs", "manual": "docs", "away": "../outside",
    }  # fmt: skip
    for name, target in links.items():
        (repo.root / name).symlink_to(target)
    repo.commit()
    found = find(repo.root)
    assert paths(found) == ["AGENTS.md", "docs/a.md", "one.md"]
    assert reasons(found) == {
        "CLAUDE.md": "a symbolic link to AGENTS.md, which is read there",
        "broken.md": "a symbolic link that leads nowhere",
        "folder.md": "a symbolic link to a folder",
        "leak.md": "a symbolic link out of the root",
        "loop.md": "a symbolic link that leads nowhere",
        "two.md": "a symbolic link to one.md, which is read there",
    }
    assert found.tree.folders == ("docs", "folder.md", "manual")
    assert "leak.md" not in found.tree.files


def test_a_symbolic_link_does_not_make_a_source_of_what_is_none(repo: Repo) -> None:
    """A repository may bring links to what its user keeps beside it."""
    repo.write(".gitignore", "/private.md\n")
    repo.write("private.md")
    repo.write("a.md")
    for name, target in {"git.md": ".git/config", "git.txt": ".git/config", "notes.md": "private.md"}.items():
        (repo.root / name).symlink_to(target)
    found = find(repo.root)
    assert paths(found) == ["a.md"]
    assert reasons(found) == {
        "git.md": "a symbolic link into git's own folder",
        "notes.md": "a symbolic link to what is ignored, or is no source",
    }
    assert found.tree.files == (".gitignore", "a.md", "notes.md")


def test_an_index_that_names_files_behind_a_link_leads_nowhere(repo: Repo, tmp_path: Path) -> None:
    repo.write("docs/a.md")
    repo.commit()
    (repo.root / "docs" / "a.md").unlink()
    (repo.root / "docs").rmdir()
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside" / "a.md").write_text("# secret\n")
    (repo.root / "docs").symlink_to(tmp_path / "outside")
    found = find(repo.root)
    assert (paths(found), reasons(found)) == ([], {"docs/a.md": "behind a symbolic link, or out of the root"})
    assert found.tree.files == ()


def test_names_that_differ_by_case_only_are_two_files(repo: Repo) -> None:
    repo.write("Guide.md", "one\n")
    repo.write("guide.md", "two\n")
    if len(list(repo.root.glob("*.md"))) < 2:
        pytest.skip("this file system does not tell the names apart")
    assert paths(find(repo.root)) == ["Guide.md", "guide.md"]


def test_names_that_differ_by_case_only_may_be_one_file(repo: Repo) -> None:
    """As on a file system that folds case, where git's index holds both spellings."""
    repo.write("Guide.md", "one\n")
    os.link(repo.root / "Guide.md", repo.root / "guide.md")
    found = find(repo.root)
    assert paths(found) == ["Guide.md"]
    assert reasons(found) == {"guide.md": "the same file as Guide.md: the names differ in case only"}


@pytest.mark.skipif(os.name != "posix", reason="names are bytes on POSIX only")
def test_names_that_are_not_utf8_or_not_printable(repo: Repo) -> None:
    for name in (b"caf\xe9.md", b"caf\\xe9.md", b"line\nend.md", b"\x1b[31m.md"):
        repo.write(os.fsdecode(name), name)
    repo.commit("2024-02-03")
    found = find(repo.root)
    assert paths(found) == ["\\x1b[31m.md", "caf\\xe9.md", "caf\\xe9.md~2", "line\\x0aend.md"]
    texts = {entry.path: crawl.read(entry).text for entry in found.entries}
    assert texts["caf\\xe9.md"] == "caf\\xe9.md"
    assert texts["caf\\xe9.md~2"] == "café.md"
    assert set(crawl.begin(found.repository).finish().changed) == set(found.tree.files)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes here")
def test_what_is_no_file(tmp_path: Path) -> None:
    root = tmp_path / "t"
    (root / "x.md").mkdir(parents=True)
    (root / "x.md" / "y.md").write_text("# y\n")
    os.mkfifo(root / "pipe.md")
    found = find(root)
    assert paths(found) == ["x.md/y.md"]
    assert reasons(found) == {"pipe.md": "not a regular file", "x.md": "a folder"}


def test_what_docpipe_wrote_is_no_source_until_somebody_edits_it(repo: Repo) -> None:
    repo.write("README.md")
    page, edited = repo.write("docs/index.md", "# Page\n"), repo.write("docs/edited.md", "# Page\n")
    digest = hashlib.sha256(page.read_bytes()).hexdigest()
    repo.write("out/.docpipe/written.json", json.dumps({"p.md": digest, "../README.md": digest}))
    repo.write("out/p.md", "# Page\n")
    repo.write(".docpipe/preview/docs/x.md")
    before = find(repo.root)
    repo.write(".docpipe/written.json", json.dumps({"docs/index.md": digest, "docs/edited.md": digest}))
    edited.write_text("# Page\n\nA person's word.\n")
    found = find(repo.root)
    assert paths(before) == ["README.md", "docs/edited.md", "docs/index.md"]
    assert paths(found) == ["README.md", "docs/edited.md"]
    assert found.tree.files == ("README.md", "docs/edited.md")
    assert found.skipped == ()


def test_what_docpipe_wrote_is_no_source_either_where_only_the_ledger_is_left_of_it(repo: Repo) -> None:
    repo.write("README.md")
    page = repo.write("docs/index.md", "# Page\n")
    repo.write("docs/theirs.md", "# Page\n")
    row = {"written": "docs/index.md", "sha256": hashlib.sha256(page.read_bytes()).hexdigest()}
    repo.write("reports/ledger.jsonl", json.dumps({"source": {"path": "README.md"}}) + "\n" + json.dumps(row) + "\n")
    repo.write("reports/conflicts.md", "<!-- Written by docpipe; the next run replaces it. -->\n\n# Said differently\n")
    repo.write("reports/scan.json", "{}")
    repo.write("reports/2024.md", "# A report of people\n")
    assert paths(find(repo.root)) == ["README.md", "docs/theirs.md", "reports/2024.md"]


@pytest.mark.parametrize("content", ["", "[]", '{"docs/a.md": 1}', "[" * 100_000, "\udcff"])
def test_a_broken_list_of_written_files_claims_nothing(repo: Repo, content: str) -> None:
    repo.write("docs/a.md")
    repo.write(".docpipe/written.json", content.encode("utf-8", "surrogateescape"))
    assert paths(find(repo.root)) == ["docs/a.md"]


def test_a_sparse_checkout_says_what_it_lacks(repo: Repo) -> None:
    repo.write("in/a.md")
    repo.write("out/b.md")
    repo.write("out/b.txt")
    repo.commit()
    repo.git("sparse-checkout", "set", "in")
    found = find(repo.root)
    assert (paths(found), reasons(found)) == (["in/a.md"], {"out/b.md": "not checked out (sparse checkout)"})
