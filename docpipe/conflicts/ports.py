"""Port claims of one service that cannot all be right, among documents and against compose files."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from docpipe.conflicts.finding import finding
from docpipe.conflicts.services import Services, names, scoped, speaking
from docpipe.conflicts.stacks import Stacks
from docpipe.conflicts.world import World, state, together, tokens
from docpipe.model import Conflict, Fact
from docpipe.text.connections import of_url
from docpipe.text.endpoints import endpoint
from docpipe.text.wordlists import words

_OWN = "the document's own server"
_SENTENCE = "sentence"
_VARIABLE = "variable of an endpoint"
_SIDES = ("port", "host port", "container port")
_TYPED = frozenset({"url", "publish"})
_DEVELOPING = {"vite": "5173", "@angular/cli": "4200", "astro": "4321"}
_GUIDE = words(
    "guide implementation setup specification integration documentation readme manual reference detailed quick start "
    "deployment overview tutorial the a for of and to"
)


def find(claims: Sequence[Fact], world: World) -> Iterator[Conflict]:
    """One conflict a service, side and component."""
    services = Services(world)
    declared: dict[str, list[Fact]] = defaultdict(list)
    for fact in _variables([fact for fact in world.by_kind["value", "variable"] if fact.source == "dotenv"]):
        subject = services.subject(fact.subject)
        if subject and not world.archived(fact.path):
            declared[subject].append(fact)
    groups: dict[tuple[str, str, str], list[Fact]] = defaultdict(list)
    for fact in (*claims, *_variables(claims)):
        if fact.kind != "port" or fact.attribute not in _SIDES or world.silent(fact.path) or state(fact.scope):
            continue
        subject = services.subject(fact.subject) or (_about(fact, services, declared) if fact.source == _OWN else "")
        if fact.source == _SENTENCE and not services.known(subject) and not _proper(fact.subject):
            continue
        if subject:
            side = "container port" if fact.attribute == "container port" else "host port"
            groups[services.home(fact.path, subject), subject, side].append(scoped(fact))
    stacks, developed = Stacks(world), _developed(world)
    for (home, subject, side), facts in sorted(groups.items()):
        known = services.ports(home, subject, side)
        if known:  # beside the stack of the repository, what documents show is another one
            facts = [fact for fact in facts if not stacks.service(fact.path, fact.line) and fact.value not in developed]
        if side == "host port":
            inner = {fact.value for fact in services.ports(home, subject, "container port")}
            # Where others reach the service at it from outside, a port that is only called its port is meant so too.
            typed = {fact.value for fact in facts if fact.attribute == "host port" and fact.source in _TYPED}
            inner -= typed - {fact.value for fact in known if "env:production" not in fact.scope}
            claims = [fact for fact in facts if not (fact.attribute == "port" and fact.value in inner)]
            wrong, claims, proofs = _published(subject, claims, known, declared[subject], services)
        else:
            wrong, claims, proofs = _inside(facts, known, declared[subject])
        if world.current(wrong) and any(fact.source != _VARIABLE for fact in claims):  # else it is told as a setting
            yield finding("port", subject, side, claims, proofs, wrong=wrong, severity="high", scope=home)
    yield from _shared(groups, world)


def _developed(world: World) -> frozenset[str]:
    """Ports on which development servers that the packages bring answer unasked: those are not the stack's."""
    tools = {fact.subject for fact in world.by_kind["version", "dependency"]}
    return frozenset(port for tool, port in _DEVELOPING.items() if tool in tools)


def _shared(groups: Mapping[tuple[str, str, str], list[Fact]], world: World) -> Iterator[Conflict]:
    """Services of one compose file on one host port, where documents promise the port for both: one cannot start."""
    published: dict[tuple[str, str], dict[str, Fact]] = defaultdict(dict)
    for fact in world.by_kind["port", "host port"]:
        if fact.source == "compose" and not any(entry.startswith("profile:") for entry in fact.scope):
            published[fact.path, fact.value].setdefault(fact.subject, fact)
    told: dict[tuple[str, frozenset[str]], list[Fact]] = defaultdict(list)
    for (path, port), owners in sorted(published.items()):
        if len(owners) > 1 and not world.archived(path):
            told[port, frozenset(owners)].extend(owners.values())
    for (port, both), proofs in sorted(told.items(), key=lambda item: (item[0][0], sorted(item[0][1]))):
        claims = [
            replace(fact, value=subject)
            for (_, subject, side), facts in groups.items()
            for fact in facts
            if subject in both and side == "host port" and fact.value == port and fact.source != _VARIABLE
        ]
        if len({fact.value for fact in claims}) > 1 and world.current(claims):
            shown = [replace(proof, value=proof.subject) for proof in proofs]
            yield finding("port", f"host port {port}", "owner", claims, shown, severity="high")


