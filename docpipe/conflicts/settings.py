"""Environment variables whose documented values cannot all be right, among documents and against the templates."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from docpipe.conflicts.finding import finding
from docpipe.conflicts.placeholders import PLACEHOLDER
from docpipe.conflicts.stacks import Stacks
from docpipe.conflicts.world import World, state, together, tokens
from docpipe.model import Conflict, Fact
from docpipe.text import environments
from docpipe.text.connections import of_variable
from docpipe.text.quantities import equal, quantity
from docpipe.text.wordlists import words

_SHOUTED = re.compile(r"^[A-Z]+(?:[_-][A-Z]+)+$")
# Variables that everyone sets to suit the moment.
_FREE = re.compile(
    r"(?:DEBUG|LOG|LEVEL|ENVIRONMENT|ENV|MODE|VERBOSE|SECRET|KEY|TOKEN|PASSWORD|PASS|PWD|HOST|HOSTNAME|ENABLED|ENABLE|WORKERS|"
    r"PATH|DIR|HOME|ROOT|DSN|CREDENTIALS|EMAIL|FROM|DOMAIN|ORIGINS?|TAG|IMAGE|VERSION)$|^(?:DEBUG|RUST_LOG|CI|TEST)_|^FORCE_|_URLS?$|_URI$|_ENDPOINT$"
)
# Headings and comments under which a value is one that suits a case, not the one that is.
_TUNED = re.compile(
    r"\b(?:troubleshoot|problem|issue|error|tuning|optimi[sz]|override|custom|alternativ|option \d|scaling|"
    r"high.traffic|if you|enable|disable|advanced|profile|tier|scenario|migrat|increase|reduce|low.memory)",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"_(?:URLS?|URI|ENDPOINT)$")
_LOCAL = re.compile(r"^[a-z]+://(?:localhost|127\.0\.0\.1):\d")
_HERE = frozenset({"localhost", "127.0.0.1", "0.0.0.0"})  # noqa: S104 -- a value that is read, not bound
_HOST = re.compile(r"[a-z0-9][a-z0-9.-]{1,60}")
_ANYONE = re.compile(
    r"_(?:USER|USERNAME|ACCOUNT|NAME|REGION|PROJECT|PROFILE|ISSUER|AUDIENCE|ID)$|^(?:COMPOSE|AWS|GCP|AZURE)_"
)
_TEMPLATE = words("env example examples sample template dist default defaults txt sh the of for docker compose")
_SINGLE = re.compile(r"^[\w.+%:/@,-]{1,60}$")


def find(claims: Sequence[Fact], world: World) -> Iterator[Conflict]:
    """One conflict a component and variable."""
    proofs: dict[str, list[Fact]] = defaultdict(list)
    for attribute in ("variable", "default"):
        for fact in world.by_kind["value", attribute]:
            if fact.source in ("dotenv", "compose") and not world.archived(fact.path):
                proofs[fact.subject].append(fact)
    stacks = Stacks(world)
    groups: dict[tuple[str, str], list[Fact]] = defaultdict(list)
    for fact in _stated([fact for fact in claims if fact.kind == "value" and fact.attribute in ("set", "default")]):
        if not _usable(fact) or world.silent(fact.path) or _of_own_stack(fact, stacks):
            continue
        if not _chosen(fact, world.product):
            groups[_home(fact, proofs[fact.subject], world), fact.subject].append(fact)
    for (home, name), facts in sorted(groups.items()):
        yield from _judge(home, name, facts, proofs[name], world)


def _stated(facts: Sequence[Fact]) -> Iterator[Fact]:
    """Facts that say what a value is: defaults, and assignments in a list of three or more, which shows a whole file.

    One assignment alone is what a reader does for a moment; a document that gives a variable several values has a
    reason for each.
    """
    values: dict[tuple[str, str], set[str]] = defaultdict(set)
    lines: dict[str, set[int]] = defaultdict(set)
    for fact in facts:
        if fact.source in ("assigned", "commented"):
            lines[fact.path].add(fact.line)
        if fact.source == "assigned" and not PLACEHOLDER.search(fact.value):
            values[fact.path, fact.subject].add(fact.value)
    for fact in facts:
        if fact.attribute == "default":
            yield fact
        elif fact.source == "assigned" and values[fact.path, fact.subject] == {fact.value}:
            near = sum(fact.line + offset in lines[fact.path] for offset in range(-4, 5))
            if near >= 3 and not _TUNED.search(" ".join(fact.context)):
                yield fact


def _of_own_stack(fact: Fact, stacks: Stacks) -> bool:
    """Whether it names the database or an account of a stack that the document itself shows."""
    return any(of_variable(fact.subject, fact.value)) and bool(stacks.service(fact.path, fact.line))


def _usable(fact: Fact) -> bool:
    if not fact.value or PLACEHOLDER.search(fact.value) or state(fact.scope) & {"example", "past", "target"}:
        return False
    if not _SINGLE.match(fact.value) or _SHOUTED.match(fact.value) or fact.value.upper() in fact.subject.split("_"):
        return False  # `POSTGRES_USER=user` says what is to stand there
    return not _FREE.search(fact.subject) or bool(_ADDRESS.search(fact.subject) and _LOCAL.match(fact.value))


def _home(fact: Fact, proofs: Sequence[Fact], world: World) -> str:
    """The nearest folder above the document that has a template with the variable."""
    folders = {proof.path.rpartition("/")[0] for proof in proofs}
    folder = fact.path.rpartition("/")[0]
    while folder and folder not in folders:
        folder = folder.rpartition("/")[0]
    return folder or world.component(fact.path)


def _judge(home: str, name: str, facts: list[Fact], proofs: Sequence[Fact], world: World) -> Iterator[Conflict]:
    near = [fact for fact in proofs if fact.path.rpartition("/")[0] == home and not PLACEHOLDER.search(fact.value)]
    template = [fact for fact in near if fact.source == "dotenv"] or near
    if _ANYONE.search(name) and not any(fact.attribute == "default" for fact in facts):
        return
    open_proofs = [fact for fact in template if not _env(fact) or "env:development" in fact.scope]
    open_proofs = [proof for proof in open_proofs if not (own := _variant(proof.path)) or _about(facts, own)]
    wrong = []
    if open_proofs:
        wrong = [
            fact
            for fact in facts
            if not any(_stands(fact.value, proof.value) for proof in open_proofs) and not _env(fact)
        ]
    if {value.value.lower() for value in facts} <= {"true", "false", "0", "1"}:
        facts = [fact for fact in facts if fact.attribute == "default"]
        wrong = [fact for fact in wrong if fact in facts]
    rivals = [one for one in facts if any(_clash(one, other) for other in facts)]
    if not wrong and not rivals:
        return
    true = [proof.value for proof in open_proofs]
    right = [fact for fact in facts if any(same(fact.value, value) for value in true)]
    involved = [fact for fact in facts if fact in wrong or fact in rivals or fact in right]
    yield finding(
        "value", name, "value", involved, open_proofs or template, agrees=same, wrong=wrong, scope=home,
    )  # fmt: skip


def _variant(path: str) -> frozenset[str]:
    """What a template is for that is not the usual one: `.env.laragon` is of one tool, `.env.mcp` of one part."""
    name = path.rsplit("/", 1)[-1].lower()
    return frozenset(word for word in tokens(name) if word not in _TEMPLATE and not environments.in_path(word))


def _about(facts: Sequence[Fact], own: frozenset[str]) -> bool:
    """Whether all claims stand in documents or sections that name what a template is for."""
    return all(
        own & {word for text in (fact.path, fact.quoted, *fact.context) for word in tokens(text)} for fact in facts
    )


def _chosen(fact: Fact, product: frozenset[str]) -> bool:
    """Whether the value is what the document is about: the page on PostgreSQL sets the engine to `postgres`."""
    said = {word for word in tokens(fact.value) if not word.isdigit()} - product
    if fact.attribute != "set" or len(said) != 1:
        return False
    return any(said & set(tokens(text)) for text in (fact.path, *fact.context[1:]))


def _env(fact: Fact) -> bool:
    return any(entry.startswith("env:") for entry in fact.scope) or bool(
        environments.in_path(fact.value.replace("_", " "))
    )


def _clash(one: Fact, other: Fact) -> bool:
    return not _stands(one.value, other.value) and together(one.scope, other.scope) and _env(one) == _env(other)


def _one_port(mine: str, theirs: str) -> bool:
    """Whether one port is told as it is on this machine and as it is in the network: `localhost:9092`, `kafka:9092`."""
    (here, _, port), (there, _, other) = mine.partition(":"), theirs.partition(":")
    return port == other and port.isdigit() and (here in _HERE) != (there in _HERE)


def _stands(left: str, right: str) -> bool:
    """Whether two values of a variable can stand beside each other: equal, or a list that shows some of the other's."""
    if same(left, right):
        return True
    few, many = sorted(({part.strip() for part in text.lower().split(",")} for text in (left, right)), key=len)
    return len(many) > 1 and few <= many


def same(left: str, right: str) -> bool:
    """Equal values, however they are quoted, cased or counted; addresses on two sides of a network are not compared."""
    mine, theirs = (text.strip("\"'`").lower().rstrip("/") for text in (left, right))
    if mine == theirs or ("://" in mine and bool(_LOCAL.match(mine)) != bool(_LOCAL.match(theirs))):
        return True
    if (mine in _HERE) != (theirs in _HERE) and _HOST.fullmatch(mine) and _HOST.fullmatch(theirs):
        return True
    if "://" in mine and mine.removesuffix("/0") == theirs.removesuffix("/0"):
        return True
    if _one_port(mine, theirs):
        return True
    a, b = quantity(mine), quantity(theirs)
    return bool(a and b and equal(a, b))
