r"""Every type that crosses a stage, in the order of the path; no behaviour.

Paths are relative to the scanned root, with `/`; a byte of a file name that is not UTF-8 is written `\xNN`.
Lines are 1-based and `end_line` is inclusive. Offsets count characters of `SourceFile.text`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

Role = Literal["living", "record", "agent", "protected", "generated", "copy"]
Relation = Literal["duplicate", "near", "contains", "template", "related"]
Kind = Literal["port", "version", "count", "status", "polarity", "command", "path", "url", "value", "other"]
Status = Literal["open", "settled", "dismissed", "historic"]
Severity = Literal["high", "medium", "low"]
Action = Literal["kept", "merged", "noted", "archived", "stays", "dropped"]
Policy = Literal["archive", "history", "stub", "symlink", "keep"]
Phase = Literal["copies", "records", "documents", "merges"]

# ---------------------------------------------------------------- crawl


@dataclass(frozen=True, slots=True)
class Entry:
    """A Markdown file that the crawl listed and nobody has read yet.

    `location` opens it: an absolute path, surrogate-escaped where the name is not UTF-8. `size` in bytes, `mtime_ns` in
    nanoseconds since the epoch.
    """

    path: str
    location: str
    size: int
    mtime_ns: int


@dataclass(frozen=True, slots=True, order=True)
class Skipped:
    """A Markdown file that is not a source document, and why."""

    path: str
    reason: str


@dataclass(frozen=True, slots=True)
class Secret:
    """A line that gives a key, token or password away, and which kind."""

    line: int
    kind: str


@dataclass(frozen=True, slots=True)
class SourceFile:
    """One Markdown file as it was read.

    `text` is decoded (UTF-8 without its BOM, UTF-16 by its BOM, else cp1252) and its lines end in LF, whatever they
    ended in on disk. `sha256` is of the bytes on disk. `location` opens the file (surrogate-escaped where the name is
    not UTF-8). `last_changed` is an ISO date from git, or None where git does not know. `page`: docpipe wrote it
    once, and it is a living document now; `text` has spaces where docpipe's own words stand. `secrets`: `text` has
    bullets where they stand, so that nothing that is made of it can give them away.
    """

    path: str
    location: str
    text: str
    sha256: str
    size: int
    encoding: str = "utf-8"
    page: bool = False
    last_changed: str | None = None
    warnings: tuple[str, ...] = ()
    secrets: tuple[Secret, ...] = ()


@dataclass(frozen=True, slots=True)
class Tree:
    """All that the repository holds, Markdown or not: what a reference may name and a witness may read.

    `files` and `folders` are sorted relative paths, without what is ignored and what docpipe wrote. Every file is a
    regular one, or a symbolic link to a regular one below the root: safe to open. `renames` maps an old path to its
    newest one, from git's history. `git` is None outside a repository, else "full" or "shallow". `removed` holds paths
    that git's history once had and the tree no longer has.
    """

    root: str
    files: tuple[str, ...]
    folders: tuple[str, ...]
    renames: Mapping[str, str] = field(default_factory=dict)
    removed: frozenset[str] = frozenset()
    git: Literal["full", "shallow"] | None = None


@dataclass(frozen=True, slots=True)
class History:
    """What git's log tells of the paths below the root, whether they exist today or not.

    `changed` holds the ISO date of a path's last change of content, followed through renames. `renames` maps an old
    path to its newest name; `gone` holds every path that was once removed or renamed. `notes` say what git could not
    tell.
    """

    changed: Mapping[str, str] = field(default_factory=dict)
    renames: Mapping[str, str] = field(default_factory=dict)
    gone: frozenset[str] = frozenset()
    notes: tuple[str, ...] = ()


# ---------------------------------------------------------------- parse

BlockKind = Literal[
    "heading", "paragraph", "list", "table", "fence", "code", "quote", "callout", "html", "mdx",
    "definition", "footnote", "math", "break", "front_matter",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Block:
    """The smallest unit that is accounted for. Blocks tile the document: every non-blank line lies in exactly one."""

    kind: BlockKind
    start_line: int
    end_line: int


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading's plain text, its level (1 to 6), and its anchor as GitHub and as Python-Markdown make it."""

    text: str
    level: int
    github: str
    markdown: str
    explicit: str | None = None  # `{#id}`, or the id of an HTML heading


