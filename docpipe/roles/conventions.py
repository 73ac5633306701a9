"""A document -> its role by the conventions of hosts, tools and communities; None where none of them speaks."""

from __future__ import annotations

import re

from docpipe.model import Role
from docpipe.roles.names import folded, parts, plain_words
from docpipe.roles.view import View

Verdict = tuple[Role, str]

_GENERATED_HEAD = 1000  # characters; a tool says so at once
_DECORATION = " \n\t<!->*_#/"

# ---------------------------------------------------------------- agent

_AGENT_FILES = frozenset((
    "agents", "agent", "claude", "claude.local", "gemini", "qwen", "codex", "copilot-instructions", "skill", "warp",
    "cursorrules", ".cursorrules", "windsurfrules", ".windsurfrules", ".clinerules", "clinerules", "crush", "jules",
))  # fmt: skip
_AGENT_SUFFIXES = (".instructions", ".chatmode", ".prompt", ".agent", ".rules")
_AGENT_FOLDERS = frozenset((
    ".claude", ".cursor", ".windsurf", ".kiro", ".cline", ".clinerules", ".roo", ".roorules", ".continue", ".aider",
    ".augment", ".codex", ".gemini", ".qwen", ".amazonq", ".agent", ".agents", ".ai", ".junie", ".trae", ".goose",
    ".opencode", ".openhands", ".serena", ".specify", ".tabnine", ".factory", ".crush", "memory-bank", "memory_bank",
))  # fmt: skip
_FOLDERS_OF_GITHUB = frozenset(("instructions", "prompts", "chatmodes", "agents", "skills"))
_STANDING_FOLDERS = frozenset((
    "steering", "rules", "hooks", "commands", "instructions", "chatmodes", "prompts", "agents", "skills", "modes",
    "workflows", "context", "templates", "kb", "knowledge",
))  # fmt: skip
# In the name of a file in such a folder, or in its title: an order, or the agent that it goes to.
_ORDERS = frozenset((
    "task", "delegation", "directive", "assignment", "handoff", "mission", "aufgabe", "auftrag", "tarea",
    "claude", "cline", "copilot", "cursor", "windsurf", "codex", "gemini", "aider", "kiro", "devin", "jules", "qwen",
    "amazon",
))  # fmt: skip
_FEATURE_PLANS = frozenset(("requirements", "design", "tasks", "plan", "spec", "research"))
# What only the header of an instruction file has.
_AGENT_KEYS = frozenset((
    "applyto", "alwaysapply", "globs", "allowed-tools", "allowed_tools", "argument-hint", "disable-model-invocation",
))  # fmt: skip
_PERSONA = re.compile(r"(?:^|\n)\W{0,4}(?:you are an? |du bist ein|eres un|tu es un|vous etes un|你是|您是)")
# "Search for AI agents" is about a product; "instructions for AI agents" is not.
_FOR_AGENTS = re.compile(
    r"\bnext (?:ai |coding )?agents?\b"
    r"|\b(?:instructions|guidelines|rules|guide|guidance|handoff|handover|notes|context|briefing) for (?:the )?"
    r"(?:ai |coding |llm )*agents?\b"
)

# ---------------------------------------------------------------- protected

_LEGAL = frozenset((
    "license", "licence", "copying", "notice", "notices", "patents", "authors", "contributors", "maintainers",
    "codeowners", "credits", "citation", "governance", "trademark", "trademarks", "dco", "cla", "changelog",
    "code of conduct",
    "third party notices", "third party licenses", "unlicense", "lizenz", "lizenzen", "licencia", "anderungsprotokoll",
    "verhaltenskodex", "codigo de conducta", "code de conduite", "registro de cambios", "journal des modifications",
    "更新日志", "变更日志", "行为准则", "许可证",
))  # fmt: skip
_CHANGELOGS = frozenset(("changes", "history", "news", "releases", "release notes", "whats new", "versions"))
_CHANGELOG_FOLDERS = frozenset(("release-notes", "release_notes", "releasenotes", "changelog", "changelogs"))
_RELEASE = re.compile(r"\bv?\d+\.\d+(?:\.\d+)?\b|\bunreleased\b|\d{4}-\d\d-\d\d")
_POLICY = re.compile(
    r"report(?:ing)? (?:a |any |security )*(?:vulnerabilit|issue)|responsible disclosure|supported versions"
    r"|vulnerabilit\w+ (?:report|disclos)|sicherheitslucke|vulnerabilidad|vulnerabilite|漏洞"
)
_DECISION_FOLDERS = frozenset((
    "adr", "adrs", "decision-records", "architecture-decisions", "architecture-decision-records",
    "architectural-decisions", "decision_records",
))  # fmt: skip
_DECISION_NAME = re.compile(r"\d{3,4}[-_ .]\w")
# The sections of a decision record, in the languages it is written in: all three kinds must be there.
_DECISION_SECTIONS = (
    frozenset(("context", "context and problem statement", "kontext", "contexto", "contexte", "背景")),
    frozenset(("decision", "decision outcome", "entscheidung", "entscheidungsergebnis", "决策", "决定")),
    frozenset(("consequences", "konsequenzen", "folgen", "consecuencias", "影响", "后果")),
)  # fmt: skip
_RETIRED_FOLDERS = frozenset(("archive", "archived", "deprecated", "attic", "archiv", "archivo"))
_TEMPLATE_FOLDERS = frozenset(("issue_template", "pull_request_template", "archetypes", "issue_templates"))
_TEMPLATES = frozenset(("pull request template", "issue template", "merge request template"))
_BLANK = re.compile(
    r"\[[^\]\n]{2,60}\](?![\[(:])|\{\{|<[a-z][a-z _-]{2,30}>|\byyyy\b|\bxxx+\b|<!--|_{4,}|\btodo\b|\bn[na]\b|\.\.\.|…"
)

