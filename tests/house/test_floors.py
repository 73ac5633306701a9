"""Floors of the quality harness: they only rise, and a figure below one is named."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench import corpora, quality

NAMES = [f"{kind}.{figure}" for kind, figures in quality.FIGURES.items() for figure in figures]
FIGURES = st.dictionaries(
    st.sampled_from(["pooled", "one", "two"]), st.dictionaries(st.sampled_from(NAMES), st.floats(0, 1), min_size=1)
)


@given(FIGURES, FIGURES)
def test_a_lifted_floor_is_never_easier_than_the_old_one(figures: quality.Figures, floors: quality.Figures) -> None:
    """Whatever breaks the old floors breaks the lifted ones."""
    lifted = quality.lifted(figures, floors)
    for name, values in floors.items():
        for figure, old in values.items():
            now = lifted[name][figure]
            assert now <= old if figure in ("conflicts.trap_rate", "merging.mistaken") else now >= old


@given(FIGURES)
def test_what_is_measured_now_passes_its_own_floors(figures: quality.Figures) -> None:
    assert quality.below(figures, quality.lifted(figures, {})) == []


def test_a_worse_figure_is_named() -> None:
    floors = {"pooled": {"pairs.recall": 0.5, "conflicts.trap_rate": 0.1}}
    assert len(quality.below({"pooled": {"pairs.recall": 0.49, "conflicts.trap_rate": 0.11}}, floors)) == 2
    assert quality.below({"pooled": {"pairs.recall": 0.51, "conflicts.trap_rate": 0.09}}, floors) == []


def test_a_figure_that_is_no_longer_measured_is_named() -> None:
    assert quality.below({"pooled": {}}, {"pooled": {"pairs.recall": 0.5}})


def test_the_kept_table_and_floors_agree() -> None:
    if not quality.FLOORS.exists():
        pytest.skip("no floors are kept yet")
    floors = json.loads(quality.FLOORS.read_text("utf-8"))
    own = quality.REPORT.read_text("utf-8").partition("\n## ")[0]  # what other detectors find follows
    for row in own.splitlines():
        cells = [cell.strip() for cell in row.strip("|").split("|")]
        if len(cells) == 4 and cells[3][:1].isdigit():
            assert floors[cells[0]][cells[1].removesuffix(" ↓")] == float(cells[3])


def test_without_the_shared_folder_it_skips_with_a_reason(tmp_path: Path, monkeypatch, capsys) -> None:
    monkeypatch.setattr(corpora, "SHARED", tmp_path)
    assert quality.main([]) == 0
    assert "skipped: ../shared is not beside" in capsys.readouterr().out
