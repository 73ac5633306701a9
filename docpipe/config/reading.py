"""The text of `docpipe.toml` -> `Config`; every mistake is reported at once, with file, key and what is allowed."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any, get_args

from pydantic import BaseModel, ValidationError

from docpipe.config.layout import base, validate
from docpipe.config.schema import Config, LayoutName, near
from docpipe.errors import ConfigError

FILE_NAME = "docpipe.toml"
# pydantic's kinds of mistakes -> what TOML calls the type that belongs there
_WANTED = {
    "tuple_type": "a list",
    "model_type": "a table",
    "dict_type": "a table",
    "string_type": "a string",
    "int_type": "an integer",
    "float_type": "a number",
}


def load(root: Path) -> Config:
    """Read `docpipe.toml` in `root`; the defaults where there is none. Raises ConfigError with every mistake."""
    path = root / FILE_NAME
    if not path.is_file():
        return Config()
    try:
        return parse(path.read_text("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise ConfigError(f"{FILE_NAME}: byte {error.start} is not UTF-8", "save the file as UTF-8") from error
    except OSError as error:
        raise ConfigError(f"{FILE_NAME}: cannot be read: {error.strerror}", "make the file readable") from error


def parse(text: str) -> Config:
    """The configuration that the text of a `docpipe.toml` states. Raises ConfigError with every mistake."""
    try:
        raw = tomllib.loads(text)
    except ValueError as error:  # TOML that is none, or a number that is too long
        raise ConfigError(f"{FILE_NAME}: not valid TOML: {error}", "mend the line it names") from error
    except RecursionError as error:
        raise ConfigError(f"{FILE_NAME}: nested too deep", "no key of it holds more than a list of tables") from error
    try:
        layout = raw.get("layout") if raw.get("layout") in get_args(LayoutName) else None
        return validate(raw, base(layout, own_targets=bool(raw.get("targets"))))
    except ValidationError as error:
        lines = [f"{FILE_NAME}: {_told(raw, mistake)}" for mistake in error.errors()]
        raise ConfigError("\n".join(lines), "the configuration reference in the manual describes every key") from error


def _told(raw: object, mistake: Any) -> str:
    """One of pydantic's errors as a person wants it: the place, what is wrong there, and what is allowed."""
    location: tuple[str | int, ...] = mistake["loc"]
    place = _place(raw, location)
    fields = _table_at(location[:-1]).model_fields
    key = str(location[-1]) if location else ""
    match mistake["type"]:
        case "extra_forbidden":
            return f"{place}: unknown key{near(key, list(fields))}"
        case "missing":
            return f"{place}: must be given: {fields[key].description}"
        case "literal_error":
            allowed = [name.strip("'") for name in mistake["ctx"]["expected"].replace(" or ", ", ").split(", ")]
            return f"{place}: not {mistake['input']!r}{near(str(mistake['input']), allowed)}"
        case "value_error":
            return f"{place}: {mistake['ctx']['error']}"
        case kind if kind in _WANTED:
            return f"{place}: must be {_WANTED[kind]}, not {mistake['input']!r}"
    return f"{place}: {mistake['msg'][0].lower()}{mistake['msg'][1:]}, not {mistake['input']!r}"


def _place(raw: object, location: tuple[str | int, ...]) -> str:
    """The key as the file writes it: `site.name`, and of a rule its number and its id: `rules[2] (core.auth).when`."""
    place, value = "", raw
    for part in location:
        try:
            value = value[part]  # type: ignore[index]
        except (KeyError, IndexError, TypeError):
            value = None
        if isinstance(part, int):
            name = value.get("id") if isinstance(value, dict) else None
            place += f"[{part + 1}]" + (f" ({name})" if isinstance(name, str) else "")
        elif part != "[key]":  # pydantic's mark of a mistake in the key itself, which the place names already
            place += f".{part}" if place else part
    return place


def _table_at(location: tuple[str | int, ...]) -> type[BaseModel]:
    """The table whose keys stand at a location; ids and indexes lead into what their field holds."""
    table: type[BaseModel] = Config
    for part in location:
        if isinstance(part, str) and part in table.model_fields:
            table = _table_in(table.model_fields[part].annotation) or table
    return table


def _table_in(annotation: object) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((found for part in get_args(annotation) if (found := _table_in(part))), None)
