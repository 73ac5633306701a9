"""Estates of odd documents, consolidated, proved and built: whatever the sources hold, the site is whole."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

from tests.proofs import odd
from tests.proofs.built import dead_links, lost_anchors

pytestmark = pytest.mark.prove
DOCUMENTS = 25  # of an estate


def test_estates_of_odd_documents(
    full: bool,
    tmp_path_factory: pytest.TempPathFactory,
    docpipe: Callable[..., object],
    record_property: Callable[[str, object], None],
) -> None:
    """The proof and a strict build hold, and every link and anchor of the built site arrives."""
    count = 100 if full else 2

    @seed(1)
    @settings(
        max_examples=count, deadline=None, database=None, phases=[Phase.generate], suppress_health_check=[*HealthCheck]
    )
    @given(st.integers(0, 2**32))
    def holds(number: int) -> None:
        root = tmp_path_factory.mktemp("odd")
        odd.write(odd.estate(Random(number), DOCUMENTS), root / "estate")
        where = f"python -m tests.proofs.odd {number} {DOCUMENTS} FOLDER writes the estate"
        _build(root, docpipe, where)

    holds()
    record_property("figure", f"{count * DOCUMENTS:,} documents in {count:,} estates")


def _build(root: Path, docpipe: Callable[..., object], where: str) -> None:
    out, site = root / "out", root / "site"
    docpipe("consolidate", root / "estate", "--out", out, "--quiet", "--workers", "1")
    proof = json.loads(_run("-m", "docpipe", "verify", root / "estate", "--out", out, "--json").stdout)
    assert not proof["problems"], where
    built = _run("-m", "mkdocs", "build", "--strict", "--quiet", "-f", out / "mkdocs.yml", "-d", site)
    assert built.returncode == 0, f"{built.stderr}\n{where}"
    assert not dead_links(site), where
    assert not lost_anchors(out, site), where


def _run(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *map(str, arguments)], capture_output=True, text=True, encoding="utf-8", env=os.environ
    )
