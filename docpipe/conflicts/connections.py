"""Databases and brokers that a document reaches under another name, user or port than the repository sets up."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence, Set
from dataclasses import replace

from docpipe.conflicts.finding import finding
from docpipe.conflicts.placeholders import PLACEHOLDER
from docpipe.conflicts.services import home_of
from docpipe.conflicts.stacks import Stacks
from docpipe.conflicts.world import World, state, together, tokens
from docpipe.model import Conflict, Fact
from docpipe.text import environments
from docpipe.text.connections import of_variable
from docpipe.text.wordlists import words

_NAMES = {"database": "database name", "user": "user", "password": "password"}
# Names that a server brings along, and words that stand for a secret.
_BUILT_IN = words("postgres template0 template1 mysql information_schema admin root system neo4j guest default")
_STAND_INS = words(
    "user username db dbname database database_name databasename mydb mydatabase db_name dbuser db_user app myapp "
    "schema name myuser host production staging development none benutzer usuario"
)
_SECRET_WORDS = words(
    "password pass passwd pwd secret secure strong safe random admin db database user root my the guest new dev "
    "test app postgres postgresql redis neo4j grafana mysql mongo mongodb rabbitmq minio minioadmin none required here"
)
_MANY = 3
_DEEP = 3  # folders that many levels down are no components
_OTHER = re.compile(
    r"(?:^|[_-])(?:test|tests|testing|backup|restore|restored|old|new|copy|replica|temp|tmp|shadow|verify)(?:[_-]|\d|$)"
)
_FORM = re.compile(
    r"://(?:db_?)?(?:user|username|usuario|benutzer):(?:db_?)?(?:pass|password|pwd|secret|passwort|contraseña)@", re.I
)


def find(claims: Sequence[Fact], world: World) -> Iterator[Conflict]:
    """One conflict a component, product and part of the connection; only where the repository says what it is."""
    proofs: dict[tuple[str, str], list[Fact]] = defaultdict(list)
    for attribute in ("variable", "default"):
        for fact in world.by_kind["value", attribute]:
            if fact.source in ("dotenv", "compose") and not world.archived(fact.path):
                for told in _told(fact):
                    proofs[told.subject, told.attribute].append(told)
    near_root = (folder for folder in world.tree.folders if folder.count("/") < _DEEP)
    parts = {folder.rsplit("/", 1)[-1].lower() for folder in (*world.components, *near_root)} - world.product
    groups: dict[tuple[str, str, str], list[Fact]] = defaultdict(list)
    for fact in claims:
        if world.silent(fact.path) or state(fact.scope):
            continue
        for told in _claimed(fact):
            known = proofs.get((told.subject, told.attribute))
            # A database that is named after a component is that component's own.
            if known and told.value.lower() not in parts:
                groups[_home(fact.path, known), told.subject, told.attribute].append(told)
    named = {fact.value for kind in ("variable", "default") for fact in world.by_kind["value", kind]}
    stacks = Stacks(world)
    for (home, product, attribute), all_told in sorted(groups.items()):
        own = stacks.own(all_told)
        facts = [fact for fact in all_told if (fact.path, fact.value) not in own and not _created(fact, world)]
        near = [fact for fact in proofs[product, attribute] if home_of(fact.path) == home]
        conflict = _judged(attribute, facts, near or proofs[product, attribute], named, world)
        if conflict:
            wrong, right, evidence = conflict
            yield finding("value", product, _NAMES[attribute], [*wrong, *right], evidence, wrong=wrong, scope=home)


def _claimed(fact: Fact) -> Iterator[Fact]:
    if fact.source == "connection":
        yield fact
    elif fact.kind == "value" and fact.attribute in ("set", "default"):
        yield from _told(fact)


def _told(fact: Fact) -> Iterator[Fact]:
    for part in of_variable(fact.subject, fact.value):
        if part.attribute in _NAMES:
            yield replace(fact, subject=part.product, attribute=part.attribute, value=part.value)


def _home(path: str, proofs: Sequence[Fact]) -> str:
    homes = {home_of(proof.path) for proof in proofs}
    folder = path.rpartition("/")[0]
    while folder and folder not in homes:
        folder = folder.rpartition("/")[0]
    return folder


def _judged(
    attribute: str, facts: list[Fact], proofs: Sequence[Fact], named: Set[str], world: World
) -> tuple[list[Fact], list[Fact], list[Fact]] | None:
    """The claims that no file of the repository bears out, those that one does, and what the files say.

    `named` is all that any variable of the repository holds.
    """
    true = [fact for fact in proofs if not PLACEHOLDER.search(fact.value)]
    open_ = [fact for fact in true if not _env(fact) or "env:development" in fact.scope] or true
    claims = [fact for fact in facts if _usable(fact, attribute) and not _shown(fact, world.product)]
    wrong = [
        fact
        for fact in claims
        if fact.value.lower() not in _BUILT_IN
        and not any(proof.value == fact.value for proof in true)
        and not (attribute == "database" and fact.value in named)
        and _applies(fact, open_)
    ]
    if not open_ or not wrong or not world.current(wrong):
        return None
    if attribute == "database" and _many(wrong):
        return None
    return wrong, [fact for fact in claims if any(fact.value == proof.value for proof in open_)], open_


def _many(claims: Sequence[Fact]) -> bool:
    """Whether each service has a database of its own: one document speaks of several, or all documents of many."""
    named: dict[str, set[str]] = defaultdict(set)
    for fact in claims:
        named[fact.path].add(fact.value)
    return len(set().union(*named.values())) > _MANY or any(len(values) >= _MANY for values in named.values())


def _created(fact: Fact, world: World) -> bool:
    """Whether the document itself has the reader make the account that it goes on with."""
    text = world.documents[fact.path].source.text
    return fact.attribute == "user" and any(f"CREATE {what} {fact.value} " in text for what in ("USER", "ROLE"))


def _shown(fact: Fact, product: frozenset[str]) -> bool:
    """Whether an address only shows its form: made-up user and password, and no database of the product's name."""
    return _FORM.search(fact.quoted) is not None and product.isdisjoint(tokens(fact.value))


def _usable(fact: Fact, attribute: str) -> bool:
    if PLACEHOLDER.search(fact.value) or fact.value.lower() in _STAND_INS or fact.value.isupper() or " " in fact.value:
        return False
    if attribute == "password":
        return bool(set(tokens(fact.value)) - _SECRET_WORDS) and len(fact.value) > 5
    return not _OTHER.search(fact.value) and not environments.in_path(fact.value.replace(".", "_"))


def _applies(fact: Fact, proofs: Sequence[Fact]) -> bool:
    """Whether the evidence speaks of the environment that the claim is for; of no environment means development."""
    if not _env(fact):
        return True
    return any(_env(proof) and together(fact.scope, proof.scope) for proof in proofs) or "env:development" in fact.scope


def _env(fact: Fact) -> bool:
    return any(entry.startswith("env:") for entry in fact.scope)
