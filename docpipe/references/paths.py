"""Mentions -> files and folders that a document names and the repository does not have."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from docpipe.references import names
from docpipe.references.contexts import is_done, is_elsewhen
from docpipe.references.dead import Dead, Needs
from docpipe.references.ground import ENDINGS_LEFT_OUT, Ground, join
from docpipe.references.likeness import GENERIC
from docpipe.references.mentions import Mention, Mentions

_SETTINGS = re.compile(r"\.[a-z][\w-]*rc(?:\.\w+)?")
_SPACES = re.compile(r":? ")
_LIES = re.compile(
    r"\b(?:location|located (?:in|at|under)|lives? (?:in|at|under)|lies (?:in|at|under)"
    r"|ubicaci[oó]n|emplacement|ablage|liegt (?:in|unter))"
    r"\W{0,6}$|(?:位置|路径)\W{0,6}$",
    re.IGNORECASE,
)
# A folder by its name, and then where it lies: "the mocks folder (tests/mocks)".
_FOLDER_AT = re.compile(
    r"([\w-]+)[`*]{0,3} (?:directory|directorio|folder|verzeichnis|ordner|carpeta|dossier) \([`*]{0,3}$", re.IGNORECASE
)
# What may stand before a name that opens an entry of a list or a cell of a table.
_OPENS = re.compile(r"(?:^|\|)\s*(?:(?:[-*+]|\d{1,3}[.)])\s+)?(?:\[[ xX]\]\s+)?(?:\*\*)?$")
_CHART = "Chart.yaml"  # what makes a folder a chart of Helm
_AROUND = 80  # characters before a name that say what it is
_NEAR = 4  # folders, the likeliest first, in which a path may be kept out of the repository
_TELLING = re.compile(r"[-_A-Z\d]")  # what a name has that is more than a word
_DOCUMENTS = frozenset({"md", "mdx", "markdown", "rst", "adoc"})
_TOLD = names.CODE | _DOCUMENTS
# Programs that are given files of the reader's own as often as files of the repository.
_ON_OWN_FILES = names.words(
    """
    cd pushd ls cat head tail less more wc kubectl oc helm kustomize terraform psql curl nginx promtool
    ansible-playbook stat chmod chown cp mv ln open code tar diff install packer
    """
)
_CARRIED_OUT = 3  # of what a list plans, so many times what is missing must be there, so that the plan was carried out
COMPANY = 2  # names in one list or table that exist, so that the one among them that does not is one of them


@dataclass(frozen=True, slots=True)
class Paths:
    """The dead paths of one document, and how many others it names that exist."""

    dead: tuple[Dead, ...]
    alive: int


def find(ground: Ground, own: set[str], mentions: Mentions) -> Paths:
    """The dead paths among the mentions of one document; `own` are names of the repository that paths begin with."""
    judge = _Judge(ground, own, mentions.makes)
    found = judge.all(mentions)
    missing = Counter(mention.block for mention, _ in found)
    kept = tuple(
        dead
        for mention, dead in found
        if dead.needs not in ("company", "carried out")
        or judge.has_company(mention, (_CARRIED_OUT if dead.needs == "carried out" else 1) * missing[mention.block])
    )
    misplaced = tuple(judge.misplaced())
    return Paths((*kept, *misplaced), len(set().union(*judge.alive.values())))


def judged(ground: Ground, own: set[str], mentions: Mentions) -> list[tuple[Mention, Dead]]:
    """Every mention that is dead by itself, whatever stands around it."""
    return _Judge(ground, own, mentions.makes).all(mentions)


def says_place(before: str) -> bool:
    """Whether the words before a name say that it lies where the name tells."""
    return bool(_LIES.search(before[-40:]))


class _Judge:
    def __init__(self, ground: Ground, own: set[str], makes: set[str]) -> None:
        self._ground = ground
        self._own = own
        self._made = makes
        self._made_names = {name.rpartition("/")[2] for name in makes}
        self.alive: defaultdict[int, set[str]] = defaultdict(set)  # by block
        self._listed: defaultdict[int, list[Mention]] = defaultdict(list)  # names without a folder that exist, by block

    def all(self, mentions: Mentions) -> list[tuple[Mention, Dead]]:
        """The mentions that are dead by themselves, each with what is known of it."""
        return [(mention, dead) for mention in mentions.found if (dead := self.judge(mention))]

    def misplaced(self) -> Iterator[Dead]:
        """Names that open an entry of a list or table whose other names all lie in one folder, and that do not."""
        for mentions in self._listed.values():
            for home in dict.fromkeys((mentions[0].folders[0], "")) if len(mentions) > COMPANY else ():
                away = [mention for mention in mentions if not self._exists(join(home, mention.path))]
                if 0 < len(away) <= (len(mentions) - len(away)) / COMPANY:
                    yield from self._away(away, home)
                    break

    def _away(self, mentions: list[Mention], home: str) -> Iterator[Dead]:
        for mention in mentions:
            place = join(home, mention.path.removeprefix("./"))
            alone = len(self._ground.ending_with(mention.path.strip("/"))) == 1
            if (alone or not GENERIC.fullmatch(mention.path)) and not self._ground.is_ignored(place):
                reason = f"what stands beside it lies in {home or 'the root'}, it does not"
                yield Dead(mention.line, mention.written.strip(), "path", (place,), reason)

    def has_company(self, mention: Mention, missing: int) -> bool:
        """Whether enough names of the same list or table exist, names without a folder in one folder."""
        alive = self.alive[mention.block]
        if "/" not in mention.path.strip("/"):
            homes = Counter(place.rpartition("/")[0] for path in alive for place in self._ground.by_name.get(path, ()))
            return max(homes.values(), default=0) >= max(COMPANY, missing)
        return len(alive) >= max(COMPANY, missing)

    def judge(self, mention: Mention) -> Dead | None:
        """The mention as dead, or None: it exists, is none of the repository's, or nobody can know."""
        path, variable = names.without_variable(mention.path)
        path = path.removeprefix("./")
        if _is_elsewhen(mention) or self._is_no_path(path, mention):
            return None
        listed = mention.elsewhen and mention.manner == "code"
        forms = self._forms(path)
        folders = ("",) if variable else mention.folders
        wanted = tuple(dict.fromkeys(join(folder, form) for form in forms for folder in folders))
        within = len(forms) > 1 and self._exists(forms[-1])  # the repository's own name in front of what it has
        if (
            within
            or any(self._exists(f"{place}/{_CHART}" if mention.is_chart else place) for place in wanted)
            or (not mention.said and self._stands_elsewhere(path, wanted, mention))
        ):
            if "/" not in path.strip("/") and mention.manner == "code" and _OPENS.search(mention.before):
                self._listed[mention.block].append(mention)
            if "/" in path.strip("/") or not GENERIC.fullmatch(path):
                self.alive[mention.block].add(path)
            return None
        slash = "/" * path.endswith("/")
        if any(
            self._ground.is_ignored(place.rstrip("/") + slash) for place in wanted[: len(self._forms(path)) * _NEAR]
        ):
            return None
        reason, needs = _Evidence(self._ground, forms[-1], wanted, mention).reason()
        if (
            not reason
            or (variable and needs)
            or not (mention.sure or self._ground.by_name.get(path.rpartition("/")[2]))
        ):
            return None
        if listed:
            needs = "carried out"
        return Dead(
            mention.line,
            mention.written.strip(),
            "path",
            () if mention.is_chart else (*reversed(forms), *wanted),
            reason,
            needs=needs,
            around=mention.before[-_AROUND // 2 :],
            typed=mention.is_typed,
        )

    def _is_no_path(self, path: str, mention: Mention) -> bool:
        plain = _SPACES.sub("_", path) if mention.manner == "code" and names.is_spaced_path(path) else path
        if any(
            step.isupper() and step.isalpha() and step not in self._ground.by_name for step in plain.split("/")[:-1]
        ):
            return True  # a step that stands for any name: `tests/STAGE/`
        return names.is_foreign(plain) or not _is_path(plain, mention) or self._is_made(path, mention)

    def _forms(self, path: str) -> tuple[str, ...]:
        """The path from the root if it begins with a slash, and the same without what stands for the repository."""
        bare = path.lstrip("/")
        first, _, rest = bare.partition("/")
        while rest and (names.IN_CAPITALS.fullmatch(first) and first not in self._ground.by_name):
            bare, (first, _, rest) = rest, rest.partition("/")
        return (bare, rest) if rest and first in self._own else (bare,)

    def _exists(self, place: str) -> bool:
        bare = place.rstrip("/")
        if self._ground.exists(bare) or bare in self._ground.without_ending:
            return True
        folder, _, name = bare.rpartition("/")
        return (
            name.startswith("LICEN")
            and bool(names.TERMS.fullmatch(name))
            and self._ground.has_beginning(folder, ("LICENSE", "LICENCE", "COPYING", "UNLICENSE"))
        )

    def _is_made(self, path: str, mention: Mention) -> bool:
        """Whether the document's own commands make it, or tools do, in a folder that the repository does not keep."""
        bare = path.strip("/")
        folder, _, name = bare.rpartition("/")
        if bare in self._made or (not folder and name in self._made_names):
            return True
        if not names.is_made(bare) or (mention.program in ("cp", "source") and name.startswith(".env.")):
            return False
        kept = folder and any(join(base, folder) in self._ground.folders for base in mention.folders)
        return not (kept and names.ending(bare) in names.TEXT | names.CODE and self._ground.by_name.get(name))

    def _stands_elsewhere(self, path: str, wanted: tuple[str, ...], mention: Mention) -> bool:
        """Whether a file elsewhere ends with the path, so that the document may well mean that one."""
        bare = path.strip("/")
        found = self._ground.ending_with(bare)
        if mention.manner == "command":
            here = "/" in bare and any(place.rpartition("/")[0] in self._ground.folders for place in wanted)
            return bool(found) and not here and GENERIC.fullmatch(bare.rpartition("/")[2]) is not None
        if names.TERMS.fullmatch(bare):
            return False
        if not names.ending(bare):
            found = (
                *found,
                *(place for end in ENDINGS_LEFT_OUT for place in self._ground.ending_with(bare + end)),
            )
        if names.ending(bare) in names.TEXT:
            return any(not names.is_archived(place) for place in found)
        return bool(found)


class _Evidence:
    """What speaks for a path that does not exist being one of this repository's."""

    def __init__(self, ground: Ground, path: str, wanted: tuple[str, ...], mention: Mention) -> None:
        self._ground = ground
        self._wanted = wanted
        self._mention = mention
        self._steps = path.strip("/").split("/")
        self._name = self._steps[-1]
        self._is_folder = path.endswith("/")
        self._has_form = names.ending(path) in names.ENDINGS or bool(names.BARE_NAMES.fullmatch(self._name))
        self._parents = {place.rstrip("/").rpartition("/")[0] for place in wanted}

    def reason(self) -> tuple[str, Needs]:
        """Why, and what more it needs; "" if nothing speaks for it."""
        if self._mention.is_chart:
            return ("no chart lies there, as others do", "") if self._has_charts() else ("", "")
        manner = self._mention.manner
        telling = len(self._steps) > 1 or not GENERIC.fullmatch(self._name)
        if telling and any(self._ground.is_past(place) for place in self._wanted):
            return "git's history had it", ""
        explicit = self._mention.written.startswith("./") or (self._is_folder and manner != "text")
        here = (self._parents - {""}) & self._ground.folders if len(self._steps) > 1 else set()
        if manner == "title":
            kin = self._has_form and any(self._ground.has_kin(parent, self._name) for parent in here)
            return ("its folder exists, it does not", "") if kin and not self._steps[0].startswith(".") else ("", "")
        if here and (self._has_form or explicit):
            alone = (
                self._is_folder
                and manner == "code"
                and len(self._steps) == 2
                and not self._ground.by_name.get(self._name)
            )
            return "its folder exists, it does not", "company" if alone else ""
        hidden = self._steps[0].startswith(".") and len(self._steps) > 1 and not self._tops()
        return ("", "") if hidden else self._of_manner()

    def _of_manner(self) -> tuple[str, Needs]:
        """What speaks for a path whose folder is not there, by how it is said."""
        manner = self._mention.manner
        if manner == "command":
            return self._of_command()
        if manner == "excerpt":
            kept = self._has_form and (self._tops() or self._ground.by_name.get(self._name))
            return ("the excerpt names it", "") if kept and not GENERIC.fullmatch(self._name) else ("", "")
        if manner == "code" and (self._has_form or self._is_folder) and says_place(self._mention.before):
            return "said to lie there", ""
        if len(self._steps) > 1 and self._is_folder_said():
            return "said to lie there", ""
        return self._of_path() if len(self._steps) > 1 else self._of_name()

    def _has_charts(self) -> bool:
        """Whether other charts lie in the folder where this one is said to lie."""
        charts = (path.rpartition("/")[0] for path in self._ground.by_name.get(_CHART, ()))
        return any(chart.rpartition("/")[0] in self._parents for chart in charts)

    def _is_folder_said(self) -> bool:
        """Whether the words before say that it is the folder of that name, and there is one elsewhere."""
        said = _FOLDER_AT.search(self._mention.before[-_AROUND:])
        known = self._ground.by_name.get(self._name, ())
        return said is not None and said[1] == self._name and not self._ground.folders.isdisjoint(known)

    def _of_command(self) -> tuple[str, Needs]:
        """A command needs what it reads, if that has the form of a file or a kin where the command runs."""
        kin = any(self._ground.has_kin(parent, self._name) for parent in self._parents)
        known = bool(self._ground.by_name.get(self._name)) and not GENERIC.fullmatch(self._name)
        among = any(self._ground.has_ending(parent, names.ending(self._name)) for parent in self._parents)
        if self._mention.said and among and self._has_form and not GENERIC.fullmatch(self._name):
            return "the command needs it", ""
        if self._mention.program in ("cd", "pushd") and len(self._steps) > 1 and not self._mention.said:
            return "the command needs it", "home"
        if self._mention.program in _ON_OWN_FILES and not self._is_template():
            shaped = self._is_folder or len(self._steps) > 1
            return ("the command needs it", "") if known and shaped else ("", "")
        common = GENERIC.fullmatch(self._name) and not (
            self._mention.said or self._is_template() or len(self._steps) > 1
        )
        if common or not (self._has_form or self._is_folder or kin):
            return "", ""
        return "the command needs it", "" if kin or known or (len(self._steps) > 1 and self._tops()) else "home"

    def _is_template(self) -> bool:
        """Whether the reader is to copy it or to open it as it is: a template, settings of the project's own."""
        name = self._name.lower()
        return self._mention.program in ("cp", "mv", "code") and (
            "env" in name or names.ending(name) in ("example", "sample", "template", "dist", "code-workspace")
        )

    def _of_path(self) -> tuple[str, Needs]:
        """A path with steps: its top folder is there, or its name is somewhere, or it stands among paths that are."""
        in_code = self._mention.manner == "code"
        tops = self._tops()
        if in_code or len(self._steps) > 2:
            if tops and self._has_form:
                return "its top folder exists, it does not", "company" if GENERIC.fullmatch(self._name) else ""
            there = in_code or bool((self._parents - {""}) & self._ground.folders)
            if tops and there and self._ground.stands_below(tops, self._name):
                return "the name stands elsewhere below its top folder", ""
        if not in_code or not self._has_form:
            return "", ""
        if not GENERIC.fullmatch(self._name) and self._ground.by_name.get(self._name):
            return "the name stands elsewhere", ""
        return ("named among paths that exist", "company") if names.ending(self._name) in _TOLD else ("", "")

    def _tops(self) -> list[str]:
        """Folders that the path's first step may be."""
        places = (join(folder, self._steps[0]) for folder in self._mention.folders)
        return [place for place in places if place in self._ground.folders]

    def _of_name(self) -> tuple[str, Needs]:
        """A name alone: a document, a settings file, the licence; any other file only among names that exist."""
        kind = names.ending(self._name)
        in_code = self._mention.manner == "code"
        if names.TERMS.fullmatch(self._name) and (in_code or re.match(r"[*_)\]]*\s+file\b", self._mention.after)):
            return "no such file", ""
        if self._name.startswith("."):
            return ("no such file", "") if in_code and _SETTINGS.fullmatch(self._name) else ("", "")
        if in_code and kind in names.CODE and is_done(self._mention.before) and _TELLING.search(self._name):
            return "said to have been made", "home"
        plainly = in_code or (kind == "md" and self._name[0].isupper())
        if plainly and kind in _DOCUMENTS and not GENERIC.fullmatch(self._name):
            return "no such document", "" if _TELLING.search(self._name.rpartition(".")[0]) else "company"
        return ("named among files that exist", "company") if in_code and kind in names.CODE else ("", "")


def _is_path(path: str, mention: Mention) -> bool:
    bare = path.strip("/")
    if "/" in bare:
        return bool(names.PATH_LIKE.fullmatch(path))
    as_folder = path.endswith("/") and mention.manner in ("code", "command")
    in_command = mention.manner == "command" and (mention.program == "cd" or mention.written.startswith("./"))
    return names.is_file_name(bare) or as_folder or in_command


def _is_elsewhen(mention: Mention) -> bool:
    """Whether the words around a name take it out of the present; a command is typed now, whatever stands around it."""
    if mention.manner == "command":
        return False
    return (mention.elsewhen and mention.manner != "code") or is_elsewhen(mention.before, mention.after)
