"""Versions that a document gives to a named thing: "Python 3.11+", "Redis (v7)", image tags, version columns."""

from __future__ import annotations

import re
from collections.abc import Iterator

from docpipe.facts.place import Place
from docpipe.facts.statements import Statement
from docpipe.model import Fact, Kind
from docpipe.text.quantities import UNITS, near_digits
from docpipe.text.wordlists import words

_NUMBER = r"v?(\d{1,4}(?:\.(?:\d{1,4}|[xX*])){0,3})"
_NAMED = re.compile(
    r"(?<![\w./@-])([A-Z][A-Za-z]{1,20}(?:\.js|DB|QL)?|[a-z]{2,16}\.js|npm|pnpm|k8s|golang|python|node)"
    r"(\s(?:Compose|Desktop|Server|Engine))?"
    r"\s{0,2}[:：]?\s{0,2}\(?(?:[Vv]ersions?|[Vv]er\.)?\s{0,2}(>=|≥|>|~>|\^)?\s{0,2}" + _NUMBER + r"(?![\d%/:$-]|\.\d)"
    r"(\+(?!\w)|-?\s?(?:or|and)\s(?:higher|later|newer|above|greater|up)|\s?以上|\s(?:oder|o|ou)\s(?:höher|neuer|superior|supérieur))?"
)
# "Ubuntu 20.04 LTS / 22.04 LTS", "Node 18, 20 or 22": each of several will do.
_SEVERAL = re.compile(
    r"(?:\sLTS)?\s?(?:/|,|\b(?:or|and|oder|und|y|o|et|ou)\b|、)\s?v?"
    r"(?:\d{1,4}\.\d{1,4}(?:\.\d{1,4})?(?!\d)|\d{1,3}(?=\+?\s?(?:$|[).;,/]|LTS|or\b)))"
)
# Of a word that may hold the number of a version, a tag, or a badge.
SHAPE = re.compile(
    r"(?:^|[^\W\d_]|[:：(>=≥^.|`*\"'\[~_])v?\d{1,4}(?:\.(?:\d{1,4}|x)){0,3}(?![\d%/:$-]|\.\d)|:v?\d|badge",
    re.IGNORECASE,
)
_REACH = 60  # characters of a name and what may stand between it and its number
_IMAGE = re.compile(
    r"^(?:-\s)?(?:image:\s*|FROM\s+)[\"']?(?:[\w.-]+/){0,3}([a-z][\w-]{1,40}):v?(\d[\w.-]{0,40})", re.IGNORECASE
)
_SET_UP = re.compile(
    r"^(?:-\s)?(python|node|go|java|ruby|dotnet|php)-version:\s*[\"']?(\d{1,3}(?:\.(?:\d{1,3}|x)){0,2})[\"']?\s*(?:#.*)?$"
)
_LISTED = re.compile(
    r"^([A-Z][A-Za-z]{1,20}(?:\.js)?(?: Compose| Desktop)?):\s{1,8}(?:>=\s?)?v?(\d{1,3}(?:\.\d{1,3}){0,2})(\+)$"
)
_BADGE = re.compile(r"shields\.io/badge/([A-Za-z][A-Za-z.]{1,20})(?:-|%20|_)v?(\d{1,4}(?:\.\d{1,4}){0,2})(%2B|\+)?-")
_CHANGE = re.compile(
    r"→|->|=>|\b(?:upgrad|migrat|bump|updat|deprecat|remov|drop|formerly|previously|instead|compatib|since|until|before)",
    re.IGNORECASE,
)
_TIED = re.compile(
    r"^\W{0,3}\s?(?:for|to run|to support|which supports?|that supports?|needed by|required by|in|used by)\s"
    r"(?!local|development|the (?:project|platform|backend|app)|all\b)",
    re.IGNORECASE,
)
# "VolumeClass requires Kubernetes 1.34+": what one part asks for.
_PART = re.compile(
    r"(?:\b[A-Z][a-z]+[A-Z]\w{2,40}|`)\s(?:requires?|needs?|benötigt|braucht|requiere|necesita|nécessite)\s[^.]{0,20}$"
)
_NEEDS = re.compile(r"\b(?:requires|needs|benötigt|braucht|requiere|necesita|nécessite)\s[^.|;]{0,20}$")
# "For k8s v1.12+, …" tells a case, not what is needed.
_CASE = re.compile(
    r"(?:^|[.;:]\s)\W{0,4}(?:(?:for|on|with|from|under|für|ab|bei|mit|para|con|pour|avec|sur)\s|(?:if|when|wenn|si)\s.{0,40})\W{0,2}$",
    re.IGNORECASE,
)
# "(doesn't work in Python 3.10+)", "breaks with Node 20".
_DENIED = re.compile(
    r"(?:\b(?:not|never|cannot|fails?|breaks?|broken|except|unlike|nicht|funciona mal|kein)\b|n['’]t\b)[^.;:]{0,30}$",
    re.IGNORECASE,
)
_UNIT = re.compile(r"([A-Za-z]{1,3})\b|\s([A-Za-z]{2,12})\b")
_RUNS = re.compile(
    r"\b(?:(?:runs?|running|built|based|builds|deployed) (?:on|with)|(?:stored|kept) in"
    r"|powered by|uses|we use|requires|needs|is written in"
    r"|läuft (?:auf|mit)|gespeichert in|basiert auf|verwendet|nutzt|benötigt|braucht|usa|utiliza|requiere|funciona con"
    r"|corre (?:en|sobre))"
    r"\s(?:a |an |the |on )?$",
    re.IGNORECASE,
)
_PERHAPS = re.compile(
    r"\b(?:if|can|could|may|might|should|will|would|not|no longer|never|older|instead|example|tested|falls?|wenn|kann"
    r"|nicht|si|puede|no)\b",
    re.IGNORECASE,
)
_UNITS = words(
    "january february march april may june july august september october november december phase step version "
    "release section chapter part level week day sprint top page line table figure version issue pr task item "
    "stage tier port article rule option example appendix layer group team agent point class type model"
)


