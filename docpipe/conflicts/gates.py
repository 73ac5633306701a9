"""The least coverage and the longest line: documents against each other and against what the tools are told."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from docpipe.conflicts.finding import finding
from docpipe.conflicts.world import World, state, together, tokens
from docpipe.model import Conflict, Fact
from docpipe.text.wordlists import words

_WITNESSED = {"test coverage": ("coverage", "minimum"), "line length": ("line length", "setting")}
# Parts of the whole that have a rule of their own, as their own.
_PARTS = words(
    "backend frontend integration e2e branch branches function functions critical security new patch diff core api ui "
    "mutation accessibility documentation docstring typescript javascript css markdown commit subject"
)

_WRITTEN = words("documentation")  # what a title says of the document itself


def find(claims: Sequence[Fact], world: World) -> Iterator[Conflict]:
    """One conflict a component and rule."""
    groups: dict[tuple[str, str], list[Fact]] = defaultdict(list)
    for fact in claims:
        if fact.source != "gate" or world.silent(fact.path) or state(fact.scope):
            continue
        if world.documents[fact.path].role == "living":
            groups[world.component(fact.path), fact.subject].append(fact)
    for (component, rule), facts in sorted(groups.items()):
        subject, attribute = _WITNESSED[rule]
        known = [fact for fact in world.by_kind["value", attribute] if fact.subject == subject]
        proofs = [fact for fact in known if _folder(fact) == component]
        true = {proof.value for proof in proofs}
        whole = [fact for fact in facts if not _parts(fact) or not _parts(fact) - {"backend", "unit"}]
        if true:
            wrong = [fact for fact in whole if fact.value not in true]
        else:
            wrong = [one for one in whole if any(_clash(one, other) for other in whole)]
        if world.current(wrong):
            limit = "least" if rule == "test coverage" else "most"
            yield finding("value", rule, limit, whole, proofs, wrong=wrong, scope=component)


def _folder(fact: Fact) -> str:
    return "" if fact.source == "workflow" else fact.path.rpartition("/")[0]


def _parts(fact: Fact) -> frozenset[str]:
    title = fact.context[-2] if len(fact.context) > 1 else ""
    return _PARTS & (frozenset(tokens(fact.quoted.lower())) | frozenset(tokens(title.lower())) - _WRITTEN)


def _clash(one: Fact, other: Fact) -> bool:
    """Two rules for the same thing: of one document a line that names a part tells that part's rule."""
    if one.value == other.value or not together(one.scope, other.scope):
        return False
    return one.path != other.path or _parts(one) == _parts(other)
