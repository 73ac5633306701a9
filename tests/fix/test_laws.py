"""Whatever the bytes and the repository: only what is meant changes, git takes the patch, undo is the inverse."""

from __future__ import annotations

import codecs
import subprocess
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from docpipe import applying, fix, fixing
from docpipe.errors import ApplyError, PathError
from docpipe.model import Mend, SourceFile, Tree
from docpipe.text.decoding import decode
from tests.apply.repositories import git, repository, state, write

LINES = st.lists(st.text('ab é€|`"\\{}[]-+@', max_size=12), min_size=1, max_size=20)
COMPOSE = 'services:\n  shop:\n    image: acme/shop:1\n    ports:\n      - "9090:80"\n'
WRONG = "- **Shop**: http://localhost:8080"


def told(stage: str) -> None:
    """Nobody listens."""


def show(root: Path, moves: Path | None = None) -> fixing.Fixes:
    return fixing.show(root, moves, workers=1, told=told)


def carry_out(root: Path, moves: Path | None = None) -> fixing.Outcome:
    return fixing.carry_out(root, moves, workers=1, told=told)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    LINES,
    st.lists(st.sampled_from(["\n", "\r\n", "\r"]), min_size=21, max_size=21),
    st.booleans(),
    st.sampled_from(["utf-8", "utf-8-sig", "cp1252"]),
    st.data(),
)
def test_only_the_place_changes_and_git_takes_the_patch(
    lines: list[str], ends: list[str], last: bool, encoding: str, data: st.DataObject
) -> None:
    number = data.draw(st.integers(0, len(lines) - 1))
    lines[number] += "8080" + data.draw(st.text("ab é", max_size=3))
    if encoding == "cp1252":
        lines[number] += "\xe9"  # else it is read as UTF-8
    joined = "".join(line + end for line, end in zip(lines, ends, strict=False))
    text = joined if last else joined.rstrip("\r\n")
    content = text.encode(encoding)
    found = decode(content)
    source = SourceFile("a.md", "a.md", found.text, "", len(content), found.encoding)
    # "\r" before an empty line that ends in "\n" is one end of a line: the text says which line it is.
    at = next(at for at, line in enumerate(found.text.split("\n"), 1) if "8080" in line)
    mend = Mend("a.md", at, lines[number].index("8080"), "8080", "443", "")
    new = fix.mended(content, source, [mend])
    assert new.done == (mend,)
    assert new.content == content.replace(b"8080", b"443")
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "a.md").write_bytes(content)
        patch = fix.patch(b"a.md", content, new.content)
        subprocess.run(["git", "apply", "-"], cwd=folder, input=patch, check=True)
        assert (Path(folder) / "a.md").read_bytes() == new.content


def test_what_has_changed_since_is_left_with_the_reason() -> None:
    source = SourceFile("a.md", "a.md", "port 8080\nhere\n", "", 15)
    mend = Mend("a.md", 1, 5, "8080", "443", "")
    for now in (
        b"port 8081\nhere\n",
        b"new\nport 8080\nhere\n",
        b"port 8080 now\nhere\n",
        b"",
        b"\xff\xfep\0",
        b"port \x81",
    ):
        new = fix.mended(now, source, [mend])
        assert (new.content, new.done) == (now, ())
        assert [left.line for left in new.left] == [1]


def test_what_the_encoding_cannot_write_is_left() -> None:
    content = "é 8080".encode("cp1252")
    source = SourceFile("a.md", "a.md", "é 8080", "", len(content), "cp1252")
    new = fix.mended(content, source, [Mend("a.md", 1, 2, "8080", "ż", "")])
    assert new.content == content
    assert new.left[0].why == "ż cannot be written in cp1252"


@pytest.mark.parametrize(
    "content",
    [
        f"# Shop\r\n\r\n{WRONG}\r\n".encode(),
        codecs.BOM_UTF8 + f"# Shop\n\n{WRONG}".encode(),
        f"# Shop é\r\r{WRONG}\r".encode("cp1252"),
    ],
    ids=["crlf", "bom, no last line end", "cp1252, cr"],
)
def test_line_ends_mark_and_encoding_stay(content: bytes, tmp_path: Path) -> None:
    root = repository(tmp_path / "shop", {"docker-compose.yml": COMPOSE})
    (root / "a.md").write_bytes(content)
    git(root, "add", "-A")
    git(root, "commit", "-q", "-m", "More")
    carry_out(root)
    assert (root / "a.md").read_bytes() == content.replace(b"8080", b"9090")


def test_utf_16_is_left(tmp_path: Path) -> None:
    root = repository(tmp_path / "shop", {"docker-compose.yml": COMPOSE})
    (root / "a.md").write_bytes(f"# Shop\n\n{WRONG}\n".encode("utf-16"))
    found = show(root)
    assert found.patch == b""
    assert ["UTF-16" in left.why for left in found.left] == [True]


