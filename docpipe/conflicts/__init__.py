"""Facts and evidence -> claims that cannot all be true, with scope, weight and a suggestion."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from docpipe.conflicts import (
    abilities,
    access,
    assertions,
    attributes,
    bases,
    branches,
    charts,
    choices,
    clauses,
    connections,
    containers,
    counts,
    credentials,
    emptiness,
    endings,
    enumerations,
    excerpts,
    fields,
    gates,
    helm,
    hosts,
    instructions,
    issues,
    licences,
    limits,
    listening,
    locations,
    managers,
    matrices,
    members,
    moved,
    names,
    obligations,
    pages,
    parameters,
    parts,
    passwords,
    pins,
    ports,
    prefixes,
    presence,
    progress,
    properties,
    purposes,
    rates,
    reasons,
    repositories,
    requirements,
    roadmaps,
    roots,
    routes,
    sentences,
    settings,
    shares,
    shipped,
    spellings,
    stages,
    standards,
    starts,
    statuses,
    targets,
    technologies,
    terms,
    totals,
    usages,
    versions,
)
from docpipe.conflicts.authority import upheld
from docpipe.conflicts.echoes import echoed
from docpipe.conflicts.finding import named
from docpipe.conflicts.registry import registry
from docpipe.conflicts.series import Series
from docpipe.conflicts.strangers import Strangers
from docpipe.conflicts.twins import joined
from docpipe.conflicts.world import World, world
from docpipe.conflicts.written import Sources, proved
from docpipe.model import Conflict, Contradictions, Document, Fact, Tree

if TYPE_CHECKING:
    from docpipe.conflicts.frames import Weights

KINDS: tuple[Callable[[Sequence[Fact], World], Iterator[Conflict]], ...] = (
    ports.find,
    listening.find,
    versions.find,
    settings.find,
    names.find,
    spellings.find,
    locations.find,
    repositories.find,
    starts.find,
    licences.find,
    statuses.find,
    presence.find,
    progress.find,
    roadmaps.find,
    obligations.find,
    matrices.find,
    abilities.find,
    members.find,
    access.find,
    terms.find,
    issues.find,
    roots.find,
    shares.find,
    stages.find,
    fields.find,
    endings.find,
    enumerations.find,
    technologies.find,
    clauses.find,
    properties.find,
    requirements.find,
    charts.find,
    moved.find,
    standards.find,
    bases.find,
    hosts.find,
    parts.find,
    choices.find,
    emptiness.find,
    reasons.find,
    assertions.find,
    instructions.find,
    excerpts.find,
    limits.find,
    parameters.find,
    pins.find,
    routes.find,
    connections.find,
    containers.find,
    credentials.find,
    passwords.find,
    gates.find,
    rates.find,
    branches.find,
    targets.find,
    managers.find,
    pages.find,
    purposes.find,
    usages.find,
    helm.find,
    shipped.find,
    prefixes.find,
    sentences.find,
    counts.find,
    totals.find,
    attributes.find,
)


def find(
    documents: tuple[Document, ...],
    claims: tuple[Fact, ...],
    evidence: tuple[Fact, ...],
    tree: Tree,
    weights: Weights | None = None,
    *,
    sources: Sources | None = None,
) -> Contradictions:
    """Claims that cannot all be true, each with all its places and the evidence.

    `weights` are those of pairs of amounts, the shipped ones by default; whoever measures on a corpus gives those
    fitted without it. `sources` is the code that may be searched for what no witness tells.
    """
    from docpipe.conflicts import frames  # numpy and scipy load only where something is compared

    known = world(documents, evidence, tree)
    found = [conflict for kind in KINDS for conflict in kind(claims, known)]
    found += frames.find(claims, known, found, weights)
    series, strangers = Series(known), Strangers(known)
    genuine = [conflict for conflict in found if not series.explain(conflict) and not strangers.explain(conflict)]
    judged = proved(tuple(upheld(genuine, claims, known)), sources)
    whole = echoed(joined(tuple(judged)), claims, known)
    conflicts = named(whole, known)
    return Contradictions(conflicts, registry(claims, conflicts, known))
