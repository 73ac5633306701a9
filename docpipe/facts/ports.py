"""Ports that a document gives to a service: addresses, "port 80", tables, `-p` flags, compose excerpts.

The subject is a name of the same line: a label, a first cell, words in brackets after an address, a comment, the thing
that the sentence places at the port. Only a label that names the thing ("URL", "Port") lets the heading above speak. A
port whose owner is not named is no fact.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from docpipe.facts.owners import owner
from docpipe.facts.place import Place
from docpipe.facts.statements import Statement, split_label
from docpipe.model import Fact
from docpipe.text import environments
from docpipe.text.plain import plain
from docpipe.text.wordlists import words

_LOCAL = re.compile(r"(?<![\w.-])(?:localhost|127\.0\.0\.1|0\.0\.0\.0):(\d{2,5})(?!\d|\.\d)(/[^\s`'\")\]|>]*)?")
_WORDS = re.compile(
    r"(?:\bports?\b|\bpuerto\b|\bporta\b|端口)[\s:=`*#]{0,5}(\d{2,5})(?!\d|[.:,]\d|[%/-])|(?<!\d)(\d{4,5})\s?端口",
    re.IGNORECASE,
)
_SEVERAL = re.compile(r"\W{0,4}(?:,|/|&|and|or|und|oder|y|o|et|ou|和|、)\W{0,4}\d{2,5}(?!\d)")  # "ports 8080, 8081"
_PUBLISH = re.compile(r"(?:-p|--publish)[ =](?:[\d.]+:)?(\d{2,5}):(\d{2,5})\b")
_AFTER = re.compile(
    r"^[`*)\]]{0,4}\s{0,40}(?:\(([A-Z][\w .&-]{1,30})\)|#\s{1,3}([A-Z][\w .&-]{1,30})(?:\([^()]{0,80}\))?$)"
)
_VERBS = words(
    "access open visit use check view see start launch run log go navigate browse connect test the your this our"
)
# A name right before an address owns it, whatever the line is labelled: "use Redis Commander at http://localhost:8081".
_AT = re.compile(
    r"\b([A-Z][\w.]{1,30}(?:\s[A-Z][\w.]{1,30}){1,2})\s(?:is\s)?(?:available\s|running\s)?(?:at|on)[\s`(<\[]{1,4}(?:https?://)?$"
)
# "**the app**: connect at http://…" tells where something else is.
_REACHES = re.compile(
    r"(?:^|[:.]|\*\*)\W{0,4}(?:connects?|points?|talks?|calls?|verbind\w{1,4}|conecta\w{0,2}|connecte[rz]?)\s(?:to|at|with|zu|mit|a|con|à)\b"
    r"[^:]{0,30}(?:https?://|`)?$",
    re.IGNORECASE,
)
_MAPPING = re.compile(r"^-\s*[\"']?(?:[\d.]+:)?(\d{2,5}):(\d{2,5})(?:/\w+)?[\"']?\s*(?:#.*)?$")
_KEY = re.compile(r"^\s{1,8}([a-z][\w-]{1,40}):\s*$")
_CELL = re.compile(r"^[`*]{0,3}(?:(\d{2,5})|(?:[\d.]+:)?(\d{2,5}):\d{2,5})[`*]{0,3}(?:\s\(.*\))?$")
_NAME = re.compile(r"--name[ =]([\w.-]+)")
_STRUCTURE = words("ports services environment volumes expose build networks depends_on deploy healthcheck")
# Words with which a document speaks of the one server that it is about.
_OWN = re.compile(r"^(?:The|This|Our)\s(?:\w+\s)?(?:server|service)\b[^.]{0,120}\bon\sport\b")
OWN = "the document's own server"
WORDS = words("port ports puerto porta 端口 localhost")
SHAPE = re.compile(r"\d:\d\d")  # of an address or a mapping
SENTENCE = "sentence"  # the source of what is told in running text, where a name is only a name if something knows it
# Ways to run or reach a thing that have ports of their own.
_OTHERWISE = (
    r"\b(?:apt|apt-get|brew|dnf|yum|choco|snap|pacman) (?:-y )?install\b|\bsystemctl\b|\bport-forward\b|\bssh .{0,80}-L"
)
_NAMES_PORT = ("ort", "ORT", "uerto", "端口")
_CONTAINER_SIDE = ("container", "internal", "target", "intern")
_PARTS = words("web ui dashboard console")
_THING = words("url port ports access address endpoint link host web ui console dashboard open visit adresse puerto")


def extract(statement: Statement, place: Place) -> Iterator[Fact]:
    """Port facts of one statement."""
    raw = statement.raw
    local = list(_LOCAL.finditer(raw)) if "0:" in raw or "localhost:" in raw or ".1:" in raw else []
    if len({match[1] for match in local}) == 1 and _plausible(local[0][1]):
        yield from _address(statement, place, local[-1])  # a link names its address twice
    if not local and statement.form != "code" and any(word in raw for word in _NAMES_PORT):
        text = statement.text
        found = list(_WORDS.finditer(text))
        number = found[0][1] or found[0][2] if len(found) == 1 and not _SEVERAL.match(text, found[0].end()) else "0"
        if _plausible(number):
            before = text[: found[0].start()].strip(" ([-–—:,*")
            side = "container port" if any(word in before.lower() for word in _CONTAINER_SIDE) else "port"
            if statement.form == "prose" and _OWN.match(text):
                for told in ("container port", "port"):
                    yield place.fact(statement, ("port", "", told), number, OWN)
                return
            placed = "" if statement.label else _placed(statement, place, text[: found[0].start()], number)
            subject = _owner(statement, place) or (before if len(before.split()) <= 5 else "")
            if text[found[0].end() :].startswith("."):
                subject = ""  # a port that ends a sentence is of what the sentence places there
            subject = subject if subject and not placed else placed
            if subject:
                yield place.fact(
                    statement, ("port", subject, side), number, SENTENCE if subject == placed else "words", before
                )
    if statement.form == "code":
        yield from _code(statement, place)


def _address(statement: Statement, place: Place, match: re.Match[str]) -> Iterator[Fact]:
    if (match[2] or "").startswith("/metrics") and "rometheus" in statement.raw:
        return  # what Prometheus reads there is another one's
    after = _AFTER.match(statement.raw[match.end() :])
    subject = (after[1] or after[2] or "") if after else ""
    if not subject and (statement.form != "code" or statement.language == "comment"):
        label = split_label(statement.text)[0] if statement.language == "comment" else ""
        named = _AT.search(statement.raw[: match.start()])
        name = named[1] if named and named[1].split()[0].lower() not in _VERBS else ""
        subject = name or label or _owner(statement, place)
        if not name and _REACHES.search(statement.raw[: match.start()]):
            return
    placed = ""
    if not subject and statement.form in ("prose", "item"):
        before = plain(statement.raw[: match.start()].rpartition("//")[0] or statement.raw[: match.start()])
        subject = placed = _placed(statement, place, before, match[1])
    if statement.label.lower() in _PARTS and subject != statement.label:
        # A part of what the heading is about, or a service that is called so.
        yield place.fact(statement, ("port", statement.label, "host port"), match[1], "url")
    if subject:
        source = SENTENCE if placed else "url"
        yield place.fact(statement, ("port", subject, "host port"), match[1], source, match[2] or "", placed)


def _placed(statement: Statement, place: Place, before: str, port: str) -> str:
    """What the sentence places at the port, unless the section runs it in a way of its own."""
    found = owner(before)
    if not found or statement.section is None:
        return ""
    trail = statement.section.trail
    about = trail[:-1] if len(trail) > 2 else trail  # the step before this one may have installed it
    near = [section for section in place.document.sections if section.trail[: len(about)] == about]
    lines = place.document.source.text.split("\n")[near[0].start_line - 1 : near[-1].end_line]
    chosen = re.compile(rf"(?<![:\d]){port}:\d|(?:--port|-p|PORT)[ =]{port}(?!\d)|{_OTHERWISE}")
    return "" if any(chosen.search(line) for line in lines) else found


def _owner(statement: Statement, place: Place) -> str:
    """The label's name, or the heading's where the label only says what is told of it ("URL", "Port")."""
    if statement.form == "code":
        return ""
    words = {word.lower() for word in statement.label.split()}
    if not words - _THING:
        return place.heading if words else ""
    return statement.label


def _plausible(port: str) -> bool:
    """A port that a service is given: no year, no zero, within 16 bits."""
    number = int(port)
    return 20 <= number <= 65535 and not (1990 <= number <= 2035 and number != 2000)


def follow(statement: Statement, place: Place) -> tuple[Fact, ...]:
    """Remember the service whose keys a compose excerpt goes on with."""
    key = _KEY.match(statement.raw) if statement.raw.endswith(":") else None
    if key and key[1] not in _STRUCTURE:
        place.service = key[1]
    return ()


def _code(statement: Statement, place: Place) -> Iterator[Fact]:
    published = list(_PUBLISH.finditer(statement.raw))
    name = _NAME.search(statement.raw)
    if len(published) == 1 and name:
        yield place.fact(statement, ("port", name[1], "host port"), published[0][1], "publish")
    match = _MAPPING.match(statement.text)
    if match and place.service:
        yield place.fact(statement, ("port", place.service, "host port"), match[1], "compose")


def match_environment(header: str) -> bool:
    """Whether a column is one environment's."""
    return len(header.split()) <= 2 and bool(environments.in_path(header) | environments.in_words(header))


def of_row(statement: Statement, place: Place) -> Iterator[Fact]:
    """Port facts of one row of a table."""
    if not statement.label:
        return
    for header, cell in zip(statement.headers[1:], statement.cells[1:], strict=False):
        lowered = header.lower()
        local = list(_LOCAL.finditer(cell))
        if len(local) == 1 and _plausible(local[0][1]):
            yield place.fact(statement, ("port", statement.label, "host port"), local[0][1], "url", header)
            return
        if match_environment(header) and "port" in place.heading.lower() + place.document.title.lower():
            number = cell.strip("`* ")
            if number.isdigit() and len(number) < 6 and _plausible(number):
                yield place.fact(statement, ("port", statement.label, "port"), number, "table", header)
            continue
        match = _CELL.match(cell)
        if match and "port" in lowered.split() + lowered.replace("ports", "port").split():
            number = match[1] or match[2]
            if _plausible(number):
                side = "container port" if any(word in lowered for word in _CONTAINER_SIDE) else "port"
                yield place.fact(statement, ("port", statement.label, side), number, "table", header)
