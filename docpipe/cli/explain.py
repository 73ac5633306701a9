"""`docpipe explain`: why a section is a duplicate, in this target, in this conflict; why two places match or do not."""

from __future__ import annotations

from pathlib import Path

import click

from docpipe.cli.options import root_option, scanned_option

EXAMPLES = """
\b
Examples:
  docpipe explain docs/setup.md                     a document
  docpipe explain docs/setup.md:42                  the section at that line
  docpipe explain docs/setup.md:42 README.md:17     why the two match, or do not
  docpipe explain k-09ab                            a conflict by its id; c-, f-, d-, r- and b- as well
  docpipe explain README.md --root ../shop --out review
"""


@click.command("explain", epilog=EXAMPLES)
@click.argument("places", metavar="PLACE [PLACE]", nargs=-1, required=True)
@root_option
@scanned_option
def command(*, places: tuple[str, ...], root: Path, out: Path | None) -> None:
    """Tell what docpipe found at PLACE and why, or why two PLACEs match or do not.

    Reads the report of the last scan. Two sections are held against each other statement by statement, with the terms
    of their score, for which the whole tree is read again.
    """
    from docpipe import runs
    from docpipe.cli.terminal import progress, safe

    if len(places) > 2:
        raise click.UsageError("one PLACE or two")
    with progress(quiet=False) as told:
        lines = runs.explain(root, out or root, places, told=told)
    for line in lines:
        click.echo(safe(line))
