"""A table says that a thing does not do something, and a sentence about it in the same document says that it can."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from docpipe.conflicts.finding import finding
from docpipe.conflicts.living import living
from docpipe.conflicts.world import World
from docpipe.model import Conflict, Document, Fact
from docpipe.text.clauses import has, lists, split
from docpipe.text.plain import plain
from docpipe.text.wordlists import words

# Columns that name what one does with a thing, and the verbs of sentences for it.
_VERBS = {
    column: words(verbs)
    for columns, verbs in (
        ("administration administer admin manage management", "manage manages administer administers"),
        ("write writes writing ingest ingestion", "write writes ingest ingests"),
        ("read reads reading query queries querying", "read reads query queries"),
        ("create creation", "create creates"), ("delete deletion", "delete deletes"),
        ("update updating", "update updates"),
        ("import importing", "import imports"), ("export exporting", "export exports"),
        ("upload uploads", "upload uploads"), ("download downloads", "download downloads"),
        ("search searching", "search searches"), ("backup backups", "backup"), ("restore", "restore restores"),
        ("verwaltung", "verwalten"), ("schreiben", "schreiben"), ("lesen abfragen", "lesen abfragen"),
        ("administración", "administrar gestionar"), ("escritura", "escribir"), ("lectura consulta", "leer consultar"),
        ("écriture", "écrire"), ("lecture", "lire"), ("gestion", "gérer"),
    )
    for column in columns.split()
}  # fmt: skip
_ABLE = words(
    "can let lets allow allows enable enables kann können lässt erlaubt permite permiten puede pueden peut peuvent "
    "permet permettent"
)
_MARKUP = re.compile(r"\{\{[^{}]{0,200}\}\}")
_ARTICLE = re.compile(r"^(?:the|der|die|das|el|la|los|las|le|les) ", re.IGNORECASE)
_END = re.compile(r"[.!?](?:\s|$)|[。！？]")
_LEAST = 4  # letters of a name
_QUOTE = 200  # characters of a sentence that are shown
_WRAPPED = 4  # lines that a sentence may run over


def find(claims: Sequence[Fact], world: World) -> Iterator[Conflict]:
    """One conflict a thing and activity."""
    denied: dict[str, list[Fact]] = defaultdict(list)
    for fact in living(claims, "matrix", world):
        if fact.value == "no" and fact.attribute.removeprefix("in ") in _VERBS and len(_name(fact)) >= _LEAST:
            denied[fact.path].append(fact)
    for path, facts in sorted(denied.items()):
        told = _paragraphs(world.documents[path], {_name(fact) for fact in facts})
        for fact in facts:
            verbs = _VERBS[fact.attribute.removeprefix("in ")]
            for line, sentence in told[_name(fact)]:
                if _says(sentence, verbs):
                    said = replace(fact, value="yes", line=line, quoted=sentence[:_QUOTE])
                    yield finding("polarity", _shown(fact), fact.attribute, [fact, said], confidence=0.7)
                    break


def _shown(fact: Fact) -> str:
    return _MARKUP.sub("", fact.subject).strip(" *")


def _name(fact: Fact) -> str:
    return _shown(fact).lower()


def _paragraphs(document: Document, names: set[str]) -> dict[str, list[tuple[int, str]]]:
    """The first sentences of the paragraphs that begin with one of the names, and their lines."""
    found: dict[str, list[tuple[int, str]]] = defaultdict(list)
    lines = document.source.text.split("\n")
    for block in (block for section in document.sections for block in section.blocks if block.kind == "paragraph"):
        text = " ".join(lines[block.start_line - 1 : min(block.end_line, block.start_line - 1 + _WRAPPED)])
        shown = _ARTICLE.sub("", plain(text))
        end = _END.search(shown)
        sentence = shown[: end.end()] if end else shown
        for name in names:
            if sentence.lower().startswith(f"{name} "):
                found[name].append((block.start_line, sentence))
    return found


def _says(sentence: str, verbs: frozenset[str]) -> bool:
    """Whether a sentence without denial and condition says that one can."""
    given = split(sentence)
    known = lists()
    if has(given, known.negation) or has(given, known.conditions):
        return False
    able = next((at for at, word in enumerate(given) if word in _ABLE), None)
    return able is not None and not verbs.isdisjoint(given[able:])