def extract(statement: Statement, place: Place) -> Iterator[Fact]:
    """Version facts of one statement; a line that tells of a change, or names one thing twice, tells no version."""
    text = statement.text
    if len(text) > 600:
        return
    if "shields.io/badge/" in statement.raw:
        yield from _badges(statement, place)
    if statement.form == "code":
        yield from _code(statement, place)
        return
    if statement.form == "row":
        if _CHANGE.search(text):
            return
        yield from _row(statement, place)
        text = " | ".join(statement.cells)
    found = list(near_digits(_NAMED, text, _REACH))
    if not found or _CHANGE.search(statement.text):
        return
    values: dict[str, set[str]] = {}
    for match in found:
        values.setdefault(_name(match), set()).add(match[4])
    told: set[str] = set()
    for match in found:
        name = _name(match)
        bound = bool(match[3] or match[5])
        number = match[4]
        if len(values[name]) > 1 or name in told or _is_no_version(match, text):
            continue
        source = _source(statement, text, match, bound=bound)
        if source:
            told.add(name)
            yield place.fact(statement, _what(name, bound), f"{number}{'+' if bound else ''}", source)
        elif "." in number and not bound:
            yield place.fact(statement, ("version", name, "mentioned version"), number, "words")


def _is_no_version(match: re.Match[str], text: str) -> bool:
    """Whether a number is one of several, counts or measures ("PostgreSQL: 1GB"), or names a machine (`node3`)."""
    # "Helm (138+ rules)" counts rules.
    counted = "(" in match[0] and not text[match.end() :].lstrip().startswith((")", ",", ";"))
    if _name(match).lower() in _UNITS or match[3] == "^" or counted or _SEVERAL.match(text, match.end()):
        return True
    unit = _UNIT.match(text, match.end())
    if unit and (unit[1] or unit[2]).lower() in UNITS:
        return True
    glued = match.end(1) == match.start(4) and match[1].islower() and "." not in match[4] and not match[5]
    return glued or _DENIED.search(text[max(0, match.start() - _REACH) : match.start()]) is not None