@dataclass(frozen=True, slots=True)
class Link:
    """A link or image. `text[start:end]` of the source is the target as written (of a reference: its label)."""

    kind: Literal["link", "image", "reference", "image_reference", "autolink", "html", "html_image"]
    target: str
    text: str
    line: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with what stands under it up to the next heading of any level, or the text before the first one.

    `id` is `PATH#LINE` of the first line. `trail` holds the headings from the outermost to the section's own; it is
    empty, and `level` 0, for text before the first heading. Blocks lie in order, the heading first.
    """

    id: str
    path: str
    trail: tuple[str, ...]
    level: int
    start_line: int
    end_line: int
    heading: Heading | None
    blocks: tuple[Block, ...]
    links: tuple[Link, ...]
    words: int


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """Metadata at the head of a document: its block, its format, and its values as plain data."""

    block: Block
    format: Literal["yaml", "toml", "json"]
    data: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Document:
    """One source document: sections in order, which with the front matter hold every block."""

    source: SourceFile
    title: str
    front_matter: FrontMatter | None
    sections: tuple[Section, ...]
    definitions: Mapping[str, str] = field(default_factory=dict)  # reference label, normalised -> target
    anchors: frozenset[str] = frozenset()  # every anchor that a link may name, in both ways of making them
    warnings: tuple[str, ...] = ()
    role: Role = "living"
    role_reason: str = "nobody asked yet"
    damaged: str | None = None  # why its text is no language any more
    copy_kind: Literal["version", "translation", "backup"] | None = None  # of role "copy": which kind
    copy_of: str | None = None  # and of which path; None where the newer version dropped it

    @property
    def path(self) -> str:
        """The document's path, as everywhere."""
        return self.source.path


@dataclass(frozen=True, slots=True)
class Corpus:
    """All source documents of one run, in path order, with the tree that they speak of."""

    tree: Tree
    documents: tuple[Document, ...]
    skipped: tuple[Skipped, ...]
    notes: tuple[str, ...] = ()  # what a person should know of the crawl: shallow clone, no git, ...


# ---------------------------------------------------------------- match


@dataclass(frozen=True, slots=True)
class Match:
    """Two sections, how they relate, and how sure (0 to 1) docpipe is that one merged section would serve.

    `intended` says why a repetition is meant (an excerpt that links to its source): it is in no cluster.
    """

    left: str
    right: str
    relation: Relation
    score: float
    detector: str
    reason: str
    intended: str | None = None


@dataclass(frozen=True, slots=True)
class Cluster:
    """Sections joined by duplicate, near or contains; the members yield to the canonical."""

    id: str
    relation: Relation
    score: float
    canonical: str
    members: tuple[str, ...]  # sorted; the canonical is one of them
    reasons: tuple[str, ...]  # why the canonical leads
    shared: tuple[str, ...] = ()  # for each member what it shares with the canonical, of which it is ""


@dataclass(frozen=True, slots=True)
class Family:
    """One shape, many subjects (`template`), or hundreds of equal sections (`duplicate`)."""

    id: str
    relation: Relation
    score: float
    members: tuple[str, ...]
    parameters: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Overlap:
    """A document of which another one says all or nearly all: a copy (`duplicate`, `near`), or it stands inside it.

    `score` is the share of the member's words that the leader says too.
    """

    id: str
    relation: Relation
    score: float
    leader: str  # a path, as `member`
    member: str
    words: int  # of the member
    reasons: tuple[str, ...]  # why the leader leads
    shared: str


@dataclass(frozen=True, slots=True)
class Repeat:
    """A paragraph, list, table or fence that stands word for word in many documents whose sections differ.

    `text` is its first statement, in the plain words that are compared; `places` are `PATH#LINE` of the block.
    """

    id: str
    kind: str
    words: int
    text: str
    places: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Rivals:
    """Living documents that answer one task differently, without sharing text. One leads."""

    id: str
    task: str
    leader: str
    members: tuple[str, ...]  # paths
    reasons: tuple[str, ...]
    alone: tuple[tuple[str, ...], ...] = ()  # for each member the headings that no other one has


@dataclass(frozen=True, slots=True)
class Matching:
    """What stage `match` found.

    `doubts` are pairs that are no finding, though they may well say the same: for whoever weighs a whole group.
    """

    matches: tuple[Match, ...] = ()
    clusters: tuple[Cluster, ...] = ()
    families: tuple[Family, ...] = ()
    rivals: tuple[Rivals, ...] = ()
    overlaps: tuple[Overlap, ...] = ()
    repeats: tuple[Repeat, ...] = ()
    doubts: tuple[Match, ...] = ()


@dataclass(frozen=True, slots=True)
class Term:
    """One summand of a score: what the figure says, its value for the pair, and what it adds; below 0 it takes away."""

    figure: str
    meaning: str
    value: float
    points: float


@dataclass(frozen=True, slots=True)
class Line:
    """A statement and what stands for it on the other side: the lines as written, None where one side has none."""

    left: tuple[int, str] | None
    right: tuple[int, str] | None


