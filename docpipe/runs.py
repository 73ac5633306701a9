"""The whole run of a command: see whether anything is new, let the pipeline work, write all of it or nothing."""

from __future__ import annotations

import shlex
from collections.abc import Callable, Mapping
from dataclasses import asdict, replace
from pathlib import Path
from typing import TYPE_CHECKING

from docpipe import apply, config, crawl, places, publish, review
from docpipe.config import Config
from docpipe.errors import OutputError, PathError
from docpipe.model import Scan
from docpipe.publish import mentions, output, proposal, reports, summary
from docpipe.publish.output import Output
from docpipe.publish.summary import Summary
from docpipe.store import program, runs
from docpipe.store.cache import Cache

if TYPE_CHECKING:
    from docpipe.publish.reports.last import Report
    from docpipe.verify import Proof

Told = Callable[[str], None]  # is told the stage that begins
SITE = ("docs", "mkdocs.yml", places.LEDGER, mentions.PATH, proposal.PATH)
REPORTS = tuple(f"reports/{name}" for name, _ in reports.FORMATS)


def scan(root: Path, out: Path, *, related: bool, workers: int | None, told: Told) -> Summary:
    """Scan `root` and write the reports below `out`; at once where nothing is new since the last time."""

    def render(found: Scan, settings: Config) -> dict[str, bytes]:
        return _reports(found, workers)

    def site_next(folder: Path) -> str:
        where = "DIR" if root == out else shlex.quote(str(out))
        return f"docpipe consolidate {shlex.quote(str(root))} --out {where}: one readable site of it"

    return _run(
        "scan", root, out, names=("reports",), owned=REPORTS, render=render, next_step=site_next, related=related,
        workers=workers, told=told,
    )  # fmt: skip


def consolidate(root: Path, out: Path, *, workers: int | None, told: Told) -> Summary:
    """Scan `root` and write reports, pages and ledger below `out`; at once where nothing is new since the last time."""

    def render(found: Scan, settings: Config) -> dict[str, bytes]:
        from docpipe import pipeline

        told("planning pages")
        plan = pipeline.plan(found, settings)
        told("rendering pages")
        fates = pipeline.inventory(plan, found, settings)
        at = settings.site
        site = publish.files(plan, found, name=at.name, repo_url=at.repo_url, url=at.url, fates=fates)
        named = pipeline.mentions(found, fates)
        told_also = {mentions.PATH: mentions.render(named, plan.redirects), proposal.PATH: proposal.render(plan, found)}
        return _reports(found, workers) | site | {path: text for path, text in told_also.items() if text is not None}

    def next_step(folder: Path) -> str:
        new = folder / proposal.PATH
        if new.is_file():
            patch = shlex.quote(str(new))
            return (
                f"git apply {patch} sets what is new at the end of its pages"
                if new.stat().st_size
                else "nothing is new"
            )
        where = "" if root == out else f" --out {shlex.quote(str(out))}"
        read = f"mkdocs serve -f {shlex.quote(str(folder / 'mkdocs.yml'))}"
        proof = f"docpipe verify {shlex.quote(str(root))}{where}"
        return f"{read} shows the site; {proof} proves that nothing was lost"

    result = _run(
        "consolidate", root, out, names=output.NAMES, owned=(*REPORTS, *SITE), render=render, next_step=next_step,
        related=False, workers=workers, told=told,
    )  # fmt: skip
    if result.taken is None:
        output.drop_preview(out)
    return result


def verify(root: Path, out: Path) -> Proof:
    """Prove what `consolidate` wrote below `out`, or the last `--apply`. Raises OutputError where it wrote nothing."""
    from docpipe import applying
    from docpipe.verify import verify as prove

    applied = applying.verify(root) if root == out else None
    if applied:
        return applied
    for folder in (output.preview_of(out), out):  # a preview stands only where the last run could not write to `out`
        output.recover(folder)
        if (folder / "reports" / "ledger.jsonl").is_file():
            documents, _ = crawl.read_all(crawl.find(root, config.load(root)).entries)
            return prove(root, documents, folder)
    raise OutputError(f"{out} holds no reports/ledger.jsonl", "run docpipe consolidate first, or name its --out")


