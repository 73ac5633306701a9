"""Documents -> living ones that answer one task for one subject differently; titles and places decide.

Silent where it is not sure: another component, environment, platform or edition in the name is another task.
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files

from docpipe.match import canonical, groups
from docpipe.match.canonical import Candidate
from docpipe.match.fingerprint import SectionPrint, parts
from docpipe.match.index import Index
from docpipe.match.standing import Standing
from docpipe.model import Overlap, Rivals
from docpipe.text.environments import in_words
from docpipe.text.scripts import CJK, UNSPACED

LEAST = 60  # words of a document that answers a task
ITEMS = 3  # steps of a list that make a procedure where there is no code

_MARK = re.compile(r"[^\w.]+|_")
_ORDER = re.compile(r"\d+[-_.) ]+")  # of a file among its siblings; other numbers are versions and phases
_UNSPACED = re.compile(f"[{CJK}{UNSPACED}]")


@dataclass(frozen=True, slots=True)
class _Answer:
    """One document: the task and subject that it is called by, and its sections."""

    path: str
    task: str
    subject: frozenset[str]
    sections: tuple[int, ...]


def rivals(index: Index, standing: Standing, overlaps: Iterable[Overlap]) -> tuple[Rivals, ...]:
    """Groups of documents of one task and subject. A copy is no rival, nor a text that points to the longer one."""
    yielded = {overlap.member for overlap in overlaps}
    by_task: dict[tuple[str, frozenset[str]], list[_Answer]] = defaultdict(list)
    for answer in _answers(index, standing):
        if answer.path not in yielded:
            by_task[answer.task, answer.subject].append(answer)
    found = (_rivals(index, standing, answers) for answers in by_task.values() if len(answers) > 1)
    return tuple(sorted((group for group in found if group), key=lambda group: (group.task, group.members)))


def _answers(index: Index, standing: Standing) -> Iterator[_Answer]:
    by_path: dict[str, list[int]] = defaultdict(list)
    for at, section in enumerate(index.sections):
        if section.role == "living":
            by_path[section.path].append(at)
    project = _project(index, by_path)
    for path, members in by_path.items():
        sections = [index.sections[at] for at in members]
        title = next((section.trail[0] for section in sections if section.trail), "")
        stem = path.rpartition("/")[2].rpartition(".")[0]
        called, named = _read(title), _read(stem)
        tasks = called[0] or named[0]
        if len(tasks) == 1 and _is_procedure(sections):
            component = _read(path.rpartition("/")[0])[1] - _words()["shelves"]
            yield _Answer(path, min(tasks), (called[1] | named[1] | component) - project, tuple(members))


def _project(index: Index, by_path: Mapping[str, Sequence[int]]) -> frozenset[str]:
    """The words that the root's README calls the project by."""
    for path in sorted(by_path):
        if path.lower().startswith("readme."):
            trail = next((index.sections[at].trail for at in by_path[path] if index.sections[at].trail), ("",))
            return _read(trail[0].partition(":")[0])[1]
    return frozenset()


def _is_procedure(sections: Sequence[SectionPrint]) -> bool:
    kinds = "".join(section.said.kinds for section in sections)
    words = sum(statement.count(" ") + 1 for section in sections for statement in section.said.statements)
    return words >= LEAST and ("c" in kinds or kinds.count("i") >= ITEMS)


@cache
def _words() -> Mapping[str, frozenset[str]]:
    data = tomllib.loads((files("docpipe.match") / "tasks.toml").read_text("utf-8"))
    tasks = {task: frozenset(words) for task, words in data["tasks"].items()}
    return tasks | {name: frozenset(words) for name, words in data["names"].items()}


@cache
def _phrases() -> tuple[tuple[str, str], ...]:
    """(phrase, task), the longest first: "local development" before "development"; the task of small words is ""."""
    known = dict(_words())
    small = [(word, "") for word in known.pop("nothing")]
    known.pop("shelves")
    pairs = [(word, task) for task, words in known.items() for word in words]
    return tuple(sorted([*pairs, *small], key=lambda pair: (-len(pair[0]), pair)))


def _read(name: str) -> tuple[frozenset[str], frozenset[str]]:
    """The tasks that a title, a file name or a folder names, and the words left when they and the small words go."""
    text = f" {' '.join(_MARK.sub(' ', _ORDER.sub('', name.casefold())).split())} "
    tasks: set[str] = set()
    for phrase, task in _phrases():
        spaced = phrase if _UNSPACED.search(phrase) else f" {phrase} "
        if spaced in text:
            text = text.replace(spaced, "  ")
            tasks.add(task)
    left = frozenset(word for word in parts(text) if any(map(str.isalnum, word)))
    return frozenset(tasks - {""}), left


def _rivals(index: Index, standing: Standing, answers: Sequence[_Answer]) -> Rivals | None:
    ranked = {answer.path: _candidate(index, standing, answer) for answer in answers}
    placed = sorted(answers, key=lambda answer: _order(ranked[answer.path]))
    leader = placed[0]
    others = [answer for answer in placed[1:] if not _apart(index, standing, leader, answer, ranked)]
    headings = {answer.path: _headings(index, answer) for answer in (leader, *others)}
    others = [answer for answer in others if headings[answer.path].keys() - headings[leader.path].keys()]
    if not others:
        return None
    paths = tuple(sorted(answer.path for answer in (leader, *others)))
    count = Counter(key for path in paths for key in headings[path])
    alone = (tuple(shown for key, shown in headings[path].items() if count[key] == 1) for path in paths)
    task = " ".join([leader.task, *sorted(leader.subject)])
    witness = next((standing.upheld[s] for s in _ids(index, leader) if s in standing.upheld), "the repository")
    reasons = canonical.reasons(ranked[leader.path], [ranked[other.path] for other in others], "living", witness)
    return Rivals(groups.name("r", paths), task, leader.path, paths, reasons, tuple(alone))


def _order(one: Candidate) -> tuple[object, ...]:
    """By evidence, links, recency and length; last what says of itself that it is past."""
    return one.old, -one.evidence, -one.inbound, -one.date, -one.words, len(one.path), one.path


def _candidate(index: Index, standing: Standing, answer: _Answer) -> Candidate:
    each = [canonical.candidate(index, standing, at, 0) for at in answer.sections if index.text_of[at] >= 0]
    return replace(each[0], evidence=sum(one.evidence for one in each), words=sum(one.words for one in each))


def _apart(index: Index, standing: Standing, one: _Answer, other: _Answer, ranked: Mapping[str, Candidate]) -> bool:
    """Whether the two speak of different environments, or the shorter one points to the longer."""
    named = [_environments(index, answer) for answer in (one, other)]
    if all(named) and not named[0] & named[1]:
        return True
    short, long = sorted((one, other), key=lambda answer: ranked[answer.path].words)
    return long.path in standing.leads.get(short.path, ())


def _environments(index: Index, answer: _Answer) -> frozenset[str]:
    sections = (index.sections[at] for at in answer.sections)
    return frozenset().union(*(in_words(" ".join(section.trail[:2])) for section in sections))


def _headings(index: Index, answer: _Answer) -> dict[str, str]:
    """The headings of its sections, as they are compared and as they are written."""
    trails = [index.sections[at].trail for at in answer.sections if len(index.sections[at].trail) > 1]
    return {" ".join(parts(trail[-1])): trail[-1] for trail in trails}


def _ids(index: Index, answer: _Answer) -> Iterator[str]:
    return (index.sections[at].id for at in answer.sections)
