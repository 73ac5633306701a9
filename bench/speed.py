"""Time and memory on a large corpus, against jscpd in the same run -> reports/performance.md.

usage: python -m bench.speed [ROUNDS]   (default 5; the runs of a round alternate, and medians are given)
"""

from __future__ import annotations

import datetime
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from bench import corpora
from bench.machine import describe
from bench.memory import peak

REPORT = corpora.ROOT / "reports" / "performance.md"
CORPUS = "large-longhorn"
JSCPD = corpora.ROOT / "build" / "jscpd"
PACKAGES = ("jscpd@5.3.3", "jscpd-linux-x64-gnu@5.3.3")
PYTHON = sys.executable


def jscpd() -> Path:
    """Install jscpd below build/ with npm, once, and return its program. Raises LookupError where that cannot be."""
    program = JSCPD / "node_modules" / ".bin" / "jscpd"
    if not program.exists():
        npm = shutil.which("npm")
        if npm is None:
            raise LookupError("npm is not on PATH, so there is no jscpd to compare with")
        JSCPD.mkdir(parents=True, exist_ok=True)
        done = subprocess.run([npm, "install", "--prefix", JSCPD, "--no-audit", "--no-fund", *PACKAGES], check=False)
        if done.returncode:
            raise LookupError("npm could not install jscpd")
    return program


def seconds(command: list[str | Path]) -> float:
    """Wall time of one run, its output thrown away; raises CalledProcessError where it fails."""
    began = time.perf_counter()
    subprocess.run(command, cwd=corpora.ROOT, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return time.perf_counter() - began


def compare(root: Path, rounds: int, program: Path, folder: Path) -> dict[str, list[float]]:
    """Seconds of jscpd, of a cold start up to exact duplicates, and of a scan with nothing new, alternating."""
    cold: list[str | Path] = [PYTHON, "-m", "bench.exact", root]
    scan: list[str | Path] = [PYTHON, "-m", "docpipe", "scan", root, "--out", folder, "--quiet"]
    seconds(scan)  # what "a second run" is second to
    times: dict[str, list[float]] = {"jscpd": [], "cold": [], "unchanged": []}
    for _ in range(rounds):
        times["jscpd"].append(seconds([program, "--format", "markdown", root]))
        times["cold"].append(seconds(cold))
        times["unchanged"].append(seconds(scan))
    return times


def imports(rounds: int) -> list[float]:
    """Seconds of `docpipe --version`, less those of a Python that does nothing, one a round."""
    nothing: list[str | Path] = [PYTHON, "-c", "pass"]
    version: list[str | Path] = [PYTHON, "-m", "docpipe", "--version"]
    seconds(version)  # compiles what is not compiled yet
    return [seconds(version) - seconds(nothing) for _ in range(rounds)]


def row(figure: str, measured: str, wanted: str, holds: bool) -> str:
    """One line of the table."""
    return f"| {figure} | {measured} | {wanted} | {'yes' if holds else '**no**'} |"


def report(root: Path, rounds: int, program: Path) -> str:
    """Measure, and return `performance.md`."""
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        times = compare(root, rounds, program, folder / "scan")
        most = peak([PYTHON, "-m", "docpipe", "scan", root, "--out", folder / "memory", "--quiet"], corpora.ROOT)
    median = {name: statistics.median(values) for name, values in times.items()}
    started = statistics.median(imports(4 * rounds + 1))
    listed = subprocess.run(["git", "-C", root, "ls-files", "-z"], capture_output=True, check=True).stdout.split(b"\0")
    markdown = [name.decode() for name in listed if name.lower().endswith((b".md", b".mdx", b".markdown"))]
    size = sum((root / name).stat().st_size for name in markdown)
    cold, unchanged = median["cold"] / median["jscpd"], median["unchanged"] / median["jscpd"]
    allowed = 12 * size + 150e6
    lines = [
        "# Performance",
        "",
        f"Written by `make bench` on {datetime.date.today()}; {describe()}.",
        f"Corpus: `{CORPUS}`, {len(markdown):,} Markdown files, {size / 1e6:.1f} MB.",
        f"Medians of {rounds} alternating runs.",
        "",
        "| figure | measured | wanted | holds |",
        "| --- | ---: | ---: | --- |",
        row("crawl, parse, exact duplicates, cold: ratio to jscpd", f"{cold:.2f}", "≤ 2.0", cold <= 2),
        row("scan with nothing changed: ratio to jscpd", f"{unchanged:.2f}", "≤ 0.5", unchanged <= 0.5),
        row("`docpipe --version`, beyond Python's own start", f"{1000 * started:.0f} ms", "< 150 ms", started < 0.15),
        row(
            "peak memory of a scan, all processes", f"{most / 1e6:.0f} MB", f"≤ {allowed / 1e6:.0f} MB", most <= allowed
        ),
        "",
        "| run | median | lowest | highest |",
        "| --- | ---: | ---: | ---: |",
        *(f"| {n} | {median[n]:.2f} s | {min(v):.2f} s | {max(v):.2f} s |" for n, v in times.items()),
        "",
        "The commands, `ROOT` being the corpus:",
        "",
        "```sh",
        f"npm install --prefix build/jscpd {' '.join(PACKAGES)}",
        "build/jscpd/node_modules/.bin/jscpd --format markdown ROOT    # jscpd",
        "python -m bench.exact ROOT                                    # cold: processes, imports and all",
        "python -m docpipe scan ROOT --out OUT --quiet                 # unchanged: the second time",
        "```",
        "",
        "Memory is the sum over docpipe's processes of what each has for itself and its share of what they have in",
        "common (proportional set size), asked for every 20 ms.",
    ]
    return "\n".join(lines) + "\n"


def main(arguments: list[str]) -> int:
    """Write the report; 0 also where something is missing, with the reason."""
    if CORPUS not in corpora.names():
        print(f"bench: skipped: {corpora.ABSENT}")
        return 0
    try:
        program = jscpd()
    except LookupError as error:
        print(f"bench: skipped: {error}")
        return 0
    text = report(corpora.unpack(CORPUS), int(arguments[0]) if arguments else 5, program)
    REPORT.write_text(text, "utf-8")
    print(text)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
