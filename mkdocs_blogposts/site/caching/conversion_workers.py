"""Other processes that convert pages ahead, while this one begins at the front.

They are copies of this process (`fork`), made when all files have their URLs, and let the page's events run as
MkDocs does. What they find goes into a file that has no name; a page that they could not do is done here, later.
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
from dataclasses import dataclass
from itertools import pairwise
from typing import IO

from mkdocs_blogposts.publishing.converted_page import ConvertedPage, load_page

FEWEST = 40
"""Pages that one more process must have to do before it pays: starting it takes as long as converting five."""


@dataclass(frozen=True)
class _Worker:
    process: int
    found: IO[bytes]


class ConversionWorkers:
    """Processes that have begun."""

    def __init__(self, workers: Sequence[_Worker], shares: Sequence[Sequence[str]]) -> None:
        self._running = {name: worker for worker, share in zip(workers, shares, strict=True) for name in share}

    def results_for(self, name: str) -> Iterator[ConvertedPage]:
        """What the process has found that does a page; waits for it. Nothing where none does, or it has been asked."""
        worker = self._running.get(name)
        if worker:
            self._running = {page: other for page, other in self._running.items() if other is not worker}
            _wait(worker)
            with worker.found as found:
                found.seek(0)
                yield from (converted for line in found if (converted := load_page(line)))

    def close(self) -> None:
        """End those that nobody has asked."""
        for worker in set(self._running.values()):
            os.kill(worker.process, signal.SIGTERM)
            _wait(worker)
            worker.found.close()
        self._running = {}


def can_fork() -> bool:
    """Is a copy of this process safe? Elsewhere than on Linux system libraries may not be, nor are other threads."""
    return sys.platform == "linux" and threading.active_count() == 1


def start_workers(pages: Sequence[str], jobs: int, do: Callable[[str], bytes | None]) -> ConversionWorkers:
    """Begin to convert pages in as many processes as pay; this one, which counts as one of them, has the first pages.

    `jobs` 0 are as many as there are processors. `do` is called with a page's name and gives an entry, on one line.
    """
    processes = min(jobs or len(os.sched_getaffinity(0)), len(pages) // FEWEST) if can_fork() else 1
    if processes < 2:
        return ConversionWorkers((), ())
    ends = [len(pages) * number // processes for number in range(processes + 1)]
    shares = [pages[first:last] for first, last in pairwise(ends[1:])]
    gc.freeze()  # so that the copies share what there is: a collection would write to it
    try:
        return ConversionWorkers([_started(share, do) for share in shares], shares)
    finally:
        gc.unfreeze()


def _started(share: Sequence[str], do: Callable[[str], bytes | None]) -> _Worker:
    found = tempfile.TemporaryFile()  # noqa: SIM115 - it is read when the process has ended
    process = os.fork()
    if not process:
        _run(share, do, found)
    return _Worker(process, found)


def _run(share: Sequence[str], do: Callable[[str], bytes | None], found: IO[bytes]) -> None:
    """In the copy: do all pages, and end without a word. Nothing of what the original would do at its end is done."""
    try:
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # the original gets it, too, and says so
        for logger in (logging.getLogger(), logging.getLogger("mkdocs")):
            logger.handlers = []
        for name in share:
            if entry := do(name):
                found.write(entry + b"\n")
        found.flush()
    finally:
        os._exit(0)


def _wait(worker: _Worker) -> None:
    os.waitpid(worker.process, 0)
