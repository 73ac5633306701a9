"""What a document says of itself in so many words, in several languages; all of it folded."""

from __future__ import annotations

import re

_DONE = (
    r"(?:now |all |been |fully |successfully |temporarily )?"
    r"(?:complete|implemented|fixed|resolved|added|created|updated|removed|refactored|migrated|verified|disabled"
    r"|integrated|enhanced|achieved|delivered|identified|reduced|analy[sz]ed|performed)"
)


def _phrases(*patterns: str) -> tuple[re.Pattern[str], ...]:
    """Each begins with plain letters: that is what makes searching for it fast."""
    return tuple(re.compile(pattern) for pattern in patterns)


# It tells of work that was done.
DID = _phrases(
    "successfully " + _DONE,
    "i've " + _DONE,
    "i have " + _DONE,
    "we have " + _DONE,
    "has been " + _DONE,
    "have been " + _DONE,
    "mission accomplished",
    r"wurden? \w+ (?:umgesetzt|behoben|abgeschlossen|erledigt)",
    r"se ha (?:completado|implementado|corregido)",
    r"se han (?:completado|implementado|corregido)",
    r"ete (?:realise|corrige|termine|implemente)",
    "已完成",
    "已修复",
)
# It calls itself a report or a plan.
RECORD = _phrases(
    r"this (?:report|summary|audit|analysis|proposal|investigation|assessment|roadmap|checklist|log|prd)\b",
    r"this (?:\w+ )?plan (?:outlines|describes|covers|details|provides|will|is to)\b",
    r"this (?:document|page|file) (?:summari[sz]es|tracks|records|captures"
    r"|outlines the (?:\w+ )?(?:plan|strategy|roadmap)|(?:presents|provides) an? (?:analysis|summary|plan))\b",
    r"outlines the (?:detailed |comprehensive )?(?:implementation )?plan\b",
    "will be implemented",
    "we propose",
    r"dieser (?:bericht|plan)\b",
    r"este (?:informe|plan)\b",
    r"ce (?:rapport|plan)\b",
    "本报告",
    "本计划",
)
# It calls itself a guide, or speaks of the place it stands in.
LIVING = _phrases(
    r"this (?:guide|page|section|directory|folder|module|package|runbook|tutorial|reference|manual|topic|article"
    r"|library|repository|example)\b",
    r"this document (?:describes|explains|covers|provides (?:detailed )?(?:instructions|guidance))\b",
    r"diese (?:anleitung|seite)\b",
    r"esta (?:guia|pagina)\b",
    r"ce guide\b",
    "本指南",
    "本文档介绍",
)
# It says that it holds no longer.
RETIRED = _phrases(
    r"historical (?:snapshot|record|document)\b",
    r"this (?:document|page|plan|file|guide|report) (?:is|has been|was) (?:now )?"
    r"(?:archived|superseded|obsolete|outdated|retired|historical|kept for)\b",
    "note: archived",
    "archived:",
    "kept for historical reference",
    r"dieses dokument ist (?:veraltet|archiviert)",
    r"este documento (?:esta|es) (?:obsoleto|archivado)",
    r"ce document est (?:obsolete|archive|perime)",
    "本文档已过时",
)

_HISTORY = r"[^.\n]{0,60}\b(?:archived?|historical|outdated|superseded|obsolete|retired|no longer)\b"
# A folder's README says so of all that lies there.
RETIRED_FOLDER = _phrases(
    "this folder " + _HISTORY,
    "this directory " + _HISTORY,
    "these documents " + _HISTORY,
    r"dieser ordner [^.\n]{0,60}(?:archiv|veraltet|historisch)",
    r"esta carpeta [^.\n]{0,60}(?:archivad|obsolet|historic)",
    r"ce dossier [^.\n]{0,60}(?:archive|obsolete|historique)",
    r"(?:此|本)(?:目录|文件夹).{0,20}(?:归档|历史|过时)",
)


def said(phrases: tuple[re.Pattern[str], ...], text: str) -> str | None:
    """The first of the phrases that stands in `text` as words of its own."""
    for phrase in phrases:
        found = phrase.search(text)
        while found and found.start() and text[found.start() - 1].isalpha() and text[found.start()].isascii():
            found = phrase.search(text, found.end())
        if found:
            return found[0]
    return None
