"""What a person sees of a run: progress while it works, and one screen of what was found and what to do next."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from docpipe.publish.summary import Summary
from docpipe.text.controls import CONTROL
from docpipe.text.first_of import first_of
from docpipe.text.plural import plural

if TYPE_CHECKING:
    from docpipe.verify import Proof

Progress = Callable[[str], None]
SHOWN = 40  # problems of a proof on the terminal; --json has all of them

# C0, C1 and the marks that turn the direction of writing: a file name must not steer the terminal.
_CONTROL = re.compile(CONTROL)


def safe(text: str) -> str:
    r"""`text` with control characters shown as `\xNN`."""
    return _CONTROL.sub(lambda found: f"\\x{ord(found.group()):02x}", text)


@contextmanager
def progress(quiet: bool) -> Iterator[Progress]:
    """Yield a function that is told each stage; on a terminal it shows the running one, in a pipe nothing."""
    if quiet or not sys.stderr.isatty():
        yield lambda stage: None
        return
    from rich.console import Console

    console = Console(stderr=True)
    with console.status("starting") as status:
        yield lambda stage: status.update(stage)


def print_summary(summary: Summary, *, as_json: bool, quiet: bool, verbose: bool) -> None:
    """Print one screen: what was found, and for each kind where to read on."""
    if as_json:
        click.echo(json.dumps(asdict(summary), ensure_ascii=False, indent=1))
    elif not quiet:
        for line in _lines(summary, verbose):
            click.echo(safe(line))


def _lines(s: Summary, verbose: bool) -> Iterator[str]:
    size = ", ".join((counted(s.documents, "document"), counted(s.sections, "section"), counted(s.words, "word")))
    yield size + (f"; {counted(len(s.skipped), 'file')} left out" if s.skipped else "")
    if verbose:
        yield from (f"  left out: {path}: {reason}" for path, reason in s.skipped)
    yield from (f"note: {note}" for note in s.notes)
    if not s.documents:
        yield "nothing to read: no .md, .mdx or .markdown file here; name the folder that holds them"
        return
    yield ""
    yield from _said_twice(s)
    yield from _finding(s.conflicts, ("conflict", "conflicts"), f"{s.settled} of them settled", s, "conflicts")
    yield from (f"      {line}" for line in s.worst)
    if s.asked:
        yield f"{s.asked:6,} {plural(s.asked, 'ruling')} made on other text than stands now: docpipe review"
    yield from _finding(s.dead, ("dead reference", "dead references"), "", s, "references")
    if s.targets:
        yield f"  sections by target: {', '.join(f'{name} {count:,}' for name, count in s.targets.items())}"
        if s.unsure:
            yield f"  {s.unsure:,} of them placed with doubt: see {s.folder}/reports/mapping.md"
    if s.better:
        yield "  these targets fit few of the documents; docpipe init proposes pages of your own:"
        yield from (f"      {page}" for page in s.better)
    yield ""
    if s.taken:
        yield f"{s.taken} is not docpipe's, so the output went to {s.folder}"
    if s.next:
        yield f"next: {s.next}"


def counted(count: int, noun: str) -> str:
    """A number with what it counts: `1 page`, `2,000 pages`."""
    return f"{count:,} {plural(count, noun)}"


def _said_twice(s: Summary) -> Iterator[str]:
    """The levels from the largest down; what is not there is not spoken of, but for groups."""
    if s.copies:
        names = ("document stands nearly whole in another", "documents stand nearly whole in others")
        yield from _finding(s.copies, names, "", s, "duplicates")
        yield from (f"      {line}" for line in s.copied)
    if s.rivals:
        names = ("task is answered by several documents", "tasks are answered by several documents")
        yield from _finding(s.rivals, names, "", s, "duplicates")
        yield from (f"      {line}" for line in s.answered)
    remarks = [f"merging them saves {s.repeated_words:,} words"]
    if s.record_groups:
        remarks.append(f"{s.record_groups:,} more only in records")
    names = ("group of sections says the same", "groups of sections say the same")
    yield from _finding(s.groups, names, "; ".join(remarks), s, "duplicates")
    if s.repeats:
        names = ("block stands in many documents", "blocks stand in many documents")
        yield from _finding(s.repeats, names, "", s, "duplicates")
    names = ("family shares one shape", "families share one shape")
    yield from _finding(s.families, names, "templates: nothing to merge", s, "duplicates")


def _finding(count: int, names: tuple[str, str], remark: str, s: Summary, report: str) -> Iterator[str]:
    """One kind of finding; `names` is what one of it is called, and several or none."""
    what = names[count != 1]
    if count:
        yield f"{count:6,} {what}{' (' + remark + ')' if remark else ''}: {s.folder}/reports/{report}.md"
    else:
        yield f"     0 {what}"


def print_proof(proof: Proof) -> None:
    """Print what `verify` proved, or the first places where the proof fails."""
    for problem in proof.problems[:SHOWN]:
        click.echo(safe(f"{problem.place}: {problem.what}"), err=True)
    if len(proof.problems) > SHOWN:
        click.echo(f"and {len(proof.problems) - SHOWN:,} more; docpipe verify --json lists them all", err=True)
    if proof.problems:
        click.echo(f"not proven: {counted(len(proof.problems), 'problem')}", err=True)
    else:
        read = f"{counted(proof.blocks, 'block')} of {counted(proof.documents, 'document')}"
        pages, links = counted(proof.pages, "page"), counted(proof.links, "link")
        click.echo(f"proven: {read} all accounted for, nothing invented on {pages}, {links} followed")
    if proof.edited:
        click.echo(safe(f"proven as it was applied; edited since: {first_of(proof.edited, 3)}"))
