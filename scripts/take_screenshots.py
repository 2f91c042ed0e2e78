#!/usr/bin/env python3
"""Take the screenshots of this site and of the README: our own blog, built in each theme, in the system's Chromium.

    .venv/bin/python scripts/take_screenshots.py [themes] [blog] [layout-list …]

Run it after a change of the look, and look at what it made.
"""

from __future__ import annotations

import argparse
import functools
import http.server
import io
import logging
import shutil
import tempfile
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

import yaml
from mkdocs.commands.build import build
from mkdocs.config import load_config
from PIL import Image, ImageDraw, ImageFilter
from playwright.sync_api import Browser, sync_playwright

ROOT = Path(__file__).parent.parent
ASSETS = ROOT / "docs" / "assets"
POST = "blog/what-happens-to-your-pictures/"
WIDE = (1280, 900)
NARROW = (375, 760)

THEMES = {
    "mkdocs": {"name": "mkdocs", "highlightjs": False, "color_mode": "auto"},
    "readthedocs": {"name": "readthedocs", "highlightjs": False},
    "material": {
        "name": "material",
        "font": False,
        "palette": [
            {"media": "(prefers-color-scheme: light)", "scheme": "default", "primary": "teal"},
            {"media": "(prefers-color-scheme: dark)", "scheme": "slate", "primary": "teal"},
        ],
    },
}

Picture = Image.Image

LIMIT = 40_000
"""How many bytes a screenshot of the manual may have."""
LOADED = """() => Promise.all([...document.images].map(image => {
    image.loading = 'eager'
    const done = image.complete || new Promise(loaded => image.onload = image.onerror = loaded)
    return Promise.resolve(done).then(() => image.decode()).catch(() => {})
}))"""


class Example(NamedTuple):
    """What the manual shows of one value of an option."""

    name: str
    options: Mapping[str, object]
    url: str = "blog/"
    part: str = ".bp"
    theme: str = "material"
    height: int = 760


SERIES = "blog/moving-a-pelican-blog/"
COMMENTS = {"provider": "isso", "url": "https://comments.example.org/", "load": "click"}
EXAMPLES = (
    Example("layout-grid", {}),
    Example("layout-list", {"layout": "list"}),
    Example("layout-compact", {"layout": "compact"}),
    Example("featured-none", {"featured": "none"}),
    Example("list-content-full", {"list_content": "full"}),
    Example("sidebar", {"sidebar": ["recent", "tags", "archive"]}),
    Example("per-page", {"per_page": 4}, part=".bp-pagination", height=90),
    Example("tags-name", {}, url="blog/tags/", part=".bp-term-list", height=420),
    Example("tags-count", {"taxonomies": {"tags": {"order": "count"}}}, "blog/tags/", ".bp-term-list", height=420),
    Example("tags-letter", {"taxonomies": {"tags": {"order": "letter"}}}, "blog/tags/", ".bp-overview", height=760),
    Example("hero-wide", {}, POST),
    Example("hero-beside", {"hero_style": "beside"}, POST),
    Example("hero-none", {"hero_style": "none"}, POST),
    Example("toc", {}, POST, "body", "readthedocs"),
    Example("toc-false", {"toc": False}, POST, "body", "readthedocs"),
    Example("progress", {"reading_progress": True}, POST, "body", "readthedocs", height=300),
    Example("post-end", {}, SERIES, ".bp-post__footer", height=900),
    Example("share-few", {"share": ["copy", "mail", "mastodon"]}, SERIES, ".bp-post__footer", height=900),
    Example("related-none", {"related": 0}, SERIES, ".bp-post__footer", height=900),
    Example("previous-next-series", {"previous_next": "series"}, SERIES, ".bp-prev-next", height=160),
    Example("previous-next-time", {}, SERIES, ".bp-prev-next", height=160),
    Example("comments", {"comments": COMMENTS}, SERIES, ".bp-comments", height=160),
)