# ---------------------------------------------------------------- generated

_OUTPUT_FOLDERS = frozenset((
    "test-results", "test_results", "playwright-report", "coverage", "htmlcov", "__snapshots__", "snapshots",
    "allure-results", "generated", "autogen", "_generated", "__generated__", "typedoc", "apidoc", "apidocs",
))  # fmt: skip
_FIXTURE_FOLDERS = frozenset((
    "fixtures", "fixture", "__fixtures__", "testdata", "test-data", "test_data", "golden", "goldens", "cassettes",
    "test-fixtures", "test_fixtures",
))  # fmt: skip
_MADE = re.compile(
    r"(?:^|\n)[^\w\n]*(?:"
    r"this (?:file|document|page|readme) (?:is|was|has been) (?:auto-?|automatically |machine[- ])?generated"
    r"|(?:code|docs?|documentation|file) (?:auto-?)?generated (?:by|from)"
    r"|auto-?generated (?:by|from|file|documentation|content)\b"
    r"|automatically generated (?:by|from)"
    r"|generated by [\w@/.-]+(?: v?\d[\w.]*)?[^\w\n]*(?:\n|$)"
    r"|generated (?:by|from|with) [^\n]{1,80}[^\w\n](?:do not|don't) edit\b"
    r"|@generated\b"
    r"|(?:do not|don't) edit\b|nicht bearbeiten|no editar|ne pas modifier|请勿(?:手动)?(?:编辑|修改)"
    r"|diese (?:datei|seite) wurde automatisch|automatisch (?:generiert|erzeugt)"
    r"|este (?:archivo|documento) (?:fue|se) gener|ce (?:fichier|document) (?:est|a ete) genere"
    r"|[本此]文[件档]由.{0,20}自动生成)"
)
_MADE_HINTS = (
    "gener", "erzeugt", "do not edit", "don't edit", "nicht bearbeiten", "no editar",
    "ne pas modifier", "生成", "请勿", "erstellt",
)  # fmt: skip
# A clock time to the second, with its zone, is written by programs; in quotes it is an example.
_STAMP = re.compile(
    r"(?:^|\n)[>*_#|\s-]*(?:(?:report|last) )?(?:generated|erstellt|generado|genere)(?: (?:at|on|am|le|el))?[*_:\s|-]*"
    r"\d{4}-\d\d-\d\d[t ]\d\d:\d\d:\d\d(?:\.\d+)?(?:z| ?utc|[+-]\d\d:?\d\d)"
)


def role_by_convention(seen: View) -> Verdict | None:
    """The first of the conventions that speaks: generated, agent, protected."""
    for asked in (_generated, _agent, _protected):
        verdict = asked(seen)
        if verdict:
            return verdict
    return None


def agent_folder(seen: View) -> str | None:
    """The folder that belongs to a coding agent, if the document lies in one."""
    for at, folder in enumerate(seen.folders):
        if folder in _AGENT_FOLDERS or (folder in _FOLDERS_OF_GITHUB and at and seen.folders[at - 1] == ".github"):
            return folder
    return None