@dataclass(frozen=True, slots=True)
class Explained:
    """Two sections held against each other.

    `verdict` says how they relate and why in one sentence, `reason` what they share and in what they differ. `same`,
    `reworded`, `left` and `right` (what stands on that side only) are statements; `terms` what the score is made of,
    the heaviest first, empty where the score needs none.
    """

    sections: tuple[str, str]
    relation: Relation
    score: float
    verdict: str
    reason: str
    same: tuple[Line, ...]
    reworded: tuple[Line, ...]
    left: tuple[Line, ...]
    right: tuple[Line, ...]
    terms: tuple[Term, ...] = ()


# ---------------------------------------------------------------- facts, evidence, conflicts


@dataclass(frozen=True, slots=True)
class Fact:
    """(subject, attribute, value, scope) and where it stands. `value` is normalised, `quoted` is the line.

    `subject` is in the document's own words; `context` holds the names around it, nearest first, by which the stage
    `conflicts` resolves it. `scope` holds `dimension:value` strings; a dimension that is absent is open.
    """

    kind: Kind
    subject: str
    attribute: str
    value: str
    scope: tuple[str, ...]
    path: str
    line: int
    quoted: str
    source: str  # the extractor or witness that read it
    context: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Claim:
    """A fact as one document states it."""

    path: str
    line: int
    value: str
    text: str
    role: Role
    wrong: bool = False  # the settled value contradicts it


@dataclass(frozen=True, slots=True)
class Evidence:
    """What the repository itself says."""

    path: str
    line: int
    value: str


@dataclass(frozen=True, slots=True)
class Conflict:
    """Claims of one subject, attribute and scope whose values cannot all be true now."""

    id: str
    kind: Kind
    subject: str
    attribute: str
    scope: str
    status: Status
    confidence: float
    severity: Severity
    claims: tuple[Claim, ...]
    evidence: tuple[Evidence, ...]
    suggestion: str
    settled: str | None = None  # the value that holds, where the evidence or a ruling decides


@dataclass(frozen=True, slots=True)
class Reference:
    """A dead reference: what a document names and the repository does not have.

    `id` is of the document and what it names: several lines of one document may share it.
    `suggestion` is a path from the root (or a command, a variable), `instead` what the document has to say for it.
    `moved_from` is the path that was meant, where that file has moved to the suggestion, or the document away from it.
    """

    path: str
    line: int
    token: str
    kind: Literal["path", "link", "anchor", "command", "env", "symbol"]
    suggestion: str | None
    reason: str
    instead: str | None = None
    moved_from: str | None = None
    id: str = ""


@dataclass(frozen=True, slots=True)
class Orphan:
    """A document that nothing links to, or a script or settings file that nothing names. Listed, never judged."""

    path: str
    kind: Literal["document", "script", "settings"]
    reason: str


@dataclass(frozen=True, slots=True)
class Service:
    """A service known from compose files, manifests or documents."""

    name: str
    status: str
    ports: tuple[str, ...]
    health: str | None
    documented_in: tuple[str, ...]
    defined_in: tuple[str, ...]
    gaps: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Contradictions:
    """What stages `facts`, `evidence` and `conflicts` found together."""

    conflicts: tuple[Conflict, ...] = ()
    services: tuple[Service, ...] = ()


# ---------------------------------------------------------------- rules


UNSURE = 0.75  # confidence of an assignment below which at least one in five is wrong: a person should look


@dataclass(frozen=True, slots=True)
class Assignment:
    """The target and topic of a section, by which rule, how sure (0 to 1), and why. Both None: it stays where it is."""

    section: str
    target: str | None
    topic: str | None
    rule: str | None
    confidence: float
    reason: str


# ---------------------------------------------------------------- gate

