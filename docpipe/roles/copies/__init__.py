"""Documents -> which of them are copies: older versions, translations and backups of another one, and of which."""

from docpipe.roles.copies.find import Copy, find_copies

__all__ = ["Copy", "find_copies"]
