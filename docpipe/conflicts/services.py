"""Compose services by the names that documents use, where they are at home, and the ports they publish."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from docpipe.conflicts.world import World, tokens
from docpipe.model import Fact
from docpipe.text import environments
from docpipe.text.wordlists import words

# Words of a label that do not say which service is meant.
_GENERIC = words(
    "a an the at on in to of for and or by via is url urls uri link links address addresses port ports endpoint "
    "endpoints access open visit see check server servers service services running runs default local localhost "
    "web http https docs documentation swagger app application system page site start host external published "
    "mapped"
)
# Words that make a label name something else than the service itself, or nothing at all.
_EMPTY = words(
    "connection verification navigate healthy staging production development test dashboard health status "
    "metrics method base option step example result command output response login webhook callback redirect "
    "issue problem solution error environment primary secondary name type value note before after current new "
    "old expected actual port if when check on in at the monitoring overview summary introduction general info "
    "information details browser quick quickstart setup installation usage configuration"
)
_CONTAINER = words("the service container dienst servicio contenedor le conteneur")
_DEFAULT_FILES = words("docker-compose.yml docker-compose.yaml compose.yml compose.yaml")
_COMPOSE = words("docker compose yml yaml")
_FOLDERS = words("docker compose deploy deployment deployments infra infrastructure ops .devcontainer config configs")


# Words for a page that is looked at, beside the name of what it shows.
_PAGES = words("ui gui interface console portal page oberfläche konsole interfaz consola 界面 控制台")
# What kind of thing a service is: "Backend API" is the backend, "Redis cache" is redis.
_NATURE = words("api database db cache queue broker server gateway store instance")


class Services:
    """The compose services of the repository."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._names: dict[frozenset[str], str] = {}
        self._words: frozenset[str] = frozenset()  # of all names
        self._homes: dict[str, set[str]] = defaultdict(set)
        self._ports: dict[tuple[str, str], list[Fact]] = defaultdict(list)
        for fact in world.by_kind["other", "service"]:
            if not world.archived(fact.path):
                name = _base(fact.subject)
                self._names.setdefault(frozenset(tokens(name)), name)
                self._homes[name].add(home_of(fact.path))
        for fact in (*world.by_kind["port", "host port"], *world.by_kind["port", "container port"]):
            if fact.source == "compose" and not world.archived(fact.path):
                self._ports[_base(fact.subject), fact.attribute].append(scoped(fact))
        self._words = self._words.union(*self._names)
        # Services whose name is one word, with the word: `postgres` also answers to "PostgreSQL".
        self._single = sorted((min(given), name) for given, name in self._names.items() if len(given) == 1)

    @staticmethod
    def base(name: str) -> str:
        """The service that a compose name means: without the environment in it."""
        return _base(name)

    def subject(self, label: str) -> str:
        """The service that a label means, or its own telling words; "" if it names nothing."""
        words = [word for word in tokens(label.partition("(")[0]) if word not in self._world.product]
        telling = frozenset(word for word in words if word not in _GENERIC and not word.isdigit())
        everyday = frozenset(tokens(label.partition("(")[0])) - _CONTAINER
        if everyday in self._names and not everyday & _EMPTY:
            return self._names[everyday]  # "web" says little, but compose has a service of just this name
        if not set(words) - _GENERIC - _EMPTY:
            return ""
        for wanted in (frozenset(words), telling, telling - _NATURE):
            if wanted in self._names:
                return self._names[wanted]
        if len(telling) == 1:
            (word,) = telling
            alias = next(
                (
                    name
                    for key, name in self._single
                    if min(len(key), len(word)) >= 6 and (key.startswith(word) or word.startswith(key))
                ),
                "",
            )
            if alias:
                return alias
        if not telling - _PAGES or len(telling) > 3 or telling & _EMPTY:
            return ""  # "Swagger UI" is a page of whatever is at hand
        if len(telling - _PAGES) > 1:
            telling -= _PAGES  # "RabbitMQ management UI" is RabbitMQ management
        return " ".join(sorted(telling))

    def known(self, subject: str) -> bool:
        """Whether a compose file has a service of this name."""
        return subject in self._homes

    def exact(self, name: str) -> str:
        """The service of just this name, "" if there is none: a label that says more may name its documentation."""
        return self._names.get(frozenset(tokens(name)), "")

    def named(self, words: tuple[str, ...]) -> set[str]:
        """Services whose whole name stands among the words."""
        if self._words.isdisjoint(words):
            return set()
        parts = {frozenset(words[start:end]) for start in range(len(words)) for end in range(start + 1, start + 5)}
        return {self._names[part] for part in parts if part in self._names}

    def home(self, path: str, subject: str) -> str:
        """The nearest folder above the document at which a compose file with the service is at home."""
        folder = path.rpartition("/")[0]
        homes = self._homes.get(subject, set())
        while folder:
            if folder in homes:
                return folder
            folder = folder.rpartition("/")[0]
        return "" if homes else self._world.component(path)

    def related(self, subject: str, port: str) -> bool:
        """Whether a service whose part the subject may be publishes the port: "Neo4j Browser" is a page of neo4j."""
        words = set(tokens(subject))
        return any(
            set(tokens(name)) < words and any(fact.value == port for fact in facts)
            for (name, side), facts in self._ports.items()
            if side == "host port"
        )

    def ports(self, home: str, subject: str, side: str) -> list[Fact]:
        """Ports of the compose files at home there; of all homes where there is none."""
        facts = self._ports.get((subject, side), [])
        return [fact for fact in facts if home_of(fact.path) == home] or facts