def build_in(theme: str, folder: Path, options: Mapping[str, object] = MappingProxyType({})) -> Path:
    """Our posts in a small site of one theme."""
    docs = folder / "docs"
    shutil.copytree(ROOT / "docs" / "blog", docs / "blog")
    for name in ("index", "guide"):
        (docs / f"{name}.md").write_text(f"# {name.title()}\n", encoding="utf-8")
    config = {
        "site_name": "Field notes",
        "site_url": "https://example.org/",
        "theme": THEMES[theme],
        "nav": [{"Home": "index.md"}, {"Guide": "guide.md"}, {"Blog": "blog/index.md"}],
        "plugins": ["search", {"blogposts": {"date_format": "d MMMM y", **options}}],
    }
    (folder / "mkdocs.yml").write_text(yaml.safe_dump(config), encoding="utf-8")
    return _built(folder / "mkdocs.yml", folder / "site")


def _built(config_file: Path, site: Path) -> Path:
    build(load_config(str(config_file), site_dir=str(site)))
    return site


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextmanager
def served(folder: Path) -> Iterator[str]:
    handler = functools.partial(_Quiet, directory=str(folder))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


def shot(browser: Browser, site: Path, url: str, size: tuple[int, int], *, dark: bool = False) -> Picture:
    """What a window of a size shows of a page, in the dark or by day."""
    with served(site) as root:
        page = browser.new_page(
            viewport={"width": size[0], "height": size[1]}, color_scheme="dark" if dark else "light"
        )
        page.route("**/*", lambda route: route.continue_() if root in route.request.url else route.abort())
        page.goto(root + url, wait_until="load")
        page.wait_for_timeout(300)
        image = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
        page.close()
    return image


def example_shot(browser: Browser, site: Path, example: Example) -> Picture:
    """A part of a page, with some of the ground around it; of a whole page what a reader sees in the middle of it."""
    with served(site) as root:
        page = browser.new_page(viewport={"width": WIDE[0], "height": WIDE[1]})
        page.route("**/*", lambda route: route.continue_() if root in route.request.url else route.abort())
        page.goto(root + example.url, wait_until="load")
        page.evaluate(LOADED)
        page.wait_for_timeout(300)
        if example.part == "body":
            page.evaluate("scrollTo(0, 1400)")
            page.wait_for_timeout(300)
            taken = page.screenshot(clip={"x": 0, "y": 0, "width": WIDE[0], "height": example.height})
        else:
            box = page.locator(example.part).first.bounding_box() or {}
            x, y = max(box["x"] - 24, 0), max(box["y"] - 24, 0)
            clip = {"x": x, "y": y, "width": box["width"] + 48, "height": min(box["height"] + 48, example.height)}
            taken = page.screenshot(clip=clip, full_page=True)
        page.close()
    return Image.open(io.BytesIO(taken)).convert("RGB")


def save_small(image: Picture, file: Path, width: int = 800) -> None:
    """As WebP, as good as the limit allows."""
    small = image.resize((width, round(image.height * width / image.width)), Image.Resampling.LANCZOS)
    for quality in range(84, 20, -6):
        small.save(file, quality=quality, method=6)
        if file.stat().st_size <= LIMIT:
            return


def take_examples(browser: Browser, folder: Path, sites: dict[str, Path], only: Sequence[str]) -> None:
    """Each value of each option that changes the look."""
    (ASSETS / "options").mkdir(exist_ok=True)
    for example in (each for each in EXAMPLES if each.name in only):
        known = f"{example.theme}{yaml.safe_dump(dict(example.options)) if example.options else ''}"
        if known not in sites:
            sites[known] = build_in(example.theme, folder / f"option-{len(sites)}", example.options)
        save_small(example_shot(browser, sites[known], example), ASSETS / "options" / f"{example.name}.webp")


def framed(image: Picture, width: int, *, dark: bool) -> Picture:
    """A screenshot in a window with round corners."""
    inside = image.resize((width, round(image.height * width / image.width)), Image.Resampling.LANCZOS)
    bar = round(width * 0.034)
    window = Image.new("RGBA", (width, inside.height + bar), "#2a3350" if dark else "#e6e2d8")
    window.paste(inside, (0, bar))
    draw = ImageDraw.Draw(window)
    for number, color in enumerate(("#e2583e", "#f4a63a", "#1f7a8c")):
        x, r = bar * (0.7 + number * 0.62), bar * 0.17
        draw.ellipse((x - r, bar / 2 - r, x + r, bar / 2 + r), fill=color)
    mask = Image.new("L", window.size)
    ImageDraw.Draw(mask).rounded_rectangle((0, 0, window.width - 1, window.height - 1), width * 0.012, fill=255)
    window.putalpha(mask)
    return window


