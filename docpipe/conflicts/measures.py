"""Amounts and counts of one thing that cannot all be true."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from docpipe.conflicts.finding import finding
from docpipe.conflicts.world import World, state, together, tokens
from docpipe.model import Conflict, Fact
from docpipe.text.wordlists import words

_WEAK = words(
    "the a an of in to for and or with on by at as from per is are be total overall current currently new all our your its this "
    "approximately about number count full complete comprehensive actual main first each any over more than only now integrated "
    "different various separate individual specific dedicated available existing production ready core key value amount"
)
# Labels that every document has for itself.
_OWN = words(
    "duration time estimate estimated effort timeline phase week day step date version priority confidence score progress "
    "status completion complete completed elapsed remaining size length weight cost example before after result results "
    "improvement reduction savings increase decrease change delta gain impact total pages words lines read reading hours "
    "passed failed failures passing pass fail executed skipped success achieved target goal baseline"
)


def key(subject: str) -> frozenset[str]:
    """The telling words of a subject, singular."""
    return frozenset(_singular(word) for word in tokens(subject.partition("(")[0])) - _WEAK


def _singular(word: str) -> str:
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    return word[:-1] if word.endswith("s") and not word.endswith("ss") and len(word) > 3 else word


def find(claims: Sequence[Fact], world: World) -> Iterator[Conflict]:
    """One conflict a thing, dimension and component."""
    groups: dict[tuple[str, str, frozenset[str]], list[Fact]] = defaultdict(list)
    for fact in claims:
        if fact.attribute not in ("duration", "size", "share", "price", "number") or world.silent(fact.path):
            continue
        name = key(fact.subject)
        if not name or state(fact.scope) or not name - _OWN or len(name) > 5:
            continue
        groups[world.component(fact.path), fact.attribute, name].append(fact)
    for (component, dimension, name), facts in sorted(groups.items(), key=lambda item: (item[0][0], item[0][1], sorted(item[0][2]))):
        yield from _judge(component, dimension, name, facts, world)


def _judge(component: str, dimension: str, name: frozenset[str], facts: list[Fact], world: World) -> Iterator[Conflict]:
    own = defaultdict(set)
    for fact in facts:
        own[fact.path].add(fact.value)
    facts = [fact for fact in facts if len(own[fact.path]) == 1]
    if len({fact.path for fact in facts}) < 2:
        return
    values = Counter(fact.value for fact in facts)
    if len(values) > 4:
        return
    rivals = [one for one in facts if any(_clash(one, other, world) for other in facts)]
    if not rivals:
        return
    subject = min((fact.subject for fact in rivals), key=lambda text: (len(text), text))
    kind = "count" if dimension == "number" else "value"
    yield finding(kind, subject, dimension, rivals, agrees=lambda claimed, value: claimed == value, scope=component)


def _clash(one: Fact, other: Fact, world: World) -> bool:
    if one.path == other.path or not together(one.scope, other.scope):
        return False
    if world.snapshot(one.path) != world.snapshot(other.path) and "record" in (world.documents[one.path].role, world.documents[other.path].role):
        return False
    return not _compatible(one.value, other.value)


def _compatible(left: str, right: str) -> bool:
    """Equal, or a bound and a number that it allows; two bounds of one direction are two claims of one limit."""
    a, b = left.lstrip("<>~"), right.lstrip("<>~")
    if a == b:
        return True
    mine, theirs = left[: len(left) - len(a)], right[: len(right) - len(b)]
    x, y = _number(a), _number(b)
    if "~" in (mine, theirs) and x and y and max(x, y) / min(x, y) < 1.15:
        return True
    if mine == theirs:
        return False
    if mine == ">" or theirs == ">":
        low, high = (x, y) if mine == ">" else (y, x)
        return high >= low
    if mine == "<" or theirs == "<":
        high, low = (x, y) if mine == "<" else (y, x)
        return low <= high
    return False


def _number(text: str) -> float:
    digits = "".join(char for char in text.split(" ")[0] if char.isdigit() or char in ".e+-")
    return float(digits or 0)
