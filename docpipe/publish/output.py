"""A set of files -> the output folder: all of them or none, and nothing that docpipe did not write itself.

The new files are staged below `.docpipe/`, a journal names them, and only then are they moved into place. A run that
dies before the journal leaves the old files; one that dies after it is finished by the next run.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import signal
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from docpipe import atomic
from docpipe.errors import OutputError
from docpipe.places import IGNORED, STATE, WRITTEN

NAMES = ("reports", "docs", "mkdocs.yml")  # all that docpipe ever writes into an output folder


@dataclass(frozen=True, slots=True)
class Output:
    """Where one run writes. `taken` names what stood in the way where that is the preview folder, else None."""

    folder: Path
    taken: str | None


def choose(base: Path, names: tuple[str, ...]) -> Output:
    """`base`, or its preview folder where one of `names` holds files that docpipe did not write or that were edited.

    Finishes what an interrupted run left behind first. Raises OutputError where neither can be used.
    """
    preview = preview_of(base)
    for folder in (base, preview):
        recover(folder)
    taken = _foreign(base, names)
    if taken is None:
        return Output(base, None)
    edited = _foreign(preview, names)
    if edited is not None:
        raise OutputError(
            f"{STATE}/preview/{edited} was not written by docpipe, or was changed since",
            f"move it away, or delete {STATE}/preview and run again",
        )
    return Output(preview, taken)


def preview_of(base: Path) -> Path:
    """The folder that gets what cannot go to `base`."""
    return base / STATE / "preview"


def drop_preview(base: Path) -> None:
    """Remove what docpipe wrote into the preview folder of `base` and nobody changed: `base` holds what is true now."""
    if written(preview_of(base)):
        write(preview_of(base), {}, NAMES)


def write(folder: Path, files: Mapping[str, bytes], owned: tuple[str, ...]) -> None:
    """Put `files` (relative path -> content) into `folder`, all or none.

    What an earlier run wrote below a path of `owned` and this one did not is removed. Raises OutputError where a file
    that is not docpipe's would be overwritten, or the folder cannot be written.
    """
    try:
        with _locked(folder):
            _finish(folder)
            before = written(folder)
            _refuse_foreign(folder, files, before)
            stale = sorted(path for path in before if below(path, owned) and path not in files)
            _stage(folder, files)
            kept = {path: digest for path, digest in before.items() if path not in stale}
            after = kept | {path: _sha256(content) for path, content in files.items()}
            journal = {"put": sorted(files), "remove": stale, "written": dict(sorted(after.items()))}
            with _uninterrupted():
                atomic.write(folder / STATE / "journal.json", json.dumps(journal, indent=0).encode())
                _finish(folder)
    except OSError as error:
        raise OutputError(f"cannot write to {folder}: {error.strerror or error}", "choose another --out") from error


def create(path: Path, content: bytes) -> None:
    """Write a file that is the user's from then on, whole or not at all. Raises OutputError where there is one."""
    if path.exists() or path.is_symlink():
        raise OutputError(
            f"{path} is there already, and docpipe does not overwrite it", "look at --dry-run, or rename it"
        )
    atomic.write(path, content)


def replace(path: Path, content: bytes) -> None:
    """Write a file that docpipe keeps for the user, whole or not at all, over what is there."""
    path.parent.mkdir(parents=True, exist_ok=True)
    atomic.write(path, content)


def written(folder: Path) -> dict[str, str]:
    """What docpipe wrote into `folder`: relative path -> SHA-256 of the content."""
    return _strings(_read_json(folder / STATE / WRITTEN))


def unchanged(folder: Path) -> frozenset[str]:
    """The paths that docpipe wrote into `folder` and that still hold what it wrote."""
    known = written(folder)
    return frozenset(path for path in known if (folder / path).is_file() and _is_ours(folder, path, known))


def recover(folder: Path) -> None:
    """Finish what a run that died left behind in `folder`, or drop it where it had not got as far as its journal."""
    _refuse_links(folder)
    if (folder / STATE / "journal.json").exists() or (folder / STATE / "staging").exists():
        with _locked(folder):
            _finish(folder)


def _finish(folder: Path) -> None:
    """Carry out the journal, this run's or a dead one's; drop what was staged without one."""
    state = folder / STATE
    before = written(folder)
    journal = _read_json(state / "journal.json")
    after = _strings(journal.get("written"))
    for path in _paths(journal.get("put")):
        staged = state / "staging" / path
        if staged.is_file() and path in after and _is_ours(folder, path, before):
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            staged.replace(folder / path)
    for path in _paths(journal.get("remove")):
        if path not in after and _is_ours(folder, path, before):
            (folder / path).unlink(missing_ok=True)
            _remove_empty_folders(folder, path)
    if journal:
        atomic.write(state / WRITTEN, json.dumps(after, indent=0, sort_keys=True).encode())
        (state / "journal.json").unlink()
    if (state / "staging").is_dir():
        shutil.rmtree(state / "staging")


