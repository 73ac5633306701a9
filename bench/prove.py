"""Every long proof in full -> reports/proofs.md: what was proved, on how much, and how long it took.

usage: python -m bench.prove [PYTEST ARGUMENT ...]
"""

from __future__ import annotations

import datetime
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

from bench import corpora
from bench.machine import describe

REPORT = corpora.ROOT / "reports" / "proofs.md"
RESULTS = corpora.ROOT / "build" / "proofs.xml"


def rows(results: Path) -> Iterator[tuple[str, str, float, str]]:
    """Yield name, outcome, seconds and figure of each proof in a JUnit file that pytest wrote."""
    for case in ElementTree.parse(results).iter("testcase"):
        failed = case.find("failure") is not None or case.find("error") is not None
        skipped = case.find("skipped")
        outcome = "FAILED" if failed else "skipped" if skipped is not None else "holds"
        figures = [p.get("value", "") for p in case.iter("property") if p.get("name") == "figure"]
        remark = "; ".join(figures) or (skipped.get("message", "") if skipped is not None else "")
        where = case.get("classname", "").removeprefix("tests.")
        yield f"{where}: {case.get('name', '')}", outcome, float(case.get("time", 0)), remark


def main(arguments: list[str]) -> int:
    """Run pytest on everything marked `prove`, in full; write the table; return pytest's status."""
    RESULTS.parent.mkdir(exist_ok=True)
    command = [sys.executable, "-m", "pytest", "-m", "prove", "--full", "-n", "auto", f"--junitxml={RESULTS}"]
    status = subprocess.run([*command, *arguments], cwd=corpora.ROOT).returncode
    lines = [
        "# Proofs",
        "",
        f"Every long proof, run in full by `make prove` on {datetime.date.today()}; {describe()}.",
        "",
        "| proof | outcome | seconds | figures |",
        "| --- | --- | ---: | --- |",
        *(f"| {name} | {outcome} | {seconds:.0f} | {remark} |" for name, outcome, seconds, remark in rows(RESULTS)),
    ]
    if not arguments:
        REPORT.write_text("\n".join(lines) + "\n", "utf-8")
    return status


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
