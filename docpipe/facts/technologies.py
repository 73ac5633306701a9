"""Which product plays a part of the system: "Type checking: mypy", "uses Husky to manage Git hooks".

The words for the part and the product stand side by side, or with words between that only join them.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import TypeVar

from docpipe.facts.place import Place
from docpipe.facts.statements import Statement
from docpipe.model import Fact
from docpipe.text.technologies import Phrases, lexicon, spoken
from docpipe.text.wordlists import words

_T = TypeVar("_T")
WORDS = frozenset(lexicon().products)  # with which a product begins
_LONGEST = 400  # characters: what is longer tells a story
_MAX_GAP = 5
_MAX_NAMED = 2  # who lists more products of one part says what can be used
_JOINING = words(
    "for the a an is are as in with to of by our via using uses use used manage manages managing based built on "
    "run runs running centralized centralised central global local main primary default static modern current "
    "server service services application app framework library tool tools stack engine system client web "
    "python javascript typescript node linting and integration instance "
    "für mit ist als von der die das auf con para es el la de del como avec pour est le les du en"
)
# A product after one of these is not the one in use; nor is one in a statement that weighs several.
_AGAINST = words(
    "not no without instead than replace replaces replaced replacing from formerly previously unlike over like "
    "legacy deprecated old avoid never rather e.g statt nicht kein ohne früher sin no antes sans pas ancien"
)
_WEIGHING = words(
    "or vs versus alternative alternatives alternatively consider considered could might if option options optional "
    "optionally either choose compare comparison compared migrate migrating migration migrated example examples e.g "
    "planned future replace replacing instead such any whether evaluate evaluated etc "
    "oder alternativ geplant beispiel falls o alternativa planeado ejemplo ou exemple prévu"
)
_OPEN = words(
    "not or etc option options optional optionally e.g vs versus planned future similar oder o ou "
    "specialist developer engineer expert"
)
# What begins an item that tells what is still to be done, or what someone should do.
_TO_DO = words("implement add introduce consider evaluate deploy create integrate setup adopt plan")
# Labels that say what kind of thing follows; the heading or the item above says of what.
_KINDS = words(
    "framework frameworks technology technologies tech stack tool tools library libraries runtime platform language "
    "engine type build testing styling state database orm technologie werkzeug herramienta tecnología outil"
)


def extract(statement: Statement, place: Place) -> Iterator[Fact]:
    """One fact a part and product that stand together."""
    if statement.form == "code" or len(statement.raw) > _LONGEST:
        return
    text = " ; ".join(statement.shown) if statement.form == "row" else statement.text
    spoken_words = spoken(text)
    known = lexicon()
    if known.products.keys().isdisjoint(spoken_words):
        return
    weighing = _OPEN if statement.label else _WEIGHING
    if not weighing.isdisjoint(spoken_words) or spoken_words[0] in _TO_DO or text.rstrip().endswith("?"):
        return
    given = [*_context(statement, place), *spoken_words]
    roles = _found(given, known.roles)
    if not roles:
        return
    products = _found(given, known.products)
    told: dict[str, list[str]] = defaultdict(list)
    listed = Counter(pair for _, _, pairs in products for pair in set(pairs))
    for start, end, pairs in products:
        if not _AGAINST.isdisjoint(given[max(0, start - 2) : start]):
            continue
        for part, product in pairs:
            if product not in told[part] and any(
                part in names
                and _joined(given, start, end, first, last)
                and (not known.parts[part].own or _unnamed(given, first))
                for first, last, names in roles
            ):
                told[part].append(product)
    for part, names in told.items():
        if sum(one == part for one, _ in listed) <= _MAX_NAMED:
            for product in names:
                yield place.fact(statement, ("other", part, "technology"), product, "words")


def _context(statement: Statement, place: Place) -> list[str]:
    """Words from above that a line needs: of the heading, where the line begins with a product or a mere kind."""
    above = spoken(statement.outer[-1].label or statement.outer[-1].text) if statement.outer else spoken(place.heading)
    if statement.form == "heading" or len(above) > 4:
        return []
    label = spoken(statement.label)
    if label and not _KINDS.isdisjoint(label) and len(label) < 3:
        return above
    return above if statement.form == "item" and not label and len(statement.text.split()) < 8 else []


def _found(given: Sequence[str], phrases: Mapping[str, Phrases[_T]]) -> list[tuple[int, int, tuple[_T, ...]]]:
    """Where phrases stand, the longest at each place: first word, word behind, what they mean."""
    found: list[tuple[int, int, tuple[_T, ...]]] = []
    for index, word in enumerate(given):
        if word not in phrases or (found and index < found[-1][1]):
            continue
        for phrase, meant in phrases[word]:
            if tuple(given[index : index + len(phrase)]) == phrase:
                found.append((index, index + len(phrase), meant))
                break
    return found


def _unnamed(given: Sequence[str], first: int) -> bool:
    """Whether no other word stands before the part: "the Orders frontend" is the frontend of one system of several."""
    before = given[first - 1] if first else "the"
    known = lexicon()
    return before in _JOINING or before in known.products or before in known.roles or before[0].isdigit()


def _joined(given: Sequence[str], start: int, end: int, first: int, last: int) -> bool:
    """Whether only joining words, numbers and other products stand between the product and the part."""
    if last > start and end > first:
        return False
    known = lexicon().products
    between = given[last:start] if last <= start else given[end:first]
    return len(between) <= _MAX_GAP and all(word in _JOINING or word in known or word[0].isdigit() for word in between)
