"""The branch that pull requests are opened against: "Open pull requests against the `develop` branch"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from docpipe.facts.place import Place
from docpipe.facts.statements import Statement
from docpipe.model import Fact

_REQUEST = re.compile(
    r"\b(?:pull[- ]requests?|prs?|merge[- ]requests?|mrs?)\b[^.;,\n]{0,40}?"
    r"(?:\b(?:against|to|into|target|targets|targeting|towards|gegen|auf|nach|contra|hacia|a|vers|sur)\b)"
    r"(?: (?:the|our|den|die|la|el|le|branch|rama|branche)){0,2} ([`*'\"]?)([a-z][\w./-]{2,30})\1",
    re.IGNORECASE,
)
_BRANCH = re.compile(r"^(?:main|master|trunk|dev|develop|development|next|staging|integration|release)$")
_OTHERS = re.compile(
    r"\b(?:hot-?fix(?:es)?|releases?|docs?|documentation|security|backports?|except|unless|if|from|when|on|trigger\w*|runs?"
    r"|auto\S*|push\w*|workflows?|ci|checks?)\b",
    re.IGNORECASE,
)
_ANOTHER = re.compile(r"^[`*'\"]{0,2}(?: branch)?,? (?:or|and|oder|und|o|y|ou|et)\b")


def extract(statement: Statement, place: Place) -> Iterator[Fact]:
    """One fact a line that names one branch and no special sort of request."""
    text = statement.text
    if len(text) > 300 or _OTHERS.search(text):
        return
    found = [match for match in _REQUEST.finditer(text) if _BRANCH.match(match[2])]
    named = {match[2] for match in found}
    if len(named) == 1 and not any(_ANOTHER.match(text[match.end() :]) for match in found):
        yield place.fact(statement, ("other", "repository", "pull request branch"), named.pop(), "pull request")
