"""Arguments and options that several commands share, so that they read and behave alike."""

from __future__ import annotations

from pathlib import Path

import click

from docpipe.model import Phase

PHASES: tuple[Phase, ...] = ("copies", "records", "documents", "merges")  # of --apply, in their order
path_argument = click.argument(
    "path", type=click.Path(exists=True, file_okay=False, readable=True, path_type=Path), default="."
)
out_option = click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    metavar="DIR",
    help="Folder that gets the output [default: PATH].",
)
# Of commands that read what a scan found: the tree that was scanned, and where its output went.
root_option = click.option(
    "--root",
    type=click.Path(exists=True, file_okay=False, readable=True, path_type=Path),
    default=".",
    metavar="PATH",
    help="The tree that was scanned [default: .].",
)
scanned_option = click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    metavar="DIR",
    help="Folder that got the output of the scan [default: PATH].",
)
workers_option = click.option(
    "--workers", type=click.IntRange(1, 64), metavar="N", help="Processes that read and parse [default: one a core]."
)
json_option = click.option("--json", "as_json", is_flag=True, help="Print the summary as one JSON object.")
quiet_option = click.option("-q", "--quiet", is_flag=True, help="Print nothing but errors.")
verbose_option = click.option("-v", "--verbose", is_flag=True, help="Also print every file that was left out, and why.")
