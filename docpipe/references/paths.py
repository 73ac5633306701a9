"""Mentions -> files and folders that a document names and the repository does not have."""

from __future__ import annotations

from collections.abc import Iterator

from docpipe.references import names
from docpipe.references.contexts import is_elsewhen
from docpipe.references.dead import Dead
from docpipe.references.ground import Ground, join
from docpipe.references.mentions import Mention, Mentions
from docpipe.references.suggest import GENERIC


class Judge:
    """Decides for the mentions of one document."""

    def __init__(self, ground: Ground, aliases: frozenset[str], mentions: Mentions) -> None:
        """`aliases` holds first steps of paths that stand for the repository itself."""
        self._ground = ground
        self._aliases = aliases
        self._made = mentions.makes | {name.rpartition("/")[2] for name in mentions.makes}

    def judge(self, mention: Mention) -> Dead | None:
        """The mention as dead, or None: it exists, is none of the repository's, or nobody can know."""
        path, variable = names.without_variable(mention.path)
        path = path.removeprefix("./")
        if names.is_foreign(path) or not self._is_path(path, mention):
            return None
        if self._is_made(path, mention) or is_elsewhen(mention.before, mention.after):
            return None
        folders = ("",) if variable else mention.folders
        forms = self._forms(path)
        wanted = tuple(dict.fromkeys(join(folder, form) for form in forms for folder in folders))
        if any(self._exists(place) for place in wanted):
            return None
        if not mention.said and self._stands_elsewhere(path, mention):
            return None
        reason = self._evidence(path, wanted, mention)
        return Dead(mention.line, mention.written.strip(), "path", wanted, reason) if reason else None

    def _forms(self, path: str) -> tuple[str, ...]:
        """The path as written, from the root if it begins with a slash, and without the repository's own name."""
        bare = path.lstrip("/")
        first, _, rest = bare.partition("/")
        return (bare, rest) if rest and first in self._aliases else (bare,)

    def _exists(self, place: str) -> bool:
        ground = self._ground
        return ground.exists(place) or any(
            f"{place.rstrip('/')}.{end}" in ground.files for end in ("md", "mdx", "py", "ts", "js", "tsx")
        )

    def _is_path(self, path: str, mention: Mention) -> bool:
        bare = path.strip("/")
        if "/" not in bare:
            return (
                names.is_file_name(bare)
                or (path.endswith("/") and mention.manner in ("code", "command"))
                or (mention.manner == "command" and mention.program in ("cd",))
            )
        return bool(names.PATH_LIKE.fullmatch(path))

    def _is_made(self, path: str, mention: Mention) -> bool:
        bare = path.strip("/")
        if bare in self._made or bare.rpartition("/")[2] in self._made:
            return True
        if not names.is_made(bare):
            return False
        if mention.program in ("cp", "source") and bare.rpartition("/")[2].startswith(".env."):
            return False
        folder = bare.rpartition("/")[0]
        known = folder and any(join(base, folder) in self._ground.folders for base in mention.folders)
        return not (known and names.ending(bare) in names.TEXT | names.CODE)

    def _stands_elsewhere(self, path: str, mention: Mention) -> bool:
        """Whether a file elsewhere ends with the path, so that the document may well mean that one."""
        found = self._ground.ending_with(path.strip("/"))
        if not found:
            return False
        if mention.manner != "command":
            return True
        name = path.rpartition("/")[2]
        return len(found) > 1 and (GENERIC.fullmatch(name) is not None or not mention.path.startswith("./"))

    def _evidence(self, path: str, wanted: tuple[str, ...], mention: Mention) -> str:
        """Why the path is one of this repository's, or "" if nothing says so."""
        ground = self._ground
        bare = path.strip("/")
        folder, _, name = bare.rpartition("/")
        kind = names.ending(bare)
        if any(ground.is_past(place) for place in wanted):
            return "git's history had it"
        has_file_form = kind in names.ENDINGS or bool(names.BARE_NAMES.fullmatch(name))
        is_folder_form = path.endswith("/") and mention.manner != "text"
        parents = {place.rpartition("/")[0] for place in wanted} - {""}
        if folder and (has_file_form or is_folder_form) and parents & ground.folders:
            return "its folder exists, it does not"
        if mention.manner == "command":
            return "the command needs it" if has_file_form or mention.program == "cd" else ""
        if mention.manner == "text":
            return "no such document" if kind == "md" and name[:1].isupper() and not GENERIC.fullmatch(name) else ""
        return self._weaker_evidence(bare, mention) if has_file_form else ""

    def _weaker_evidence(self, bare: str, mention: Mention) -> str:
        """Why a file that is said as code is one of this repository's, although its folder does not exist."""
        first, slash, _ = bare.partition("/")
        name = bare.rpartition("/")[2]
        if slash and any(join(base, first) in self._ground.folders for base in mention.folders):
            return "its top folder exists, it does not"
        if slash and not GENERIC.fullmatch(name) and self._ground.by_name.get(name):
            return "the name stands elsewhere"
        return "no such document" if names.ending(bare) in names.TEXT and not slash and mention.manner == "code" else ""


def find(judge: Judge, mentions: Mentions) -> Iterator[Dead]:
    """The dead ones among the mentions."""
    for mention in mentions.found:
        if dead := judge.judge(mention):
            yield dead