def _source(statement: Statement, text: str, match: re.Match[str], *, bound: bool) -> str:
    """How the version is claimed; "" where it is only mentioned."""
    if bound and _CASE.search(text[max(0, match.start() - 60) : match.start()]):
        return ""
    listed = statement.form in ("item", "row") and _listed(statement, text, match)
    if not bound and not listed and not _runs(statement, text, match):
        return ""
    before = text[max(0, match.start() - 40) : match.start()]
    if statement.form == "row" and bound and _NEEDS.search(before):
        return "tied"  # what the row is about asks for it
    if _TIED.match(text[match.end() :]) or (bound and _PART.search(text[max(0, match.start() - 60) : match.start()])):
        return "tied"
    return "words" if listed or bound else "runs"


def _name(match: re.Match[str]) -> str:
    """The thing named: "Docker Compose" is another thing than "Docker"; "PostgreSQL Server" is PostgreSQL."""
    return match[1] + (match[2] if match[2] in (" Compose", " Desktop") else "")


def _what(name: str, bound: bool) -> tuple[Kind, str, str]:
    return "version", name, "minimum" if bound else "version"


def _listed(statement: Statement, text: str, match: re.Match[str]) -> bool:
    """Whether the item is about the version: it begins with it, or a label leads to it."""
    before = text[: match.start()].strip(" -–—:*|✅✓")
    return not before or before.rstrip(":") == statement.label or (len(before.split()) <= 2 and before.endswith(":"))


def _runs(statement: Statement, text: str, match: re.Match[str]) -> bool:
    """Whether a plain sentence says what the project runs on: "The shop runs on PostgreSQL 13"."""
    return (
        statement.form in ("prose", "item")
        and _RUNS.search(text[max(0, match.start() - 40) : match.start()]) is not None
        and not _PERHAPS.search(text)
    )


def _code(statement: Statement, place: Place) -> Iterator[Fact]:
    if statement.language == "comment":
        return
    match = _IMAGE.match(statement.text)
    if match:
        yield place.fact(statement, ("version", match[1].lower(), "image tag"), match[2], "image")
        return
    match = _SET_UP.match(statement.text) if "-version:" in statement.text else None
    if match:
        yield place.fact(statement, ("version", match[1], "set up version"), match[2], "workflow")
    match = _LISTED.match(statement.text) if statement.text.endswith("+") else None
    if match:
        yield place.fact(statement, ("version", match[1], "minimum"), f"{match[2]}+", "words")


def _badges(statement: Statement, place: Place) -> Iterator[Fact]:
    """What badges of a fixed text say: `python-3.11%2B-blue`; one fact a thing, unless the text beside says it too."""
    for name, number, bound in _BADGE.findall(statement.raw):
        if not _NAMED.search(statement.text):
            yield place.fact(statement, _what(name, bool(bound)), f"{number}{'+' if bound else ''}", "words")


def _row(statement: Statement, place: Place) -> Iterator[Fact]:
    if not statement.label or len(statement.label.split()) > 3:
        return
    for header, cell in zip(statement.headers[1:], statement.cells[1:], strict=False):
        lowered = header.lower()
        if "version" in lowered and re.fullmatch(r"[`*]*(?:>=|≥)?\s?v?\d+(?:\.[\dx]+){0,3}\+?[`*]*", cell):
            value = cell.strip("`* ")
            bound = value.endswith("+") or value.startswith((">", "≥")) or "min" in lowered or "requir" in lowered
            number = value.strip("+>=≥ v")
            what = _what(statement.label, bound)
            yield place.fact(statement, what, f"{number}{'+' if bound else ''}", "table", header)
