"""Accounts that a document tells a reader to sign in with: "`admin` / `lamp-4711`", "http://… (admin/lamp-4711)"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from docpipe.facts.place import Place
from docpipe.facts.statements import Statement
from docpipe.model import Fact

_USER = r"[A-Za-z][\w.+-]{1,30}(?:@[\w.-]{3,40})?"
_PASSWORD = r"[A-Za-z0-9][\w!@#$%&*.+-]{3,40}"  # noqa: S105 -- a pattern
_PAIRS = (
    re.compile(rf"`({_USER})`\s?/\s?`({_PASSWORD})`"),
    re.compile(rf"`({_USER})\s/\s({_PASSWORD})`"),
    re.compile(rf"[Cc]redentials:\s({_USER})\s?/\s?({_PASSWORD})(?=\s|$)"),
    re.compile(rf"https?://[\w.:/-]{{3,80}}[>`)]?\s\(`?({_USER})`?\s?/\s?`?({_PASSWORD})`?\)"),
)
_MARKS = ("/ ", "`/`", "` /`", "redentials", " (")
_SIGN_IN = re.compile(
    r"credential|log[ -]?in|sign[ -]?in|password|account|default user|anmeld|zugang|passwort|contraseña|"
    r"credencial|iniciar sesión|identifiant|connexion|mot de passe|登录|密码",
    re.IGNORECASE,
)
_WRONG = re.compile(r"wrong|invalid|incorrect|fail|reset|change|falsch|incorrect|erroné", re.IGNORECASE)


def extract(statement: Statement, place: Place) -> Iterator[Fact]:
    """One fact an account; its value is the password."""
    raw = statement.raw
    if "/" not in raw or not any(mark in raw for mark in _MARKS) or len(raw) > 300 or _WRONG.search(raw):
        return
    for pattern in _PAIRS:
        for user, password in pattern.findall(raw):
            around = f"{raw} {place.heading} {statement.lead} {' '.join(statement.parents)} {statement.comment}"
            if "@" in user or "://" in raw or _SIGN_IN.search(around):
                yield place.fact(statement, ("value", user, "sign-in password"), password, "account")
