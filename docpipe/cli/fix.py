"""`docpipe fix`: values that the repository settles and names of what has moved, set right in the documents."""

from __future__ import annotations

import shlex
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from docpipe.cli.options import path_argument, quiet_option, workers_option

if TYPE_CHECKING:
    from docpipe.fixing import Fixes, Outcome

EXAMPLES = """
\b
Examples:
  docpipe fix                        the patch, and on standard error what it does
  docpipe fix | git apply            take it into the files
  docpipe fix --moves moved.txt      also by a table of what has moved where
  docpipe fix --apply                one commit on a branch of its own; docpipe undo takes it back
"""
_SHOWN = 40  # places on the terminal


@click.command("fix", epilog=EXAMPLES)
@path_argument
@click.option(
    "--moves",
    type=click.Path(exists=True, dir_okay=False, readable=True, path_type=Path),
    metavar="FILE",
    help="What has moved besides what git tells: old path, a tab or ->, new path, one move a line.",
)
@click.option("--apply", "applies", is_flag=True, help="Commit it, on a new git branch.")
@workers_option
@quiet_option
def command(*, path: Path, moves: Path | None, applies: bool, workers: int | None, quiet: bool) -> None:
    """Set right what is known to be wrong in the Markdown below PATH: print it as a patch, and change nothing.

    A value that the repository's own files contradict becomes the one that they give; a link or path to a file that has
    moved leads to where it is. Records, protected and generated documents and copies stay as they are. What takes a
    person is listed with the reason.

    With --apply it becomes one commit on a branch of its own, which docpipe undo takes back.
    """
    from docpipe import fixing
    from docpipe.cli.terminal import progress

    with progress(quiet) as told:
        if applies:
            done = fixing.carry_out(path, moves, workers=workers, told=told)
        else:
            shown = fixing.show(path, moves, workers=workers, told=told)
    if applies:
        _print_outcome(done, path, quiet=quiet)
    else:
        sys.stdout.buffer.write(shown.patch)  # bytes as they are in the files, whatever the terminal's encoding
        sys.stdout.flush()
        if not quiet:
            _print_fixes(shown, "to set right")
            where = "" if str(path) == "." else f" {shlex.quote(str(path))}"
            hint = (
                f"nothing was changed; docpipe fix{where} --apply commits it" if shown.done else "nothing to set right"
            )
            click.echo(hint, err=True)


def _print_fixes(fixes: Fixes, said: str) -> None:
    from docpipe.cli.terminal import counted, safe

    click.echo(f"{counted(len(fixes.done), 'place')} {said}", err=True)
    for mend in fixes.done[:_SHOWN]:
        click.echo(safe(f"  {mend.path}:{mend.line}: {mend.old} -> {mend.new}; {mend.because}"), err=True)
    _print_rest(len(fixes.done))
    if fixes.left:
        click.echo(f"{counted(len(fixes.left), 'place')} left to a person", err=True)
        for left in fixes.left[:_SHOWN]:
            click.echo(safe(f"  {left.path}:{left.line}: {left.token}: {left.why}"), err=True)
        _print_rest(len(fixes.left))


def _print_rest(count: int) -> None:
    if count > _SHOWN:
        click.echo(f"  and {count - _SHOWN:,} more", err=True)


def _print_outcome(done: Outcome, path: Path, *, quiet: bool) -> None:
    from docpipe.cli.terminal import safe

    if quiet:
        return
    _print_fixes(done.fixes, f"set right on branch {safe(done.branch)}, which is checked out now")
    where = "" if str(path) == "." else f" {shlex.quote(str(path))}"
    click.echo("")
    click.echo("look:       git show")
    click.echo(f"keep:       git switch {safe(shlex.quote(done.origin))} && git merge {safe(done.branch)}")
    click.echo(f"take back:  docpipe undo{where}")
