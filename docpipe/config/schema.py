"""The keys of `docpipe.toml`, and of the layouts that docpipe ships: what each means and what is allowed there."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Annotated, Literal

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    StrictFloat,
    StrictInt,
    ValidationInfo,
    field_validator,
    model_validator,
)

LayoutName = Literal["platform", "platform-full"]
Retire = Literal["archive", "history", "stub", "symlink", "keep"]


@dataclass(frozen=True, slots=True)
class Names:
    """What a file may refer to: the ids that it and the layout below it declare. The context of a validation."""

    targets: tuple[str, ...]
    topics: tuple[str, ...]
    rules: tuple[str, ...]  # of the layout below alone


def near(name: str, allowed: Sequence[str]) -> str:
    """The rest of a message about an unknown name: the likeliest spelling, and what is allowed."""
    close = get_close_matches(name, allowed, n=1)
    question = f"; did you mean {close[0]!r}?" if close else ""
    return f"{question}; allowed: {', '.join(allowed)}"


def _id(value: str) -> str:
    if not re.fullmatch(r"\w[\w.-]*", value):
        raise ValueError(f"{value!r} is no id; allowed: letters, digits, '-', '_' and '.'")
    return value


def _page_path(value: str) -> str:
    parts = value.split("/")
    if not value.endswith(".md") or "\\" in value or ":" in value or any(part in ("", ".", "..") for part in parts):
        raise ValueError(f"{value!r} is no page; allowed: a path below docs/ that ends in .md, like services/core.md")
    return value


def _word(value: str) -> str:
    if not re.search(r"[^\W_]", value):
        raise ValueError(f"{value!r} holds no word; allowed: a word or words, the last with * for every ending")
    return value


Id = Annotated[str, AfterValidator(_id)]
PagePath = Annotated[str, AfterValidator(_page_path)]
Words = tuple[Annotated[str, AfterValidator(_word)], ...]


class _Table(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class CrawlConfig(_Table):
    """What is read. Patterns are those of a `.gitignore`, relative to the root."""

    include: tuple[str, ...] = Field(default=(), description="Read these too, though they would be left out.")
    exclude: tuple[str, ...] = Field(default=(), description="Do not read these.")


class SiteConfig(_Table):
    """What the site calls itself, and where the sources can be seen."""

    name: str | None = Field(
        default=None, description="The site's name; without it, the title of the root's README, or the folder's name."
    )
    repo_url: str | None = Field(
        default=None, description="Where the sources can be seen: links that leave the site go there."
    )
    url: str | None = Field(
        default=None,
        pattern=r"^https?://[^\s/]+(/\S*)?$",
        description="Where the site is published: it then has a site map, and changes pages without loading them anew.",
    )


class RetireConfig(_Table):
    """What `docpipe consolidate --apply` leaves at the old path of a document that is on a page, or of a record."""

    policy: Retire = Field(
        default="archive",
        description="`archive`: nothing, the file moves to `_archive/`; `history`: nothing, git's history keeps it; "
        "`stub`: one line that points on; `symlink`: a link to the page; `keep`: the file as it is.",
    )


class CheckConfig(_Table):
    """What `docpipe check` lets through."""

    records: tuple[str, ...] = Field(
        default=(), description="Globs of where new records may lie; without any, they may lie anywhere."
    )


class TopicConfig(_Table):
    """A part of every page. The parts stand in the order in which the file names them, yours after the packaged."""

    title: str = Field(description="The heading of the part.")


class TargetConfig(_Table):
    """An output document. One that nothing fills is not written."""

    title: str = Field(description="The page's title.")
    path: PagePath = Field(description="The page's path below the site's `docs/`, ending in `.md`.")
    description: str = Field(
        default="",
        description="What belongs there. Where no rule names the target, its words are those between commas.",
    )
    topics: tuple[Id, ...] = Field(
        default=(), description="The parts of this page in their order; without it, all topics."
    )

    @field_validator("topics")
    @classmethod
    def _known(cls, value: tuple[str, ...], info: ValidationInfo) -> tuple[str, ...]:
        for name in value:
            _must_be_declared("topic", name, info)
        return value


class WhenConfig(_Table):
    """What a rule looks at. `path`, `role` and `topic` are conditions: of those that are given, all must hold."""

    path: tuple[str, ...] = Field(
        default=(), description="Globs, one of which the document's path matches; `**` crosses folders."
    )
    role: tuple[Literal["living", "record"], ...] = Field(
        default=(), description="Roles, one of which the document has."
    )
    topic: tuple[str, ...] = Field(default=(), description="Topics, one of which the document has.")
    heading: Words = Field(default=(), description="Words that count in the file's name, the title and headings.")
    words: Words = Field(default=(), description="Words that count there, in the folders' names and in the text.")

    @field_validator("topic")
    @classmethod
    def _known(cls, value: tuple[str, ...], info: ValidationInfo) -> tuple[str, ...]:
        for name in value:
            _must_be_declared("topic", name, info)
        return value

    @property
    def empty(self) -> bool:
        """Whether it looks at nothing."""
        return not (self.path or self.role or self.topic or self.heading or self.words)


class RuleConfig(_Table):
    """What sends documents to a target or topic. One of conditions alone decides; words are weighed.

    A word is found in any case, with or without accents, in the singular and plural; `deploy*` finds every ending,
    and `message queue` both words in a row. A rule with the `id` of a packaged one changes that: what it leaves out
    stays as packaged.
    """

    id: Id = Field(description="Its name, which reports give as the reason.")
    target: str | None = Field(default=None, description="The target that documents go to.")
    topic: str | None = Field(
        default=None, description="The topic that documents go to; without `target`, in any target."
    )
    action: Literal["keep"] | None = Field(default=None, description="`keep`: documents stay as they are, on no page.")
    retire: Retire | None = Field(
        default=None, description="What `--apply` leaves of the documents that it places; without it, `retire.policy`."
    )
    priority: StrictInt = Field(
        default=0, description="The higher is asked first; of equals, yours before the packaged."
    )
    weight: StrictFloat = Field(
        default=1.0, gt=0, le=100, description="How much a word counts against those of other rules in the same place."
    )
    when: WhenConfig = Field(default=WhenConfig(), description="What it looks at.")

    @field_validator("target", "topic")
    @classmethod
    def _known(cls, value: str | None, info: ValidationInfo) -> str | None:
        if value is not None:
            _must_be_declared(str(info.field_name), value, info)
        return value

    @model_validator(mode="after")
    def _whole(self, info: ValidationInfo) -> RuleConfig:
        packaged = isinstance(info.context, Names) and self.id in info.context.rules
        if self.action and (self.target or self.topic):
            raise ValueError("names an action, and a target or topic; only one of them can be")
        if self.retire and not packaged and not self.target:
            raise ValueError("says what is left of documents that it places: `retire` needs a target")
        if self.topic and not self.target and self.when.topic:
            raise ValueError("names a topic by the topic: `when.topic` needs a target or an action")
        if not packaged and not (self.action or self.target or self.topic):
            raise ValueError("names neither a target nor a topic nor an action; one must be given")
        if not packaged and self.when.empty:
            raise ValueError("looks at nothing: path, role, topic, heading or words must be given in `when`")
        return self


class Config(_Table):
    """All of `docpipe.toml`. The layouts that docpipe ships are written in the same keys."""

    layout: LayoutName | None = Field(
        default=None,
        description="The packaged targets and rules to build on; without it `platform`, or none if you name targets.",
    )
    crawl: CrawlConfig = CrawlConfig()
    site: SiteConfig = SiteConfig()
    retire: RetireConfig = RetireConfig()
    check: CheckConfig = CheckConfig()
    topics: dict[Id, TopicConfig] = {}
    targets: dict[Id, TargetConfig] = {}
    rules: tuple[RuleConfig, ...] = ()

    @field_validator("rules")
    @classmethod
    def _distinct(cls, value: tuple[RuleConfig, ...]) -> tuple[RuleConfig, ...]:
        twice = [name for name, count in Counter(rule.id for rule in value).items() if count > 1]
        if twice:
            raise ValueError(f"each id may stand once, and these stand twice: {', '.join(twice)}")
        return value


def _must_be_declared(kind: str, name: str, info: ValidationInfo) -> None:
    if isinstance(info.context, Names):
        allowed = info.context.targets if kind == "target" else info.context.topics
        if name not in allowed:
            raise ValueError(f"no {kind} is named {name!r}{near(name, allowed)}")
