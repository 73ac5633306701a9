"""The user's mistakes, each with what to do next. Anything else that escapes is a bug."""

from __future__ import annotations


class DocpipeError(Exception):
    """A mistake that the user can mend: `str(error)` says what is wrong, `hint` what to do next."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.hint = hint


class ConfigError(DocpipeError):
    """`docpipe.toml` does not hold; the message lists every mistake with file, key and what is allowed."""


class PathError(DocpipeError):
    """A path given on the command line does not exist, or is of the wrong kind."""


class OutputError(DocpipeError):
    """The output cannot be written where it should go."""


class ApplyError(DocpipeError):
    """The sources cannot be changed, or not be taken back, as the repository stands."""
