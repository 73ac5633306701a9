"""Lines of a shell -> commands as words with their lines. No command is run; nothing is expanded."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

LANGUAGES = frozenset({"bash", "sh", "shell", "zsh", "console", "terminal", "shell-session", "shellsession", "fish"})

_PROMPT = re.compile(
    r"\s*(?:\[[^\[\]\n]{1,60}\]\s*[$#]?\s+|(?:\([\w.-]+\)\s*)?[\w.-]+@[^$#\s]{1,80}[$#]\s+|(?:\([\w.-]+\)\s*)?[$%❯➜]\s+"
    r"|PS [^>\n]{0,80}>\s*)"
)
_WORD = re.compile(
    r"\"[^\"\n]*\"|'[^'\n]*'|<\w[\w .:/-]{0,60}>|\$\{[^{}\n]*\}|\$\([^()\n]*\)"
    r"|\\.|&&|\|\||;;|[|;&()]|\d?>>|\d?>(?:&\d)?|<<<|<<-?|<|[^\s\"'|;&()<>$\\]+|\$"
)
_SEPARATORS = frozenset(
    {"&&", "||", ";", ";;", "|", "&", "(", ")", "{", "}", "then", "do", "else", "if", "!", "elif", "while"}
)
_ASSIGNMENT = re.compile(r"[A-Za-z_]\w*=.*", re.DOTALL)
# Words that stand before a command and leave its meaning.
_PREFIXES = frozenset({"sudo", "time", "exec", "nohup", "env", "command", "export", "set", "-E", "RUN", "nice"})
_RUNNERS = (("uv", "run"), ("poetry", "run"), ("pdm", "run"), ("pipenv", "run"), ("hatch", "run"), ("rye", "run"))
_MAX_LINE = 4000  # characters; what is longer is data, not a command
_STRING = re.compile(r"\s*\"[^\"\n]*\"\s*(?:[,:].*)?")  # a line of JSON, as what a command prints
_HEREDOC = re.compile(r"<<-?\s*[\"']?(\w+)[\"']?")


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a command, quotes taken off, and its line; or an operator between commands, which no quote holds."""

    text: str
    line: int
    operator: bool = False


@dataclass(frozen=True, slots=True)
class Command:
    """One simple command. `writes` holds where its output goes; `before` the assignments in front of it."""

    words: tuple[Word, ...]
    writes: tuple[str, ...]

    @property
    def texts(self) -> tuple[str, ...]:
        """The words alone."""
        return tuple(word.text for word in self.words)


def commands(lines: Iterable[str], first: int, *, bare: bool = True) -> Iterator[Command]:
    """The commands of a fence whose first line is `first`.

    Where any line shows a prompt, lines without one are output and say nothing. Without `bare` only lines that show a
    prompt are commands.
    """
    held = list(lines)
    prompted = any(_PROMPT.match(line) for line in held)
    if not prompted and not bare:
        return
    end: str | None = None
    pending: list[Word] = []
    continued = False
    for number, line in enumerate(held, first):
        if end is not None:
            end = None if line.strip() == end else end
            continue
        prompt = _PROMPT.match(line)
        if prompted and not prompt and not continued:
            continue
        text = (line[prompt.end() :] if prompt else line)[:_MAX_LINE]
        if not continued and (text.lstrip().startswith("#") or _STRING.fullmatch(text)):
            continue
        heredoc = _HEREDOC.search(text)
        end = heredoc[1] if heredoc else None
        text = text.rstrip()
        continued = text.endswith("\\")
        pending.extend(_words(text.removesuffix("\\"), number))
        if not continued:
            yield from _split(pending)
            pending = []
    yield from _split(pending)


def _words(text: str, line: int) -> Iterator[Word]:
    """Words of one line up to a comment; pieces that stand together make one word."""
    piece, end = "", -1
    for match in _WORD.finditer(text):
        token = match[0]
        if token.startswith("#") and match.start() != end:
            break
        placeholder = token.startswith("<") and token.endswith(">")
        operator = not placeholder and (
            token in ("&&", "||", ";;", "|", ";", "&", "(", ")")
            or "<" in token
            or token.lstrip("0123456789").startswith(">")
        )
        if piece and (match.start() != end or operator):
            yield Word(piece, line)
            piece = ""
        if operator:
            yield Word(token, line, operator=True)
        else:
            piece += token[1:-1] if token[0] in "\"'" and len(token) > 1 else token.removeprefix("\\")
        end = match.end()
    if piece:
        yield Word(piece, line)


def _split(words: Iterable[Word]) -> Iterator[Command]:
    """Words -> simple commands at operators; redirections taken out."""
    current: list[Word] = []
    writes: list[str] = []
    redirect = ""
    for word in words:
        if word.text in _SEPARATORS and (word.operator or word.text.isalpha() or word.text in "{}!"):
            if current:
                yield _command(current, writes)
            current, writes, redirect = [], [], ""
        elif redirect:
            if ">" in redirect:
                writes.append(word.text)
            elif redirect == "<":
                current.append(word)
            redirect = ""
        elif word.operator:
            redirect = "" if "&" in word.text else word.text
        else:
            current.append(word)
    if current:
        yield _command(current, writes)


def _command(words: list[Word], writes: list[str]) -> Command:
    """The command without what stands before it."""
    start = 0
    while start < len(words):
        text = words[start].text
        pair = tuple(word.text for word in words[start : start + 2])
        if pair in _RUNNERS:
            start += 2
            while start < len(words) and words[start].text.startswith("-"):
                start += 1
        elif text in _PREFIXES or _ASSIGNMENT.fullmatch(text):
            start += 1
        else:
            break
    return Command(tuple(words[start:]), tuple(writes))
