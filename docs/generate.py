"""The program -> the reference pages of the manual: commands from the command line, the others from their schemas.

usage: python -m docs.generate   (make docs)
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, cast

import click

from docpipe.cli import group
from docpipe.config import Config

Schema = Mapping[str, Any]

FOLDER = Path(__file__).parent / "reference"
SCHEMA = Path(__file__).parents[1] / "docpipe" / "publish" / "reports" / "scan.schema.json"


def commands() -> str:
    """`commands.md`: what `--help` says, command by command."""
    width = {"terminal_width": 96, "max_content_width": 96}
    root = click.Context(group, info_name="docpipe", **width, **group.context_settings)
    parts = [
        "# Commands",
        "",
        "Generated from the program: what `docpipe COMMAND --help` prints.",
        "",
        "Exit status: 0 fine; 1 findings above the gate, or a proof that fails; 2 a mistake in how it was called or",
        "configured; 3 a bug in docpipe; 130 interrupted.",
    ]
    for name in group.list_commands(root):
        command = cast(click.Command, group.get_command(root, name))
        context = click.Context(command, info_name=name, parent=root, **width)
        parts += ["", f"## docpipe {name}", "", "```text", command.get_help(context).rstrip(), "```"]
    return "\n".join(parts) + "\n"


def scan_json() -> str:
    """`scan-json.md`: every field of the report, from the JSON Schema that the package ships."""
    schema = json.loads(SCHEMA.read_text("utf-8"))
    shipped = SCHEMA.relative_to(SCHEMA.parents[3]).as_posix()
    lines = [
        "# scan.json",
        "",
        f"Generated from the JSON Schema (draft 2020-12) that the package ships as `{shipped}`.",
        "",
        schema["description"],
        "Fields may be added in later versions; these stay.",
    ]
    for name, field in schema["properties"].items():
        rows = list(_fields(field, schema["$defs"]))
        lines += ["", f"## {name}", "", *_sentence(field)]
        if rows:
            lines += ["| field | type | meaning |", "| --- | --- | --- |", *rows]
        else:
            lines += [f"Type: {_type(field, schema['$defs'])}."]
    return "\n".join(lines) + "\n"


# header in docpipe.toml -> its table in the schema
TABLES = {
    "[crawl]": "CrawlConfig",
    "[site]": "SiteConfig",
    "[retire]": "RetireConfig",
    "[check]": "CheckConfig",
    "[topics.ID]": "TopicConfig",
    "[targets.ID]": "TargetConfig",
    "[[rules]]": "RuleConfig",
}


def configuration() -> str:
    """`configuration.md`: every key of `docpipe.toml`, from the model that reads it."""
    schema = Config.model_json_schema()
    tables = schema["$defs"]
    left = set(tables) - set(TABLES.values()) - {"WhenConfig"}
    if left:
        raise LookupError(f"give these tables of docpipe.toml a place in the reference: {sorted(left)}")
    top = {name: field for name, field in schema["properties"].items() if "description" in field}
    lines = [
        "# Configuration",
        "",
        "Generated from the model that reads `docpipe.toml`, a file in the root of the scanned tree. Without it the",
        "packaged layout `platform` is used. All mistakes in the file are told at once, each with its key and what is",
        "allowed.",
        "",
        *_keys({"properties": top}, tables),
    ]
    for header, name in TABLES.items():
        lines += ["", f"## {header}", "", tables[name]["description"], "", *_keys(tables[name], tables)]
    return "\n".join(lines) + "\n"


def _keys(table: Schema, tables: Schema, prefix: str = "") -> Iterator[str]:
    """Yield a row for each key; the keys of a table within a table as `outer.inner`."""
    if not prefix:
        yield from ("| key | type | default | meaning |", "| --- | --- | --- | --- |")
    for name, field in table["properties"].items():
        if "$ref" in field:
            yield from _keys(_resolved(field, tables), tables, f"{prefix}{name}.")
            continue
        default = "must be given" if name in table.get("required", ()) else f"`{json.dumps(field.get('default'))}`"
        default = "" if default == "`null`" else default
        kind = _type(field, tables).removesuffix(" or null")
        yield f"| `{prefix}{name}` | {kind} | {default} | {field.get('description', '')} |"


def _sentence(field: Schema) -> list[str]:
    return [field["description"], ""] if "description" in field else []


def _fields(field: Schema, definitions: Schema, prefix: str = "") -> Iterator[str]:
    """Yield a row for each field of an object or a list of objects, and for theirs."""
    field = _resolved(field, definitions)
    if field.get("type") == "array":
        yield from _fields(field.get("items", {}), definitions, prefix)
    for name, inner in field.get("properties", {}).items():
        optional = "" if name in field.get("required", ()) else ", may be absent"
        meaning = inner.get("description") or _resolved(inner, definitions).get("description", "")
        yield f"| `{prefix}{name}` | {_type(inner, definitions)}{optional} | {meaning} |"
        many = _resolved(inner, definitions).get("type") == "array"
        yield from _fields(inner, definitions, f"{prefix}{name}[]." if many else f"{prefix}{name}.")


def _type(field: Schema, definitions: Schema) -> str:
    field = _resolved(field, definitions)
    if "enum" in field:
        return ", ".join(f"`{json.dumps(value)}`" for value in field["enum"])
    if "const" in field:
        return f"`{json.dumps(field['const'])}`"
    if "anyOf" in field:
        return " or ".join(_type(choice, definitions) for choice in field["anyOf"])
    if field.get("type") == "array":
        return f"list of {_type(field['items'], definitions)}" if "items" in field else "list"
    kind = field.get("type", "any")
    return " or ".join(kind) if isinstance(kind, list) else str(kind)


def _resolved(field: Schema, definitions: Schema) -> Schema:
    return definitions[field["$ref"].rsplit("/", 1)[-1]] if "$ref" in field else field


PAGES = {"commands.md": commands, "configuration.md": configuration, "scan-json.md": scan_json}


def main() -> None:
    """Write every generated page."""
    FOLDER.mkdir(exist_ok=True)
    for name, render in PAGES.items():
        (FOLDER / name).write_text(render(), "utf-8")


if __name__ == "__main__":
    main()