def is_standing(seen: View, folder: str) -> bool:
    """Whether a document in an agent's folder tells the agent what to do, from now on or as its next task."""
    if not _STANDING_FOLDERS.isdisjoint(seen.folders[seen.folders.index(folder) :]):
        return True
    if not _ORDERS.isdisjoint(seen.words) or not _ORDERS.isdisjoint(parts(seen.document.title)):
        return True
    return "assigned tool" in seen.head or "assigned to" in seen.head


def is_feature_plan(seen: View) -> bool:
    """Whether it is one of the files that spec-driven agents keep for each feature: what, how, in what steps."""
    return "specs" in seen.folders and seen.name.lower() in _FEATURE_PLANS


def _file(seen: View) -> str:
    return seen.path.rpartition("/")[2]


def _generated(seen: View) -> Verdict | None:
    is_readme = bool(seen.words) and seen.words[0] in ("readme", "index")
    for at, folder in enumerate(seen.folders):
        if folder in _OUTPUT_FOLDERS or (
            folder in _FIXTURE_FOLDERS and not (is_readme and at == len(seen.folders) - 1)
        ):
            return "generated", f"lies in '{folder}'"
    head = seen.head[:_GENERATED_HEAD]
    if any(hint in head for hint in _MADE_HINTS):
        for pattern, says in ((_MADE, "says"), (_STAMP, "has the time stamp of a program:")):
            if found := pattern.search(head):
                return "generated", f"{says} '{found[0].strip(_DECORATION)[:60]}'"
    return None


def _agent(seen: View) -> Verdict | None:
    name = seen.name.lower()
    if name in _AGENT_FILES:
        return "agent", f"is called {_file(seen)}"
    if name.endswith(_AGENT_SUFFIXES):
        return "agent", f"is called *{name[name.rindex('.') :]}"
    front_matter = seen.document.front_matter
    keys = sorted(_AGENT_KEYS.intersection(key.lower() for key in front_matter.data)) if front_matter else []
    if keys:
        return "agent", f"its front matter has '{keys[0]}'"
    if _FOR_AGENTS.search(f"{' '.join(seen.words)} | {folded(seen.document.title)}"):
        return "agent", "is addressed to agents"
    if ("prompts" in seen.folders or "prompt" in seen.words) and _PERSONA.search(seen.head):
        return "agent", "is a prompt: it says who the reader is"
    return None


def _protected(seen: View) -> Verdict | None:
    name = " ".join(word for word in seen.words if not word.isdigit())
    if name in _LEGAL:
        return "protected", f"is called {_file(seen)}"
    if agent_folder(seen) or any(folder.strip("._") in _RETIRED_FOLDERS for folder in seen.folders):
        return None  # an agent's own templates are part of its instructions; what was archived governs no more
    for asked in (_changelog, _security_policy, _decision, _template):
        reason = asked(seen, name)
        if reason:
            return "protected", reason
    return None


def _changelog(seen: View, name: str) -> str | None:
    if name not in _CHANGELOGS and "changelog" not in seen.words and _CHANGELOG_FOLDERS.isdisjoint(seen.folders[-1:]):
        return None
    headings = (section.heading.text.lower() for section in seen.document.sections if section.heading)
    versions = sum(1 for heading in headings if _RELEASE.search(heading))
    return f"is a changelog: {versions} headings are versions or dates" if versions >= 2 else None


def _security_policy(seen: View, name: str) -> str | None:
    if name not in ("security", "security policy"):
        return None
    if seen.folders in ((), (".github",)):
        return f"is called {_file(seen)}"
    return "says how to report a vulnerability" if _POLICY.search(folded(seen.document.source.text[:6000])) else None


def _decision(seen: View, name: str) -> str | None:
    if not _DECISION_FOLDERS.isdisjoint(seen.folders):
        return "lies in a folder of decision records"
    if "adr" not in seen.words and _DECISION_NAME.match(seen.name) is None:
        return None
    if "decisions" in seen.folders:
        return "lies in a folder of decision records"
    headings = {plain_words(s.heading.text) for s in seen.document.sections if s.heading}
    if all(not kind.isdisjoint(headings) for kind in _DECISION_SECTIONS):
        return "has the sections of a decision record"
    return None


def _template(seen: View, name: str) -> str | None:
    if not _TEMPLATE_FOLDERS.isdisjoint(seen.folders) or name in _TEMPLATES:
        return "is a template"
    named = seen.words[:1] == ("template",) or seen.words[-1:] in (("template",), ("vorlage",), ("plantilla",))
    if (named or "templates" in seen.folders) and len(_BLANK.findall(seen.head)) >= 3:
        return "is a template: it has blanks to fill in"
    return None
