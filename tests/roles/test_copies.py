"""Which documents are copies; what only looks like one comes first."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from docpipe.roles.copies import find_copies
from docpipe.roles.copies.likeness import likeness, same_language

ENGLISH = """# Installation

This guide describes how to install the server on a machine of your own. You need Docker and a database. The server
reads its settings from a file that lies in the folder of the program, and it writes the log to the standard output. If
the database is not there, the server waits until it is, and then it creates the tables. Do not change the tables by
hand, because the next version expects them as they are.
"""
OTHER_ENGLISH = """# Holidays

Ask your manager before you book a flight. The days that are left at the end of the year are lost, so take them in time.
If you fall ill, send the note to the office on the first day. For a wedding or a funeral in the family you get two days
off, and for a move to another town one day. All of it is in the contract that you have signed.
"""
GERMAN = """# Installation

Diese Anleitung beschreibt, wie man den Server auf einer eigenen Maschine installiert. Sie brauchen Docker und eine
Datenbank. Der Server liest seine Einstellungen aus einer Datei, die im Ordner des Programms liegt, und er schreibt das
Protokoll auf die Standardausgabe. Wenn die Datenbank nicht da ist, wartet der Server, bis sie es ist, und legt dann die
Tabellen an. Ändern Sie die Tabellen nicht von Hand, weil die nächste Version sie so erwartet, wie sie sind.
"""
CHINESE = "# 安装\n\n本指南介绍如何在自己的机器上安装服务器。您需要 Docker 和一个数据库。服务器从文件读取设置。\n"


def kinds(texts: dict[str, str]) -> dict[str, tuple[str, str | None]]:
    return {path: (copy.kind, copy.original) for path, copy in find_copies(texts).items()}


def page(name: str, version: int = 0) -> str:
    lines = [f"Line {n} of {name}." for n in range(20)]
    return "\n".join([f"# {name}", *lines[:-1], f"As of version {version}."])


def folder(name: str, pages: str = "abcd", version: int = 0) -> dict[str, str]:
    return {f"{name}/{one}.md": page(one, version) for one in pages}


# ---------------------------------------------------------------- no copies


def test_two_versions_of_an_api_are_two_apis() -> None:
    assert not kinds({"api/v1/README.md": ENGLISH, "api/v2/README.md": OTHER_ENGLISH})


def test_chapters_with_numbers_are_no_versions() -> None:
    lessons = {
        f"lessons/{n}/{part}.md": page(f"{part} of {n}") for n in (1, 2, 3) for part in ("intro", "task", "quiz")
    }
    assert not kinds(lessons)


def test_years_are_no_versions() -> None:
    assert not kinds(
        {"blog/2023/01/hello.md": page("a"), "blog/2024/01/hello.md": page("b"), "blog/2024/02/x.md": page("c")}
    )


def test_a_version_that_is_being_written_is_no_older_one() -> None:
    assert not kinds(folder("docs", version=1) | folder("docs/v2", version=2))


def test_products_side_by_side_are_no_versions_of_each_other() -> None:
    assert not kinds(folder("docs/server/v2") | folder("docs/client/v1"))


def test_a_page_further_up_is_no_original_of_a_page_deep_in_a_language() -> None:
    english = {"docs/README.md": ENGLISH, "docs/en/a.md": ENGLISH, "docs/en/b.md": OTHER_ENGLISH}
    german = {"docs/de/a.md": GERMAN, "docs/de/tools/README.md": GERMAN}
    assert kinds(english | german) == {"docs/de/a.md": ("translation", "docs/en/a.md")}


def test_departments_are_no_languages() -> None:
    assert not kinds({"docs/hr/README.md": OTHER_ENGLISH, "docs/it/README.md": ENGLISH})


def test_a_page_that_only_one_language_has_is_no_translation() -> None:
    texts = {"docs/en/a.md": ENGLISH, "docs/en/b.md": OTHER_ENGLISH, "docs/de/impressum.md": GERMAN}
    assert not kinds(texts)


def test_a_name_that_ends_like_a_language_is_not_enough() -> None:
    assert not kinds({"opt.md": ENGLISH, "opt-in.md": OTHER_ENGLISH, "sign.md": ENGLISH, "sign-is.md": OTHER_ENGLISH})


def test_a_file_called_old_is_no_backup_of_another_text() -> None:
    assert not kinds({"docs/world.md": ENGLISH, "docs/world-old.md": OTHER_ENGLISH})


def test_a_backup_without_an_original_is_all_there_is() -> None:
    assert not kinds({"docs/setup.bak.md": ENGLISH, "docs/other.md": ENGLISH})


# ---------------------------------------------------------------- copies


def test_the_newest_version_stays() -> None:
    texts = folder("docs/1.9", version=1) | folder("docs/1.10", "abcde", 2) | folder("docs/1.10.0-beta1", version=3)
    found = kinds(texts)
    assert {path.rpartition("/")[0] for path in found} == {"docs/1.9", "docs/1.10.0-beta1"}
    assert found["docs/1.9/a.md"] == ("version", "docs/1.10/a.md")


def test_versions_that_were_archived_elsewhere() -> None:
    found = kinds(folder("content/docs/archives/1.0.0") | folder("content/docs/1.1.0"))
    assert set(found) == set(folder("content/docs/archives/1.0.0"))


def test_versions_beside_the_current_documents() -> None:
    """Docusaurus keeps only the pages that changed, and the current ones without a version."""
    texts = folder("docs", "abcdef") | folder("website/versioned_docs/version-1.0", "abcx") | {
        "website/versioned_docs/version-2.0/d.md": page("d", 2)
    }  # fmt: skip
    found = kinds(texts)
    assert set(found) == {path for path in texts if path.startswith("website/")}
    assert found["website/versioned_docs/version-1.0/a.md"] == ("version", "docs/a.md")
    assert found["website/versioned_docs/version-1.0/x.md"] == ("version", None)


def test_current_is_newer_than_any_number() -> None:
    assert set(kinds(folder("docs/latest") | folder("docs/99.1"))) == set(folder("docs/99.1"))


def test_translations_in_folders() -> None:
    texts = {"docs/en/a.md": ENGLISH, "docs/en/b.md": OTHER_ENGLISH, "docs/de/a.md": GERMAN, "docs/zh-CN/a.md": CHINESE}
    assert kinds(texts) == {
        "docs/de/a.md": ("translation", "docs/en/a.md"),
        "docs/zh-CN/a.md": ("translation", "docs/en/a.md"),
    }


def test_the_language_with_most_documents_is_the_main_one() -> None:
    texts = {"docs/de/a.md": GERMAN, "docs/de/b.md": GERMAN, "docs/en/a.md": ENGLISH}
    assert kinds(texts) == {"docs/en/a.md": ("translation", "docs/de/a.md")}


def test_a_translation_below_the_documents() -> None:
    assert kinds({"docs/a.md": ENGLISH, "docs/zh/a.md": CHINESE}) == {"docs/zh/a.md": ("translation", "docs/a.md")}


def test_a_folder_of_translations() -> None:
    path = "website/i18n/de/docusaurus-plugin-content-docs/current/guide/a.md"
    texts = {"docs/guide/a.md": ENGLISH, "docs/other/a.md": OTHER_ENGLISH, path: GERMAN}
    assert kinds(texts) == {path: ("translation", "docs/guide/a.md")}


def test_translations_by_suffix() -> None:
    texts = {"README.md": ENGLISH, "README.de.md": GERMAN, "README_zh-CN.md": CHINESE, "setup.en.md": ENGLISH,
             "setup.de.md": GERMAN}  # fmt: skip
    assert kinds(texts) == {
        "README.de.md": ("translation", "README.md"),
        "README_zh-CN.md": ("translation", "README.md"),
        "setup.de.md": ("translation", "setup.en.md"),
    }


def test_backups() -> None:
    names = ("setup.bak.md", "setup-old.md", "Copy of setup.md", "setup (1).md", "setup.md~.md", "setup copy.md")
    texts = {f"docs/{name}": page("setup", 1) for name in names} | {"docs/setup.md": page("setup", 2)}
    assert kinds(texts) == {f"docs/{name}": ("backup", "docs/setup.md") for name in names if "~" not in name}


def test_backup_folders() -> None:
    texts = {
        "docs/a.md": page("a"),
        "docs.bak/a.md": page("a", 1),
        "docs/backup/a.md": page("a"),
        "old/docs/a.md": page("a"),
    }
    assert kinds(texts) == {path: ("backup", "docs/a.md") for path in texts if path != "docs/a.md"}


# ---------------------------------------------------------------- laws


@given(
    st.dictionaries(st.from_regex(r"(?:[a-z0-9.]{1,4}/){0,3}[a-z0-9.]{1,6}\.md", fullmatch=True), st.text(max_size=60))
)
def test_an_original_is_there_and_is_not_the_copy_itself(texts: dict[str, str]) -> None:
    for path, copy in find_copies(texts).items():
        assert path in texts
        assert copy.original is None or (copy.original in texts and copy.original != path)


@given(st.permutations(sorted(folder("docs/1.0") | folder("docs/2.0") | folder("docs/de") | folder("docs"))))
def test_the_order_of_the_documents_does_not_matter(paths: list[str]) -> None:
    assert find_copies({path: page(path[-4]) for path in paths}) == find_copies({p: page(p[-4]) for p in sorted(paths)})


def test_languages_are_told_apart() -> None:
    assert same_language(ENGLISH, GERMAN) is False
    assert same_language(ENGLISH, CHINESE) is False
    assert same_language(ENGLISH, OTHER_ENGLISH) is True
    assert same_language("Too short.", "To tell.") is None


@given(st.text(), st.text())
def test_likeness_is_symmetric_and_in_range(left: str, right: str) -> None:
    assert likeness(left, right) == likeness(right, left)
    assert 0 <= likeness(left, right) <= 1
    assert likeness(left, left) == 1


def test_a_readme_in_another_language_is_a_translation_however_short_it_is() -> None:
    texts = {"README.md": ENGLISH, "README.de.md": "# Server\n\nSiehe [README](README.md).\n"}
    assert kinds(texts) == {"README.de.md": ("translation", "README.md")}


def test_the_top_of_a_language_may_translate_what_lies_at_the_root() -> None:
    """A site keeps `docs/zh/latest/`, while the changelog of the main language stays where hosts look for it."""
    english = {"CHANGELOG.md": ENGLISH, "docs/en/latest/setup.md": ENGLISH, "docs/en/latest/holidays.md": OTHER_ENGLISH}
    chinese = {"docs/zh/latest/CHANGELOG.md": CHINESE, "docs/zh/latest/setup.md": CHINESE}
    assert kinds(english | chinese) == {
        "docs/zh/latest/CHANGELOG.md": ("translation", "CHANGELOG.md"),
        "docs/zh/latest/setup.md": ("translation", "docs/en/latest/setup.md"),
    }
