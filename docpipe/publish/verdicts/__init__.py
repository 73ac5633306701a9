"""A verdict of the gate -> what tells it: for people, for GitHub, for GitLab, for machines. One form a file."""

from __future__ import annotations

from collections.abc import Callable

from docpipe.model import Verdict
from docpipe.publish.reports import sarif
from docpipe.publish.verdicts import github, gitlab, plain_json, text

# name of the form -> the function that renders it
FORMS: dict[str, Callable[[Verdict], str]] = {
    "text": text.render,
    "github": github.render,
    "json": plain_json.render,
    "sarif": lambda verdict: sarif.render(verdict.new),
    "gitlab": gitlab.render,
}


def render(form: str, verdict: Verdict) -> str:
    """The verdict in a form of FORMS."""
    return FORMS[form](verdict)
