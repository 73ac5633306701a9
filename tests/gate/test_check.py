"""The gate in real repositories, as a person and as git runs it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.apply.repositories import BACKUP, commit, git, repository, write
from tests.program import run

FILES = {
    "README.md": "# Shop\n\nThe shop sells lamps. See [backup](docs/backup.md).\n",
    "docs/backup.md": BACKUP,
    "docs/ports.md": "# Ports\n\n- **Grafana**: http://localhost:3001\n",
    "docker-compose.yml": "services:\n  grafana:\n    image: grafana/grafana\n    ports:\n      - 3001:3000\n",
    "restore.sh": "echo\n",
}
COPY = BACKUP.replace("# Backup", "# Nightly backup")
DEAD = "# Keys\n\nSee [the list of keys](lists/keys.md).\n"
WRONG = "# Dashboards\n\n- **Grafana**: http://localhost:3005\n"
FINE = "# Lamps\n\nThe small lamp costs three francs, and the large one seven.\n"


def docpipe(root: Path, *arguments: str, status: int = 0) -> str:
    return run(root, *arguments, status=status).stdout


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    root = repository(tmp_path / "shop", FILES)
    docpipe(root, "check", "--accept")
    commit(root, "Baseline")
    return root


def test_what_moves_is_not_new(shop: Path) -> None:
    """Other lines before it, another name of its file: a finding is known by its own text."""
    write(shop, {"docs/copy.md": COPY, "docs/keys.md": DEAD})
    docpipe(shop, "check", "--accept")
    (shop / "docs/guides").mkdir()
    git(shop, "mv", "docs/ports.md", "docs/guides/ports.md")
    (shop / "docs/copy.md").rename(shop / "docs/guides/nightly.md")
    write(shop, {"docs/keys.md": f"All doors have keys, and every key has a number.\n\n{DEAD}"})
    assert docpipe(shop, "check").startswith("0 new findings")


def test_nothing_new_passes(shop: Path) -> None:
    write(shop, {"docs/lamps.md": FINE})
    assert docpipe(shop, "check").startswith("0 new findings against docpipe.baseline.json")
    assert "0 new findings against HEAD" in docpipe(shop, "check", "--diff", "HEAD")


@pytest.mark.parametrize(
    ("name", "text", "kind", "words"),
    [
        ("docs/copy.md", COPY, "duplicate", "repeats docs/backup.md:1"),
        ("docs/keys.md", DEAD, "reference", "lists/keys.md does not exist"),
        ("docs/web.md", WRONG, "conflict", "change docs/web.md:3"),
    ],
)
def test_what_is_new_fails_and_says_where(name: str, text: str, kind: str, words: str, shop: Path) -> None:
    write(shop, {name: text})
    for arguments in (("check",), ("check", "--diff", "HEAD")):
        first = docpipe(shop, *arguments, status=1).splitlines()[0]
        assert first.startswith(f"{name}:")
        assert f": {kind}: " in first
        assert words in first


def test_a_new_document_is_told_where_it_belongs(shop: Path) -> None:
    write(shop, {"docs/lamps.md": FINE})
    assert "docs/lamps.md:1: new document; its text belongs to" in docpipe(shop, "check", "--diff", "HEAD")


def test_a_record_outside_its_folder(shop: Path) -> None:
    write(shop, {"docpipe.toml": '[check]\nrecords = ["docs/records/**"]\n'})
    report = "# Phase 2 complete\n\nDate: 2024-05-01\n\n- [x] Lamps\n- [x] Shelves\n\nAll work is done ✅\n"
    write(shop, {"docs/records/PHASE_2_COMPLETE.md": report})
    docpipe(shop, "check")
    write(shop, {"PHASE_3_COMPLETE.md": report.replace("2", "3")})
    assert "PHASE_3_COMPLETE.md:1: record:" in docpipe(shop, "check", status=1)


def test_what_was_mended_cannot_come_back(shop: Path) -> None:
    write(shop, {"docs/keys.md": DEAD})
    docpipe(shop, "check", "--accept")
    write(shop, {"docs/keys.md": FINE})
    assert "docpipe check --shrink" in docpipe(shop, "check")
    docpipe(shop, "check", "--shrink")
    write(shop, {"docs/keys.md": DEAD})
    docpipe(shop, "check", status=1)


def test_no_baseline_says_how_to_make_one(tmp_path: Path) -> None:
    root = repository(tmp_path / "shop", FILES | {"docs/keys.md": DEAD})
    assert "docpipe check --accept" in docpipe(root, "check", status=1)


def test_forms_for_machines(shop: Path) -> None:
    write(shop, {"docs/keys.md": DEAD})
    sarif = json.loads(docpipe(shop, "check", "--format", "sarif", status=1))
    (result,) = sarif["runs"][0]["results"]
    assert result["ruleId"] == "docpipe/reference"
    assert result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "docs/keys.md"
    (issue,) = json.loads(docpipe(shop, "check", "--format", "gitlab", status=1))
    assert issue["location"] == {"path": "docs/keys.md", "lines": {"begin": 3}}
    assert docpipe(shop, "check", "--format", "github", status=1).startswith("::error file=docs/keys.md,line=3")
    assert json.loads(docpipe(shop, "check", "--format", "json", status=1))["new"][0]["line"] == 3
