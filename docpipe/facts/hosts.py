"""Addresses whose host is told by a placeholder: `https://hall.<your domain>`, `https://{{< host >}}/api/v2/tokens`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from docpipe.facts.place import Place
from docpipe.facts.statements import Statement
from docpipe.model import Fact

_NAMED = re.compile(r"https?://([a-z0-9][\w-]{1,40}(?:\.[a-z0-9][\w-]{1,40}){0,4})\.(<[^<>\n]{2,40}>)")
_PLACEHOLDER = r"\{\{[<%]?\s?[\w./-]{2,60}\s?[>%]?\}\}|<[A-Za-z][\w .-]{2,40}>"
_ENDPOINT = re.compile(
    rf"https?://({_PLACEHOLDER}|localhost(?::\d{{1,5}})?|127\.0\.0\.1(?::\d{{1,5}})?)((?:/[\w.:{{}}-]{{1,40}}){{3,8}})"
)
_LETTERS = re.compile(r"[^\W\d_]+")


def extract(statement: Statement, place: Place) -> Iterator[Fact]:
    """One fact an address: the subdomain before a placeholder, or the host of an endpoint."""
    raw = statement.raw
    if ".<" in raw:
        for labels, domain in _NAMED.findall(raw):
            first = labels.partition(".")[0]
            subject = f"{first} {' '.join(_LETTERS.findall(domain.lower()))}"
            yield place.fact(statement, ("url", subject, "subdomain"), labels, "host")
    if "localhost" in raw or "127.0.0.1" in raw or "://{" in raw or "://<" in raw:
        for host, path in _ENDPOINT.findall(raw):
            yield place.fact(statement, ("url", path, "host of the endpoint"), host, "host")
