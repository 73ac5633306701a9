"""Pages take the place of the sources on a branch of its own, phase by phase; undo takes it back."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from docpipe import applying, runs
from docpipe.cli.options import PHASES
from docpipe.errors import ApplyError
from docpipe.model import Phase

from .repositories import FILES, commit, git, repository, small_repositories, state, tree, write


def apply(root: Path, phase: Phase = "merges", only: tuple[str, ...] = ()) -> applying.Outcome:
    return applying.consolidate(root, phase, only, workers=1, told=lambda stage: None)


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    return repository(tmp_path / "shop")


def proven(root: Path) -> None:
    proof = applying.verify(root)
    assert proof is not None
    assert not proof.problems
    assert proof.documents


def test_a_branch_with_a_commit_a_phase_the_safest_first(shop: Path) -> None:
    before = state(shop)
    done = apply(shop)
    assert [phase for phase, _ in done.phases] == ["copies", "records", "documents"]
    assert git(shop, "branch", "--show-current").strip() == "docpipe/consolidate-1"
    assert git(shop, "log", "--format=%s", "main..").splitlines() == [
        "Bring whole documents onto pages (2 documents)",
        "Archive records (1 document)",
        "Retire exact copies (2 documents)",
    ]
    assert git(shop, "rev-parse", "docpipe/before-1") == git(shop, "rev-parse", "main")
    assert git(shop, "status", "--porcelain") == ""
    git(shop, "switch", "-q", "main")
    assert tree(shop) == before[0]


def test_what_is_where_afterwards(shop: Path) -> None:
    apply(shop)
    found = tree(shop)
    for name in ("docs/install.md", "docs/copy-of-install.md", "docs/use.md", "docs/PHASE_1_COMPLETE.md"):
        assert found[f"_archive/{name}"] == FILES[name].encode()
        assert name not in found
    for name in ("README.md", "docs/adr/0001-lamps.md", "src/main.py"):  # what stays where it is
        assert found[name] == FILES[name].encode()
    assert b"An order holds lamps." in b"".join(found[name] for name in found if name.startswith("docs/"))
    proven(shop)


def test_what_still_names_retired_documents_is_listed_and_left_as_it_is(tmp_path: Path) -> None:
    root = repository(tmp_path / "shop", FILES | {"src/main.py": "# Explained in docs/use.md\n"})
    seen = applying.outlook(root, "merges", (), workers=1, told=lambda stage: None)
    assert [(one.path, one.line, one.document) for one in seen.mentions] == [
        ("README.md", 3, "docs/install.md"),
        ("README.md", 3, "docs/use.md"),
        ("src/main.py", 1, "docs/use.md"),
    ]
    apply(root)
    assert b"| 1 | `docs/use.md` | `docs/services/core.md#use` |" in tree(root)["reports/mentions.md"]
    assert tree(root)["src/main.py"] == b"# Explained in docs/use.md\n"


@pytest.mark.parametrize("phase", ["copies", "records", "documents"])
def test_every_phase_leaves_a_whole_state(phase: Phase, shop: Path) -> None:
    """Proven by itself, built without a warning."""
    apply(shop, phase)
    proven(shop)
    build = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--strict", "--site-dir", str(shop.parent / "site")]
    subprocess.run(build, cwd=shop, check=True, env=None)


def test_only_what_lies_below_a_path(shop: Path) -> None:
    apply(shop, only=("docs/use.md",))
    found = tree(shop)
    assert "docs/use.md" not in found
    assert found["docs/install.md"] == FILES["docs/install.md"].encode()
    proven(shop)


@pytest.mark.parametrize("policy", ["archive", "history", "stub", "symlink", "keep"])
def test_policies(policy: str, tmp_path: Path) -> None:
    """What is left at the old path of a page's source, and of a record; whichever it is, all of it is proven."""
    root = repository(tmp_path / "shop", FILES | {"docpipe.toml": f'[retire]\npolicy = "{policy}"\n'})
    apply(root)
    found = tree(root)
    left = found.get("docs/use.md")
    record = found.get("docs/PHASE_1_COMPLETE.md")
    archived = found.get("_archive/docs/PHASE_1_COMPLETE.md")
    if policy in ("archive", "history"):
        assert left is record is None
    if policy == "stub":
        assert left is not None
        assert left.startswith(b"Moved to [")
        assert left.count(b"\n") == 1
    if policy == "symlink":
        assert (root / "docs/use.md").resolve().is_relative_to(root / "docs")
        assert b"An order holds lamps." in (root / "docs/use.md").read_bytes()
    if policy == "keep":
        assert left == FILES["docs/use.md"].encode()
    assert (archived is None) == (policy in ("history", "keep"))
    proven(root)


