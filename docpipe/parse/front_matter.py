"""Text -> metadata at its head (YAML, TOML, JSON) as plain data; what is broken or boundless is text, and warned of."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

import yaml
from frontmatter.default_handlers import JSONHandler, YAMLHandler

from docpipe.model import Block, FrontMatter

Format = Literal["yaml", "toml", "json"]
MAX_SIZE = 64_000  # characters; real front matter has hundreds
MAX_DEPTH = 32
MAX_VALUES = 20_000
_YAML_END = re.compile(r"^(?:---|\.\.\.)[ \t]*$", re.MULTILINE)
_TOML_END = re.compile(r"^\+\+\+[ \t]*$", re.MULTILINE)
_JSON_END = re.compile(r"^\}[ \t]*$", re.MULTILINE)
_FENCED = re.compile(r"(---|\+\+\+)[ \t]*\n")
_JSON = re.compile(r"\{[ \t]*\n?[ \t]*\"")
# More parts than MAX_DEPTH in one dotted key: tomllib takes the square of their number.
_DOTTED = re.compile(r"(?<![\w\"'-])(?:[\w\"'-]++[ \t]*+\.[ \t]*+){33}")
_KEY = re.compile(r"^[\w-]+:(?:[ \t]|$)", re.MULTILINE)


class _Loader(yaml.CSafeLoader):
    """YAML whose dates, floats and sexagesimal numbers stay as written, so that the data is plain."""


_Loader.yaml_implicit_resolvers = {}

_Loader.add_implicit_resolver(
    "tag:yaml.org,2002:bool", re.compile(r"^(?:true|True|TRUE|false|False|FALSE)$"), [*"tTfF"]
)
_Loader.add_implicit_resolver("tag:yaml.org,2002:null", re.compile(r"^(?:~|null|Null|NULL|)$"), ["~", "n", "N", ""])
_Loader.add_implicit_resolver("tag:yaml.org,2002:int", re.compile(r"^[-+]?(?:0|[1-9][0-9]{0,17})$"), [*"-+0123456789"])


@dataclass(frozen=True, slots=True)
class Head:
    """What stands at the head of a text: the metadata if there is any, and why not if it looks as if."""

    front_matter: FrontMatter | None = None
    warning: str | None = None


def read(text: str) -> Head:
    """The front matter of `text`; it begins with the first character or there is none."""
    head = text if len(text) <= MAX_SIZE else text[: text.rfind("\n", 0, MAX_SIZE) + 1]
    fenced = _FENCED.match(head)
    kind: Format
    if fenced:
        kind, end_mark = ("yaml", _YAML_END) if fenced[1] == "---" else ("toml", _TOML_END)
        end = end_mark.search(head, fenced.end())
        body = head[fenced.end() : end.start()] if end else ""
    elif _JSON.match(head):
        kind, end = "json", _JSON_END.search(head)
        body = head[: end.end()] if end else ""
    else:
        return Head()
    return _load(kind, body, head.count("\n", 0, end.start()) + 1) if end else Head()


def _load(kind: Format, body: str, last_line: int) -> Head:
    try:
        data = _LOADERS[kind](body)
        if data is None:  # nothing, or comments only
            data = {}
        if isinstance(data, Mapping):
            return Head(FrontMatter(Block("front_matter", 1, last_line), kind, _Plain().mapping(data)))
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        reason = str(error).split("\n", 1)[0]
        if kind != "yaml" or _KEY.search(body):
            return Head(warning=f"line 1: front matter is not valid {kind.upper()} and is read as text: {reason}")
    return Head()


def _yaml(body: str) -> object:
    _bound(yaml.parse(body, Loader=_Loader))
    return YAMLHandler().load(body, Loader=_Loader)


def _toml(body: str) -> object:
    if _DOTTED.search(body):
        raise ValueError(f"nested deeper than {MAX_DEPTH}")
    return tomllib.loads(body)


_LOADERS: Mapping[Format, Callable[[str], object]] = {"yaml": _yaml, "toml": _toml, "json": JSONHandler().load}


def _bound(events: Iterator[yaml.Event]) -> None:
    """Raise ValueError where the events nest too deep or name types, before anything is built of them."""
    depth = 0
    for event in events:
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        if getattr(event, "tag", None) is not None:
            raise ValueError("tags are not read")
        if depth > MAX_DEPTH:
            raise ValueError(f"nested deeper than {MAX_DEPTH}")


class _Plain:
    """Values as plain data of their own: an alias becomes a copy, of which there is room for MAX_VALUES."""

    def __init__(self) -> None:
        self._room = MAX_VALUES

    def mapping(self, value: Mapping[object, object], depth: int = 0) -> dict[str, object]:
        return {_whole(str(key)): self._value(item, depth + 1) for key, item in value.items()}

    def _value(self, value: object, depth: int) -> object:
        self._room -= 1
        if depth > MAX_DEPTH or not self._room:
            raise ValueError("nested too deep, or too large")
        if isinstance(value, Mapping):
            return self.mapping(value, depth)
        if isinstance(value, list | tuple | set):
            return [self._value(item, depth + 1) for item in value]
        return value if value is None or isinstance(value, bool | int) else _whole(str(value))


def _whole(text: str) -> str:
    """`text`, if it can be written: an escape may give half a character. Raises UnicodeEncodeError, a ValueError."""
    text.encode()
    return text