def _is_ours(folder: Path, path: str, before: Mapping[str, str]) -> bool:
    """Whether nothing stands at `path`, or what docpipe wrote there and nobody changed since; no link on the way."""
    target = folder
    for part in PurePosixPath(path).parts:
        target = target / part
        if target.is_symlink():
            return False
    if not target.exists():
        return True
    return target.is_file() and _sha256(target.read_bytes()) == before.get(path)


def _foreign(folder: Path, names: tuple[str, ...]) -> str | None:
    """Return the first path below `names` that is not docpipe's own, unchanged."""
    ours = written(folder)
    for name in names:
        for found in _files(folder / name):
            path = found.relative_to(folder).as_posix()
            if path not in ours or found.is_symlink() or _sha256(found.read_bytes()) != ours[path]:
                return path
    return None


def _files(path: Path) -> Iterator[Path]:
    """Every file at or below `path`, links as they are, in a fixed order."""
    if path.is_symlink() or path.is_file():
        yield path
    elif path.is_dir():
        for child in sorted(path.iterdir()):
            yield from _files(child)


def _refuse_foreign(folder: Path, files: Mapping[str, bytes], before: Mapping[str, str]) -> None:
    for path in sorted(files):
        if _paths([path]) != [path]:
            raise ValueError(f"not an output path: {path}")
        if not _is_ours(folder, path, before):
            raise OutputError(
                f"{path} is a link, or was not written by docpipe, or was changed since", "choose another --out"
            )


def _refuse_links(folder: Path) -> None:
    """A repository may bring a `.docpipe/` of its own: nothing may be written or removed through a link in it."""
    state = folder / STATE
    if state.is_symlink() or (state.exists() and not state.is_dir()):
        raise OutputError(f"{state} is not a folder", "move it away, or choose another --out")
    for path in sorted(state.iterdir()) if state.is_dir() else ():
        if path.is_symlink():
            raise OutputError(f"{path} is a symbolic link", f"delete {state} and run again")


def _stage(folder: Path, files: Mapping[str, bytes]) -> None:
    state = folder / STATE
    (state / "staging").mkdir(parents=True)
    for path, content in sorted(files.items()):
        target = state / "staging" / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
    if hasattr(os, "sync"):
        os.sync()  # once for all: a call a file is a hundred times slower on a site of thousands of pages


def prepare(folder: Path) -> Path:
    """The folder of docpipe's own below `folder`, made where it is not there. Raises OutputError where it cannot be."""
    try:
        return _state(folder)
    except OSError as error:
        raise OutputError(f"cannot write to {folder}: {error.strerror or error}", "choose another --out") from error


def _state(folder: Path) -> Path:
    state = folder / STATE
    _refuse_links(folder)
    state.mkdir(parents=True, exist_ok=True)
    ignore = state / ".gitignore"
    if not ignore.exists():
        ignore.write_bytes(IGNORED)
    return state


@contextmanager
def _locked(folder: Path) -> Iterator[None]:
    from filelock import FileLock, Timeout

    try:
        with FileLock(_state(folder) / "lock", timeout=60):
            yield
    except Timeout as error:
        raise OutputError(f"another docpipe is writing to {folder}", "wait for it, then run again") from error


@contextmanager
def _uninterrupted() -> Iterator[None]:
    """Hold Ctrl-C back while files are moved, and deliver it afterwards."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    held: list[int] = []
    old = signal.signal(signal.SIGINT, lambda number, _frame: held.append(number))
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, old)
    if held:
        raise KeyboardInterrupt


def _remove_empty_folders(folder: Path, path: str) -> None:
    for parent in list(PurePosixPath(path).parents)[:-1]:
        try:
            (folder / parent).rmdir()
        except OSError:
            return


def below(path: str, owned: tuple[str, ...]) -> bool:
    """Whether `path` is one of `owned`, or lies in one."""
    return any(path == name or path.startswith(name + "/") for name in owned)


def _sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _read_json(path: Path) -> dict[str, object]:
    """Return what a state file holds; nothing where it is missing or is not what docpipe writes."""
    try:
        found = json.loads(path.read_bytes())
    except (OSError, ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def _strings(found: object) -> dict[str, str]:
    """Return the rows of `found` that speak of an output path: a state file may come with a hostile repository."""
    if not isinstance(found, dict):
        return {}
    return {path: value for path, value in found.items() if isinstance(value, str) and _paths([path])}


def _paths(found: object) -> list[str]:
    if not isinstance(found, list):
        return []
    paths = [PurePosixPath(path) for path in found if isinstance(path, str)]
    return [str(path) for path in paths if path.parts and path.parts[0] in NAMES and ".." not in path.parts]
