"""What a person sees before and after `--apply`: every page and every file's fate; the branch and how to go on."""

from __future__ import annotations

import json
import shlex
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from docpipe.cli.terminal import safe
from docpipe.text.first_of import first_of
from docpipe.text.plural import plural

if TYPE_CHECKING:
    from docpipe.applying import Outcome, Outlook
    from docpipe.model import Fate

_SAID = {None: "stays", "copies": "merged", "records": "archived", "documents": "on pages", "merges": "merged"}
_MENTIONS = 20  # named on the terminal
_WIDE = 60  # characters of a path or a reason; --json has them whole


def print_outlook(outlook: Outlook, *, as_json: bool) -> None:
    """Print what `consolidate` would do."""
    if as_json:
        click.echo(json.dumps(_plain(outlook), ensure_ascii=False, indent=1))
        return
    for line in _lines(outlook):
        click.echo(safe(line))


def _plain(outlook: Outlook) -> dict[str, object]:
    return {
        "pages": [{"path": path, "words": words} for path, words in outlook.pages],
        "files": [_row(fate) for fate in outlook.fates],
        "phases": dict(outlook.phases),
        "questions": list(outlook.questions),
        "mentions": [asdict(mention) for mention in outlook.mentions],
    }


def _row(fate: Fate) -> dict[str, object]:
    return {
        "path": fate.path,
        "words": fate.words,
        "role": fate.role,
        "fate": _SAID[fate.phase],
        "phase": fate.phase,
        "left": None if fate.phase is None else fate.policy,
        "destination": list(fate.pages),
        "because": fate.because,
    }


def _lines(outlook: Outlook) -> Iterator[str]:
    fates = Counter(_SAID[fate.phase] for fate in outlook.fates)
    yield f"before: {len(outlook.fates):,} files, {outlook.words:,} words"
    told = ", ".join(f"{count:,} {what}" for what, count in sorted(fates.items()))
    words = sum(words for _, words in outlook.pages)
    yield f"after:  {len(outlook.pages)} pages, {words:,} words; of the files: {told}"
    yield ""
    yield from (f"  {words:8,} words  {path}" for path, words in outlook.pages)
    yield ""
    for fate in outlook.fates:
        where = first_of(fate.pages, 2)
        said = f"{fate.words:,} words, {fate.role}, {_SAID[fate.phase]}"
        yield f"{_short(fate.path)}: {said}" + (f": {where}" if where else "")
        yield f"    because: {_short(fate.because, 2 * _WIDE)}"
    if outlook.mentions:
        yield ""
        yield "files that stay name documents that go; mend them by hand:"
        for mention in outlook.mentions[:_MENTIONS]:
            yield f"  {mention.path}:{mention.line} names {mention.token}"
        if len(outlook.mentions) > _MENTIONS:
            yield f"  and {len(outlook.mentions) - _MENTIONS:,} more: see --json"
    if outlook.questions:
        yield ""
        yield "to look at:"
        yield from (f"  {question}" for question in outlook.questions)
    yield ""
    phases = ", ".join(f"{phase} ({count})" for phase, count in outlook.phases)
    yield f"nothing was written; docpipe consolidate --apply would commit {phases}" if phases else "nothing to apply"


def _short(text: str, most: int = _WIDE) -> str:
    return text if len(text) <= most else f"{text[: most - 1]}…"


def print_outcome(done: Outcome, root: Path, *, quiet: bool) -> None:
    """Print what `--apply` did and how to go on."""
    if quiet:
        return
    where = "" if str(root) == "." else f" {shlex.quote(str(root))}"
    for phase, count in done.phases:
        click.echo(f"{count:6,} {plural(count, 'document')} in phase {phase}")
    click.echo(f"{done.pages:6,} pages on branch {safe(done.branch)}, which is checked out now")
    if done.left:
        click.echo(f"{done.left:6,} documents left where they are")
    click.echo("")
    click.echo(f"look:       mkdocs serve -f {shlex.quote(str(root / 'mkdocs.yml'))}")
    click.echo(f"prove:      docpipe verify{where}")
    click.echo(f"keep:       git switch {safe(shlex.quote(done.origin))} && git merge {safe(done.branch)}")
    click.echo(f"take back:  docpipe undo{where}    (the state before is tagged {done.before})")
