"""The lock files hold what pyproject.toml asks for, with hashes, and name no index and no machine."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
RUN = [*PROJECT["project"]["dependencies"], *PROJECT["project"]["optional-dependencies"]["site"]]
WANTED = {"run": [*RUN, *PROJECT["dependency-groups"]["build"]], "dev": PROJECT["dependency-groups"]["dev"]}


def pins(name: str) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for project, version in re.findall(r"^(\S+)==(\S+)", (ROOT / f"requirements/{name}.lock").read_text("utf-8"), re.M):
        found.setdefault(canonicalize_name(project), set()).add(version)
    return found


@pytest.mark.parametrize("name", ["run", "dev"])
def test_every_requirement_is_pinned_within_its_range(name: str) -> None:
    locked = pins(name)
    for requirement in map(Requirement, WANTED[name]):
        versions = locked.get(canonicalize_name(requirement.name), set())
        assert versions, f"{requirement.name} is not in {name}.lock: run requirements/lock.sh"
        assert all(requirement.specifier.contains(version) for version in versions), requirement


@pytest.mark.parametrize("name", ["run", "dev"])
def test_every_pin_has_hashes_and_no_address(name: str) -> None:
    text = (ROOT / f"requirements/{name}.lock").read_text("utf-8")
    assert "://" not in text
    for entry in re.split(r"^(?=\w)", text, flags=re.M)[1:]:
        assert "--hash=sha256:" in entry, entry.splitlines()[0]


def test_docpipe_is_never_taken_from_an_index() -> None:
    """Another project holds the name `docpipe` on the public index: only this folder may satisfy it."""
    assert "docpipe" not in pins("run") | pins("dev")


def test_tools_do_not_move_what_users_run() -> None:
    run, dev = pins("run"), pins("dev")
    assert {name: dev.get(name) for name in run} == run
