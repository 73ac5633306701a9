"""One line a stage: the table of contents of the program."""

from __future__ import annotations

import gc
import importlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from docpipe import crawl, gate, match, reading, review, roles, rules, settled
from docpipe.apart import Apart, spare
from docpipe.config import Config
from docpipe.model import (
    Contradictions,
    Corpus,
    Decision,
    Document,
    Explained,
    Fate,
    Mention,
    Orphan,
    Plan,
    Reference,
    Scan,
)
from docpipe.store.cache import Cache
from docpipe.text.outgoing import Leads, leads
from docpipe.text.sites import resolver_of

if TYPE_CHECKING:
    from docpipe.conflicts.frames import Weights as AmountWeights
    from docpipe.match.judge import Weights  # loads numpy, which a run where nothing is new does not need

TOLD = 5  # secrets named in a note
# What takes long to load and is needed only when documents are read: the first while another process reads the files,
# the rest while others parse them.
_LATER = ("match.matching", "conflicts", "conflicts.frames", "evidence", "facts", "references")
Told = Callable[[str], None]  # is told the stage that begins


def scan(
    root: Path,
    config: Config,
    found: crawl.Crawl | None = None,
    *,
    related: bool = False,
    workers: int | None = None,
    told: Told = lambda stage: None,
    weights: Weights | None = None,
    amount_weights: AmountWeights | None = None,
    cache: Cache | None = None,
) -> Scan:
    """Read everything below `root` and say what repeats, what contradicts, what is dead, and what belongs where.

    `found` is the crawl of `root`, where the caller has made it. `related` keeps the candidate pairs that were examined
    and not reported, for measuring and explaining. `workers` is the number of processes that parse, and above 1
    lets stages run side by side; the result does not depend on it. `weights` are those of matching and
    `amount_weights` those of amounts that contradict, the shipped ones by default; whoever measures on a corpus gives
    weights fitted without it. `cache` spares the work on files that a run before has read.
    """
    found = found or crawl.find(root, config)
    reader = reading.Reader(workers, cache)
    corpus = read(found, config, reader, told, later=_LATER)
    from docpipe import conflicts, evidence, references

    told("looking for what is said twice, said differently, and named in vain")
    witnessed, sources = evidence.collect(corpus.tree), evidence.Sources(corpus.tree)
    # Facts take longest of all that runs beside matching: half of them are found in a process of their own.
    half = len(corpus.documents) // 2
    early = Apart(lambda: reader.facts(corpus.documents[:half]), workers)

    def contradict() -> Contradictions:
        late = reader.facts(corpus.documents[half:])  # in the meantime
        claims = early.result() + late
        return conflicts.find(corpus.documents, claims, witnessed, corpus.tree, amount_weights, sources=sources)

    contradictions = Apart(contradict, workers)

    def follow() -> tuple[tuple[Reference, ...], tuple[Orphan, ...], Leads]:
        resolver = resolver_of(corpus)
        led = leads(corpus.documents, resolver)
        dead = references.find(corpus, witnessed, sources, resolver)
        return dead, references.orphans(corpus, sources, led), led

    mapped = Apart(lambda: rules.assign(corpus.documents, config), spare(corpus.documents, workers))
    # All of it follows links, and twice the code is searched: in one process, so that it is read once.
    followed = Apart(follow, workers)
    matching = match.match(
        corpus.documents,
        reader.fingerprints(corpus.documents),
        leads=lambda: followed.result()[2],
        conflicts=lambda: contradictions.result().conflicts,
        related=related,
        weights=weights,
    )
    told("mapping sections to targets")
    assignments = mapped.result()
    dead, orphans, _ = followed.result()
    scanned = Scan(corpus, matching, contradictions.result(), dead, assignments, orphans)
    return _ruled(scanned, config, review.read(root))


def _ruled(scanned: Scan, config: Config, decisions: Sequence[Decision]) -> Scan:
    """The scan as people ruled on it, with the findings that are left."""
    scanned = replace(scanned, findings=gate.findings(scanned, config.check.records))
    if not decisions:
        return scanned
    ruled = review.rule(scanned, decisions)
    return replace(ruled, findings=gate.findings(ruled, config.check.records))


