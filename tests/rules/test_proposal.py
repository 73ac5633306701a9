"""What `docpipe init` proposes: not for the wrong repository, and always a file that does what it says."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from docpipe.config.reading import parse
from docpipe.model import Document
from docpipe.rules import Proposal, assign, draft, propose
from tests.rules.documents import document

PLATFORM = (
    ("docs/login.md", "# Login\n"), ("docs/users/roles.md", "# Permissions\n"), ("docs/deploy.md", "# Deployment\n"),
    ("docs/grafana.md", "# Grafana\n"), ("docs/prompts.md", "# Prompts\n"), ("docs/rag.md", "# Embeddings\n"),
    ("README.md", "# Shop\n"), ("docs/roadmap.md", "# Roadmap\n"),
)  # fmt: skip


def corpus(*pages: tuple[str, str]) -> tuple[Document, ...]:
    return tuple(document(path, text) for path, text in pages)


def chess() -> tuple[Document, ...]:
    pages = [("README.md", "# Chess\n"), ("CONTRIBUTING.md", "# Contributing\n")]
    for folder in ("openings", "endgames", "puzzles"):
        pages += [(f"book/{folder}/{n}.md", f"# Position {n}\n\nOf the {folder}.\n") for n in range(4)]
    pages += [
        ("book/notation.md", "# Notation\n\n## Reference\n\nLetters.\n"),
        ("book/clock.md", "# Clock\n\n## Use\n\nPress.\n"),
    ]
    return corpus(*pages)


def folders(proposal: Proposal) -> dict[str, tuple[str, ...]]:
    return {rule.target or "": rule.when.path for rule in proposal.config.rules if rule.id.endswith(".folder")}


def test_a_platform_gets_the_platform() -> None:
    proposal = propose(corpus(*PLATFORM))
    assert proposal.config.layout == "platform"
    assert proposal.documents["core"] == ("docs/login.md", "docs/users/roles.md")


def test_what_is_no_platform_gets_pages_of_its_own() -> None:
    proposal = propose(chess())
    assert proposal.config.layout is None
    assert folders(proposal) == {
        "endgames": ("book/endgames/**",), "openings": ("book/openings/**",), "puzzles": ("book/puzzles/**",),
    }  # fmt: skip
    assert proposal.documents["index"] == ("CONTRIBUTING.md", "README.md")


def test_records_do_not_count() -> None:
    records = tuple(document(path, text, "record") for path, text in PLATFORM)
    assert propose((*chess(), *records)).config == propose(chess()).config


def test_services_with_pages_of_the_same_names_are_no_editions() -> None:
    pages = [
        (f"services/{service}/{page}.md", f"# {page}\n")
        for service in ("boards", "clocks")
        for page in ("README", "usage", "rules")
    ]
    assert [*folders(propose(corpus(*pages)))] == ["boards", "clocks"]


def test_editions_side_by_side_are_divided_by_what_they_share() -> None:
    pages = [
        (f"content/{edition}/{folder}/{n}.md", f"# Page {n}\n\nWords.\n")
        for edition in ("cloud", "server", "desktop")
        for folder in ("boards", "clocks", "moves")
        for n in range(3)
    ]
    assert folders(propose(corpus(*pages))) == {
        "boards": ("content/*/boards/**",), "clocks": ("content/*/clocks/**",), "moves": ("content/*/moves/**",),
    }  # fmt: skip


def test_a_rule_holds_for_the_next_version_too() -> None:
    pages = [(f"docs/1.4/{folder}/{n}.md", f"# Page {n}\n") for folder in ("boards", "clocks") for n in range(3)]
    assert folders(propose(corpus(*pages)))["boards"] == ("docs/*/boards/**",)


def test_a_group_too_large_is_divided_by_the_folders_below() -> None:
    pages = [(f"docs/rules/{part}/{n}.md", f"# Page {n}\n") for part in ("moves", "clocks", "draws") for n in range(4)]
    pages += [(f"docs/history/{n}.md", f"# Year {n}\n") for n in range(4)]
    assert [*folders(propose(corpus(*pages)))] == ["clocks", "draws", "moves", "history"]


def test_kinds_of_text_that_are_rare_join_the_others() -> None:
    pages = [(f"docs/{n}.md", f"# Move {n}\n\n## Usage\n\nTake.\n") for n in range(9)]
    proposal = propose(corpus(*pages, ("docs/x.md", "# Move x\n\n## Troubleshooting\n\nNone.\n")))
    assert [*proposal.config.targets] == ["index", "guides"]
    assert len(proposal.documents["guides"]) == 10


@pytest.mark.parametrize("documents", [(), corpus(("a.md", "")), chess(), corpus(*PLATFORM)])
def test_the_draft_does_what_the_proposal_says(documents: tuple[Document, ...]) -> None:
    proposal = propose(documents)
    config = parse(draft(proposal))
    assert config == proposal.config or config.layout == proposal.config.layout == "platform"
    assert assign(documents, config) == assign(documents, proposal.config)


NAMES = st.text(st.characters(exclude_characters="/\0\n\r", codec="utf-8"), min_size=1, max_size=8).filter(
    lambda n: n not in ("..", ".")
)


@settings(max_examples=60, deadline=None)
@given(st.lists(NAMES, min_size=1, max_size=3))
def test_whatever_folders_are_called_the_draft_is_a_configuration(names: list[str]) -> None:
    """Names of folders reach the file as globs, ids and comments; none of them breaks it."""
    pages = [(f"{name}/x{n}/{k}.md", f"# {k}\n") for name in names for n in range(2) for k in range(4)]
    proposal = propose(corpus(*dict(pages).items()))
    text = draft(proposal)
    assert tomllib.loads(text)
    assert parse(text) == proposal.config
    assert sum(map(len, proposal.documents.values())) == proposal.living


def test_init_writes_a_file_and_never_overwrites_one(tmp_path: Path) -> None:
    from click.testing import CliRunner

    from docpipe.cli.init import command

    for found in chess():
        (tmp_path / found.path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / found.path).write_text(found.source.text, encoding="utf-8")
    runner = CliRunner()
    shown = runner.invoke(command, [str(tmp_path), "--dry-run"])
    assert not (tmp_path / "docpipe.toml").exists()
    done = runner.invoke(command, [str(tmp_path)])
    assert (shown.exit_code, done.exit_code) == (0, 0)
    assert (tmp_path / "docpipe.toml").read_text("utf-8") == shown.output
    assert "    4 in openings.md" in done.output
    again = runner.invoke(command, [str(tmp_path)])
    assert "is there already" in str(again.exception)
