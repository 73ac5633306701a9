"""Groups and copies -> how much each file says that another one says too: a matrix, and the table it is drawn from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from docpipe.publish.levels import path_of
from docpipe.publish.pages import listing, pictures
from docpipe.publish.pages.basis import Basis
from docpipe.publish.pages.listing import Row, code

MOST = 40  # rows of the matrix; of more files, their folders are shown
PAIRS = 200  # rows of the table
Pair = tuple[str, str]


def lines(basis: Basis) -> list[str]:
    """The picture and its table, folded; nothing where no two files say the same."""
    files = _pairs(basis)
    if not files:
        return []
    told = f"{sum(files.values()):,} words stand in two of {len({*_ends(files)})} files."
    shown = files if len({*_ends(files)}) <= MOST else _by_folder(files)
    what = "files" if shown is files else "folders"
    ordered = sorted(files, key=lambda pair: (-files[pair], pair))
    rows = [Row((code(a), code(b), f"{files[a, b]:,}")) for a, b in ordered[:PAIRS]]
    return [
        pictures.matrix(_largest(shown), f"Which {what} say the same", f"{told} The darker, the more words."),
        "",
        listing.behind(
            f"The {len(rows)} pairs of files with most in common",
            listing.table(("File", "And", "Words"), rows, "Files that say the same"),
        ),
    ]


def _pairs(basis: Basis) -> Counter[Pair]:
    """Words that stand in both files of a pair, by sections; of a copied document, all that it shares."""
    words: Counter[Pair] = Counter()
    for cluster in basis.scan.matching.clusters:
        leader = path_of(cluster.canonical)
        for member in cluster.members:
            if path_of(member) != leader:
                words[_pair(path_of(member), leader)] += basis.sections[member].words
    for overlap in basis.scan.matching.overlaps:
        pair = _pair(overlap.member, overlap.leader)
        words[pair] = max(words[pair], round(overlap.words * overlap.score))
    return words


def _pair(one: str, other: str) -> Pair:
    return (one, other) if one < other else (other, one)


def _ends(pairs: Mapping[Pair, int]) -> list[str]:
    return sorted({end for pair in pairs for end in pair})


def _by_folder(files: Mapping[Pair, int]) -> Counter[Pair]:
    """The same by the folders of the files; within one folder too."""
    words: Counter[Pair] = Counter()
    for (one, other), count in files.items():
        words[_pair(one.rpartition("/")[0] or "the root", other.rpartition("/")[0] or "the root")] += count
    return words


def _largest(pairs: Mapping[Pair, int]) -> dict[Pair, int]:
    """The pairs between the ends that share most."""
    sums: Counter[str] = Counter()
    for pair, count in pairs.items():
        for end in {*pair}:
            sums[end] += count
    kept = {end for end, _ in sorted(sums.items(), key=lambda item: (-item[1], item[0]))[:MOST]}
    return {pair: count for pair, count in pairs.items() if kept.issuperset(pair)}