def read(
    found: crawl.Crawl,
    config: Config,
    reader: reading.Reader,
    told: Told,
    *,
    later: Sequence[str] = (),
) -> Corpus:
    """Read, parse and date what a crawl found, and say what part each document plays.

    `later` are modules of docpipe that the caller needs after it: they load while other processes work.
    """
    log = crawl.begin(found.repository)
    told(f"reading {len(found.entries):,} documents")
    files = Apart(lambda: crawl.read_all(found.entries), reader.workers)
    _load(later[:1])
    sources, unread = files.result()
    parsed = reader.documents(sources, meanwhile=lambda: _load(later[1:]))
    history = log.finish()
    tree = crawl.remember(found.tree, history)
    dated = tuple(replace(document, source=crawl.dated(document.source, history)) for document in parsed)
    documents = roles.assign(dated, tree, config)
    gc.freeze()  # all of it is needed to the end: the collector need not look through it again and again
    notes = found.notes + history.notes + tuple(_secrets(documents))
    return Corpus(tree, documents, tuple(sorted((*found.skipped, *unread))), notes)


def _load(names: Iterable[str]) -> None:
    for name in names:
        importlib.import_module(f"docpipe.{name}")


def _secrets(documents: Sequence[Document]) -> Iterator[str]:
    """One note on all that documents give away; a key of several lines is one secret."""
    told = [
        f"{document.path}:{secret.line} ({secret.kind})"
        for document in documents
        for above, secret in pairwise((None, *document.source.secrets))
        if secret and not (above and above.kind == secret.kind and above.line == secret.line - 1)
    ]
    if told:
        more = f" and {len(told) - TOLD} more, under their documents in scan.json" if len(told) > TOLD else ""
        yield f"secrets in documents, masked in all that is written; change them: {', '.join(told[:TOLD])}{more}"


def compare(root: Path, config: Config, left: str, right: str, told: Told) -> Explained:
    """Why two sections below `root` match or do not; they are named by the ids that a scan gives them."""
    corpus = read(crawl.find(root, config), config, reading.Reader(), told)
    told("holding the two against each other")
    return match.explain(corpus.documents, left, right, leads=leads(corpus.documents, resolver_of(corpus)))


def propose(root: Path, *, workers: int | None = None, told: Told = lambda stage: None) -> rules.Proposal:
    """The targets and rules that would fit what lies below `root`."""
    corpus = read(crawl.find(root, Config()), Config(), reading.Reader(workers), told)
    told("proposing targets")
    return rules.propose(corpus.documents)


def better_layout(found: Scan, config: Config) -> tuple[str, ...]:
    """The pages that `docpipe init` proposes, where nothing is configured and the packaged ones do not fit."""
    if config != Config():
        return ()
    proposal = rules.propose(found.corpus.documents, found.assignments)
    if proposal.config.layout:
        return ()
    sizes = {target.path: len(proposal.documents.get(name, ())) for name, target in proposal.config.targets.items()}
    return tuple(f"{path} ({size})" for path, size in sizes.items() if size)


def plan(found: Scan, config: Config, held: Mapping[str, str] | None = None) -> Plan:
    """Pages, redirects and ledger that `consolidate` would write; documents in `held` stay, for the reason given.

    So does what the pages of an earlier `--apply` hold already.
    """
    from docpipe import consolidate

    return consolidate.plan(found, config, {**settled.on_pages(found), **(held or {})})


def inventory(planned: Plan, found: Scan, config: Config) -> tuple[Fate, ...]:
    """What becomes of each source document as a whole."""
    from docpipe import consolidate

    return consolidate.inventory(planned, found, config)


def mentions(found: Scan, fates: Sequence[Fate]) -> tuple[Mention, ...]:
    """Where files that stay name documents that leave their place."""
    from docpipe import evidence

    leaving = frozenset(fate.path for fate in fates if fate.phase and fate.policy in ("archive", "history", "stub"))
    staying = {document.path: document.source.text for document in found.corpus.documents}
    return evidence.mentions(
        found.corpus.tree, {path: text for path, text in staying.items() if path not in leaving}, leaving
    )
