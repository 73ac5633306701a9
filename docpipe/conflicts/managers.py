"""Package managers that documents name and the lock file of the component is not of; or two, where there is none."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from docpipe.conflicts.finding import finding
from docpipe.conflicts.living import living, single
from docpipe.conflicts.world import World
from docpipe.model import Conflict, Fact

_LOCKS = {
    "package-lock.json": "npm", "npm-shrinkwrap.json": "npm", "yarn.lock": "yarn", "pnpm-lock.yaml": "pnpm",
    "bun.lockb": "bun", "bun.lock": "bun", "poetry.lock": "poetry", "uv.lock": "uv", "pdm.lock": "pdm",
    "Pipfile.lock": "pipenv",
}  # fmt: skip
_SCRIPT = frozenset({"npm", "yarn", "pnpm", "bun"})


def find(claims: Sequence[Fact], world: World) -> Iterator[Conflict]:
    """One conflict a component and language; a document that names two managers leaves the choice."""
    groups: dict[tuple[str, str], list[Fact]] = defaultdict(list)
    for fact in living(claims, "install", world):
        groups[_component(fact, world), fact.subject].append(fact)
    for (component, subject), facts in sorted(groups.items()):
        sure = single(facts)
        proofs = _locks(component, subject, world)
        true = {proof.value for proof in proofs}
        if len(true) == 1 and any(fact.value not in true for fact in sure):
            yield finding("command", subject, "package manager", sure, proofs, scope=component)
        elif not true and len({fact.value for fact in sure}) > 1 and _is_package(component, world):
            yield finding("command", subject, "package manager", sure, scope=component, confidence=0.7)


def _component(fact: Fact, world: World) -> str:
    """The package that a command installs: where its `cd` leads, else the document's own."""
    folder = fact.context[1].strip("./") if len(fact.context) > 1 and fact.context[1].startswith("./") else ""
    component = world.component(fact.path)
    return f"{component}/{folder}".strip("/") if folder else component


def _locks(component: str, subject: str, world: World) -> list[Fact]:
    """What the package itself says: its lock files, or the manager that its manifest asks for."""
    asked = [
        fact
        for fact in world.by_kind["command", "package manager"]
        if fact.path.rpartition("/")[0] == component and subject.startswith("JavaScript")
    ]
    if asked:
        return asked
    found = []
    for name, manager in sorted(_LOCKS.items()):
        path = f"{component}/{name}".lstrip("/")
        if path in world.files and (manager in _SCRIPT) == subject.startswith("JavaScript"):
            found.append(Fact("command", subject, "package manager", manager, (), path, 1, path, "tree"))
    return found


def _is_package(component: str, world: World) -> bool:
    return any(
        f"{component}/{name}".lstrip("/") in world.files for name in ("package.json", "pyproject.toml", "setup.py")
    )