def test_a_rule_says_what_is_left_of_its_documents(tmp_path: Path) -> None:
    rule = '[[rules]]\nid = "use"\ntarget = "index"\nretire = "stub"\npriority = 9\nwhen = { path = ["docs/use.md"] }\n'
    root = repository(tmp_path / "shop", FILES | {"docpipe.toml": rule})
    apply(root)
    assert (root / "docs/use.md").read_bytes().startswith(b"Moved to [")
    assert not (root / "docs/install.md").exists()


def test_a_source_at_a_page_s_own_path_gives_way_to_the_page(tmp_path: Path) -> None:
    root = repository(tmp_path / "shop", FILES | {"docs/index.md": "# Manual\n\nThe manual of the shop's keepers.\n"})
    apply(root)
    assert b"docpipe:own" in (root / "docs/index.md").read_bytes()
    assert (root / "_archive/docs/index.md").read_bytes() == b"# Manual\n\nThe manual of the shop's keepers.\n"
    proven(root)


def test_a_site_s_own_configuration_goes_to_the_archive(tmp_path: Path) -> None:
    root = repository(tmp_path / "shop", FILES | {"mkdocs.yml": "site_name: Ours\n"})
    apply(root)
    assert (root / "_archive/mkdocs.yml").read_text() == "site_name: Ours\n"
    proven(root)


def test_output_of_an_earlier_run_is_no_change_of_anybody_s(tmp_path: Path) -> None:
    files = {name.removeprefix("docs/"): text for name, text in FILES.items()}
    root = repository(tmp_path / "shop", files)
    run = [sys.executable, "-m", "docpipe", "consolidate", "--quiet"]
    subprocess.run(run, cwd=root, check=True)
    assert "docs/" in git(root, "status", "--porcelain")
    apply(root)
    assert git(root, "status", "--porcelain") == ""
    proven(root)


def test_what_retired_is_no_source_and_pages_are(shop: Path) -> None:
    apply(shop)
    run = subprocess.run(
        [sys.executable, "-m", "docpipe", "scan", "--json"], cwd=shop, check=True, capture_output=True, text=True
    )
    listed = (shop / ".docpipe/preview/reports/scan.json", shop / "reports/scan.json")
    text = next(path for path in listed if path.exists()).read_text("utf-8")
    assert "_archive/docs/use.md" not in text
    assert '"path": "docs/index.md"' in text
    assert run.returncode == 0


def consolidated(root: Path) -> Path:
    """What a later run writes, which never is into `docs/`."""
    runs.consolidate(root, root, workers=1, told=lambda stage: None)
    return root / ".docpipe/preview/reports/proposal.diff"


def test_a_later_run_finds_nothing_new_and_changes_nothing(shop: Path) -> None:
    """The README stays and its text is on a page: that is no new text, with notes and merged blocks or without."""
    write(shop, {"api/README.md": f"# API\n\n{'It serves orders over HTTP. ' * 30}\n\n" + FILES["docs/install.md"]})
    commit(shop, "Describe the API")
    apply(shop)
    before = tree(shop)
    assert consolidated(shop).read_bytes() == b""
    assert tree(shop) == before
    with pytest.raises(ApplyError, match="people keep them now"):
        apply(shop)


def test_a_later_run_proposes_what_is_new_as_a_diff_that_keeps_what_people_wrote(shop: Path) -> None:
    apply(shop)
    page = shop / "docs/services/core.md"
    page.write_text(page.read_text("utf-8") + "\nA sentence of ours.", "utf-8")
    write(shop, {"docs/returns.md": "# Returns\n\nThe users table keeps who sent a lamp back.\n"})
    commit(shop, "Go on")
    pages = {path: text for path, text in tree(shop).items() if path.startswith("docs/")}
    git(shop, "apply", str(consolidated(shop)))
    after = {path: text for path, text in tree(shop).items() if path.startswith("docs/")}
    changed = {path: text for path, text in after.items() if text != pages.get(path)}
    assert len(changed) == 1
    ((path, text),) = changed.items()
    assert text.startswith(pages.get(path, b""))
    assert b"## Returns" in text
    assert b"The users table keeps who sent a lamp back." in text


