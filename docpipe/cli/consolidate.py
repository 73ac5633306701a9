"""`docpipe consolidate`: the target pages, the site around them, and the ledger of every block."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path

import click

from docpipe.cli.options import (
    PHASES,
    json_option,
    out_option,
    path_argument,
    quiet_option,
    verbose_option,
    workers_option,
)

EXAMPLES = """
\b
Examples:
  docpipe consolidate --out site          pages of this folder's Markdown, in ./site
  mkdocs serve -f site/mkdocs.yml         read them
  docpipe verify --out site               prove that nothing was lost
  docpipe consolidate --dry-run           what would become of every file
  docpipe consolidate --apply             pages in place of the sources, on a branch of its own
  docpipe undo                            take that back
"""


@click.command("consolidate", epilog=EXAMPLES)
@path_argument
@out_option
@click.option("--dry-run", is_flag=True, help="Print pages, the fate of every file, and open questions; write nothing.")
@click.option("--apply", "applies", is_flag=True, help="Put the pages in place of the sources, on a new git branch.")
@click.option(
    "--phase",
    type=click.Choice(PHASES),
    help="With --apply or --dry-run: stop after this phase [default: merges, the last].",
)
@click.option(
    "--only",
    multiple=True,
    metavar="PATH",
    help="With --apply or --dry-run: only documents at or below PATH of the tree. May be given several times.",
)
@workers_option
@json_option
@quiet_option
@verbose_option
def command(
    *,
    path: Path,
    out: Path | None,
    dry_run: bool,
    applies: bool,
    phase: str | None,
    only: tuple[str, ...],
    workers: int | None,
    as_json: bool,
    quiet: bool,
    verbose: bool,
) -> None:
    """Write one readable site from the Markdown below PATH, and the ledger that says where every block went.

    Scans first. Writes docs/, mkdocs.yml and reports/; the sources stay as they are. Where one of these names holds
    files that docpipe did not write, the output goes to .docpipe/preview/ instead.

    With --apply the pages take the place of the sources, on a branch of its own with one commit a phase: exact copies,
    records, whole documents, merges. What is left at the old paths is set by `retire` in docpipe.toml.
    """
    from docpipe import applying, runs
    from docpipe.cli import outlook
    from docpipe.cli.terminal import print_summary, progress

    if (phase or only) and not (applies or dry_run):
        raise click.UsageError("--phase and --only need --apply or --dry-run")
    if applies and out and out.resolve() != path.resolve():
        raise click.UsageError("--apply changes PATH itself; leave out --out")
    last = PHASES[PHASES.index(phase)] if phase else PHASES[-1]
    with progress(quiet or as_json) as told:
        if dry_run:
            shown = applying.outlook(path, last, only, workers=workers, told=told)
        elif applies:
            done = applying.consolidate(path, last, only, workers=workers, told=told)
        else:
            summary = runs.consolidate(path, out or path, workers=workers, told=told)
    if dry_run:
        outlook.print_outlook(shown, as_json=as_json)
    elif applies and as_json:
        click.echo(json.dumps(asdict(done), ensure_ascii=False, indent=1))
    elif applies:
        outlook.print_outcome(done, path, quiet=quiet)
    else:
        print_summary(summary, as_json=as_json, quiet=quiet, verbose=verbose)
