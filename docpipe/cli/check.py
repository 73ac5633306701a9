"""`docpipe check`: a gate that lets no new duplicate, conflict or dead reference in."""

from __future__ import annotations

from pathlib import Path

import click

from docpipe.cli.options import path_argument, quiet_option, workers_option

FORMATS = ("text", "github", "json", "sarif", "gitlab")
EXAMPLES = """
\b
Examples:
  docpipe check --accept              take what is found today as known
  docpipe check                       fail on what is not known
  docpipe check --diff origin/main    fail on what this branch brings in, with no baseline
  docpipe check --shrink              forget what was mended, so that it cannot come back
"""


@click.command("check", epilog=EXAMPLES)
@path_argument
@click.option(
    "--baseline",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="What is known [default: docpipe.baseline.json in PATH].",
)
@click.option("--diff", "base", metavar="BASE", help="Hold against this commit, branch or tag instead of the baseline.")
@click.option("--accept", is_flag=True, help="Write all that is found now as the baseline.")
@click.option("--shrink", is_flag=True, help="Take out of the baseline what is found no more.")
@click.option(
    "--format",
    "form",
    type=click.Choice(FORMATS),
    default="text",
    show_default=True,
    help="How to tell: for people, as annotations of GitHub, or for machines.",
)
@workers_option
@quiet_option
@click.pass_context
def command(
    context: click.Context,
    *,
    path: Path,
    baseline: Path | None,
    base: str | None,
    accept: bool,
    shrink: bool,
    form: str,
    workers: int | None,
    quiet: bool,
) -> None:
    """Fail where the Markdown below PATH brings in what nobody knows of: a duplicate, a conflict, a dead reference.

    What is known stands in docpipe.baseline.json, which --accept writes and you commit. A finding is known by the text
    in which it was found: it moves with it, and is new again when the text changes. Exits 0 where all is known, else 1.
    """
    from docpipe import checking, gate
    from docpipe.cli.terminal import progress, safe
    from docpipe.publish import verdicts

    if accept + shrink + (base is not None) > 1:
        raise click.UsageError("--accept, --shrink and --diff each go alone")
    file = baseline or path / gate.FILE_NAME
    with progress(quiet or form != "text") as told:
        if accept:
            count = checking.accept(path, file, workers=workers, told=told)
        elif shrink:
            count = checking.shrink(path, file, workers=workers, told=told)
        else:
            verdict = checking.check(path, file, base, workers=workers, told=told)
    if accept or shrink:
        if not quiet:
            click.echo(safe(f"{file}: {count:,} {'findings are known' if accept else 'fingerprints taken out'}"))
        return
    if form != "text" or not quiet or verdict.new:
        text = verdicts.render(form, verdict)
        click.echo(text if form in ("json", "sarif", "gitlab") else "\n".join(map(safe, text.split("\n"))), nl=False)
    context.exit(1 if verdict.new else 0)