def test_a_folder_of_a_repository_and_a_name_that_git_quotes(tmp_path: Path) -> None:
    root = repository(tmp_path / "shop", {"in/docker-compose.yml": COMPOSE, 'in/ä "b\\.md': f"# Shop\n\n{WRONG}\n"})
    found = show(root / "in")
    assert len(found.done) == 1
    subprocess.run(["git", "apply", "-"], cwd=root / "in", input=found.patch, check=True)
    assert b"9090" in (root / 'in/ä "b\\.md').read_bytes()
    git(root, "checkout", "-q", ".")
    before = state(root)
    carry_out(root / "in")
    assert b"9090" in (root / 'in/ä "b\\.md').read_bytes()
    applying.undo(root / "in", None)
    assert state(root) == before


def test_a_dirty_tree_is_refused(tmp_path: Path) -> None:
    root = repository(tmp_path / "shop", {"docker-compose.yml": COMPOSE, "a.md": f"# Shop\n\n{WRONG}\n"})
    write(root, {"a.md": f"# Shop!\n\n{WRONG}\n"})
    with pytest.raises(ApplyError, match=r"not committed: a\.md"):
        carry_out(root)


def test_after_a_consolidation_verify_still_proves_it_and_undo_takes_the_fix_back_first(tmp_path: Path) -> None:
    files = {"docker-compose.yml": COMPOSE, "docs/a.md": "# Shop\n\nLamps.\n\n" + "The shop sells lamps. " * 30 + "\n"}
    root = repository(tmp_path / "shop", files)
    applying.consolidate(root, "merges", (), workers=1, told=told)
    write(root, {"NOTES.md": f"# Shop\n\n{WRONG}\n"})
    git(root, "add", "-A")
    git(root, "commit", "-q", "-m", "Notes")
    before = state(root)
    carry_out(root)
    proof = applying.verify(root)
    assert proof
    assert not proof.problems
    assert applying.undo(root, None).phases == ("fix",)
    assert state(root) == before


def test_after_later_commits_undo_reverts(tmp_path: Path) -> None:
    root = repository(tmp_path / "shop", {"docker-compose.yml": COMPOSE, "a.md": f"# Shop\n\n{WRONG}\n"})
    carry_out(root)
    write(root, {"later.txt": "later\n"})
    git(root, "add", "-A")
    git(root, "commit", "-q", "-m", "Later")
    assert applying.undo(root, None).reverted
    assert WRONG.encode() in (root / "a.md").read_bytes()
    assert (root / "later.txt").is_file()


@pytest.mark.parametrize(
    ("table", "message"),
    [
        ("a.md b.md\n", r"moves:1: no move"),
        ("# x\n\na.md -> gone.md\n", r"moves:3: gone\.md does not exist"),
        ("/etc/a -> b.md\n", r"moves:1: no move"),
        ("../a -> b.md\n", r"moves:1: no move"),
        (" -> b.md\n", r"moves:1: no move"),
    ],
)
def test_tables_that_tell_no_move(table: str, message: str) -> None:
    with pytest.raises(PathError, match=message):
        fix.read_moves(table, "moves", Tree("", ("b.md",), ()))


_PARTS = (
    WRONG,
    "| shop | 8080 |\n| --- | --- |\n| shop | 8080 |",
    "See [use](use.md#orders), `docs/use.md` and [`use.md`](use.md).",
    "![plan](plan.svg) and [the rest][r]\n\n[r]: ../docs/use.md",
    "## Shop on http://localhost:8080",
    "```sh\ncat docs/use.md # 8080\n```",
    "The shop sells lamps.",
)
_PLACES = ("README.md", "docs/a.md", "docs/deep/b.md", "CHANGELOG.md", "docs/SETUP_COMPLETE.md")


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.dictionaries(
        st.sampled_from(_PLACES), st.lists(st.sampled_from(_PARTS), min_size=1, max_size=4), min_size=1, max_size=4
    ),
    st.dictionaries(
        st.sampled_from(["docs/use.md", "docs/plan.svg", "docs/a.md"]),
        st.sampled_from(["guides/use it.md", "images/plan.svg", "docs/deep/er/c.md"]),
        max_size=3,
    ),
)
def test_fix_then_undo_is_the_identity_and_twice_changes_nothing_more(
    documents: dict[str, list[str]], moved: dict[str, str]
) -> None:
    files = {name: "# Shop\n\n" + "\n\n".join(parts) + "\n" for name, parts in documents.items()}
    files |= {
        "docs/use.md": "# Use\n\nUse the shop with care.\n\n## Orders\n\nAn order holds lamps.\n",
        "docs/plan.svg": '<svg xmlns="http://www.w3.org/2000/svg"><title>A plan</title></svg>\n',
        "docker-compose.yml": COMPOSE,
    }
    with tempfile.TemporaryDirectory() as folder:
        root = repository(Path(folder) / "shop", files)
        for old, new in moved.items():
            if (root / old).exists() and not (root / new).exists():
                (root / new).parent.mkdir(parents=True, exist_ok=True)
                git(root, "mv", old, new)
        git(root, "commit", "-q", "--allow-empty", "-m", "Move")
        before = state(root)
        found = show(root)
        assert state(root) == before
        if not found.done:
            return
        done = carry_out(root)
        assert done.fixes.patch == found.patch
        assert not show(root).done
        applying.undo(root, None)
        assert state(root) == before
