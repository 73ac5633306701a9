"""A document -> the facts it claims. One file a kind of fact."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from docpipe.facts import (
    access,
    addresses,
    amounts,
    annotated,
    assertions,
    bases,
    branches,
    choices,
    clauses,
    commands,
    connections,
    containers,
    credentials,
    emptiness,
    enumerations,
    fields,
    gates,
    helm,
    hosts,
    identifiers,
    instructions,
    issues,
    licences,
    limits,
    listening,
    managers,
    matrices,
    measures,
    members,
    modules,
    obligations,
    pages,
    parameters,
    parts,
    passwords,
    paths,
    pins,
    plans,
    ports,
    prefixes,
    progress,
    properties,
    purposes,
    rates,
    reasons,
    requirements,
    roadmaps,
    roots,
    routes,
    samples,
    sentences,
    settings,
    shares,
    shipped,
    sources,
    stages,
    standards,
    statuses,
    tables,
    tallies,
    targets,
    technologies,
    terms,
    usages,
    versions,
)
from docpipe.facts.place import Place
from docpipe.facts.questions import Extractor, Headed, Questions, Reader
from docpipe.facts.statements import Form, statements
from docpipe.model import Document, Fact
from docpipe.text.wordlists import words

_TEXT: frozenset[Form] = frozenset(("heading", "prose", "item", "row"))
_ANY: frozenset[Form] = _TEXT | {"code"}
# Each extractor, the forms of statement that it reads, and whether it needs a digit: most lines are asked a few only.
EXTRACTORS: tuple[tuple[Extractor, frozenset[Form], bool], ...] = (
    (ports.follow, frozenset(("code",)), False),
    (listening.follow, frozenset(("code",)), False),
    (ports.of_row, frozenset(("row",)), True),
    (ports.extract, _ANY - {"row"}, True),
    (addresses.extract, _ANY, True),
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
    (progress.of_heading, frozenset(("heading",)), False),
    (progress.extract, frozenset(("prose", "item", "row")), False),
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
    (rates.extract, _ANY, True),
    (reasons.extract, frozenset(("row", "item")), True),
    (assertions.extract, frozenset(("prose", "item")), False),
    (instructions.extract, frozenset(("prose", "item")), False),
    (samples.extract, frozenset(("prose", "item")), False),
    (tallies.extract, frozenset(("prose", "item")), False),
    (modules.extract, frozenset(("code",)), False),
    (bases.extract, frozenset(("prose", "item")), False),
    (standards.extract, frozenset(("item",)), True),
    (hosts.extract, _ANY, False),
    (sources.extract, _ANY, False),
    (parts.extract, _ANY, True),
    (emptiness.extract, frozenset(("item", "row")), False),
    (choices.extract, frozenset(("item", "row", "code")), False),
    (enumerations.extract, frozenset(("item", "row")), False),
    (limits.extract, frozenset(("row",)), True),
    (parameters.extract, frozenset(("row", "prose", "item")), False),
    (pins.extract, _ANY, True),
    (measures.extract, _TEXT, True),
    (amounts.extract, _ANY, True),
    (annotated.extract, frozenset(("code",)), True),
)
# What a line must hold within its words, in lower case, one of them at least, before an extractor finds anything in it;
# a row is read with the names of its columns. Who teaches an extractor another word adds it here.
MARKS: Mapping[Extractor, tuple[str, ...]] = {
    ports.follow: (":",),
    listening.follow: ("npm", "yarn", "bun"),
    settings.extract: ("_",),
    licences.extract: ("licen", "lizen", "许可", "授权"),
    commands.extract: ("clone", "://", "compose"),
    connections.extract: ("://", "sql", "createdb", "mongosh", "cypher", "database"),
    routes.extract: ("/",),
    branches.extract: ("main", "master", "dev", "trunk"),
    targets.extract: ("request",),
    purposes.extract: ("migrat", "alembic", "flyway", "dbmate", "pytest", "py.test", "unittest", "nosetests"),
    pages.extract: ("://",),
    sentences.extract: ("/",),
    paths.extract: ("/",),
    tables.extract: parameters.MARKS,
    addresses.extract: ("localhost:", "127.0.0.1:", "0.0.0.0:"),
    gates.extract: ("overage", "length"),
    rates.extract: (
        "request", "req", "attempt", "call", "anfragen", "versuche", "solicitud", "intento", "requête", "tentative",
        "次",
    ),
    credentials.extract: ("`/", "/`", "redentials", "://"),
    obligations.extract: obligations.MARKS,
    plans.extract: plans.MARKS,
    progress.extract: ("[x]",),
    passwords.extract: ("password", "passwort", "contraseña", "passe", "密码"),
    usages.extract: ("{", "ctl"),
    roots.extract: ("=", "$"),
    issues.extract: ("#",),
    members.extract: ("(",),
    assertions.extract: assertions.MARKS,
    instructions.extract: instructions.MARKS,
    sources.extract: ("raw.githubusercontent.com/", "/blob/", "/raw/", "/src/"),
    hosts.extract: ("://",),
    modules.extract: ("./",),
    tallies.extract: ("](",),
    parts.extract: ("version",),
    choices.extract: ("`",),
    annotated.extract: ("#", "//", "--"),
    shares.extract: ("%",),
    terms.extract: ("licen", "lizen"),
    roadmaps.extract: roadmaps.MARKS,
    access.extract: (
        "endpoint", "endpunkt", "route", "call", "request", "anfrage", "solicitud", "requête", "接口", "端点", "请求",
    ),
    requirements.extract: ("gb", "gib", "tb", "mb", "core", "cpu"),
    limits.extract: ("mem", "ram", "speicher", "cpu", "core"),
    parameters.extract: parameters.MARKS,
    matrices.extract: matrices.MARKS,
}  # fmt: skip
# Or what it must hold as a word.
WORDS: Mapping[Extractor, frozenset[str]] = {
    listening.follow: words("cd"),
    ports.extract: ports.WORDS,
    commands.extract: words("cp copy cd duplicate kopiere kopieren copia copie copiez dupliquez"),
    connections.extract: words("pg redis"),
    containers.extract: words("docker container"),
    listening.extract: words("expose env docker kubectl forward svc localhost 127"),
    targets.extract: words("pr prs mr mrs"),
    managers.extract: words("npm yarn pnpm bun poetry uv pdm pipenv"),
    helm.extract: words("helm"),
    shipped.extract: words("image docker from install npm add helm"),
    prefixes.extract: words("get post put patch delete"),
    credentials.extract: words("/"),
    statuses.extract: statuses.WORDS,
    technologies.extract: technologies.WORDS,
    clauses.extract: clauses.WORDS,
    properties.extract: properties.WORDS,
    progress.extract: progress.WORDS,
    stages.extract: stages.WORDS,
    reasons.extract: reasons.WORDS,
    bases.extract: words("per pro por par"),
    samples.extract: words("set"),
    emptiness.extract: emptiness.WORDS,
    choices.extract: words("expected"),
    matrices.extract: matrices.WORDS,
    usages.extract: words("py sh cli"),
}
# Or the shape of a word with a digit.
SHAPES: Mapping[Extractor, re.Pattern[str]] = {
    ports.extract: ports.SHAPE,
    versions.extract: versions.SHAPE,
    statuses.extract: statuses.SHAPE,
    pins.extract: pins.SHAPE,
    measures.extract: measures.SHAPE,
    amounts.extract: amounts.SHAPE,
}
# Or headings that open all that stands below them to an extractor.
HEADED: Mapping[Extractor, Headed] = {
    licences.extract: licences.heads,
    plans.extract: plans.heads,
    progress.extract: progress.heads,
    roadmaps.extract: roadmaps.heads,
}
# Who reads fences of some languages only.
LANGUAGES: Mapping[Extractor, frozenset[str]] = {
    identifiers.extract: identifiers.LANGUAGES,
    paths.extract: paths.LANGUAGES,
}
# Who reads of headings, sentences and items only what stands between ticks.
TICKED: frozenset[Extractor] = frozenset(
    (
        identifiers.extract,
        fields.extract,
        parameters.extract,
        purposes.extract,
        usages.extract,
        assertions.extract,
        instructions.extract,
        samples.extract,
    )
)


def extract(document: Document) -> tuple[Fact, ...]:
    """Every fact that one document claims, in line order."""
    questions, place = _questions(), Place(document)
    found: list[Fact] = []
    below = 0  # who is asked of all lines below the headings
    for statement in statements(document):
        section = statement.section
        if section is not place.section:
            place.enter(section)
            below = questions.below(section.trail)
        for extractor in questions.of_line(statement, below):
            found += extractor(statement, place)
    return tuple(found)


@cache
def _questions() -> Questions:
    return Questions(
        [
            Reader(
                each,
                forms,
                digit,
                each in TICKED,
                LANGUAGES.get(each),
                MARKS.get(each, ()),
                WORDS.get(each, frozenset()),
                SHAPES.get(each),
                HEADED.get(each),
            )
            for each, forms, digit in EXTRACTORS
        ]
    )
