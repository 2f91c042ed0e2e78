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
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser as Chromium
from playwright.sync_api import Page, Response, Route, sync_playwright

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


class Browser:
    """Opens pages of built sites. It reaches nothing but the site: every other host is refused."""

    def __init__(self, chromium: Chromium, stack: ExitStack) -> None:
        self._chromium = chromium
        self._stack = stack
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
        root = self._stack.enter_context(_published(built.site_dir))
        page = self._chromium.new_page(
            color_scheme="dark" if dark else "light",
            viewport={"width": width, "height": height},
            device_scale_factor=density,
        )
        self._stack.callback(page.close)
        page.set_default_timeout(30_000)
        page.route("**/*", functools.partial(_only, root))
        page.on("pageerror", lambda error: self.troubles.append(f"{page.url}: {error}"))
        page.on("response", self._note)
        file = built.page(address).file
        page.goto(root + quote(file.removesuffix("index.html") if file.endswith("index.html") else file))
        return page

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


def _only(root: str, route: Route) -> None:
    route.continue_() if route.request.url.startswith(root) else route.abort()


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
