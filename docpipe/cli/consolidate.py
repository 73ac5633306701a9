"""`docpipe consolidate`: the target pages, the site around them, and the ledger of every block."""

from __future__ import annotations

from pathlib import Path

import click

from docpipe.cli.options import json_option, out_option, path_argument, quiet_option, verbose_option, workers_option

EXAMPLES = """
\b
Examples:
  docpipe consolidate --out site          pages of this folder's Markdown, in ./site
  mkdocs serve -f site/mkdocs.yml         read them
  docpipe verify --out site               prove that nothing was lost
"""


@click.command("consolidate", epilog=EXAMPLES)
@path_argument
@out_option
@workers_option
@json_option
@quiet_option
@verbose_option
def command(*, path: Path, out: Path | None, workers: int | None, as_json: bool, quiet: bool, verbose: bool) -> None:
    """Write one readable site from the Markdown below PATH, and the ledger that says where every block went.

    Scans first. Writes docs/, mkdocs.yml and reports/; the sources stay as they are. Where one of these names holds
    files that docpipe did not write, the output goes to .docpipe/preview/ instead.
    """
    from docpipe import runs
    from docpipe.cli.terminal import print_summary, progress

    with progress(quiet or as_json) as told:
        summary = runs.consolidate(path, out or path, workers=workers, told=told)
    print_summary(summary, as_json=as_json, quiet=quiet, verbose=verbose)
