"""Whether two documents speak of one time: living ones do, a record speaks of its own day.

Reports that call themselves the current state, or the overview, of the whole speak of now, unless both tell their day.
"""

from __future__ import annotations

import re

from docpipe.conflicts.world import World, tokens
from docpipe.model import Fact
from docpipe.text.wordlists import words

_WHOLE = words(
    "status current todo backlog overview structure inventory readme aktuell übersicht actual resumen actuel"
    " aperçu 现状 概览"
)
_YEAR = re.compile(r"(?<!\d)20[0-4]\d(?!\d)")
_HEAD = 30  # lines in which a report tells its date
_FOOT = 10
_AHEAD = words(
    "metrics success goal goals after expected projection projections milestone milestones target targets criteria "
    "deliverables outcome outcomes next impact timeline kpi kpis ziele erfolg objetivos éxito objectifs succès 目标"
)


def contemporary(one: Fact, other: Fact, world: World) -> bool:
    """Whether what the two say is said of one time."""
    if world.snapshot(one.path) == world.snapshot(other.path):
        return True
    return all(of_now(fact, world) for fact in (one, other)) and not all(dated(fact, world) for fact in (one, other))


def of_now(fact: Fact, world: World) -> bool:
    """Whether a document is living, or a report that calls itself the current state of the whole."""
    document = world.documents[fact.path]
    if document.role != "record":
        return True
    return not world.date(fact.path) and not _WHOLE.isdisjoint(
        tokens(f"{fact.path.rsplit('/', 1)[-1]} {document.title}")
    )


def dated(fact: Fact, world: World) -> bool:
    """Whether a report tells the day that it speaks of."""
    document = world.documents[fact.path]
    if document.role != "record":
        return False
    lines = document.source.text.split("\n")
    return any(_YEAR.search(line) for line in (fact.path, *lines[:_HEAD], *lines[-_FOOT:]))


def ahead(fact: Fact) -> bool:
    """Whether a heading says that what stands below is wanted or expected."""
    return any(not _AHEAD.isdisjoint(tokens(name)) for name in fact.context[1:])
