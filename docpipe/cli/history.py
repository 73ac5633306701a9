"""`docpipe history`: what changed from report to report, for the weekly look."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from docpipe.cli.options import json_option

if TYPE_CHECKING:
    from docpipe.gate import Step

SHOWN = 20  # findings of a kind of change; --json has all
EXAMPLES = """
\b
Examples:
  docpipe history last-week.json reports/scan.json
  docpipe history week-1.json week-2.json week-3.json     also what came back
"""


@click.command("history", epilog=EXAMPLES)
@click.argument(
    "reports",
    nargs=-1,
    required=True,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    metavar="SCAN.JSON...",
)
@json_option
def command(*, reports: tuple[Path, ...], as_json: bool) -> None:
    """Say what each of these reports, the oldest first, brought against the one before.

    Findings are compared by the text of their places, so that what only moved to other lines or files is no change.
    """
    from docpipe import gate
    from docpipe.cli.terminal import safe

    if len(reports) < 2:
        raise click.UsageError("name at least two reports, the oldest first")
    found = [gate.findings_of(str(report), report.read_bytes()) for report in reports]
    steps = gate.history(found)
    if as_json:
        click.echo(json.dumps([asdict(step) for step in steps], ensure_ascii=False, indent=1))
        return
    for report, step in zip(reports[1:], steps, strict=True):
        for line in _lines(str(report), step):
            click.echo(safe(line))


def _lines(report: str, step: Step) -> Iterator[str]:
    from docpipe.publish.telling import told

    counts = f"{len(step.new)} new, {len(step.back)} back again, {len(step.settled)} settled"
    yield f"{report}: {counts}, {step.open} in all"
    for title, findings in (("new", step.new), ("back again", step.back), ("settled", step.settled)):
        for finding in findings[:SHOWN]:
            yield f"  {title}: {finding.places[0]}: {finding.kind}: {told(finding)}"
        if len(findings) > SHOWN:
            yield f"  and {len(findings) - SHOWN:,} more {title}; --json lists them all"
