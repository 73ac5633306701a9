"""Rulings in real repositories, from the list of what waits to the reports that go by them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.apply.repositories import BACKUP, git, repository, write
from tests.program import run

FILES = {
    "README.md": "# Shop\n\nThe shop sells lamps. See [the list of keys](lists/keys.md).\n",
    "docs/backup.md": BACKUP,
    "docs/ops/backup.md": BACKUP.replace("# Backup", "# Nightly backup"),
    "docs/setup.md": "# Dashboards\n\n- **Grafana**: http://localhost:3005\n",
    "docs/ports.md": "# Ports\n\n- **Grafana**: http://localhost:3001\n",
    "restore.sh": "echo\n",
}
WHY = ("--why", "as agreed", "--by", "platform team")


def docpipe(root: Path, *arguments: str, status: int = 0) -> str:
    done = run(root, *arguments, status=status)
    return done.stdout + done.stderr


def scanned(root: Path) -> dict[str, list[dict[str, object]]]:
    docpipe(root, "scan", "--out", "out", "--quiet")
    found: dict[str, list[dict[str, object]]] = json.loads((root / "out/reports/scan.json").read_text("utf-8"))
    return found


def waiting(root: Path) -> dict[str, str]:
    """The ids of what waits, by kind."""
    found = json.loads(docpipe(root, "review", "--out", "out", "--json"))
    return {row["kind"]: row["about"] for row in found["open"]}


def rule(root: Path, *arguments: str, status: int = 0) -> str:
    return docpipe(root, "review", "--out", "out", *arguments, status=status)


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    root = repository(tmp_path / "shop", FILES | {".gitignore": "out/\n"})
    scanned(root)
    return root


def test_each_kind_is_dismissed(shop: Path) -> None:
    ids = waiting(shop)
    assert set(ids) == {"conflict", "duplicate", "reference"}
    for about in ids.values():
        rule(shop, about, "--dismiss", *WHY)
    found = scanned(shop)
    assert [conflict["status"] for conflict in found["conflicts"]] == ["dismissed"]
    assert found["conflicts"][0]["suggestion"] == f"ruled by platform team on {found['rulings'][0]['on']}: as agreed"
    assert not found["clusters"]
    assert not found["references"]
    assert not found["findings"]
    assert {ruling["state"] for ruling in found["rulings"]} == {"holds"}
    assert "nothing waits for a ruling" in rule(shop)
    docpipe(shop, "check")  # with no baseline: a gate goes by rulings, too
    for about in ids.values():
        rule(shop, about, "--forget")
    scanned(shop)
    assert waiting(shop) == ids


def test_kept_twice_stays_twice_on_the_pages(shop: Path) -> None:
    rule(shop, waiting(shop)["duplicate"], "--keep", *WHY)
    docpipe(shop, "consolidate", "--out", "out", "--quiet")
    assert "proven" in docpipe(shop, "verify", "--out", "out")
    rows = [json.loads(line) for line in (shop / "out/reports/ledger.jsonl").read_text("utf-8").splitlines()]
    fates = {row["action"] for row in rows if "source" in row and row["source"]["path"].endswith("backup.md")}
    assert fates == {"kept"}


def test_a_preferred_value_holds(shop: Path) -> None:
    about = waiting(shop)["conflict"]
    for named in ("3001", "docs/ports.md:3", "./docs/ports.md:3"):  # a later ruling takes the place of an earlier one
        assert f"{about}: prefer 3001" in rule(shop, about, "--prefer", named, *WHY)
    (conflict,) = scanned(shop)["conflicts"]
    assert (conflict["status"], conflict["settled"]) == ("settled", "3001")
    assert conflict["evidence"] == [{"path": "docpipe.decisions.toml", "line": 4, "value": "3001"}]
    assert str(conflict["suggestion"]).endswith("as agreed; change docs/setup.md:3")
    assert "+- **Grafana**: http://localhost:3001" in docpipe(shop, "fix")
    docpipe(shop, "consolidate", "--out", "out", "--quiet")
    assert "proven" in docpipe(shop, "verify", "--out", "out")
    assert "conflict" not in waiting(shop)


def test_blanks_are_no_name(shop: Path) -> None:
    told = rule(shop, waiting(shop)["conflict"], "--dismiss", "--why", "as agreed", "--by", " ")
    assert git(shop, "var", "GIT_AUTHOR_IDENT").partition(" <")[0] in told


def test_a_ruling_moves_with_its_text(shop: Path) -> None:
    rule(shop, waiting(shop)["conflict"], "--dismiss", *WHY)
    (shop / "docs/new").mkdir()
    git(shop, "mv", "docs/ports.md", "docs/new/numbers.md")
    write(shop, {"docs/setup.md": "# Dashboards\n\nOf the shop.\n\n- **Grafana**: http://localhost:3005\n"})
    assert [conflict["status"] for conflict in scanned(shop)["conflicts"]] == ["dismissed"]


def test_a_ruling_asks_again_when_its_text_changes(shop: Path) -> None:
    about = waiting(shop)["conflict"]
    rule(shop, about, "--dismiss", *WHY)
    write(shop, {"docs/setup.md": "# Dashboards\n\n- **Grafana**: http://localhost:3007\n"})
    found = scanned(shop)
    assert [conflict["status"] for conflict in found["conflicts"]] == ["open"]
    (ruling,) = found["rulings"]
    assert (ruling["state"], ruling["changed"]) == ("asks", ["docs/setup.md:3"])
    assert f"asked again: {about}: dismiss, by platform team" in rule(shop)
    assert "1 ruling made on other text than stands now" in docpipe(shop, "scan", "--out", "out")
    write(shop, {"docs/setup.md": "# Dashboards\n\nNone.\n"})
    assert [ruling["state"] for ruling in scanned(shop)["rulings"]] == ["gone"]
    assert f"docpipe review {about} --forget" in rule(shop)


def test_a_third_place_was_not_seen(shop: Path) -> None:
    rule(shop, waiting(shop)["conflict"], "--dismiss", *WHY)
    write(shop, {"docs/more.md": "# More\n\n- **Grafana**: http://localhost:3009\n"})
    found = scanned(shop)
    assert [conflict["status"] for conflict in found["conflicts"]] == ["open"]
    assert found["rulings"][0]["changed"] == ["docs/more.md:3"]


REFUSED = (
    (("CONFLICT", "--dismiss"), "--why TEXT"),
    (("CONFLICT", "--prefer", "4000", *WHY), "its values: 3001, 3005"),
    (("CONFLICT", *WHY), "say what you rule"),
    (("CONFLICT", "--dismiss", "--prefer", "3001", *WHY), "go alone"),
    (("DUPLICATE", "--prefer", "3001", *WHY), "--dismiss or --keep it"),
    (("REFERENCE", "--keep", *WHY), "--dismiss it"),
    (("k-ffff", "--dismiss", *WHY), "no finding of the last scan"),
    (("k-ffff", "--forget"), "there is no ruling on k-ffff"),
    (("--dismiss", *WHY), "name the finding"),
)


def test_what_cannot_be_ruled_is_refused_with_a_reason(shop: Path) -> None:
    ids = {kind.upper(): about for kind, about in waiting(shop).items()}
    for arguments, told in REFUSED:
        assert told in rule(shop, *(ids.get(each, each) for each in arguments), status=2)
    assert not (shop / "docpipe.decisions.toml").exists()


def test_what_the_report_no_longer_tells_of_is_not_ruled_on(shop: Path) -> None:
    about = waiting(shop)["conflict"]
    write(shop, {"docs/setup.md": "# Dashboards\n\n- **Grafana**: http://localhost:3007\n"})
    assert "run docpipe scan again" in rule(shop, about, "--dismiss", *WHY, status=2)


def test_without_a_scan_there_is_nothing_to_rule_on(tmp_path: Path) -> None:
    assert "run docpipe scan first" in docpipe(tmp_path, "review", status=2)
