"""Documents in another language than the main one: `docs/zh/setup.md`, `README.de.md`, `i18n/fr/…/setup.md`."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from docpipe.roles.copies.likeness import same_language

# ISO 639-1, two letters each.
_CODES = frozenset(
    re.findall(
        "..",
        "aaabaeafakamanarasavayazbabebgbhbibmbnbobrbscacechcocrcscucvcydadedvdzeeeleneoeseteufafffifjfofrfygagdglgngugv"
        "hahehihohrhthuhyhziaidieigiiikioisitiujajvkakgkikjkkklkmknkokrkskukvkwkylalblglilnloltlulvmgmhmimkmlmnmrmsmtmy"
        "nanbndnengnlnnnonrnvnyocojomorospapiplpsptqurmrnrorurwsascsdsesgsiskslsmsnsosqsrssstsusvswtatetgthtitktltntotr"
        "tstttwtyugukuruzvevivowaxhyiyozazhzu",
    )
)
# Countries that stand for a language in file names, and languages by their own names or in English.
_NAMES = {
    "cn": "zh", "jp": "ja", "br": "pt", "ua": "uk", "cz": "cs", "chinese": "zh", "中文": "zh", "english": "en",
    "german": "de", "deutsch": "de", "french": "fr", "francais": "fr", "français": "fr", "spanish": "es",
    "espanol": "es", "español": "es", "japanese": "ja", "日本語": "ja", "korean": "ko", "한국어": "ko",
    "russian": "ru", "русский": "ru", "portuguese": "pt", "italian": "it", "italiano": "it", "polski": "pl",
}  # fmt: skip
_TAG = re.compile(r"[a-z]{2}(?:-(?:[a-z]{2}|[a-z]{4}|\d{3})){0,2}")
_SUFFIXED = re.compile(r"(.+?)[._-]([a-z]{2}[-_][a-z]{2,4}|[^\W\d_]{2,10})$")
# Folders of translations only: the main language lies elsewhere.
_SHELVES = frozenset((
    "i18n", "l10n", "locale", "locales", "translations", "translation", "translated", "lang", "langs", "languages",
    "localized",
))  # fmt: skip
_SAMPLE = 10  # pairs of a language that are compared
_PORTION = 3000  # characters of each
_COMMON_NAME = 200  # a file name that so many folders have says nothing about where its twin is


@dataclass(frozen=True, slots=True, order=True)
class _Pair:
    """A document and what it may be a translation of; the unsure ones of a group and a language stand together."""

    group: str
    language: str
    path: str
    original: str
    sure: bool  # its name can mean nothing else


def translations(texts: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """(path, path of the original) of each document that has a twin of the same name in the main language.

    A name that looks like a language is not enough (`hr/` and `it/` are departments, too): taken together, the texts
    must be in another language than their twins, unless the name has a region (`pt-BR`) or lies among translations.
    """
    groups: dict[tuple[str, str, bool], list[_Pair]] = defaultdict(list)
    for pair in sorted((*_by_folder(texts), *_by_suffix(texts))):
        groups[pair.group, pair.language, pair.sure].append(pair)
    for pairs in groups.values():
        translated = "\n".join(texts[pair.path][:_PORTION] for pair in pairs[:_SAMPLE])
        originals = "\n".join(texts[pair.original][:_PORTION] for pair in pairs[:_SAMPLE])
        if pairs[0].sure or same_language(translated, originals) is False:
            yield from ((pair.path, pair.original) for pair in pairs)


def _language(name: str) -> str | None:
    """The language that a name stands for, with its region where it has one: `de`, `pt-br`."""
    name = name.casefold().replace("_", "-")
    if name in _NAMES:
        return _NAMES[name]
    return name if _TAG.fullmatch(name) and name[:2] in _CODES else None


def _by_folder(texts: Mapping[str, str]) -> Iterator[_Pair]:
    editions: dict[tuple[str, str], dict[str, str]] = defaultdict(dict)
    sizes: dict[str, Counter[str]] = defaultdict(Counter)
    plain: dict[str, list[str]] = defaultdict(list)
    depths: dict[str, int] = {}  # how many parts the path of the topmost document of a folder's languages has
    for path in texts:
        parts = path.split("/")
        at = next((at for at, part in enumerate(parts[:-1]) if _language(part)), None)
        if at is None:
            plain[parts[-1]].append(path)
        else:
            above, language = "/".join(parts[:at]), _language(parts[at]) or ""
            editions[above, "/".join(parts[at + 1 :])][language] = path
            sizes[above][language] += 1
            depths[above] = min(depths.get(above, len(parts)), len(parts))
    for (above, rest), by_language in editions.items():
        shelved = above.rpartition("/")[2].casefold() in _SHELVES
        original = _outside(above, rest, texts, plain if shelved else {}) or by_language.get(
            _main(sizes[above], shelved)
        )
        if not original and f"{above}/*/{rest}".strip("/").count("/") + 1 == depths[above]:
            original = _further_up(above, rest, texts)
        if original:
            for language, path in by_language.items():
                if path != original:
                    yield _Pair(above, language, path, original, shelved or "-" in language)


def _main(sizes: Counter[str], shelved: bool) -> str:
    """The language with most documents; among translations only English can be it."""
    return "en" if shelved else min(sizes, key=lambda language: (-sizes[language], language != "en", language))


def _outside(above: str, rest: str, texts: Mapping[str, str], plain: Mapping[str, list[str]]) -> str | None:
    """The twin that lies in no language folder: in the same place, else where the end of the path agrees most."""
    place = f"{above}/{rest}" if above else rest
    if place in texts:
        return place
    candidates = plain.get(rest.rpartition("/")[2], [])
    if len(candidates) > _COMMON_NAME:
        return None
    return min(candidates, key=lambda path: (-_common_end(path, rest), len(path), path), default=None)


def _further_up(above: str, rest: str, texts: Mapping[str, str]) -> str | None:
    """What has the name of a topmost document of a language, above the folder of all languages: the root's README."""
    folders = [above[:at] for at in range(len(above), -1, -1) if above[at : at + 1] in ("/", "")]
    name = rest.rpartition("/")[2]
    return next((path for folder in (*folders, "") if (path := f"{folder}/{name}".lstrip("/")) in texts), None)


def _common_end(left: str, right: str) -> int:
    """How many parts of two paths agree, from the end."""
    count = 0
    for one, other in zip(reversed(left.split("/")), reversed(right.split("/")), strict=False):
        if one != other:
            break
        count += 1
    return count


def _by_suffix(texts: Mapping[str, str]) -> Iterator[_Pair]:
    """Names such as `README.de.md` and `setup_zh-CN.md` beside `README.md` and `setup.md`, or beside one in English."""
    editions: dict[str, dict[str, str]] = defaultdict(dict)
    for path in texts:
        place, _, suffix = path.casefold().rpartition(".")
        found = _SUFFIXED.match(place)
        language = _language(found[2]) if found else None
        if found and language:
            editions[f"{found[1]}.{suffix}"][language] = path
    for path in texts:
        if path.casefold() in editions:
            editions[path.casefold()][""] = path
    for by_language in editions.values():
        main = min(by_language, key=lambda language: (language != "", language != "en", language))
        for language, path in by_language.items():
            if language != main:
                # The convention of hosts, however short it is: `README.de.md`, and not `plan_it.md` or `config.cs.md`.
                stem, *endings = path.rpartition("/")[2].split(".")
                sure = "-" in language or (stem.isupper() and len(endings) > 1)
                yield _Pair("", language, path, by_language[main], sure)
