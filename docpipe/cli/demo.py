"""`docpipe demo`: everything docpipe does, on the built-in sample estate or on a tree of one's own, in one folder."""

from __future__ import annotations

import importlib.util
import logging
import os
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import replace
from importlib.resources import as_file, files
from pathlib import Path

import click

from docpipe.errors import OutputError

EXAMPLES = """
\b
Examples:
  docpipe demo                       the sample estate, in ./docpipe-demo
  docpipe demo try --source ../shop  your own tree, which stays as it is; the output goes to ./try
"""
SHOWN = 10  # warnings
MARK = ".docpipe-demo"  # says that the folder is a demonstration's, so that the next one may use it


@click.command("demo", epilog=EXAMPLES)
@click.argument("dest", type=click.Path(file_okay=False, path_type=Path), default="docpipe-demo")
@click.option(
    "--source",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    metavar="PATH",
    help="Your own tree instead of the sample; nothing in it is changed.",
)
@click.pass_context
def command(context: click.Context, *, dest: Path, source: Path | None) -> None:
    """Show all of docpipe in the folder DEST: scan, consolidate, verify, and the site built.

    Without --source it works on a sample of some 40 Markdown files, copied to DEST/estate; change them and run it
    again.
    """
    from docpipe import runs
    from docpipe.cli.terminal import print_proof, print_summary, progress, safe

    tree, out, site = prepare(dest, source), dest / "result", dest / "site"
    with progress(False) as told:
        summary = runs.consolidate(tree, out, workers=None, told=told)
        told("proving")
        proof = runs.verify(tree, out)
        told("building the site")
        warnings = build(out / "mkdocs.yml", site)
    print_summary(replace(summary, next=""), as_json=False, quiet=False, verbose=False)
    print_proof(proof)
    if warnings is None:
        click.echo("MkDocs is not installed (the extra `site`), so no HTML was built")
    built = (site / "index.html").is_file()
    click.echo("\nwhere to look:")
    for path, what in (
        (site / "index.html" if built else out / "docs" / "index.md", "the site, to read"),
        (out / "reports" / "conflicts.md", "what is said differently, and who is right"),
        (out / "reports" / "duplicates.md", "what is said twice"),
        (out / "reports" / "references.md", "what is named and not there"),
        (out / "reports" / "ledger.jsonl", "where every block went"),
    ):
        click.echo(f"  {path}  {what}")
    for line in complaint(warnings or ()):
        click.echo(safe(line), err=True)
    if proof.problems or warnings:
        context.exit(1)


def prepare(dest: Path, source: Path | None) -> Path:
    """Make DEST a demonstration's folder, with the sample in it where no source is named; return the tree to read.

    Raises OutputError where DEST holds other things, or lies in the source. A sample that is there already is kept.
    """
    if source is not None and dest.resolve().is_relative_to(source.resolve()):
        raise OutputError(f"{dest} lies inside {source}, which stays as it is", "name a folder outside of it")
    if dest.exists() and any(dest.iterdir()) and not (dest / MARK).exists():
        raise OutputError(f"{dest} holds files that are not a demonstration's", "name a new or an empty folder")
    dest.mkdir(parents=True, exist_ok=True)
    (dest / MARK).touch()
    if source is not None:
        return source
    estate = dest / "estate"
    if not estate.exists():
        with as_file(files("docpipe") / "demo" / "estate") as sample:
            shutil.copytree(sample, estate, ignore=shutil.ignore_patterns("__pycache__"))
    return estate


def complaint(warnings: Sequence[str]) -> Iterator[str]:
    """What MkDocs warned of, in its own words, and what to do about it."""
    from docpipe.cli.terminal import counted

    if warnings:
        yield ""
        yield f"MkDocs warns of {counted(len(warnings), 'place')}, so a strict build of this site fails:"
        yield from (f"  {line}" for line in warnings[:SHOWN])
        if len(warnings) > SHOWN:
            yield f"  and {len(warnings) - SHOWN:,} more; mkdocs build --strict tells them all"
        yield "next: it is docpipe's mistake, not your documents'; please report it with these lines."
        yield "Until it is mended, leave the document out that the place comes from (`exclude` in docpipe.toml)."


class _Warnings(logging.Handler):
    """Keeps what MkDocs warns of."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.said: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.said.append(" ".join(record.getMessage().split()))


def build(config: Path, site: Path) -> tuple[str, ...] | None:
    """Build the HTML with MkDocs: what it warns of, at which a strict build fails. None where it is not installed."""
    if importlib.util.find_spec("mkdocs") is None:
        return None
    os.environ["NO_MKDOCS_2_WARNING"] = "1"  # the theme's notice about the generator's future is not about this site
    from mkdocs.commands.build import build as run
    from mkdocs.config import load_config
    from mkdocs.exceptions import MkDocsException

    kept = _Warnings()
    logger = logging.getLogger("mkdocs")
    logger.addHandler(kept)
    try:
        run(load_config(str(config), site_dir=str(site.resolve())))
    except MkDocsException as error:
        kept.said.append(" ".join(str(error).split()))
    finally:
        logger.removeHandler(kept)
    return tuple(kept.said)
