"""`docpipe explain` on the sample estate: what it tells of a place, of two, and of what is no place."""

from __future__ import annotations

import json
import shutil
from importlib.resources import files
from pathlib import Path

import jsonschema_rs
import pytest
from click.testing import CliRunner, Result

from docpipe.cli import group
from docpipe.errors import DocpipeError

ESTATE = Path(__file__).parents[2] / "docpipe" / "demo" / "estate"


@pytest.fixture(scope="module")
def scanned(tmp_path_factory: pytest.TempPathFactory) -> Path:
    tree = tmp_path_factory.mktemp("explain") / "estate"
    shutil.copytree(ESTATE, tree)
    result = CliRunner().invoke(group, ["scan", str(tree), "--quiet", "--workers", "1"])
    assert result.exit_code == 0, result.output
    return tree


def test_a_report_with_every_kind_of_finding_holds_to_its_schema(scanned: Path) -> None:
    report = json.loads((scanned / "reports" / "scan.json").read_text("utf-8"))
    schema = json.loads(files("docpipe.publish.reports").joinpath("scan.schema.json").read_text("utf-8"))
    jsonschema_rs.validate(schema, report)
    assert all(report[kind] for kind in ("matches", "clusters", "families", "overlaps"))


def explain(tree: Path, *places: str) -> Result:
    return CliRunner().invoke(group, ["explain", "--root", str(tree), *places])


# What must not be told, first: a mistake is named, with what is near.
MISTAKES = [
    (("docs/deployment",), "knows no document", "did you mean docs/deployment.md"),
    (("docs/deployment.md:9000",), "has no line 9000", "its last line with text is"),
    (("k-ffffffff",), "no finding of the last scan", ""),
    (("docs/auth.md:1", "docs/auth.md:2"), "both places are the same", "name two"),
    (("c-1", "docs/auth.md"), "", ""),
]


@pytest.mark.parametrize(("places", "message", "hint"), MISTAKES)
def test_a_mistake_says_what_to_do(scanned: Path, places: tuple[str, ...], message: str, hint: str) -> None:
    result = explain(scanned, *places)
    assert isinstance(result.exception, DocpipeError)
    assert message in str(result.exception)
    assert hint in result.exception.hint


def test_without_a_scan_it_says_how_to_make_one(tmp_path: Path) -> None:
    result = explain(tmp_path, "README.md")
    assert isinstance(result.exception, DocpipeError)
    assert "docpipe scan" in result.exception.hint


def test_a_report_that_someone_broke_is_no_bug(scanned: Path, tmp_path: Path) -> None:
    shutil.copytree(scanned, tmp_path / "tree")
    report = tmp_path / "tree" / "reports" / "scan.json"
    report.write_text(json.dumps({"documents": 7}), "utf-8")
    result = explain(tmp_path / "tree", "README.md")
    assert isinstance(result.exception, DocpipeError)


TOLD = [
    (("docs/monitoring.md:21",), "docs/ops/observability.md:10 leads: longer"),
    (("docs/monitoring.md#20",), "20 here, 30 there"),
    (("docs/quick-start.md:7",), "python, minimum version: settled"),
    (("docs/quick-start.md:7",), "goes to index / set-up: "),
    (("docs/auth.md",), "docs/auth.md stands in docs/security/authentication.md"),
    (
        ("docs/auth.md", "docs/security/authentication.md"),
        "docs/auth.md:12 and docs/security/authentication.md:12: near",
    ),
    (("services/api/README.md:15",), "is of one shape with others"),
    (("docs/quick-start.md:7", "docs/getting-started.md:12"), "near: the same said twice"),
    (("docs/quick-start.md:7", "docs/getting-started.md:12"), "- Node 20 or newer for the web application"),
    (("docs/quick-start.md:7", "docs/getting-started.md:12"), "where every score begins"),
    (("services/api/README.md:15", "services/notifier/README.md:15"), "1 name differs: api / notifier"),
    (("services/api/README.md:15", "services/notifier/README.md:15"), "template: one wording about two subjects"),
    (("docs/deployment.md:5", "docs/deployment.old.md:5"), "duplicate: the same words"),
    (("docs/adr/0003-one-gateway.md:3", "docs/guides/email.md:1"), "related: not the same"),
]


@pytest.mark.parametrize(("places", "said"), TOLD)
def test_it_tells(scanned: Path, places: tuple[str, ...], said: str) -> None:
    result = explain(scanned, *places)
    assert result.exit_code == 0, result.exception
    assert said in result.output


def test_a_finding_is_told_by_its_id(scanned: Path) -> None:
    report = json.loads((scanned / "reports" / "scan.json").read_text("utf-8"))
    for kind in ("clusters", "families", "overlaps", "conflicts"):
        for row in report[kind]:
            result = explain(scanned, row["id"])
            assert result.exit_code == 0, result.exception
            assert result.output.startswith(row["id"])


def test_a_document_that_changed_since_is_named(scanned: Path, tmp_path: Path) -> None:
    tree = tmp_path / "tree"
    shutil.copytree(scanned, tree)
    (tree / "docs" / "auth.md").write_text("# Other\n\nWords.\n", "utf-8")
    assert "docs/auth.md has changed since the last scan" in explain(tree, "docs/auth.md").output
    result = explain(tree, "docs/auth.md:1", "docs/services.md:1")
    assert isinstance(result.exception, DocpipeError)
    assert "docpipe scan" in result.exception.hint


def test_a_name_cannot_steer_the_terminal(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("# A \x1b[31mred\x1b[0m title\n\nFive words of plain text.\n", "utf-8")
    assert CliRunner().invoke(group, ["scan", str(tmp_path), "--quiet", "--workers", "1"]).exit_code == 0
    assert "\x1b" not in explain(tmp_path, "a.md:1").output
