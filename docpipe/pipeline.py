"""One line a stage: the table of contents of the program."""

from __future__ import annotations

from pathlib import Path

from docpipe import conflicts, consolidate, crawl, evidence, facts, match, parse, references, roles, rules
from docpipe.config import Config
from docpipe.model import Corpus, Plan, Scan


def scan(root: Path, config: Config, *, related: bool = False) -> Scan:
    """Read everything below `root` and say what repeats, what contradicts, what is dead, and what belongs where.

    `related` keeps the candidate pairs that were examined and not reported, for measuring and explaining.
    """
    found = crawl.find(root, config)
    log = crawl.begin(found.repository)
    sources, unread = crawl.read_all(found.entries)
    history = log.finish()
    tree = crawl.remember(found.tree, history)
    documents = tuple(parse.parse(crawl.dated(source, history)) for source in sources)
    documents = roles.assign(documents, tree, config)
    corpus = Corpus(tree, documents, tuple(sorted((*found.skipped, *unread))), found.notes + history.notes)
    matching = match.match(documents, related=related)
    claims = tuple(fact for document in documents for fact in facts.extract(document))
    contradictions = conflicts.find(documents, claims, evidence.collect(tree), tree)
    dead = references.find(corpus)
    assignments = rules.assign(documents, matching, config)
    return Scan(corpus, matching, contradictions, dead, assignments)


def plan(found: Scan, config: Config) -> Plan:
    """Pages, redirects and ledger that `consolidate` would write."""
    return consolidate.plan(found, config)
