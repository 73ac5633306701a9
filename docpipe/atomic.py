"""One file, written whole or not at all."""

from __future__ import annotations

import os
from pathlib import Path

_LONGEST = 60  # characters of the name that the temporary file keeps: of four bytes each they fit a file system's 255


def write(path: Path, content: bytes, *, mode: int | None = None) -> None:
    """Put `content` at `path`, over what is there; `mode` are its permissions, by default those of a new file.

    A repository may bring a symbolic link of the temporary file's name: it is removed, never followed.
    """
    temporary = path.with_name(f"{path.name[:_LONGEST]}.docpipe-new")
    temporary.unlink(missing_ok=True)
    try:
        with temporary.open("xb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        if mode is not None:
            temporary.chmod(mode)
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
