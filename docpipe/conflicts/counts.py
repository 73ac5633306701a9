"""How many there are: a number that several documents give, and one that says otherwise."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from docpipe.conflicts.finding import finding
from docpipe.conflicts.singular import singular
from docpipe.conflicts.world import World, state, together, tokens
from docpipe.model import Conflict, Fact
from docpipe.text.wordlists import words

WEAK = words(
    "the a an of in to for and or with on by at as from per is are be total overall current currently new all "
    "our your its this full complete comprehensive different various separate individual dedicated available "
    "existing same only now main integrated supported distinct active working real core key built in out more "
    "than over least up first class"
)
FREE = words(
    "step minute second hour day week month year file line time item example section word character point user "
    "request page row column test case issue error warning task thing part attempt retry level phase sprint "
    "version comment commit bug fix change iteration round sample run digit bit byte core cpu vcpu replica "
    "instance node pod thread worker connection message record event person people member developer engineer "
    "question answer reason way bullet sentence result doc document document report finding token credit dollar "
    "percent concurrent log entry update feature improvement pattern problem option value field million "
    "violation failure gap vulnerability hit call k mb gb ms px rem"
)
_SORTS = words("type kind entry mapping definition")  # "client types" are clients
_RATIO = 3.0
_SMALL = 5
_EVERYWHERE = 4  # documents that give a noun one number from which on it needs no further word
_MOST = 0.6  # the part of the documents counting it that they are, at least
_CLOSE = 1.5  # times that another number may be the usual one, then
_SPECIFIC = 2  # words before a noun from which on two documents mean the same thing without a third


def find(claims: Sequence[Fact], world: World) -> Iterator[Conflict]:
    """One conflict a component and counted thing."""
    groups: dict[tuple[str, str], list[tuple[Fact, frozenset[str]]]] = defaultdict(list)
    for fact in claims:
        if fact.attribute != "number" or world.silent(fact.path) or state(fact.scope):
            continue
        if world.documents[fact.path].role not in ("living", "agent") or not _SMALL <= _number(fact) <= 100_000:
            continue
        head, rest = thing(fact.subject)
        if head and head not in FREE:
            groups[world.component(fact.path), head].append((fact, rest - WEAK - world.product))
    for (component, head), items in sorted(groups.items()):
        found = list(_judge(component, head, items))
        yield from found or _everywhere(component, head, items)


def _judge(component: str, head: str, items: list[tuple[Fact, frozenset[str]]]) -> Iterator[Conflict]:
    """Around each number that at least two documents give for the same words."""
    by_words: dict[frozenset[str], list[Fact]] = defaultdict(list)
    for fact, rest in items:
        by_words[rest].append(fact)
    taken: set[int] = set()
    for rest in sorted(by_words, key=lambda words: (-len(by_words[words]), sorted(words))):
        if not rest:
            continue
        values: Counter[str] = Counter()
        for value in {(fact.value, fact.path) for fact in by_words[rest]}:
            values[value[0]] += 1
        usual, support = min(values.items(), key=lambda item: (-item[1], item[0]))
        if support < 2 and len(rest) < _SPECIFIC:
            continue
        both = {fact.path for fact, _ in items if fact.value == usual}
        others = [
            fact
            for fact, mine in items
            if fact.value != usual
            and fact.path not in both
            and id(fact) not in taken
            and near(fact.value, usual)
            and _related(fact, mine, rest)
        ]
        others = [
            fact
            for fact in others
            if any(together(fact.scope, one.scope) for one in by_words[rest] if one.value == usual)
        ]
        if not others or len({fact.value for fact in others}) > 3:
            continue
        taken |= {id(fact) for fact in others}
        agreeing = [fact for fact, mine in items if fact.value == usual and mine <= rest]
        name = " ".join([*sorted(rest), head])
        yield finding("count", name, "number", [*others, *agreeing], scope=component, severity="low", confidence=0.7)


def _everywhere(component: str, head: str, items: list[tuple[Fact, frozenset[str]]]) -> Iterator[Conflict]:
    """Around the number that most documents give a noun: who says another one, in no further words than they."""
    paths: dict[str, set[str]] = defaultdict(set)
    for fact, _ in items:
        paths[fact.value].add(fact.path)
    usual, agreed = min(paths.items(), key=lambda item: (-len(item[1]), item[0]))
    if len(agreed) < _EVERYWHERE or len(agreed) < _MOST * len({fact.path for fact, _ in items}):
        return
    agreeing = [fact for fact, _ in items if fact.value == usual]
    said = frozenset[str]().union(*(words for fact, words in items if fact.value == usual))
    others = [
        fact
        for fact, words in items
        if words <= said and near(fact.value, usual, _CLOSE)
        and any(together(fact.scope, one.scope) for one in agreeing)
    ]  # fmt: skip
    if others:
        yield finding("count", head, "number", [*others, *agreeing], scope=component, severity="low", confidence=0.7)


def _related(fact: Fact, mine: frozenset[str], wanted: frozenset[str]) -> bool:
    """Whether words before a noun mean one thing: equal, or what is missing stands around, or two shared."""
    missing = wanted - mine
    if mine - wanted:
        return not missing and len(wanted) > 1
    if not missing:
        return True
    around = {singular(word) for word in tokens(" ".join((fact.quoted, *fact.context[1:])))}
    return missing <= around


def thing(subject: str) -> tuple[str, frozenset[str]]:
    """The counted noun, which is the first plural, singular, and the words before it; "" where nothing is plural."""
    given = tokens(subject)
    for index, word in enumerate(given):
        if singular(word) != word:
            end = index - (singular(word) in _SORTS and index > 0)
            return singular(given[end]), frozenset(singular(before) for before in given[:end])
    return "", frozenset()


def _number(fact: Fact) -> float:
    return float(fact.value.lstrip("<>~") or 0)


def near(left: str, right: str, most: float = _RATIO) -> bool:
    """Two numbers that cannot both be right, and are of one magnitude; a bound admits what lies beyond it."""
    x, y = float(left.lstrip("<>~")), float(right.lstrip("<>~"))
    if not x or not y or x == y or max(x, y) / min(x, y) > most:
        return False
    if left.startswith("~") or right.startswith("~"):
        return max(x, y) / min(x, y) > 1.15
    low, high = (x, y) if left.startswith(">") else (y, x) if right.startswith(">") else (x, y)
    return not ((left.startswith(">") or right.startswith(">")) and high >= low)
