"""`docpipe verify`: the proof, from the files alone, that nothing was lost and nothing invented."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path

import click

from docpipe.cli.options import json_option, out_option, path_argument, quiet_option

EXAMPLES = """
\b
Examples:
  docpipe verify                      what consolidate wrote into this folder
  docpipe verify ../shop --out site   another tree and another output
"""


@click.command("verify", epilog=EXAMPLES)
@path_argument
@out_option
@json_option
@quiet_option
@click.pass_context
def command(context: click.Context, *, path: Path, out: Path | None, as_json: bool, quiet: bool) -> None:
    """Prove that the site holds every block of the sources below PATH, and no sentence of its own.

    Reads the sources, the ledger, the pages and the redirects; trusts nothing else. Exits 0 where all of it holds, 1
    with every place where it does not.
    """
    from docpipe import runs
    from docpipe.cli.terminal import print_proof, progress

    with progress(quiet or as_json) as told:
        told("proving")
        proof = runs.verify(path, out or path)
    if as_json:
        click.echo(json.dumps(asdict(proof), ensure_ascii=False, indent=1))
    elif proof.problems or not quiet:
        print_proof(proof)
    context.exit(1 if proof.problems else 0)
