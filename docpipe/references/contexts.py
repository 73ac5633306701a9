"""The words around a name -> whether it is spoken of as made by the reader, as gone, as planned, or as an example."""

from __future__ import annotations

import re
from functools import lru_cache

_MAKING = (
    r"creat(?:e|es|ed|ing)|add(?:ed|ing|s)?|new|generat\w*|writ(?:e|es|ing|ten)|sav(?:e|es|ing)|produc\w+|output|make|touch"
    r"|extract\w*|split|implement|called|named|crea\w*|cré\w*|erstell\w*|anleg\w*"
)
_GONE = (
    r"remov\w+|delet\w+|renam\w+|replac\w+|instead of|no longer|formerly|previously|was|were|old|legacy"
    r"|deprecated|obsolete|moved from|missing|lacks?|without|no|not|entfern\w*|gelöscht\w*|elimin\w*|supprim\w*"
)
_SOMEDAY = r"will|would|could|should|planned|todo|propos\w+|future|if|optional\w*|geplant\w*|futur\w*"
_EXAMPLE = r"e\.g|eg|for example|example|such as|like|z\. ?b|por ejemplo|par exemple"
_BEFORE = re.compile(
    rf"\b(?:{_MAKING}|{_GONE}|{_SOMEDAY}|{_EXAMPLE})\b\W*(?:\w+\W+){{0,2}}$"
    r"|~~[^~]*$|(?:创建|新建|新增|删除|例如|比如|生成)\S{0,6}$",
    re.IGNORECASE,
)
_INSTANCE = re.compile(r"(?:\be\.g\.|\bfor example\b|\bfor instance\b|\bz\. ?b\.)(?:[^.]|\.\S)*$", re.IGNORECASE)
# The reader is told to make the file that is named next.
_ORDERED = re.compile(
    r"(?:^|[.:]\s)[\W\d]{0,8}(?:create|save|write|make|erstellen?|lege|crear?|cree|enregistrer?|créez|创建|新建)\b"
    r"\W*(?:\w+\W+){0,5}$"
    r"|\b(?:plac|put|sav|stor)\w{1,4} (?:it|them|this|these) (?:in|into|to|as|at|under)\W*$",
    re.IGNORECASE,
)
# What a document says was done is there to be found, unlike what it tells the reader to do.
_DONE = re.compile(r"\W{0,20}(?:created|added|implemented|introduced|generated|wrote)\b", re.IGNORECASE)
_AFTER = re.compile(
    r"[^.;|]{0,60}\b(?:removed|deleted|renamed|replaced|deprecated|obsolete|does ?n.t exist|does not exist|not exist"
    r"|missing|not found|planned|todo|coming soon|to be|will be|new|optional|if present|(?:is|are) created"
    r"|(?:is|are) generated|gitignored|git-ignored|(?:never|not) committed|not in (?:this|the) repo\w*)\b"
    r"|\W{0,4}(?:\(new\)|→|->|=>|~~)",
    re.IGNORECASE,
)


_LEAD = re.compile(
    r"\b(?:creat(?:e|es|ed|ing)|add(?:ed|ing)?|new|generat\w*|remov\w+|delet\w+|renam\w+|replac\w+|missing|planned"
    r"|propos\w+|implement(?:ed|ing|s)?|defin\w+|writ\w+|future|todo|example|e\.g|such as|will|should be|deprecated|old"
    r"|erstell\w*|crea\w*|cré\w*)\b[^.]*$"
    r"|(?:创建|新建|新增|删除)[^。]*$",
    re.IGNORECASE,
)
_HEADING = re.compile(
    r"\b(?:changelog|history|removed?|deleted?|deprecated|deprecations?|new (?:files?|structure)|created"
    r"|to (?:be )?creat\w+"
    r"|to (?:be )?(?:add|modif|delet|remov|implement)\w*|planned|roadmap|future|propos\w+|old|legacy|previous"
    r"|next steps|todos?|backlog|deliverables|implementation (?:plan|steps|phases)|phase \d|milestones?"
    r"|target (?:structure|state)"
    r"|missing|examples?|recommended|expected|suggested"
    r"|geplant\w*|beispiele?|ejemplos?|exemples?)\b"
    r"|示例|计划|历史",
    re.IGNORECASE,
)


_NOW = re.compile(
    r"[\W\d]{0,8}(?:current (?:state|situation|architecture|layout|structure)|existing (?:structure|code|assets)"
    r"|status quo|ist-zustand|aktueller stand|estado actual|état actuel)\b",
    re.IGNORECASE,
)


def is_elsewhen(before: str, after: str) -> bool:
    """Whether what stands before or after a name on its line takes it out of the present."""
    if _INSTANCE.search(before):
        return True
    return bool((not is_done(before) and _BEFORE.search(before[-60:])) or _AFTER.match(after[:80].lstrip("`*) ")))


def is_done(before: str) -> bool:
    """Whether a line begins with what was done, so that it says of a name that it is there."""
    return bool(_DONE.match(before))


def is_ordered(before: str) -> bool:
    """Whether a sentence begins with the order to make what is named next."""
    return bool(_ORDERED.search(before[-80:]))


def leads_elsewhen(lead: str) -> bool:
    """Whether the line that leads in to a list or a fence does so."""
    return _leads_elsewhen(lead[-100:])


@lru_cache(1024)  # each block below it asks
def _leads_elsewhen(ending: str) -> bool:
    return _LEAD.search(ending) is not None


def heads_elsewhen(trail: tuple[str, ...]) -> bool:
    """Whether a heading above does so; a document's title is judged as its role."""
    return any(_is_elsewhen(heading[:200]) for heading in trail[1:] or trail)


def heads_now(trail: tuple[str, ...]) -> bool:
    """Whether the heading right above says that what follows is how things stand."""
    return bool(trail) and bool(_NOW.match(trail[-1][:80]))


@lru_cache(4096)
def _is_elsewhen(heading: str) -> bool:
    return bool(_HEADING.search(heading))