def put_with_shadow(sheet: Picture, window: Picture, place: tuple[int, int], *, drop: int, blur: int) -> None:
    """A window at its place on a sheet, and its shadow so many pixels below it."""
    shadow = Image.new("RGBA", sheet.size)
    shadow.paste(Image.new("RGBA", window.size, "#0f1730"), (place[0], place[1] + drop), window)
    shadow.putalpha(shadow.getchannel("A").filter(ImageFilter.GaussianBlur(blur)).point(lambda alpha: alpha * 0.4))
    sheet.alpha_composite(shadow)
    sheet.alpha_composite(window, place)


def side_by_side(images: dict[str, Picture], *, dark: bool) -> Picture:
    """The three themes, one before the two others."""
    sheet = Image.new("RGBA", (2000, 860))
    places = (("mkdocs", 860, (20, 150)), ("readthedocs", 860, (1120, 150)), ("material", 1040, (480, 30)))
    for theme, width, place in places:
        window = framed(images[theme], width, dark=dark)
        put_with_shadow(sheet, window, place, drop=14, blur=22)
    return sheet


def with_phone(wide: Picture, narrow: Picture) -> Picture:
    """A list in a window, and before it a post on a phone."""
    sheet = Image.new("RGBA", (1600, 940))
    bezel = Image.new("RGBA", (narrow.width + 24, narrow.height + 24), "#17223f")
    bezel.paste(narrow, (12, 12))
    phone = bezel.resize((310, round(bezel.height * 310 / bezel.width)), Image.Resampling.LANCZOS)
    mask = Image.new("L", phone.size)
    ImageDraw.Draw(mask).rounded_rectangle((0, 0, phone.width - 1, phone.height - 1), 30, fill=255)
    phone.putalpha(mask)
    for window, place in ((framed(wide, 1270, dark=False), (20, 20)), (phone, (1262, 250))):
        put_with_shadow(sheet, window, place, drop=12, blur=18)
    return sheet


def take_themes(browser: Browser, sites: dict[str, Path]) -> None:
    """Our posts in each theme, by day and in the dark, and on a phone."""
    for suffix, dark in (("", False), ("-dark", True)):
        blogs = {theme: shot(browser, sites[theme], "blog/", WIDE, dark=dark) for theme in THEMES}
        side_by_side(blogs, dark=dark).save(ASSETS / f"three-themes{suffix}.webp", quality=72, method=6)
        for theme in blogs if not dark else ():
            save_small(blogs[theme], ASSETS / f"blog-{theme}.webp", 1000)
    save_small(shot(browser, sites["material"], POST, WIDE, dark=True), ASSETS / "post-dark.webp", 1000)
    save_small(shot(browser, sites["material"], POST, NARROW), ASSETS / "post-narrow.webp", NARROW[0])


def take_blog(browser: Browser, folder: Path) -> None:
    """Our own blog, for the README."""
    own = _built(ROOT / "mkdocs.yml", folder / "own")
    composed = with_phone(shot(browser, own, "blog/", WIDE), shot(browser, own, POST, NARROW))
    composed.save(ASSETS / "blog.webp", quality=80, method=6)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("only", nargs="*", help="`themes`, `blog`, or names of examples")
    only = parser.parse_args().only or ["themes", "blog", *(example.name for example in EXAMPLES)]
    logging.disable(logging.WARNING)  # the posts link to pages that the small sites have not
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    with tempfile.TemporaryDirectory() as temporary, sync_playwright() as playwright:
        browser, folder = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"]), Path(temporary)
        sites = {theme: build_in(theme, folder / theme) for theme in THEMES}
        if "themes" in only:
            take_themes(browser, sites)
        if "blog" in only:
            take_blog(browser, folder)
        take_examples(browser, folder, sites, only)


if __name__ == "__main__":
    main()
