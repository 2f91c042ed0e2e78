"""Pages in a real browser: the system's Chromium."""

from __future__ import annotations

import functools
import http.server
import os
import shutil
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser as Chromium
from playwright.sync_api import BrowserContext, Page, Response, sync_playwright

from harness.built import Built

NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
NO_CHROMIUM = "There is no Chromium here. Install one (on Debian: apt-get install chromium) and run the tests again."
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
)


class _Screen(NamedTuple):
    width: int
    height: int
    density: float
    dark: bool


class Browser:
    """Opens pages of built sites. It reaches nothing but the site: every other host is refused."""

    def __init__(self, chromium: Chromium, servers: ExitStack, windows: ExitStack) -> None:
        """To be used within both: windows close while their servers still answer."""
        self._chromium = chromium
        self._servers, self._roots = servers, dict[Built, str]()
        self._stack, self._windows = windows, dict[_Screen, BrowserContext]()
        self.troubles: list[str] = []
        """What went wrong in the pages: scripts that failed, files of the site that were not there."""

    def open(
        self,
        built: Built,
        address: str = "",
        *,
        dark: bool = False,
        width: int = 1280,
        height: int = 800,
        density: float = 1,
    ) -> Page:
        """The page at a URL, loaded, in a window of so many pixels, on a screen with `density` for each of them.

        What it returns is Playwright's `Page`.
        """
        root = self._root(built)
        page = self._window(_Screen(width, height, density, dark)).new_page()
        page.set_default_timeout(30_000)
        page.on("pageerror", lambda error: self.troubles.append(f"{page.url}: {error}"))
        page.on("response", self._note)
        file = built.page(address).file
        page.goto(root + quote(file.removesuffix("index.html") if file.endswith("index.html") else file))
        return page

    def _root(self, built: Built) -> str:
        if built not in self._roots:
            self._roots[built] = self._servers.enter_context(_published(built.site_dir))
        return self._roots[built]

    def _window(self, screen: _Screen) -> BrowserContext:
        """A window of that kind; its pages share what they have loaded."""
        if screen not in self._windows:
            window = self._chromium.new_context(
                color_scheme="dark" if screen.dark else "light",
                viewport={"width": screen.width, "height": screen.height},
                device_scale_factor=screen.density,
            )
            self._windows[screen] = self._stack.enter_context(window)
        return self._windows[screen]

    def _note(self, response: Response) -> None:
        if response.status >= 400:
            self.troubles.append(f"{response.url} answers {response.status}")


@contextmanager
def chromium() -> Iterator[Chromium]:
    """A running Chromium. Without one the test is skipped, and fails under CI, where nothing may be skipped."""
    found = next(filter(None, map(shutil.which, NAMES)), None)
    if not found:
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(NO_CHROMIUM)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, headless=True, args=[*FLAGS], timeout=90_000)
        try:
            yield browser
        finally:
            browser.close()


@contextmanager
def _published(folder: Path) -> Iterator[str]:
    """The URL of a folder's files."""
    handler = functools.partial(_Quiet, directory=str(folder))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Say nothing."""
