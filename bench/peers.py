"""Labelled pairs scored by plain detectors of copied text -> the section of reports/quality.md that compares them.

usage: python -m bench.peers [CORPUS ...]   (all labelled ones write the report; some are only printed)

Each detector sees what a scan sees: the sections that the labels speak of, or for jscpd the files that hold them.
"""

from __future__ import annotations

import importlib
import json
import re
import subprocess
import sys
import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from hashlib import blake2b
from pathlib import Path

import numpy as np
import numpy.typing as npt

from bench import corpora, timing
from bench.train_match import MERGED
from docpipe import config, crawl, pipeline, reading
from docpipe.model import Section

REPORT = corpora.ROOT / "reports" / "quality.md"
HEAD = "## Beside detectors of copied text"
SHINGLE, PERMUTATIONS, PRIME = 5, 250, (1 << 61) - 1  # words of a shingle and hash functions: text-dedup's defaults
JSCPD = ("--format", "markdown", "--reporters", "json", "--silent")
GENEROUS = ("--min-tokens", "20", "--min-lines", "2")
_WORD = re.compile(r"\w+")
Pair = tuple[Section, Section]
Scored = list[tuple[float, bool]]
Texts = dict[str, str]  # by section id
Detector = Callable[[Path, Texts, Sequence[Pair]], Sequence[float]]


def jscpd(*options: str) -> Detector:
    """Share of the shorter section's lines that jscpd finds in the other one."""

    def scores(root: Path, texts: Texts, pairs: Sequence[Pair]) -> list[float]:
        with tempfile.TemporaryDirectory() as folder:
            command = [str(timing.jscpd()), *JSCPD, *options, "--output", folder, str(root)]
            subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            found = json.loads((Path(folder) / "jscpd-report.json").read_text("utf-8"))["duplicates"]
        clones = defaultdict(list)
        for clone in found:
            ends = [clone[side] for side in ("firstFile", "secondFile")]
            paths = [_path(root, end["name"]) for end in ends]
            for one, other in ((0, 1), (1, 0)):
                clones[paths[one], paths[other]].append((ends[one], ends[other]))
        return [_cloned(clones[left.path, right.path], left, right) for left, right in pairs]

    return scores


def minhash(_root: Path, texts: Texts, pairs: Sequence[Pair]) -> list[float]:
    """The Jaccard index of five-word shingles as text-dedup estimates it; of shorter texts, of the whole text."""
    random = np.random.default_rng(42)
    factors, offsets = (random.integers(1, 1 << 31, PERMUTATIONS, np.uint64) for _ in "ab")
    signed: dict[str, npt.NDArray[np.uint64]] = {}
    for section in {section.id: section for pair in pairs for section in pair}.values():
        words = _WORD.findall(texts[section.id].lower())
        runs = {" ".join(words[at : at + SHINGLE]) for at in range(max(1, len(words) - SHINGLE + 1))}
        hashed = np.array([int.from_bytes(blake2b(run.encode(), digest_size=4).digest()) for run in runs], np.uint64)
        signed[section.id] = ((hashed[:, None] * factors + offsets) % np.uint64(PRIME)).min(axis=0)
    return [float(np.mean(signed[left.id] == signed[right.id])) for left, right in pairs]


def tfidf(_root: Path, texts: Texts, pairs: Sequence[Pair]) -> list[float]:
    """Cosine of the words' TF-IDF weights over all sections of the corpus."""
    from sklearn.feature_extraction.text import TfidfVectorizer

    rows = {name: row for row, name in enumerate(texts)}
    matrix = TfidfVectorizer(token_pattern=_WORD.pattern).fit_transform(texts.values())
    return [float(matrix[rows[left.id]].multiply(matrix[rows[right.id]]).sum()) for left, right in pairs]


# Name and how it is set -> what scores the pairs, and from which score it reports one.
DETECTORS: dict[str, tuple[Detector, float]] = {
    f"jscpd 5.3.3, `{' '.join(JSCPD[:2])}`": (jscpd(), 0.01),
    f"jscpd 5.3.3, `{' '.join((*JSCPD[:2], *GENEROUS))}`": (jscpd(*GENEROUS), 0.01),
    "MinHash as in text-dedup (5 words, 250 permutations, 0.7)": (minhash, 0.7),
    "TF-IDF cosine (scikit-learn, 0.7)": (tfidf, 0.7),
}


