"""The sample estate shows what docpipe finds, each kind at its place, and what it must not find."""

from __future__ import annotations

from pathlib import Path

import pytest

from docpipe import config, pipeline
from docpipe.model import Scan

ESTATE = Path(__file__).parents[2] / "docpipe" / "demo" / "estate"
ROLES = {
    "README.md": "living",
    "README.de.md": "copy",
    "AGENTS.md": "agent",
    "CHANGELOG.md": "protected",
    "SECURITY.md": "protected",
    "MIGRATION_SUMMARY.md": "record",
    "PHASE_2_COMPLETE.md": "record",
    "TODO.md": "record",
    "docs/adr/0002-postgres-not-mysql.md": "protected",
    "docs/api/reference.md": "generated",
    "docs/deployment.md": "living",
    "docs/deployment.old.md": "copy",
    "docs/guides/workflows.md": "living",
    "docs/reports/2025-03-14-load-test.md": "record",
    "services/api/README.md": "living",
}
# What must not be said to contradict, and why.
NO_CONFLICT = [
    ("docs/configuration.md", "10485760", "the same quantity as 10 megabytes"),
    ("docs/reports/2025-03-14-load-test.md", "two replicas", "a dated report"),
    ("docs/guides/push.md", "2 hours", "push is not e-mail"),
]
# (what it is about, the value one document gives, where, the value another gives, where)
CONFLICTS = [
    ("port of Grafana", ("docs/monitoring.md", "3001"), ("docs/ops/observability.md", "3000")),
    ("version of Node", ("web/package.json", ">=20"), ("README.md", "18")),
    ("version of Python", ("docs/getting-started.md", "3.11"), ("docs/quick-start.md", "3.10")),
    ("port of the assistant", ("services/assistant/README.md", "8020"), ("docs/services.md", "8025")),
]
DEAD = [
    ("README.md", "docs/network.md"),
    ("docs/ops/runbook.md", "../hardware/tracker.md"),
    ("docs/quick-start.md", "scripts/bootstrap.sh"),
    ("CONTRIBUTING.md", "make check"),
]


@pytest.fixture(scope="module")
def scan() -> Scan:
    return pipeline.scan(ESTATE, config.load(ESTATE), workers=1)


@pytest.mark.parametrize(("path", "role"), ROLES.items())
def test_roles(scan: Scan, path: str, role: str) -> None:
    documents = {document.path: document for document in scan.corpus.documents}
    assert documents[path].role == role, documents[path].role_reason


def test_the_damaged_page_is_found(scan: Scan) -> None:
    assert [d.path for d in scan.corpus.documents if d.damaged] == ["docs/legacy/faq-export.md"]


@pytest.mark.parametrize(("path", "value", "why"), NO_CONFLICT)
def test_what_is_no_conflict(scan: Scan, path: str, value: str, why: str) -> None:
    for conflict in scan.contradictions.conflicts:
        if conflict.status in ("open", "settled"):
            assert not any(c.path == path and value in c.text for c in conflict.claims), why


@pytest.mark.parametrize(("what", "one", "other"), CONFLICTS)
def test_conflicts(scan: Scan, what: str, one: tuple[str, str], other: tuple[str, str]) -> None:
    """Both documents stand in one conflict, each with its value."""
    told = [{(claim.path, claim.text) for claim in conflict.claims} for conflict in scan.contradictions.conflicts]
    evidence = [{(e.path, e.value) for e in conflict.evidence} for conflict in scan.contradictions.conflicts]

    def stands(place: tuple[str, str], claims: set[tuple[str, str]]) -> bool:
        return any(path == place[0] and place[1] in text for path, text in claims)

    assert any(
        stands(other, claims) and (stands(one, claims) or any(v == one[1] for _, v in proof))
        for claims, proof in zip(told, evidence, strict=True)
    ), what


@pytest.mark.parametrize(("path", "token"), DEAD)
def test_dead_references(scan: Scan, path: str, token: str) -> None:
    assert any(r.path == path and (token in r.token or r.token in token) for r in scan.references)


def test_the_backup_is_a_duplicate(scan: Scan) -> None:
    groups = [{member.split("#")[0] for member in cluster.members} for cluster in scan.matching.clusters]
    assert any({"docs/deployment.md", "docs/deployment.old.md"} <= group for group in groups)


def test_pages_of_one_shape_about_four_services_are_a_family(scan: Scan) -> None:
    """Merging "Run it alone" of four services would lose which port is whose."""
    shape = {f"services/{name}/README.md#5" for name in ("api", "assistant", "notifier", "scheduler")}
    assert any(shape <= set(family.members) and family.relation == "template" for family in scan.matching.families)
    assert not any(len(shape & set(cluster.members)) > 1 for cluster in scan.matching.clusters)


def test_the_two_ways_to_begin_are_near(scan: Scan) -> None:
    groups = [{member.split("#")[0] for member in cluster.members} for cluster in scan.matching.clusters]
    assert any({"docs/getting-started.md", "docs/quick-start.md"} <= group for group in groups)
