"""Time and memory of whole scans, against jscpd in the same run -> reports/performance.md.

usage: python -m bench.speed [ROUNDS]   (default 5; the runs of a round alternate, and medians are given)
"""

from __future__ import annotations

import datetime
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from bench import corpora, growth, recall, shares, timing
from bench.machine import describe
from bench.memory import peak
from bench.timing import PYTHON, Command, scan, seconds

REPORT = corpora.ROOT / "reports" / "performance.md"
LARGE = "large-longhorn"
# Of each corpus, what a cold scan may take: so many times what jscpd takes, and so many seconds.
ALLOWED = {"auterity": (3.0, 2.5), "agent-bom": (3.0, 2.5), LARGE: (1.5, 0.0)}
WARM = (0.5, 0.3)  # the same of a scan with nothing changed
CHANGED = 0.25  # share of a cold scan that one with a single file changed may take
ADDED = 0.6  # what facts and conflicts may add to the time of a scan without them
TENFOLD = 12  # times the time, of ten times the corpus
MANY = 6  # times the large corpus: some 50,000 files and 240 MB
ROOM = 4e9  # bytes that these may take
PROPOSED = 0.98  # share of the alike pairs of texts that must be candidates
SENTENCE = "\nThe nightly export of the ledger waits for the last of its readers.\n"


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table: what was measured, what is wanted, and whether that holds."""

    figure: str
    measured: str
    wanted: str
    holds: bool

    def __str__(self) -> str:
        return f"| {self.figure} | {self.measured} | {self.wanted} | {'yes' if self.holds else '**no**'} |"


Times = Mapping[str, list[float]]


def compare(root: Path, rounds: int, program: Path, folder: Path) -> Times:
    """Seconds of jscpd, of a cold start up to exact duplicates, and of scans cold, unchanged, and with a file changed.

    `root` is a copy that may be written to.
    """
    exact: Command = [PYTHON, "-m", "bench.exact", root]
    times: dict[str, list[float]] = {"jscpd": [], "exact": [], "cold": [], "unchanged": [], "one changed": []}
    for _ in range(rounds):
        shutil.rmtree(folder, ignore_errors=True)
        times["jscpd"].append(seconds([program, "--format", "markdown", root]))
        times["exact"].append(seconds(exact))
        times["cold"].append(seconds(scan(root, folder)))
        times["unchanged"].append(seconds(scan(root, folder)))
        with _some_document(root).open("a", encoding="utf-8") as document:
            document.write(SENTENCE)
        times["one changed"].append(seconds(scan(root, folder)))
    return times


def _documents(root: Path) -> list[Path]:
    listed = subprocess.run(["git", "-C", root, "ls-files", "-z"], capture_output=True, check=True).stdout.split(b"\0")
    return [root / name.decode() for name in listed if name.lower().endswith((b".md", b".mdx", b".markdown"))]


def _some_document(root: Path) -> Path:
    documents = _documents(root)
    return documents[len(documents) // 2]


def imports(rounds: int) -> list[float]:
    """Seconds of `docpipe --version`, less those of a Python that does nothing, one a round."""
    nothing: Command = [PYTHON, "-c", "pass"]
    version: Command = [PYTHON, "-m", "docpipe", "--version"]
    seconds(version)  # compiles what is not compiled yet
    return [seconds(version) - seconds(nothing) for _ in range(rounds)]


def rows_of(name: str, times: Times) -> list[Row]:
    """The lines of one corpus."""
    median = {run: statistics.median(values) for run, values in times.items()}
    jscpd, found = median["jscpd"], []
    for run, (ratio, more) in (("cold", ALLOWED[name]), ("unchanged", WARM)):
        limit = ratio * jscpd + more
        wanted = f"≤ {ratio:g} × {jscpd:.2f} s{f' + {more:g} s' if more else ''} = {limit:.2f} s"
        found.append(Row(f"`{name}`: scan, {run}", f"{median[run]:.2f} s", wanted, median[run] <= limit))
    share = median["one changed"] / median["cold"]
    figure = f"`{name}`: scan with one file changed: share of a cold one"
    return [*found, Row(figure, f"{share:.2f}", f"≤ {CHANGED}", share <= CHANGED)]


def more_rows(rounds: int, copy: Path, folder: Path, times: Times) -> list[Row]:
    """What is measured once: on the large corpus, of growth, and of the program's start."""
    exact = statistics.median(times["exact"]) / statistics.median(times["jscpd"])
    size = sum(path.stat().st_size for path in _documents(copy))
    most, allowed = peak(scan(copy, folder / "memory"), corpora.ROOT), 12 * size + 150e6
    grown = growth.measure(corpora.unpack(growth.CORPUS), growth.TIMES)
    factor = growth.tenfold(grown)
    sizes = ", ".join(f"{count}: {took:.1f} s" for count, took in grown.items())
    started = statistics.median(imports(4 * rounds + 1))
    added = {name: shares.added(corpora.unpack(name)) for name in ALLOWED if name != LARGE}
    growth.replicate(copy, folder / "many", MANY)
    room = peak(scan(folder / "many", folder / "memory"), corpora.ROOT)
    alike, proposed = map(sum, zip(*(recall.recall(corpora.unpack(name)) for name in corpora.labelled()), strict=True))
    return [
        Row(f"`{LARGE}`: crawl, parse, exact duplicates, cold: ratio to jscpd", f"{exact:.2f}", "≤ 2.0", exact <= 2),
        Row(
            f"`{LARGE}`: peak memory of a scan, all processes",
            f"{most / 1e6:.0f} MB", f"≤ {allowed / 1e6:.0f} MB", most <= allowed,
        ),
        Row(
            f"`{LARGE}`, {MANY} times over: peak memory of a scan, all processes",
            f"{room / 1e6:.0f} MB", f"≤ {ROOM / 1e6:.0f} MB", room <= ROOM,
        ),
        Row(
            f"candidates among the {alike:,} pairs of texts with a Jaccard of {recall.ALIKE} or more, labelled corpora",
            f"{proposed / alike:.3f}", f"≥ {PROPOSED}", proposed >= PROPOSED * alike,
        ),
        Row(
            f"ten times the corpus, by `{growth.CORPUS}` several times over ({sizes})",
            f"{factor:.1f} × the time", f"≤ {TENFOLD} ×", factor <= TENFOLD,
        ),
        *(Row(f"`{n}`: facts and conflicts add", f"{s:.0%}", f"≤ {ADDED:.0%}", s <= ADDED) for n, s in added.items()),
        Row("`docpipe --version`, beyond Python's own start", f"{1000 * started:.0f} ms", "< 150 ms", started < 0.15),
    ]  # fmt: skip