def explain(root: Path, out: Path, places: tuple[str, ...], *, told: Told) -> tuple[str, ...]:
    """What the last scan of `root` found at one place or between two, as lines for a person."""
    from docpipe.publish import explanation
    from docpipe.publish.place import place
    from docpipe.publish.reports import last

    told("reading the last report")
    report = last.read(last_output(out) / "reports")
    named = [place(report, written) for written in places]
    stale = changed_since(root, {spot.path for spot in named if spot.path}, report)
    if len(named) == 1:
        return (*stale, *explanation.explain(report, named[0]))
    if any(spot.finding for spot in named):
        raise PathError("two places are two documents or two sections", "name one finding at a time")
    left, right = named
    if left.section and right.section and left.section != right.section:
        from docpipe import pipeline

        if stale:
            raise PathError(f"{stale[0]}", "run docpipe scan again, so that both are looked for where they are now")
        return tuple(explanation.sections(pipeline.compare(root, config.load(root), left.section, right.section, told)))
    if left.path == right.path:
        raise PathError("both places are the same", "name two documents, or two sections by their lines")
    return (*stale, *explanation.documents(report, left.path, right.path))


def last_output(out: Path) -> Path:
    """The folder that the last run wrote to: a preview stands only where it could not write to `out`."""
    preview = output.preview_of(out)
    return preview if (preview / "reports" / "scan.json").is_file() else out


def changed_since(root: Path, paths: set[str], report: Report) -> tuple[str, ...]:
    """A line for each document that is no longer what the report tells of."""
    digests = {row.path: row.sha256 for row in report.documents if row.path in paths}
    entries = [entry for entry in crawl.find(root, config.load(root)).entries if entry.path in paths]
    now = {source.path: source.sha256 for source in crawl.read_all(entries)[0]}
    return tuple(
        f"{path} has {'changed' if path in now else 'gone'} since the last scan"
        for path in sorted(paths)
        if now.get(path) != digests.get(path)
    )


def _run(
    command: str,
    root: Path,
    out: Path,
    *,
    names: tuple[str, ...],
    owned: tuple[str, ...],
    render: Callable[[Scan, Config], dict[str, bytes]],
    next_step: Callable[[Path], str],
    related: bool,
    workers: int | None,
    told: Told,
) -> Summary:
    apply.recover(root)
    settings = config.load(root)
    told("listing files")
    found = crawl.find(root, settings)
    chosen = output.choose(out, names)
    state = chosen.folder / places.STATE
    read = (settings, review.read(root), found.tree.root, found.state, found.revision)
    key = runs.key((program.digest(), command, related, *read))
    known = runs.recall(state, command, key, _standing(chosen.folder, owned))
    if known is not None and (told_before := summary.from_plain(known)) is not None:
        return _placed(told_before, chosen, next_step)
    from docpipe import pipeline  # with all the stages need, half a second: not for a run where nothing is new

    cache = Cache(output.prepare(chosen.folder), program.digest())
    scanned = pipeline.scan(root, settings, found, related=related, workers=workers, told=told, cache=cache)
    files = render(scanned, settings)
    told("writing")
    output.write(chosen.folder, files, owned)
    result = replace(summary.summarise(scanned), better=pipeline.better_layout(scanned, settings))
    runs.remember(state, command, key, _standing(chosen.folder, owned), asdict(result))
    return _placed(result, chosen, next_step)


def _reports(found: Scan, workers: int | None) -> dict[str, bytes]:
    """All reports; the longest is rendered in a process of its own, which takes as long as all others do."""
    from docpipe.apart import Apart, spare  # loads what processes need: not for a run where nothing is new

    first, *others = reports.FORMATS
    long = Apart(lambda: reports.render(found, [first]), spare(found.corpus.documents, workers))
    return {**reports.render(found, others), **long.result()}


def _placed(found: Summary, chosen: Output, next_step: Callable[[Path], str]) -> Summary:
    """Say in the words of this call where things are: the folder may have been named otherwise the last time."""
    return replace(found, folder=str(chosen.folder), taken=chosen.taken, next=next_step(chosen.folder))


def _standing(folder: Path, owned: tuple[str, ...]) -> Mapping[str, str]:
    """What docpipe wrote below `owned`; `choose` has seen that it still stands."""
    written = output.written(folder)
    return {path: digest for path, digest in written.items() if output.below(path, owned)}
