"""A document -> the topic of its page under which it stands: that of most of its words, told by titles and headings."""

from __future__ import annotations

import posixpath
from collections import Counter, defaultdict
from collections.abc import Sequence

from docpipe.model import Document, Section
from docpipe.rules.book import Book, holds
from docpipe.rules.words import normalise, split_name

# A title that names a topic ("Troubleshooting guide") speaks for this share of the document's words.
_TITLE_SHARE = 1.0


class Topics:
    """Finds topics by the rules of one book: one without words decides, else the words of headings do."""

    def __init__(self, book: Book) -> None:
        """Headings return in every document, so what each says is remembered."""
        self._book = book
        self._said: dict[str, str | None] = {}
        self._words: dict[str, Counter[str]] = {}

    def of(self, document: Document, allowed: Sequence[str]) -> str:
        """The topic of most of a document's words, of those that its target's page has; in doubt the first named."""
        for rule in self._book.topics.deciding:
            if rule.topic in allowed and holds(rule, document):
                return str(rule.topic)
        if document.path not in self._words:
            self._words[document.path] = self._tally(document)
        words = self._words[document.path]
        return max(allowed, key=lambda topic: words[topic])

    def _tally(self, document: Document) -> Counter[str]:
        """How many words of a document stand under each topic."""
        words: Counter[str] = Counter()
        inherited: list[tuple[int, str | None]] = []
        for section in document.sections:
            if topic := self._of_section(section, inherited):
                words[topic] += section.words + 1
        total = sum(section.words for section in document.sections) + 1
        stem = posixpath.splitext(posixpath.basename(document.path))[0]
        for name in (document.title, split_name(stem)):
            if topic := self._named(name):
                words[topic] += round(_TITLE_SHARE * total)
        return words

    def _of_section(self, section: Section, inherited: list[tuple[int, str | None]]) -> str | None:
        """What a section's heading names, or else the heading above it."""
        while inherited and inherited[-1][0] >= section.level:
            inherited.pop()
        own = self._named(section.heading.text) if section.heading and section.level > 1 else None
        topic = own or (inherited[-1][1] if inherited else None)
        inherited.append((section.level, topic))
        return topic

    def _named(self, heading: str) -> str | None:
        if heading not in self._said:
            self._said[heading] = self._find(heading)
        return self._said[heading]

    def _find(self, heading: str) -> str | None:
        weights: defaultdict[str, float] = defaultdict(float)
        for term, times in self._book.topic_vocabulary.count(normalise(heading)).items():
            for speaker in self._book.topics.speakers[term]:
                # a phrase says more than a word: "configuration reference" is no "see also"
                weights[speaker.rule.topic or ""] += times * speaker.rule.weight * (1 + term.count(" "))
        return min(weights, key=lambda topic: (-weights[topic], topic), default=None)