def _variables(facts: Sequence[Fact]) -> Iterator[Fact]:
    """Port facts of the variables that hold a port or an address."""
    for fact in facts:
        told = endpoint(fact.subject, fact.value) if fact.kind == "value" and fact.value else None
        if told and fact.source not in ("inline", "commented") and not any(of_url(fact.value)):
            yield replace(fact, kind="port", subject=told.name, attribute=told.side, value=told.port, source=_VARIABLE)


def _proper(phrase: str) -> bool:
    """Whether a phrase names one thing: a product and a part of it; "the proxy" is another one elsewhere."""
    return len(phrase.split()) > 1 and phrase[:1].isupper()


def _about(fact: Fact, services: Services, declared: Mapping[str, list[Fact]]) -> str:
    """What a document is about that speaks of "the server" or shows its Dockerfile.

    A subject that a template knows and whose words the title holds, else the title without what calls it a guide.
    """
    title = fact.context[-1] if fact.context else ""
    words = set(tokens(title))
    known = [subject for subject in declared if len(parts := set(tokens(subject))) > 1 and parts <= words]
    if known:
        return max(known, key=lambda subject: (len(subject), subject))
    return services.subject(" ".join(word for word in title.split() if word.lower() not in _GUIDE))


Judged = tuple[list[Fact], list[Fact], list[Fact]]  # the wrong claims, all that are told of, and the evidence


def _published(
    subject: str, claims: list[Fact], composed: list[Fact], declared: list[Fact], services: Services
) -> Judged:
    """Compose decides where it speaks, else a template; of documents alone none may give the subject two ports."""
    if composed:
        # What a component calls a port of another one in its variables need not be the one that compose publishes.
        claims = [fact for fact in claims if fact.source != _VARIABLE]
    published = composed or declared
    if not published:
        rivals = _rivals(claims)
        return rivals, rivals, []
    wrong = [fact for fact in claims if not _agrees(fact, published) and not services.related(subject, fact.value)]
    evidence = _relevant(wrong, published)
    true = {proof.value for proof in evidence}
    right = [fact for fact in claims if fact.value in true and any(together(fact.scope, one.scope) for one in wrong)]
    return wrong, [*wrong, *(fact for fact in right if fact not in wrong)], evidence


def _inside(claims: list[Fact], composed: list[Fact], declared: list[Fact]) -> Judged:
    """Ports within the network: held against compose where it tells one, else against each other."""
    if composed:
        true = {proof.value for proof in composed}
        return [fact for fact in claims if fact.value not in true], claims, composed
    rivals = _rivals(claims)
    told = [proof for proof in declared if any(proof.value == fact.value for fact in rivals)]
    wrong = [fact for fact in rivals if told and not any(proof.value == fact.value for proof in told)]
    return wrong or rivals, rivals, told


def _rivals(claims: Sequence[Fact]) -> list[Fact]:
    """Claims of documents that give one port, at odds with another document's."""
    several = _several(claims)
    claims = [fact for fact in claims if fact.path not in several]
    env = {fact.value for fact in claims if _env(fact)}
    return [one for one in claims if any(_clash(one, other, env) for other in claims)]


def _agrees(fact: Fact, published: Sequence[Fact]) -> bool:
    """Whether compose has the port so.

    Of an environment that no compose file is for it says nothing; the one that names none is what a developer runs.
    """
    if (
        _env(fact)
        and "env:development" not in fact.scope
        and not any(_env(proof) and together(proof.scope, fact.scope) for proof in published)
    ):
        return True
    if any(proof.value == fact.value and names(fact, proof) for proof in published):
        return True
    return any(proof.value == fact.value for proof in speaking(fact, _relevant([fact], published)))


def _relevant(claims: Sequence[Fact], published: Sequence[Fact]) -> list[Fact]:
    """The evidence whose scope the claims share: a file for one environment speaks for others only if alone."""
    found = []
    for proof in published:
        scoped = any(entry.startswith("env:") for entry in proof.scope)
        if any(together(proof.scope, claim.scope) and (not scoped or _env(claim)) for claim in claims):
            found.append(proof)
    return found or list(published)


def _env(fact: Fact) -> bool:
    return any(entry.startswith("env:") for entry in fact.scope)


def _clash(one: Fact, other: Fact, scoped: set[str]) -> bool:
    """Two ports for one scope. What is said of no environment is explained if some environment has it so."""
    if one.value == other.value or not together(one.scope, other.scope):
        return False
    return _env(one) == _env(other) or (one if _env(other) else other).value not in scoped


def _several(claims: Sequence[Fact]) -> frozenset[str]:
    """Documents that give the subject more than one port in one scope: their subject is a family of services."""
    found = defaultdict(set)
    for fact in claims:
        found[fact.path, tuple(entry for entry in fact.scope if entry.startswith("env:"))].add(fact.value)
    return frozenset(path for (path, _), values in found.items() if len(values) > 1)
