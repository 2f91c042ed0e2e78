"""Other processes that work on pages ahead, while this one works through them as MkDocs asks, or waits.

They are copies of this process (`fork`) and share a note with it of which pages somebody has begun, so that whoever is
free takes the next one. What they make goes into files that have no name. Whatever goes wrong with a page, it is done
once more here, where it is told.
"""

from __future__ import annotations

import gc
import logging
import os
import signal
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator, Sequence
from mmap import mmap
from select import select
from struct import Struct
from typing import IO, NamedTuple

Work = Callable[[str], bytes | None]
"""What is done to a page, by its name; `None` where it cannot be done, as if it failed."""

FEWEST = 40
"""Pages that one more process must have to do before it pays: starting it takes as long as converting five."""

_DONE = Struct("=IIQI")
"""A note on a pipe: the page and the process by their numbers, and where in the process's file the result is."""

_AT_ONCE = 1000


class _Result(NamedTuple):
    worker: int
    offset: int
    size: int


class WorkerPool:
    """Processes that work on pages, in the order in which the pages are given."""

    def __init__(
        self, pages: Sequence[str] = (), processes: int = 0, do: Work | None = None, *, from_both_ends: bool = False
    ) -> None:
        self._numbers = {page: number for number, page in enumerate(pages)}
        self._results: dict[int, _Result] = {}
        self._files: list[IO[bytes]] = []
        self._running: list[int] = []
        if processes and do:
            self._taken = mmap(-1, len(pages))  # shared with the copies; one byte for each page
            self._lock = tempfile.TemporaryFile()  # noqa: SIM115 - it is locked by whoever takes a page
            gc.freeze()  # so that the copies share what there is: a collection would write to it
            self._reading_end, self._writing_end = os.pipe()
            for number in range(processes):
                self._start(do, backwards=from_both_ends and number % 2 == 1)
            os.close(self._writing_end)

    def result(self, page: str) -> bytes | None:
        """What another process makes of a page, waiting for it; `None` where this one has to do it. Ask once."""
        number = self._numbers.pop(page, None)
        if number is None or not self._running:
            return None
        self._collect_notes(wait=False)
        if self._take(number):
            return None
        while number not in self._results and self._collect_notes(wait=True):
            pass
        return self._read(self._results.pop(number, _Result(0, 0, 0))) or None

    def results(self) -> Iterator[tuple[str, bytes]]:
        """What other processes make of all pages, as they come, until none is at work: this one does not help."""
        names = list(self._numbers)
        is_anybody_there = bool(self._running)
        while is_anybody_there:
            is_anybody_there = self._collect_notes(wait=True)
            for number in list(self._results):
                if content := self._read(self._results.pop(number)):
                    yield names[number], content

    def close(self) -> None:
        """End what still runs."""
        if not self._running:
            return
        for process in self._running:
            os.kill(process, signal.SIGTERM)
            os.waitpid(process, 0)
        for file in (self._lock, *self._files):
            file.close()
        os.close(self._reading_end)
        gc.unfreeze()
        self._running, self._files = [], []

    def _read(self, result: _Result) -> bytes:
        return os.pread(self._files[result.worker].fileno(), result.size, result.offset)

    def _take(self, number: int) -> bool:
        """Begin a page, unless somebody has: no two at the same moment, and the lock of a process ends with it."""
        os.lockf(self._lock.fileno(), os.F_LOCK, 1)
        is_free = not self._taken[number]
        self._taken[number] = 1
        os.lockf(self._lock.fileno(), os.F_ULOCK, 1)
        return is_free

    def _collect_notes(self, wait: bool) -> bool:
        """Note what is done. Is anybody still at work?"""
        if not select([self._reading_end], [], [], None if wait else 0)[0]:
            return True
        notes = os.read(self._reading_end, _DONE.size * _AT_ONCE)
        self._results |= {number: _Result(*place) for number, *place in _DONE.iter_unpack(notes)}
        return bool(notes)

    def _start(self, do: Work, backwards: bool) -> None:
        self._files.append(tempfile.TemporaryFile())  # noqa: SIM115 - it is read while the process runs
        process = os.fork()
        if not process:
            self._run(do, backwards)
        self._running.append(process)

    def _run(self, do: Work, backwards: bool) -> None:
        """In the copy: work, and end without a word. Nothing of what the original would do at its end is done."""
        try:
            os.close(self._reading_end)  # so that nobody is left to read it if the original is killed
            signal.signal(signal.SIGINT, signal.SIG_IGN)  # the original gets it, too, and says so
            for logger in (logging.getLogger(), logging.getLogger("mkdocs")):
                logger.handlers = []
            pages = list(self._numbers.items())
            for page, number in reversed(pages) if backwards else pages:
                if self._take(number):
                    self._hand_over(number, _try(do, page))
        finally:
            os._exit(0)

    def _hand_over(self, number: int, result: bytes) -> None:
        file = self._files[-1]
        offset = file.tell()
        file.write(result)
        file.flush()
        os.write(self._writing_end, _DONE.pack(number, len(self._files) - 1, offset, len(result)))


def _try(do: Work, page: str) -> bytes:
    try:
        return do(page) or b""
    except Exception:  # noqa: BLE001 - of other plugins or templates, and whatever it is, it is raised again
        return b""


def can_fork() -> bool:
    """Is a copy of this process safe? Elsewhere than on Linux system libraries may not be, nor are other threads."""
    return sys.platform == "linux" and threading.active_count() == 1


def start_workers(pages: Sequence[str], jobs: int, do: Work, *, is_one: bool = True) -> WorkerPool:
    """Begin to work in as many processes as pay, of which this one `is_one`. `jobs` 0: as there are processors.

    Where all of them are others, they begin at both ends: pages of one kind stand together, and few templates are
    compiled by more than one process.
    """
    processes = count_processes(len(pages), jobs)
    return WorkerPool(pages, processes - is_one, do, from_both_ends=not is_one) if processes > 1 else WorkerPool()


def count_processes(pages: int, jobs: int) -> int:
    """How many processes pay for so many pages."""
    return min(jobs or len(os.sched_getaffinity(0)), pages // FEWEST) if can_fork() else 1
