"""A real `mkdocs serve`, driven by edits."""

from __future__ import annotations

import contextlib
import itertools
import os
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import quote, urlsplit

import yaml

from harness.files import write
from harness.page import PageView
from harness.urls import Addresses

PATIENCE = 90.0
"""Seconds for the first build, and for each rebuild: far more than they need, for machines that do other things too."""

GAVE_UP = "An error happened during the rebuild"
PORT_TAKEN = "Address already in use"


class Server:
    """A running `mkdocs serve`. Each change returns once a build that began after it has ended."""

    def __init__(self, root: Path, port: int, *, strict: bool) -> None:
        self.root = root
        self.url = f"http://127.0.0.1:{port}{_mount(root)}"
        self.addresses = Addresses(self.url)
        self.lines: list[str] = []
        """What the server has said so far."""
        command = [sys.executable, "-m", "mkdocs", "serve", "--livereload", "--dev-addr", f"127.0.0.1:{port}"]
        self.process = subprocess.Popen(
            [*command, "--strict"] if strict else command,
            cwd=root,
            env={**os.environ, **_surroundings(root)},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            encoding="utf-8",
            errors="replace",
        )
        self._reader = threading.Thread(target=self._listen, daemon=True)
        self._reader.start()

    @property
    def log(self) -> str:
        return "\n".join(self.lines)

    def get(self, address: str) -> PageView:
        """The page at a URL from the site's root, such as `blog/hello/`."""
        status, source = self._request(address)
        assert status == 200, f"{address!r} answers {status}.\n{self.log}"
        target = self.addresses.target("", address)
        return PageView(source, target.path, self.addresses)

    def status(self, address: str) -> int:
        """The HTTP status of a URL: 200, or 404 where there is nothing."""
        return self._request(address)[0]

    def edit(self, path: str, content: str | bytes) -> None:
        """Replace what a file says, and wait for the rebuild."""
        assert (self.root / path).is_file(), f"{path} is not there to be edited"
        self.change(lambda: _replace(self.root, path, content))

    def add(self, path: str, content: str | bytes) -> None:
        """Add a file, and wait for the rebuild."""
        assert not (self.root / path).exists(), f"{path} is there already"
        self.change(lambda: _replace(self.root, path, content))

    def rename(self, old: str, new: str) -> None:
        """Rename a file, and wait for the rebuild."""
        (self.root / new).parent.mkdir(parents=True, exist_ok=True)
        self.change(lambda: (self.root / old).rename(self.root / new))

    def delete(self, path: str) -> None:
        """Delete a file, and wait for the rebuild."""
        self.change((self.root / path).unlink)

    def change(self, action: Callable[[], object]) -> None:
        """Do something to the files, and wait for a build that began after it.

        MkDocs numbers its builds by the monotonic clock's milliseconds at their beginning, for the browsers that
        reload; that clock is one for all processes of a machine.
        """
        said = len(self.lines)
        action()
        changed = time.monotonic() * 1000
        self._wait(lambda: self._visible_build() > changed + 1, said, "no rebuild")

    def wait_for_first_build(self) -> None:
        self._wait(lambda: "Serving on" in self.log and self._visible_build() > 0, 0, "no first build")

    def stop(self) -> None:
        self.process.terminate()
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self._reader.join(10)
        self.process.stdout.close()

    def _wait(self, over: Callable[[], bool], said: int, what: str) -> None:
        end = time.monotonic() + PATIENCE
        while not over():
            news = "\n".join(self.lines[said:])
            assert self.process.poll() is None, f"mkdocs serve has ended:\n{self.log}"
            assert GAVE_UP not in news, f"The rebuild failed:\n{news}"
            assert time.monotonic() < end, f"mkdocs serve: {what} in {PATIENCE:.0f} s. It said:\n{self.log}"
            time.sleep(0.05)

    def _visible_build(self) -> int:
        """The number of the build that the server shows."""
        try:
            return int(_fetch(f"http://{urlsplit(self.url).netloc}/livereload/0/0")[1])
        except OSError:
            return 0

    def _request(self, address: str) -> tuple[int, str]:
        return _fetch(self.url + quote(address, safe="/%?&="))

    def _listen(self) -> None:
        for line in self.process.stdout:
            self.lines.append(line.rstrip("\n"))


@contextlib.contextmanager
def serving(root: Path, *, strict: bool) -> Iterator[Server]:
    """Serve a site until the block ends; a port that another process took meanwhile is replaced."""
    for attempt in itertools.count(1):
        server = Server(root, _free_port(), strict=strict)
        try:
            server.wait_for_first_build()
        except AssertionError:
            server.stop()
            if attempt < 5 and PORT_TAKEN in server.log:
                continue
            raise
        break
    try:
        yield server
    finally:
        server.stop()


def _replace(root: Path, path: str, content: str | bytes) -> None:
    """Write a file in one step, so that no build sees half of it."""
    draft = root.with_name(f"{root.name}-draft")
    write(draft, content)
    (root / path).parent.mkdir(parents=True, exist_ok=True)
    draft.replace(root / path)


def _surroundings(root: Path) -> dict[str, str]:
    """Variables that have the server say everything at once, nothing of other products, and leave nothing behind."""
    temporary = root.with_name(f"{root.name}-served")
    temporary.mkdir(exist_ok=True)
    quiet = {"NO_MKDOCS_2_WARNING": "1", "DISABLE_MKDOCS_2_WARNING": "true"}
    return {"PYTHONUNBUFFERED": "1", "PYTHONUTF8": "1", "TMPDIR": str(temporary), **quiet}


def _fetch(url: str) -> tuple[int, str]:
    """Status and text."""
    direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        with direct.open(url, timeout=PATIENCE) as answer:
            return answer.status, answer.read().decode("utf-8", "replace")
    except urllib.error.HTTPError as error:
        with error:
            return error.code, ""


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _mount(root: Path) -> str:
    """The path under which MkDocs serves: that of the `site_url`."""
    node = yaml.compose((root / "mkdocs.yml").read_text("utf-8"), Loader=yaml.SafeLoader)
    urls = [value.value for key, value in node.value if key.value == "site_url"]
    return (urlsplit(urls[0]).path.rstrip("/") if urls else "") + "/"
