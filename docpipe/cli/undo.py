"""`docpipe undo`: the last `--apply`, taken back."""

from __future__ import annotations

from pathlib import Path

import click

from docpipe.cli.options import PHASES, path_argument, quiet_option

EXAMPLES = """
\b
Examples:
  docpipe undo                    all of the last --apply in this folder
  docpipe undo --phase merges     only its last phase
"""


@click.command("undo", epilog=EXAMPLES)
@path_argument
@click.option("--phase", type=click.Choice(PHASES), help="Take back only this phase and those after it.")
@quiet_option
def command(*, path: Path, phase: str | None, quiet: bool) -> None:
    """Take the last `docpipe consolidate --apply` or `docpipe fix --apply` in PATH back.

    Where nothing was committed since, the branch that it began on is checked out again and its branch and tags are
    removed. Else a new commit brings back what stood before. Refuses where that would lose somebody's later edit.
    """
    from docpipe import applying
    from docpipe.cli.terminal import safe

    undone = applying.undo(path, next((name for name in PHASES if name == phase), None))
    if quiet:
        return
    how = "a commit reverts it" if undone.reverted else "the tree is as it was before"
    click.echo(safe(f"taken back: {', '.join(undone.phases)}; {how}, on branch {undone.branch}"))
