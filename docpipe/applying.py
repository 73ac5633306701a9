"""The whole run of what changes sources: show it beforehand, do it phase by phase, prove it, take it back."""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from docpipe import apply, config, crawl
from docpipe.apply import Applied, Phased, Step, Undone
from docpipe.config import Config
from docpipe.errors import ApplyError
from docpipe.git import GitError, open_repository
from docpipe.model import Fate, Mention, Phase, Plan, Scan
from docpipe.publish import files, mentions, output, reports

if TYPE_CHECKING:
    from docpipe.verify import Proof

Told = Callable[[str], None]  # is told the stage that begins


@dataclass(frozen=True, slots=True)
class Outlook:
    """What `consolidate` would do. `pages` and their words; the fate of every document; the phases with their sizes.

    `mentions`: where files that stay name documents that go.
    """

    pages: tuple[tuple[str, int], ...]
    fates: tuple[Fate, ...]
    phases: tuple[tuple[Phase, int], ...]
    words: int
    questions: tuple[str, ...]
    mentions: tuple[Mention, ...]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What `--apply` did: the branch and tags, and how many documents went in which phase."""

    branch: str
    origin: str
    before: str
    phases: tuple[tuple[Phase, int], ...]
    pages: int
    left: int


def outlook(root: Path, last: Phase, only: Sequence[str], *, workers: int | None, told: Told) -> Outlook:
    """What `consolidate --apply` would do in `root` up to phase `last`; nothing is written."""
    scanned, settings = _scan(root, workers, told)
    told("planning pages")
    from docpipe import pipeline

    plan = pipeline.plan(scanned, settings)
    fates = pipeline.inventory(plan, scanned, settings)
    phases = apply.steps(fates, last, only, _pages(plan))
    if phases:
        plan = pipeline.plan(scanned, settings, phases[-1].held)
    return Outlook(
        tuple((f"docs/{page.path}", page.words) for page in plan.pages),
        fates,
        tuple((step.phase, len(step.fates)) for step in phases),
        sum(fate.words for fate in fates),
        plan.questions,
        pipeline.mentions(scanned, [fate for step in phases for fate in step.fates]),
    )


def consolidate(root: Path, last: Phase, only: Sequence[str], *, workers: int | None, told: Told) -> Outcome:
    """Write the site into `root` and retire the sources, on a branch of its own with one commit a phase.

    Raises ApplyError where the repository does not allow it, or nothing is left to do.
    """
    apply.recover(root)
    own = output.unchanged(root)
    ground = apply.stand(root, own)
    scanned, settings = _scan(root, workers, told)
    if any(document.source.page for document in scanned.corpus.documents):
        raise ApplyError(
            "pages of an earlier --apply stand here, and people keep them now",
            "docpipe consolidate without --apply writes what is new as a diff to them",
        )
    told("planning pages")
    phases = [_phased(scanned, settings, done) for done in _heads(_steps(scanned, settings, last, only))]
    if not phases:
        raise ApplyError("nothing to do: no document would go onto a page or into the archive", "see --dry-run")
    told("changing the tree")
    done = apply.apply(ground, phases, own)
    return _outcome(done, phases)


def _steps(scanned: Scan, settings: Config, last: Phase, only: Sequence[str]) -> tuple[Step, ...]:
    from docpipe import pipeline

    plan = pipeline.plan(scanned, settings)
    return apply.steps(pipeline.inventory(plan, scanned, settings), last, only, _pages(plan))


def _pages(plan: Plan) -> frozenset[str]:
    return frozenset(f"docs/{page.path}" for page in plan.pages)


def _heads(steps: Sequence[Step]) -> list[tuple[Step, ...]]:
    """Each phase with those before it."""
    return [tuple(steps[: number + 1]) for number in range(len(steps))]


def _phased(scanned: Scan, settings: Config, done: Sequence[Step]) -> Phased:
    """The last of the phases `done`, with the site as it is when all of them are done."""
    from docpipe import pipeline

    plan = pipeline.plan(scanned, settings, done[-1].held)
    gone = {fate.path for step in done for fate in step.fates if fate.policy in ("archive", "history")}
    beside = [path for path in scanned.corpus.tree.files if path.startswith("docs/") and path not in gone]
    fates = pipeline.inventory(plan, scanned, settings)
    left = apply.left(_as_placed(fates, done), {f"docs/{page.path}": page.title for page in plan.pages})
    stubs = {path: text for path, text in apply.lines(left).items() if path.startswith("docs/")}
    at = settings.site
    site = files(plan, scanned, name=at.name, repo_url=at.repo_url, url=at.url, beside=beside, stubs=stubs, fates=fates)
    named = pipeline.mentions(scanned, [fate for step in done for fate in step.fates])
    told = {mentions.PATH: mentions.render(named, plan.redirects)}
    return Phased(done[-1], plan, reports.render(scanned) | site | told, left)


def _as_placed(fates: Sequence[Fate], done: Sequence[Step]) -> Iterator[Fate]:
    """The fates of all phases `done`, with the places that the plan gives them in which `fates` are."""
    now = {fate.path: fate for fate in fates}
    for fate in (fate for step in done for fate in step.fates):
        yield replace(fate, pages=now[fate.path].pages, anchor=now[fate.path].anchor)


def _outcome(done: Applied, phases: Sequence[Phased]) -> Outcome:
    plan: Plan = phases[-1].plan
    return Outcome(
        done.branch.removeprefix("refs/heads/"),
        done.origin.removeprefix("refs/heads/"),
        done.before_tag.removeprefix("refs/tags/"),
        tuple((phased.step.phase, len(phased.step.fates)) for phased in phases),
        len(plan.pages),
        len(phases[-1].step.held),
    )


def undo(root: Path, phase: Phase | None) -> Undone:
    """Take back the last `--apply` in `root`, or of it `phase` and those after it."""
    return apply.undo(root, phase, output.unchanged(root))


def verify(root: Path) -> Proof | None:
    """Prove the last `--apply`, from the commits before and after it; None where there was none on this branch."""
    from docpipe.verify import verify as prove

    apply.recover(root)
    try:
        repository = open_repository(root.resolve())
    except GitError:
        return None
    done = apply.last(repository, "consolidate")
    if done is None:
        return None
    with tempfile.TemporaryDirectory(prefix="docpipe-") as temporary:
        before = apply.checkout(repository, done.before, Path(temporary) / "before")
        after = apply.checkout(repository, done.after, Path(temporary) / "after")
        documents, _ = crawl.read_all(crawl.find(before, config.load(before)).entries)
        proof = prove(before, documents, after)
        return replace(proof, edited=_edited(root, after, proof.written))


def _edited(root: Path, after: Path, written: Collection[str]) -> tuple[str, ...]:
    """What was written and has been changed or removed since, by people: their right, and no fault."""
    return tuple(path for path in sorted(written) if _digest(root / path) != _digest(after / path))


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else ""


def _scan(root: Path, workers: int | None, told: Told) -> tuple[Scan, Config]:
    from docpipe import pipeline

    settings = config.load(root)
    return pipeline.scan(root, settings, workers=workers, told=told), settings
