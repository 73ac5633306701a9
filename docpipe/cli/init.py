"""`docpipe init`: the targets and rules that would fit a repository, as a `docpipe.toml`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from docpipe.cli.options import path_argument, quiet_option, workers_option

if TYPE_CHECKING:
    from docpipe.rules import Proposal

EXAMPLES = """
\b
Examples:
  docpipe init                writes ./docpipe.toml
  docpipe init --dry-run      prints it, and writes nothing
"""


@click.command("init", epilog=EXAMPLES)
@path_argument
@click.option("--dry-run", is_flag=True, help="Print the file instead of writing it.")
@workers_option
@quiet_option
def command(*, path: Path, dry_run: bool, workers: int | None, quiet: bool) -> None:
    """Propose targets and rules for the Markdown below PATH, from its own folders and topics.

    Writes a docpipe.toml with comments, which works as it stands: the packaged platform layout where that fits, else
    pages of the repository's own. Never overwrites one.
    """
    from docpipe import config, pipeline, rules
    from docpipe.cli.terminal import progress, safe
    from docpipe.publish import output

    with progress(quiet) as told:
        proposal = pipeline.propose(path, workers=workers, told=told)
    text = rules.draft(proposal)
    if dry_run:
        click.echo(text, nl=False)
        return
    output.create(path / config.FILE_NAME, text.encode())
    if not quiet:
        for line in _outline(proposal):
            click.echo(safe(line))


def _outline(proposal: Proposal) -> Iterator[str]:
    from docpipe.config import FILE_NAME, in_effect

    kind = f"the packaged layout {proposal.config.layout}" if proposal.config.layout else "targets of its own"
    yield f"{FILE_NAME}: {kind}, for {proposal.living} living documents"
    for name, target in in_effect(proposal.config).targets.items():
        yield f"  {len(proposal.documents.get(name, ())):5} in {target.path}"
    yield ""
    yield "docpipe scan: what goes where, in reports/mapping.md"
