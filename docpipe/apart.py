"""Work that runs in a process of its own while this one goes on; the same result where it cannot."""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterable
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from typing import Generic, TypeVar

from docpipe.model import Document

Result = TypeVar("Result")
_LARGE = 16_000_000  # bytes of documents


class Apart(Generic[Result]):
    """A function at work. A fork has all that this process has read, so nothing is copied but the result.

    Where there is no safe fork (elsewhere than on Linux), where one worker only is wanted, and where the other process
    is ended from outside, the function runs here, when its result is asked for.
    """

    def __init__(self, work: Callable[[], Result], workers: int | None) -> None:
        """Begin."""
        self._work = work
        self._known: list[Result] = []
        self._process: BaseProcess | None = None
        if sys.platform == "linux" and (workers or os.cpu_count() or 1) > 1:
            context = multiprocessing.get_context("fork")
            self._answers, answer = context.Pipe(duplex=False)
            self._process = context.Process(target=_run, args=(work, answer), daemon=True)
            self._process.start()
            answer.close()

    def result(self) -> Result:
        """What the function returns; waits for it."""
        if not self._known:
            self._known.append(self._received() if self._process else self._work())
        return self._known[0]

    def _received(self) -> Result:
        try:
            found: Result = self._answers.recv()
        except (EOFError, OSError):  # it failed, or was ended: whatever it would have raised is raised here
            found = self._work()
        finally:
            self._answers.close()
        return found


def spare(documents: Iterable[Document], workers: int | None) -> int | None:
    """The workers for what can wait: one where there is much to read, of which another process ends up with a copy."""
    return 1 if sum(document.source.size for document in documents) > _LARGE else workers


def serve() -> None:
    """What every other process does before it works: leave Ctrl-C to the first one, and end when that one ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    gc.disable()
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    """A process that is killed cannot end the others, and they would wait for work for good."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _run(work: Callable[[], Result], answer: Connection) -> None:
    """In the other process."""
    serve()
    try:
        answer.send(work())
    except Exception:  # the first process does the work again, and tells of it
        os._exit(1)
