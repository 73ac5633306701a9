"""`docpipe scan`: what repeats, what contradicts, what is dead, and what belongs where."""

from __future__ import annotations

from pathlib import Path

import click

from docpipe.cli.options import json_option, out_option, path_argument, quiet_option, verbose_option, workers_option

EXAMPLES = """
\b
Examples:
  docpipe scan                            this folder; the reports go to ./reports
  docpipe scan ../shop --out review       another tree, left untouched
  docpipe scan --json | jq .conflicts     for a script
"""


@click.command("scan", epilog=EXAMPLES)
@path_argument
@out_option
@workers_option
@click.option("--with-related", is_flag=True, help="Also report the pairs that were examined and not reported.")
@json_option
@quiet_option
@verbose_option
def command(
    *, path: Path, out: Path | None, workers: int | None, with_related: bool, as_json: bool, quiet: bool, verbose: bool
) -> None:
    """Find what the Markdown below PATH says twice, says differently, and names in vain.

    Reads every Markdown file that git tracks or does not ignore, and changes none of them. Writes scan.json and a
    Markdown report of each kind of finding into reports/.
    """
    from docpipe import runs
    from docpipe.cli.terminal import print_summary, progress

    with progress(quiet or as_json) as told:
        summary = runs.scan(path, out or path, related=with_related, workers=workers, told=told)
    print_summary(summary, as_json=as_json, quiet=quiet, verbose=verbose)
