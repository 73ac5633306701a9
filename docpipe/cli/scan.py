"""`docpipe scan`: what repeats, what contradicts, what is dead, and what belongs where."""

from __future__ import annotations

from pathlib import Path

import click

from docpipe import config, pipeline


@click.command("scan")
@click.argument("path", type=click.Path(exists=True, file_okay=False, path_type=Path), default=".")
@click.option("--with-related", is_flag=True, help="Also report the pairs that were examined and left out.")
def command(path: Path, with_related: bool) -> None:
    """Scan the Markdown below PATH (default: this folder)."""
    pipeline.scan(path, config.load(path), related=with_related)
