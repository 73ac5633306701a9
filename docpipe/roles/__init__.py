"""Documents -> what part each plays (living, record, agent, protected, generated, copy), and why; damaged text."""

from docpipe.roles.assign import assign

__all__ = ["assign"]
