"""A document -> the facts it claims. One file a kind of fact."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from docpipe.facts import (
    access,
    amounts,
    branches,
    clauses,
    commands,
    connections,
    containers,
    credentials,
    enumerations,
    fields,
    gates,
    helm,
    identifiers,
    issues,
    licences,
    limits,
    listening,
    managers,
    matrices,
    measures,
    members,
    obligations,
    pages,
    parameters,
    passwords,
    paths,
    pins,
    plans,
    ports,
    prefixes,
    progress,
    properties,
    purposes,
    requirements,
    roadmaps,
    roots,
    routes,
    sentences,
    settings,
    shares,
    shipped,
    stages,
    statuses,
    tables,
    targets,
    technologies,
    terms,
    usages,
    versions,
)
from docpipe.facts.place import Place
from docpipe.facts.questions import Extractor, Questions, Reader
from docpipe.facts.statements import Form, statements
from docpipe.model import Document, Fact

_TEXT: frozenset[Form] = frozenset(("heading", "prose", "item", "row"))
_ANY: frozenset[Form] = _TEXT | {"code"}
# Each extractor, the forms of statement that it reads, and whether it needs a digit: most lines are asked a few only.
EXTRACTORS: tuple[tuple[Extractor, frozenset[Form], bool], ...] = (
    (ports.extract, _ANY, True),
    (versions.extract, _ANY, True),
    (settings.extract, _ANY, False),
    (identifiers.extract, _ANY, False),
    (licences.extract, _TEXT, False),
    (commands.extract, _ANY, False),
    (connections.extract, _ANY, False),
    (containers.extract, _ANY, False),
    (credentials.extract, _ANY, False),
    (passwords.extract, frozenset(("prose", "item", "row")), False),
    (routes.extract, _ANY, False),
    (listening.extract, _ANY, False),
    (branches.extract, _ANY, False),
    (targets.extract, frozenset(("prose", "item")), False),
    (managers.extract, frozenset(("code",)), False),
    (pages.extract, _ANY, False),
    (purposes.extract, _ANY, False),
    (usages.extract, _ANY, False),
    (helm.extract, frozenset(("code",)), False),
    (shipped.extract, frozenset(("code",)), True),
    (prefixes.extract, _ANY, False),
    (sentences.extract, frozenset(("prose", "item", "row")), False),
    (paths.extract, _ANY, False),
    (tables.extract, frozenset(("row",)), False),
    (members.extract, frozenset(("row",)), False),
    (plans.extract, frozenset(("item", "code")), False),
    (statuses.extract, _TEXT, False),
    (technologies.extract, _TEXT, False),
    (clauses.extract, frozenset(("prose", "item")), False),
    (properties.extract, _TEXT, False),
    (progress.extract, _TEXT, False),
    (roadmaps.extract, frozenset(("heading", "prose", "item")), False),
    (access.extract, frozenset(("prose", "item")), False),
    (roots.extract, _ANY, False),
    (issues.extract, frozenset(("row", "item")), True),
    (terms.extract, frozenset(("prose", "item")), False),
    (matrices.extract, frozenset(("row",)), False),
    (obligations.extract, frozenset(("row", "item", "code")), False),
    (shares.extract, frozenset(("heading", "prose", "item")), True),
    (stages.extract, frozenset(("row", "prose", "item")), False),
    (fields.extract, frozenset(("row", "item")), False),
    (requirements.extract, _ANY, True),
    (gates.extract, _ANY, True),
    (enumerations.extract, frozenset(("item", "row")), False),
    (limits.extract, frozenset(("row",)), True),
    (parameters.extract, frozenset(("row", "prose", "item")), False),
    (pins.extract, _ANY, True),
    (measures.extract, _TEXT, True),
    (amounts.extract, _ANY, True),
)
# What a section must hold, in lower case, one of them at least, before an extractor finds anything in it: asked once a
# section, which spares the question for each of its lines. Who teaches an extractor another word adds it here.
MARKS: Mapping[Extractor, tuple[str, ...]] = {
    settings.extract: ("_",),
    licences.extract: ("licen", "lizen", "legal", "许可", "授权"),
    commands.extract: ("cp ", "copy ", "clone", "://", "compose"),
    connections.extract: ("://", "sql", "pg_", "createdb", "redis-cli", "mongosh", "cypher", "database"),
    containers.extract: ("docker ", "container_name", "--name"),
    routes.extract: ("/",),
    listening.extract: (
        "expose", "env port", "port-forward", ".svc", "kubectl exec", "docker ", "localhost:", "127.0.0.1:",
    ),
    branches.extract: ("main", "master", "dev", "trunk"),
    targets.extract: ("request", "pr ", "prs ", "mr ", "mrs "),
    managers.extract: ("npm", "yarn", "bun", "poetry", "uv ", "pdm", "pipenv"),
    purposes.extract: ("migrat", "alembic", "flyway", "dbmate", "pytest", "py.test", "unittest", "nosetests"),
    helm.extract: ("helm ",),
    shipped.extract: ("image:", "docker pull", "from ", "install ", "npm i ", "add ", "--version"),
    prefixes.extract: ("/api", "/v"),
    pages.extract: ("/health", "docs", "/swagger"),
    sentences.extract: ("/",),
    paths.extract: ("/",),
    gates.extract: ("overage", "length"),
    credentials.extract: ("/ ", "`/`", "` /`", "redentials", "://"),
    obligations.extract: (
        "_", "required", "mandatory", "optional", "erforderlich", "pflicht", "obligat", "requerid", "requis", "必填",
    ),
    plans.extract: (
        "planned", "future", "upcoming", "coming soon", "not yet", "roadmap", "to be added", "geplant", "zukünftig",
        "futur", "próxim", "prévu", "à venir", "计划", "未来",
    ),
    properties.extract: properties.MARKS,
    passwords.extract: ("password", "passwort", "contraseña", "mot de passe", "密码"),
    usages.extract: (".py ", ".sh ", "_cli ", "-cli ", "ctl ", "usage: "),
    shares.extract: ("%",),
    terms.extract: ("licen", "lizen"),
    access.extract: (
        "endpoint", "endpunkt", "route", "api call", "request", "anfrage", "solicitud", "requête",
        "接口", "端点", "请求",
    ),
    parameters.extract: ("efault", "tandard", "efecto", "predeterminad", "défaut", "默认", "既定値"),
}  # fmt: skip
# The signs of which a line itself must hold one before an extractor finds anything in it.
SIGNS: Mapping[Extractor, str] = {
    settings.extract: "_", credentials.extract: "/", routes.extract: "/", pages.extract: "/",
    prefixes.extract: "/", sentences.extract: "/", paths.extract: "/", roots.extract: "=$", shares.extract: "%",
    issues.extract: "#", members.extract: "(",
}  # fmt: skip
# Who reads of headings, sentences and items only what stands between ticks.
TICKED: frozenset[Extractor] = frozenset(
    (identifiers.extract, fields.extract, parameters.extract, purposes.extract, usages.extract)
)


def extract(document: Document) -> tuple[Fact, ...]:
    """Every fact that one document claims, in line order."""
    place = Place(document)
    asking = _questions().of(document)
    found: list[Fact] = []
    for statement in statements(document):
        section = statement.section
        if section is not place.section:
            place.enter(section)
            asking.enter(section)
        if statement.form == "code":
            ports.follow(statement, place)
            listening.follow(statement, place)
        for extractor in asking.extractors(statement):
            found += extractor(statement, place)
    return tuple(found)


@cache
def _questions() -> Questions:
    return Questions(
        [
            Reader(each, forms, digit, MARKS.get(each, ()), SIGNS.get(each, ""), each in TICKED)
            for each, forms, digit in EXTRACTORS
        ]
    )
