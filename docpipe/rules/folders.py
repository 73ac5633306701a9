"""What targets weigh in each document -> the same, leaning to where the documents of its folders go.

Maintainers keep together what belongs together: a status report in the folder of a service is about that service,
though it names nothing of it.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

Weights = Mapping[str, float]

_FEWEST = 3
_MOST = 0.35  # of all documents: a folder of most of them says nothing of any
_PRIOR = 8.0  # how many documents like the average each folder is taken to hold besides its own
_LIMIT = 1.5  # folders change a weight by at most 2 to the power of this


def lean(weights: Mapping[str, Weights]) -> dict[str, dict[str, float]]:
    """Weights by path and target, each multiplied by how much commoner its target is in the document's folders."""
    shares = {path: _shares(own) for path, own in weights.items()}
    common = _mean([*shares.values()], {}, 0.0)
    held: defaultdict[str, list[Weights]] = defaultdict(list)
    for path in sorted(weights):
        for folder in _folders(path):
            held[folder].append(shares[path])
    kept = {name: those for name, those in held.items() if _FEWEST <= len(those) <= _MOST * len(weights)}
    means = {name: _mean(those, common, _PRIOR) for name, those in kept.items()}
    leaning = {}
    for path, own in weights.items():
        here = [means[folder] for folder in _folders(path) if folder in means]
        leaning[path] = {target: weight * _factor(target, here, common) for target, weight in own.items()}
    return leaning


def _factor(target: str, folders: Sequence[Weights], common: Weights) -> float:
    lift = sum(math.log2((mean.get(target, 0.0) + 0.01) / (common.get(target, 0.0) + 0.01)) for mean in folders)
    return 2.0 ** max(-_LIMIT, min(_LIMIT, lift))


def _shares(weights: Weights) -> dict[str, float]:
    total = math.fsum(weights.values())
    return {target: weight / total for target, weight in weights.items()} if total else {}


def _mean(those: Sequence[Weights], prior: Weights, strength: float) -> dict[str, float]:
    """The mean of weights and of `strength` times the prior."""
    targets = sorted({target for one in those for target in one} | set(prior))
    total = len(those) + strength
    return {
        target: (math.fsum(one.get(target, 0.0) for one in those) + strength * prior.get(target, 0.0)) / total
        for target in targets
    }


def _folders(path: str) -> Iterator[str]:
    """The folders that a path lies in, the nearest first; not the root."""
    while "/" in path:
        path = path.rpartition("/")[0]
        yield path