def report(rounds: int, program: Path) -> str:
    """Measure, and return `performance.md`."""
    rows: list[Row] = []
    runs: list[str] = []
    for name in ALLOWED:
        with tempfile.TemporaryDirectory() as temporary:
            copy, folder = Path(temporary) / "corpus", Path(temporary)
            shutil.copytree(corpora.unpack(name), copy, symlinks=True)
            times = compare(copy, rounds, program, folder / "out")
            rows += rows_of(name, times)
            if name == LARGE:
                rows += more_rows(rounds, copy, folder, times)
        runs += [
            f"| `{name}` | {run} | {statistics.median(took):.2f} s | {min(took):.2f} s | {max(took):.2f} s |"
            for run, took in times.items()
        ]
    lines = [
        "# Performance",
        "",
        f"Written by `make bench` on {datetime.date.today()}; {describe()}.",
        f"Medians of {rounds} alternating runs.",
        "",
        "| figure | measured | wanted | holds |",
        "| --- | ---: | ---: | --- |",
        *map(str, rows),
        "",
        "| corpus | run | median | lowest | highest |",
        "| --- | --- | ---: | ---: | ---: |",
        *runs,
        "",
        "The commands, `ROOT` being a copy of the corpus:",
        "",
        "```sh",
        f"npm install --prefix build/jscpd {' '.join(timing.PACKAGES)}",
        "build/jscpd/node_modules/.bin/jscpd --format markdown ROOT    # jscpd",
        "python -m bench.exact ROOT                                    # exact: crawl, parse, exact duplicates",
        "python -m docpipe scan ROOT --out OUT --quiet                 # cold, then unchanged, then one changed",
        "python -m bench.growth                                        # a corpus several times over",
        "python -m bench.shares ROOT                                   # what facts and conflicts add",
        "python -m bench.recall                                        # alike pairs that are candidates",
        "```",
        "",
        f"Of a corpus several times over, each part has one plain word in {growth.ALTERED} replaced throughout and",
        "documents of other names; what ten times the corpus takes follows from the growth. Memory is the sum over",
        "docpipe's processes of what each has for itself and its share of what they have in common (proportional set",
        "size), asked for every 20 ms.",
    ]
    return "\n".join(lines) + "\n"


def main(arguments: list[str]) -> int:
    """Write the report; 0 also where something is missing, with the reason."""
    if not set(ALLOWED) <= set(corpora.names()):
        print(f"bench: skipped: {corpora.ABSENT}")
        return 0
    try:
        program = timing.jscpd()
    except LookupError as error:
        print(f"bench: skipped: {error}")
        return 0
    text = report(int(arguments[0]) if arguments else 5, program)
    REPORT.write_text(text, "utf-8")
    print(text)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
