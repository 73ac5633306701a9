"""Code that documents show -> imports of the project's own packages that name no module."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator

from docpipe.model import Fact
from docpipe.references.dead import Dead
from docpipe.references.ground import Ground
from docpipe.references.sheet import Fence

_PYTHON = frozenset({"python", "py", "python3", "pycon", "ipython"})
_SCRIPT = frozenset({"js", "jsx", "javascript", "ts", "tsx", "typescript", "vue", "svelte", "mjs"})
_FROM = re.compile(
    r"\s*(?:>>>\s*)?(?:from\s+([A-Za-z_]\w*(?:\.\w+)+)\s+import\b|import\s+([A-Za-z_]\w*(?:\.\w+)+)\s*(?:as\b|,|#|$))"
)
_ALIASED = re.compile(r"""(?:\bfrom\s+|\bimport\s*\(?\s*|\brequire\s*\(\s*)["'](@/[\w./-]+)["']""")
_NAMES = re.compile(r"[A-Za-z_]\w{3,}")
_WORDS = frozenset({"import", "from", "noqa", "type"})
_LONGEST = 400  # characters of a line that are looked at
_WRITTEN_BY_TOOLS = re.compile(r"(?:_pb2|_pb2_grpc|_?version|generated?|_generated)$")
_PLACEHOLDER = re.compile(
    r"(?:^|[._])(?:your|my|foo|bar|example|some|new|custom)(?:$|[._])|^(?:app|project|package|module)_name",
    re.IGNORECASE,
)
_SCRIPT_FORMS = ("", ".ts", ".tsx", ".js", ".jsx", ".vue", ".svelte", ".mjs", ".json", ".css", ".scss")


class Packages:
    """The project's own packages: Python ones by name, and what `@/` stands for in its scripts."""

    def __init__(self, ground: Ground, facts: Iterable[Fact]) -> None:
        """A folder is a package if it says so itself; a name that is also a dependency's is left alone."""
        self._ground = ground
        dependencies = {fact.subject.lower().replace("-", "_") for fact in facts if fact.attribute == "dependency"}
        pieces = {
            piece for name in dependencies for piece in name.split("_")
        }  # `openai-agents` is imported as `agents`
        self._foreign = dependencies | pieces | sys.stdlib_module_names
        self._sources = tuple(folder for folder in sorted(ground.folders) if folder.rpartition("/")[2] == "src")

    def homes(self, name: str, below: str) -> list[str]:
        """The folders of the own package of that name; none if it is another's.

        It says that it is a package, and its folder is none; or it lies at the root and holds what is named `below` it.
        """
        if name.lower() in self._foreign:
            return []
        files = self._ground.files
        folders = [path for path in self._ground.by_name.get(name, ()) if path in self._ground.folders]
        outermost = [folder for folder in folders if f"{folder}/__init__.py" in files and not self._is_package(folder)]
        if name in folders and (f"{name}/{below}" in self._ground.folders or f"{name}/{below}.py" in files):
            outermost.append(name)
        return outermost

    def _is_package(self, folder: str) -> bool:
        """Whether the folder above is itself a package."""
        above = folder.rpartition("/")[0]
        return bool(above) and f"{above}/__init__.py" in self._ground.files

    def find(self, fences: Iterable[Fence]) -> Iterator[Dead]:
        """The dead imports in the fences of one document."""
        for fence in fences:
            if fence.elsewhen:
                continue
            for number, line in enumerate(fence.lines, fence.line):
                if fence.language in _PYTHON:
                    yield from self._python(line, number)
                elif fence.language in _SCRIPT:
                    yield from self._script(line, number)

    def _python(self, line: str, number: int) -> Iterator[Dead]:
        match = _FROM.match(line[:_LONGEST])
        if not match:
            return
        module = match[1] or match[2]
        name, *rest = module.split(".")
        homes = self.homes(name, rest[0])
        if not homes or _WRITTEN_BY_TOOLS.search(module) or _PLACEHOLDER.search(module):
            return
        if not self._has_module(homes, rest):
            places = tuple("/".join((home, *rest)) + ".py" for home in homes)
            yield Dead(number, module, "symbol", places, f"package {name} has no such module")
        elif match[1]:
            for symbol in _NAMES.findall(line[match.end() :].partition("#")[0]):
                if symbol not in _WORDS:
                    yield Dead(
                        number,
                        symbol,
                        "symbol",
                        (),
                        f"nothing in the code is called so, not in {module}",
                        needs="unseen",
                    )

    def _has_module(self, homes: list[str], rest: list[str]) -> bool:
        """Whether a package holds the module or package at the end of some steps."""
        places = ["/".join((home, *rest)) for home in homes]
        files = self._ground.files
        return any(
            place in self._ground.folders or f"{place}.py" in files or f"{place}.pyi" in files for place in places
        )

    def _script(self, line: str, number: int) -> Iterator[Dead]:
        match = _ALIASED.search(line[:_LONGEST])
        if not match or _PLACEHOLDER.search(match[1].replace("/", ".")):
            return
        places = [f"{source}/{match[1][2:]}" for source in self._sources]
        there = any(place in self._ground.folders for place in places)
        if there or any(f"{place}{form}" in self._ground.files for place in places for form in _SCRIPT_FORMS):
            return
        if any(place.rpartition("/")[0] in self._ground.folders for place in places):
            wanted = tuple(f"{place}.ts" for place in places)
            yield Dead(number, match[1], "symbol", wanted, "no such module in the sources")
