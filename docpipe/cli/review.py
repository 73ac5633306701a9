"""`docpipe review`: what waits for a person's ruling, and a ruling that lasts as long as the text it was made on."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from docpipe.cli.options import json_option, root_option, scanned_option
from docpipe.text.first_of import first_of
from docpipe.text.shortened import shortened

if TYPE_CHECKING:
    from docpipe.model import Answer
    from docpipe.reviewing import Waiting

SHOWN = 10  # findings listed; --json has all
WIDE = 140  # characters of what each is about
EXAMPLES = """
\b
Examples:
  docpipe review                                           what waits for a ruling
  docpipe review k-09ab --prefer 3001 --why "as in production"
  docpipe review k-09ab --dismiss --why "two dashboards, each with a port of its own"
  docpipe review c-1f3a4c22 --keep --why "each team prints its own"
  docpipe review k-09ab --forget                           take the ruling back
"""


@click.command("review", epilog=EXAMPLES)
@click.argument("about", metavar="[ID]", required=False)
@click.option("--dismiss", "verdict", flag_value="dismiss", help="It is no conflict, duplicate or dead reference.")
@click.option("--keep", "verdict", flag_value="keep", help="It is one, and all of it stays as it is.")
@click.option("--prefer", "value", metavar="VALUE", help="Of a conflict, this value (or the one at PATH:LINE) holds.")
@click.option("--forget", is_flag=True, help="Take the ruling on ID back.")
@click.option("--why", metavar="TEXT", help="The reason, which everything that shows the ruling tells.")
@click.option("--by", metavar="NAME", help="Who rules [default: the author git would name].")
@root_option
@scanned_option
@json_option
def command(
    *,
    about: str | None,
    verdict: str | None,
    value: str | None,
    forget: bool,
    why: str | None,
    by: str | None,
    root: Path,
    out: Path | None,
    as_json: bool,
) -> None:
    """List what waits for a person to rule on it, or write down the ruling on the finding ID.

    Rulings stand in docpipe.decisions.toml in PATH, a line each, for you to commit. A ruling holds as long as the text
    that it was made on: it moves with it to other lines and files, and the question is asked again when it changes.
    """
    from docpipe import review, reviewing
    from docpipe.cli.terminal import safe

    given = (verdict is not None) + (value is not None) + forget
    if given > 1:
        raise click.UsageError("--dismiss, --keep, --prefer and --forget each go alone")
    if about is None:
        if given or why or by:
            raise click.UsageError("name the finding to rule on: docpipe review ID ...")
        found = reviewing.waiting(out or root)
        text = (
            json.dumps(_plain(found), ensure_ascii=False, indent=1) if as_json else "\n".join(map(safe, _listed(found)))
        )
        click.echo(text)
        return
    if forget:
        if not review.forget(root, about):
            raise click.UsageError(f"there is no ruling on {about} in {review.FILE_NAME}")
        click.echo(safe(f"{root / review.FILE_NAME}: the ruling on {about} is taken back"))
        return
    if not given:
        raise click.UsageError("say what you rule: --prefer VALUE, --dismiss, --keep, or --forget")
    if not why or not why.strip():
        raise click.UsageError("say why: --why TEXT; whoever meets the ruling later will ask")
    answer: Answer = "prefer" if value is not None else "keep" if verdict == "keep" else "dismiss"
    decision = reviewing.decide(root, out or root, about, reviewing.Answered(answer, value, why.strip(), by))
    holds = f" {decision.value}" if decision.value else ""
    click.echo(safe(f"{root / review.FILE_NAME}: {decision.about}: {decision.verdict}{holds}, by {decision.by}"))
    click.echo("the next docpipe scan goes by it")


def _plain(found: Waiting) -> dict[str, object]:
    return {
        "asked": [row.model_dump() for row in found.asked],
        "open": [asdict(finding) for finding in found.open],
        "gone": [row.model_dump() for row in found.gone],
        "held": found.held,
    }


def _listed(found: Waiting) -> Iterator[str]:
    from docpipe.cli.terminal import counted

    if found.held:
        yield f"{counted(found.held, 'ruling')} in force"
    for row in found.asked:
        yield f"asked again: {' '.join(row.findings)}: {row.verdict}, by {row.by} on {row.on}: {row.why}"
        yield f"    since then new or changed: {first_of(row.changed, 3)}"
    for row in found.gone:
        yield f"gone: what {row.by} ruled on {row.on} is about nothing any more: docpipe review {row.about} --forget"
    if not found.open:
        yield "nothing waits for a ruling"
    for finding in found.open[:SHOWN]:
        where = " and ".join(finding.places[:2] if finding.kind == "duplicate" else finding.places[:1])
        yield f"{finding.about}  {finding.severity} {finding.kind} at {where}: {shortened(finding.detail, WIDE)}"
    if len(found.open) > SHOWN:
        yield f"and {len(found.open) - SHOWN:,} more; --json lists them all"
    if found.open:
        first = found.open[0].about
        yield ""
        yield f"docpipe explain {first} tells why; docpipe review {first} --dismiss (--keep, --prefer) rules on it"