def _base(name: str) -> str:
    """The service without the environment in its name: `api-staging` is `api` in staging."""
    parts = re.split(r"[-_]", name)
    kept = [part for part in parts if not environments.in_path(part)]
    return "-".join(kept) if kept and len(kept) < len(parts) else name


_FAR = frozenset({"staging", "production"})  # whose names in a line are seldom anything else


def scoped(fact: Fact) -> Fact:
    """The fact with the environment that the name of the service tells, in place of the one around it."""
    named = {f"env:{name}" for name in environments.in_path(fact.subject)} if len(fact.subject.split()) < 5 else set()
    if not named and not any(entry.startswith("env:") for entry in fact.scope):
        named = {f"env:{name}" for name in environments.in_path(fact.quoted.replace("/", " ")) & _FAR}
    if not named:
        return fact
    scope = {entry for entry in fact.scope if not entry.startswith("env:")} | named
    return replace(fact, scope=tuple(sorted(scope)))


def names(fact: Fact, proof: Fact) -> bool:
    """Whether the words around a claim name what sets a compose file apart, or its environment, if only in passing."""
    around = " ".join((fact.quoted, fact.path, *fact.context))
    apart = set(tokens(proof.path.rsplit("/", 1)[-1])) - _COMPOSE
    return bool(apart & set(tokens(around))) or any(
        f"env:{name}" in proof.scope for name in environments.in_path(around.replace("/", " "))
    )


def speaking(fact: Fact, proofs: Sequence[Fact]) -> Sequence[Fact]:
    """Which compose files a claim is held against: those that it names, and what compose reads unasked; else all."""
    unasked = [proof for proof in proofs if reads_unasked(proof.path)]
    return [*unasked, *(proof for proof in proofs if names(fact, proof))] if unasked else proofs


def reads_unasked(path: str) -> bool:
    """Whether compose reads the file where nobody names one."""
    return path.rsplit("/", 1)[-1] in _DEFAULT_FILES


def home_of(path: str) -> str:
    """The folder that a compose file speaks for: its own, less folders that only say that it is deployment."""
    parts = path.split("/")[:-1]
    while parts and parts[-1].lower() in _FOLDERS:
        parts.pop()
    return "/".join(parts)