def measure(name: str) -> dict[str, Scored]:
    """The labelled pairs of one corpus as each detector scores them, and whether readers would merge them."""
    root = corpora.unpack(name)
    settings = config.load(root)
    documents = pipeline.read(crawl.find(root, settings), settings, reading.Reader(), lambda stage: None).documents
    texts, sections = {}, defaultdict(list)
    for document in documents:
        lines = document.source.text.split("\n")
        for section in document.sections:
            sections[section.path].append(section)
            texts[section.id] = "\n".join(lines[section.start_line - 1 : section.end_line])
    rows = [json.loads(line) for line in (corpora.GOLD / f"{name}.pairs.jsonl").read_text("utf-8").splitlines()]
    left, right = ([_at(sections[row[side]["path"]], row[side]["line"]) for row in rows] for side in "ab")
    pairs = list(zip(left, right, strict=True))
    wanted = [row["relation"] in MERGED for row in rows]
    return {
        detector: list(zip(score(root, texts, pairs), wanted, strict=True))
        for detector, (score, _) in DETECTORS.items()
    }


def section(scored: dict[str, Scored], pooled: str) -> str:
    """The section of the report; `pooled` holds the lines of its table where docpipe's own figures stand."""
    average_precision = _scorer()
    own = dict(re.findall(r"\| pooled \| pairs\.(\w+) \| ([\d.]+) \|", pooled))
    lines = [
        HEAD,
        "",
        "The same labelled pairs, scored by `python -m bench.peers`, which installs jscpd with npm. What text-dedup",
        "computes is computed here: its package asks for Spark. The threshold is each tool's own, or the usual one.",
        "",
        "| detector | average precision | precision | recall |",
        "| --- | ---: | ---: | ---: |",
        f"| docpipe, fitted without the corpus | {own['ap']} | {own['precision']} | {own['recall']} |",
    ]
    for detector, pairs in scored.items():
        least = DETECTORS[detector][1]
        hits = [right for score, right in pairs if score >= least]
        right, found = sum(hits), max(1, len(hits))
        average = average_precision(pairs)
        recall = right / sum(right for _, right in pairs)
        lines.append(f"| {detector} | {average:.3f} | {right / found:.3f} | {recall:.3f} |")
    return "\n".join(lines) + "\n"


def kept(report: Path) -> str:
    """The section as it stands in a report, for whoever writes the rest of it anew; empty where it has none."""
    _, head, rest = report.read_text("utf-8").partition(HEAD) if report.exists() else ("", "", "")
    return f"\n{head}{rest}" if head else ""


def main(arguments: list[str]) -> int:
    """Measure, and write the section where all corpora were measured."""
    chosen = tuple(arguments) or corpora.labelled()
    if not chosen:
        print(f"peers: skipped: {corpora.ABSENT}")
        return 0
    scored: dict[str, Scored] = defaultdict(list)
    for name in chosen:
        for detector, pairs in measure(name).items():
            scored[detector] += pairs
    before = REPORT.read_text("utf-8").partition(HEAD)[0].rstrip("\n")
    text = section(scored, before)
    if chosen == corpora.labelled():
        REPORT.write_text(f"{before}\n\n{text}", "utf-8")
    print(text)
    return 0


def _scorer() -> Callable[[Scored], float]:
    sys.path.insert(0, str(corpora.GOLD.parent))
    found: Callable[[Scored], float] = importlib.import_module("score").average_precision
    return found


def _at(sections: Sequence[Section], line: int) -> Section:
    """The section at a line, as the scorer looks it up."""
    return next((section for section in reversed(sections) if section.start_line <= line), sections[0])


def _path(root: Path, name: str) -> str:
    """A file as jscpd names it, with the language of a fence behind a colon, from the root."""
    stem = re.sub(r":[\w+-]+$", "", name)
    return str(Path(stem).relative_to(root)) if Path(stem).is_absolute() else stem


def _cloned(clones: Sequence[tuple[dict[str, int], dict[str, int]]], left: Section, right: Section) -> float:
    lines: tuple[set[int], set[int]] = (set(), set())
    for ends in clones:
        inside = [set(_lines(end, part)) for end, part in zip(ends, (left, right), strict=True)]
        if all(inside):
            for known, more in zip(lines, inside, strict=True):
                known |= more
    sizes = [part.end_line - part.start_line + 1 for part in (left, right)]
    return max(len(known) / size for known, size in zip(lines, sizes, strict=True))


def _lines(clone: dict[str, int], part: Section) -> Iterator[int]:
    yield from range(max(clone["start"], part.start_line), min(clone["end"], part.end_line) + 1)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