FindingKind = Literal["duplicate", "conflict", "reference", "record"]


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that a gate can let through or not: one duplicate, conflict, dead reference, or misplaced record.

    `places` are `PATH:LINE`, the one to look at first; `prints` are the fingerprints of each, made of the text that
    stands there and not of where it stands. `detail` says what is wrong and what to do. `about` is the id of the
    cluster, conflict or reference, by which a person rules on it; of a misplaced record "".
    """

    kind: FindingKind
    severity: Severity
    places: tuple[str, ...]
    prints: tuple[str, ...]
    detail: str
    about: str = ""


# ---------------------------------------------------------------- review

# It is no finding; it is one, and all of it stays; one value holds.
Answer = Literal["dismiss", "keep", "prefer"]


@dataclass(frozen=True, slots=True)
class Decision:
    """What a person ruled on a finding, and the fingerprints of the places that were seen.

    `about` is the id that the finding had, `value` what holds where one value is preferred, `on` an ISO date, `line`
    where it stands in the file of decisions.
    """

    about: str
    verdict: Answer
    value: str | None
    why: str
    by: str
    on: str
    seen: tuple[str, ...]
    line: int = 1


@dataclass(frozen=True, slots=True)
class Ruling:
    """A decision, and what it is worth now.

    It `holds` for the `findings` (their ids). Where their places (`PATH:LINE`) have `changed`, they `ask` again. Where
    no finding has anything of what was seen, what it was about is `gone`.
    """

    decision: Decision
    state: Literal["holds", "asks", "gone"]
    findings: tuple[str, ...]
    changed: tuple[str, ...]


# ---------------------------------------------------------------- the scan as a whole


@dataclass(frozen=True, slots=True)
class Scan:
    """Everything that one scan found; what reports, consolidate and the gates read."""

    corpus: Corpus
    matching: Matching
    contradictions: Contradictions
    references: tuple[Reference, ...]
    assignments: tuple[Assignment, ...]  # one a section, in path and line order
    orphans: tuple[Orphan, ...] = ()
    findings: tuple[Finding, ...] = ()  # what a gate judges of all this, in path and line order
    rulings: tuple[Ruling, ...] = ()  # what people decided, by the names of the decisions


# ---------------------------------------------------------------- consolidate


@dataclass(frozen=True, slots=True)
class Destination:
    """Where a block stands now: lines of a page, or a file where it lies."""

    path: str
    start_line: int | None = None
    end_line: int | None = None
    anchor: str | None = None


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """What became of one source block."""

    path: str
    start_line: int
    end_line: int
    kind: str
    digest: str
    action: Action
    destinations: tuple[Destination, ...]
    because: str
    extra: Mapping[str, object] = field(default_factory=dict)  # masked, damaged, front matter keys


@dataclass(frozen=True, slots=True)
class Page:
    """A page of the site: its path below `docs/`, its title, and its text, LF line ends.

    `above` is the page that it was split off from. `words` counts those of its sources.
    """

    path: str
    title: str
    body: str
    above: str | None = None
    words: int = 0


@dataclass(frozen=True, slots=True)
class Moved:
    """Where one old anchor of a document leads now; of anchor "" the document itself. `page` is below `docs/`."""

    anchor: str
    page: str
    new_anchor: str


@dataclass(frozen=True, slots=True)
class Redirect:
    """The old address of a document on a page: `path` is below `docs/`, None where a page stands there now."""

    source: str
    path: str | None
    moved: tuple[Moved, ...]  # the document itself first, then its anchors in their order


@dataclass(frozen=True, slots=True)
class Asset:
    """A file copied byte for byte: from the source tree, to the output."""

    source: str
    path: str


@dataclass(frozen=True, slots=True)
class Plan:
    """What consolidate would do, computed from the scan; never edited by hand."""

    pages: tuple[Page, ...]
    redirects: tuple[Redirect, ...]
    assets: tuple[Asset, ...]
    ledger: tuple[LedgerRow, ...]
    questions: tuple[str, ...] = ()


# ---------------------------------------------------------------- apply


@dataclass(frozen=True, slots=True)
class Fate:
    """What becomes of one source document as a whole.

    `name` is its path as git and the disk spell it; `pages` are those that hold its text, that of its beginning first.
    `anchor` is where it begins there. `phase` is the commit in which it goes onto pages or into the archive, None where
    it stays. `policy` is what is left at its old path afterwards: "keep" where the file stays as it is.
    """

    path: str
    name: bytes
    role: Role
    words: int
    phase: Phase | None
    policy: Policy
    pages: tuple[str, ...]
    anchor: str
    because: str


@dataclass(frozen=True, slots=True, order=True)
class Mention:
    """A line of a file that stays and names a document that leaves its place: `token` is how it names it."""

    path: str
    line: int
    token: str
    document: str


# ---------------------------------------------------------------- fix


@dataclass(frozen=True, slots=True, order=True)
class Mend:
    """A few characters of a line that are to be others: `old` from character `start` of the line on becomes `new`."""

    path: str
    line: int
    start: int
    old: str
    new: str
    because: str


@dataclass(frozen=True, slots=True, order=True)
class Unmended:
    """What a person has to set right, and why docpipe does not: `token` is the value or the target that is wrong."""

    path: str
    line: int
    token: str
    why: str


# ---------------------------------------------------------------- check


@dataclass(frozen=True, slots=True)
class Addition:
    """A living document that the other side does not have: where it would go, and what there is most like it."""

    path: str
    target: str
    topic: str
    reason: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the gate lets through and what not. `known` counts what it knew, `gone` fingerprints that are found no more.

    `against` says what it was held against, a baseline or a commit; None where there was nothing, and all is new.
    """

    new: tuple[Finding, ...]
    known: int
    gone: int
    additions: tuple[Addition, ...]
    against: str | None
    against_commit: bool = False
