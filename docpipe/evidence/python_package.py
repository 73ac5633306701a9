"""`pyproject.toml`, requirement files and `.python-version` -> versions, licence, and what the tools are told."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping

from docpipe.evidence.reading import Files
from docpipe.evidence.witness import Teller, Witness, teller
from docpipe.model import Fact

_REQUIREMENT = re.compile(
    r"^([A-Za-z0-9][\w.-]{0,80})(?:\[[\w, -]*\])?\s{0,4}((?:[<>=!~]=?|===)\s{0,4}[\w.*+!, <>=~-]{1,80})"
)
_REQUIREMENTS = re.compile(r"(?:^|/)requirements[\w.-]*\.txt$")


def wants(path: str) -> bool:
    """Manifests of Python packages and the file that pins Python itself."""
    return path.rsplit("/", 1)[-1] in {"pyproject.toml", ".python-version"} or _REQUIREMENTS.search(path) is not None


def read(path: str, text: str, files: Files) -> Iterator[Fact]:
    """Facts of one package; nothing from a `pyproject.toml` that is not TOML."""
    tell = teller("pyproject", path, text)
    if path.endswith(".python-version"):
        if text[:1].isdigit():
            yield tell.fact("version", "python", "version", text.split()[0], 1)
    elif path.endswith(".txt"):
        for number, line in enumerate(tell.lines, 1):
            yield from _requirement(line, number, tell)
    else:
        try:
            data = tomllib.loads(text)
        except (tomllib.TOMLDecodeError, RecursionError):
            return
        yield from _pyproject(data, tell)


def _requirement(text: str, line: int, tell: Teller) -> Iterator[Fact]:
    match = _REQUIREMENT.match(text.strip())
    if match:
        yield tell.fact("version", match[1].lower(), "dependency", match[2].partition(" #")[0].strip(), line)


def _pyproject(data: Mapping[str, object], tell: Teller) -> Iterator[Fact]:
    project = _table(data, "project")
    poetry = _table(data, "tool", "poetry")
    yield from _names(project, tell)
    yield from _names(poetry, tell)
    yield from _dependencies(project, poetry, tell)
    yield from _tools(data, tell)


def _names(table: Mapping[str, object], tell: Teller) -> Iterator[Fact]:
    for key in ("name", "version", "license"):
        value = table.get(key)
        value = value.get("text") if isinstance(value, dict) else value
        if isinstance(value, str) and value:
            yield tell.fact("other", str(table.get("name") or ""), f"package {key}", value, _line(tell, key, value))


def _dependencies(project: Mapping[str, object], poetry: Mapping[str, object], tell: Teller) -> Iterator[Fact]:
    required = project.get("requires-python") or _table(poetry, "dependencies").get("python")
    if isinstance(required, str):
        yield tell.fact("version", "python", "minimum version", required, _line(tell, "python", required))
    dependencies = project.get("dependencies")
    groups = _table(project, "optional-dependencies").values()
    for group in (dependencies, *groups):
        for item in group if isinstance(group, list) else ():
            if isinstance(item, str):
                yield from _requirement(item, _line(tell, "", item), tell)
    for name, version in _table(poetry, "dependencies").items():
        if isinstance(version, str) and name != "python":
            yield tell.fact("version", name.lower(), "dependency", version, _line(tell, name, version))


def _tools(data: Mapping[str, object], tell: Teller) -> Iterator[Fact]:
    for tool in sorted(_table(data, "tool")):
        yield tell.fact("other", tool.lower(), "tool", tool, _line(tell, f"[tool.{tool}", ""))
    for tool in ("black", "ruff", "isort"):
        for key in ("line-length", "line_length"):
            value = _table(data, "tool", tool).get(key)
            if isinstance(value, int):
                yield tell.fact(
                    "value", "line length", "setting", str(value), _line(tell, key, str(value)), f"tool:{tool}"
                )
    floor = _table(data, "tool", "coverage", "report").get("fail_under")
    if isinstance(floor, int | float):
        yield tell.fact("value", "coverage", "minimum", f"{floor:g}%", _line(tell, "fail_under", f"{floor:g}"))


def _table(data: Mapping[str, object], *keys: str) -> Mapping[str, object]:
    for key in keys:
        value = data.get(key)
        if not isinstance(value, dict):
            return {}
        data = value
    return data


def _line(tell: Teller, key: str, value: str) -> int:
    for number, line in enumerate(tell.lines, 1):
        if value in line and key in line:
            return number
    return 1


WITNESS = Witness("pyproject", wants, read)
