"""Documents about two things of their own, which use everyday words alike: routes, ports, settings, states.

"The API documentation" of one service and of another, "place an order" in a shop and in a trading desk. What a document
is about are words of its name that it says often; each of two strangers hardly says those of the other. What stands
between strangers alone, and nothing in the repository decides, contradicts nothing.
"""

from __future__ import annotations

from itertools import combinations

from docpipe.conflicts.frames.subjects import Subjects
from docpipe.conflicts.world import World
from docpipe.model import Claim, Conflict
from docpipe.text.wordlists import words

_STRANGE = 2.0  # logarithm of how many times as often each says its own words: seven times
_KINDS = frozenset({"url", "port", "value", "status", "count", "version"})  # a name is one in any document
_WHOLE = "repository"  # of which there is one, whatever a document is about
# Pages of one address, and the hosts that pages beside each other walk through.
_PAGES = frozenset({"API documentation", "health check", "host of the endpoint", "subdomain"})
# What calls a document a guide or an overview: it may speak of the whole.
_GENERAL = words(
    "readme index roadmap overview status feature todo project product brief changelog backlog plan mission guide "
    "documentation document docs reference manual setup quick start quickstart getting started tutorial deployment "
    "deploy development developer install installation configuration config environment architecture design "
    "implementation report summary complete completion specification spec system platform service api test testing "
    "strategy phase technical technology stack requirement security performance production operation runbook "
    "troubleshooting faq contributing"
)


class Strangers:
    """Compares documents when they are first asked for."""

    def __init__(self, world: World) -> None:
        self._subjects = Subjects(world, without=_GENERAL | world.product)

    def explain(self, conflict: Conflict) -> bool:
        """Whether all claims that differ stand in documents that are strangers to each other."""
        if conflict.status != "open" or conflict.evidence or conflict.kind not in _KINDS:
            return False
        if conflict.subject == _WHOLE or conflict.attribute in _PAGES:
            return False
        sides = {(claim.path, claim.value): claim for claim in conflict.claims}.values()
        if len({claim.value for claim in sides}) < 2:
            return False
        return all(self._strange(*pair) for pair in combinations(sides, 2) if pair[0].value != pair[1].value)

    def _strange(self, one: Claim, other: Claim) -> bool:
        return one.path != other.path and (
            self._subjects.strange(one.path, other.path) > _STRANGE
            and self._subjects.strange(other.path, one.path) > _STRANGE
        )
