#!/usr/bin/env python3
"""Take an image of each kind of page in each theme, scheme and width: `make screenshots`.

    .venv/bin/python scripts/screenshots.py [--theme material] [--page post] [--scheme dark] [--width 375] [--first]

They land in `.screenshots/`, which git ignores. Look at them one by one after a change of the look.
"""

from __future__ import annotations

import argparse
import logging
import shutil
import tempfile
from pathlib import Path

import yaml
from playwright.sync_api import Browser, sync_playwright
from take_screenshots import LOADED, ROOT, THEMES, build_in, served

FOLDER = ROOT / ".screenshots"
PAGES = {
    "blog": "blog/",
    "blog-page-2": "blog/page/2/",
    "post": "blog/what-happens-to-your-pictures/",
    "post-in-series": "blog/moving-a-pelican-blog/",
    "tags": "blog/tags/",
    "tag": "blog/tags/moving/",
    "categories": "blog/categories/",
    "authors": "blog/authors/",
    "author": "blog/authors/the-blogposts-engineers/",
    "all-series": "blog/series/",
    "series": "blog/series/moving-here/",
    "archive": "blog/archive/",
    "month": "blog/2026/11/",
    "feeds": "blog/feeds/",
    "not-found": "404.html",
}
WIDTHS = (1300, 375)
SCHEMES = ("light", "dark")


def take(browser: Browser, site: Path, name: str, asked: argparse.Namespace) -> None:
    """Every image of one site."""
    for scheme in asked.scheme or SCHEMES:
        for width in asked.width or WIDTHS:
            page = browser.new_page(viewport={"width": width, "height": 900}, color_scheme=scheme)
            with served(site) as root:
                page.route(lambda url, root=root: not url.startswith(root), lambda route: route.abort())
                for kind in asked.page or PAGES:
                    page.goto(root + PAGES[kind], wait_until="load")
                    page.evaluate(LOADED)
                    page.wait_for_timeout(150)
                    file = FOLDER / name / f"{kind}-{width}-{scheme}.png"
                    file.parent.mkdir(parents=True, exist_ok=True)
                    page.screenshot(path=file, full_page=not asked.first)
            page.close()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--theme", action="append", choices=THEMES)
    parser.add_argument("--page", action="append", choices=PAGES)
    parser.add_argument("--scheme", action="append", choices=SCHEMES)
    parser.add_argument("--width", action="append", type=int)
    parser.add_argument("--first", action="store_true", help="only what a window of 900 pixels shows")
    parser.add_argument("--options", type=yaml.safe_load, default={}, help="options of the plugin, as YAML")
    parser.add_argument("--name", default="", help="a name for the folder of a theme, beside others")
    asked = parser.parse_args()
    logging.disable(logging.WARNING)  # the posts link to pages that the small sites have not
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    with tempfile.TemporaryDirectory() as temporary, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        for theme in asked.theme or THEMES:
            site = build_in(theme, Path(temporary) / theme, asked.options)
            take(browser, site, asked.name or theme, asked)


if __name__ == "__main__":
    main()