def test_later_edits_are_named_and_not_failed(shop: Path) -> None:
    apply(shop)
    page = shop / "docs/index.md"
    page.write_text(page.read_text("utf-8") + "\nA sentence of ours.\n", "utf-8")
    proof = applying.verify(shop)
    assert proof is not None
    assert (proof.problems, proof.edited) == ((), ("docs/index.md",))


def test_undo_is_the_way_back(shop: Path) -> None:
    before = state(shop)
    apply(shop)
    undone = applying.undo(shop, None)
    assert undone.phases == ("documents", "records", "copies")
    assert state(shop) == before


def test_undo_of_a_phase_leaves_those_before_it(shop: Path) -> None:
    apply(shop)
    applying.undo(shop, "documents")
    assert git(shop, "log", "-1", "--format=%s").strip() == "Archive records (1 document)"
    assert (shop / "docs/use.md").exists()
    assert not (shop / "docs/PHASE_1_COMPLETE.md").exists()
    proven(shop)
    applying.undo(shop, None)
    assert git(shop, "branch", "--show-current").strip() == "main"


def test_undo_after_later_commits_reverts(shop: Path) -> None:
    before = tree(shop)
    apply(shop)
    write(shop, {"src/more.py": "print('more')\n"})
    commit(shop, "More")
    git(shop, "switch", "-q", "main")
    git(shop, "merge", "-q", "docpipe/consolidate-1")
    undone = applying.undo(shop, None)
    assert undone.reverted
    assert tree(shop) == before | {"src/more.py": b"print('more')\n"}
    assert git(shop, "status", "--porcelain") == ""
    assert git(shop, "log", "-1", "--format=%s").strip() == "Take back the consolidation"
    assert applying.verify(shop) is None


def test_a_subfolder_of_a_repository(tmp_path: Path) -> None:
    root = repository(tmp_path / "mono", {f"shop/{name}": text for name, text in FILES.items()} | {"a.md": "# A\n"})
    before = state(root)
    apply(root / "shop")
    assert (root / "shop/_archive/docs/use.md").exists()
    assert (root / "a.md").read_text() == "# A\n"
    proven(root / "shop")
    applying.undo(root / "shop", None)
    assert state(root) == before


def test_names_that_are_no_text_and_files_that_are_run(tmp_path: Path) -> None:
    root = repository(tmp_path / "shop")
    odd = root / "docs" / 'an "odd"\nname.md'
    odd.write_text("# Odd\n\nThis guide has an odd name, and tells how to dust lamps.\n")
    (root / "docs/use.md").chmod(0o755)
    commit(root, "Odd")
    before = state(root)
    apply(root)
    assert not odd.exists()
    assert (root / "_archive/docs" / 'an "odd"\nname.md').exists()
    assert (root / "_archive/docs/use.md").stat().st_mode & 0o100
    proven(root)
    applying.undo(root, None)
    assert state(root) == before


@given(
    files=small_repositories(),
    policy=st.sampled_from(["archive", "history", "stub", "symlink", "keep"]),
    data=st.data(),
)
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_apply_then_undo_is_the_identity(files: dict[str, str], policy: str, data: st.DataObject) -> None:
    """Whatever the documents, the policy and the phase: every state is proven, and the way back leads to the first."""
    with tempfile.TemporaryDirectory() as folder:
        root = repository(Path(folder) / "shop", files | {"docpipe.toml": f'[retire]\npolicy = "{policy}"\n'})
        before = state(root)
        try:
            apply(root, data.draw(st.sampled_from(PHASES)))
        except ApplyError as refusal:
            assert any(words in str(refusal) for words in ("nothing to do", "in the way of the site"))
        else:
            proven(root)
            applying.undo(root, None)
        assert state(root) == before
