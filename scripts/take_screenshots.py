#!/usr/bin/env python3
"""Take the screenshots of this site and of the README: our own blog, built in each theme, in the system's Chromium.

    .venv/bin/python scripts/take_screenshots.py

Run it after a change of the look, and look at what it made.
"""

from __future__ import annotations

import functools
import http.server
import io
import logging
import shutil
import tempfile
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from types import MappingProxyType

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


def side_by_side(images: dict[str, Picture], *, dark: bool) -> Picture:
    """The three themes, one before the two others."""
    sheet = Image.new("RGBA", (2000, 860))
    places = (("mkdocs", 860, (20, 150)), ("readthedocs", 860, (1120, 150)), ("material", 1040, (480, 30)))
    for theme, width, place in places:
        window = framed(images[theme], width, dark=dark)
        shadow = Image.new("RGBA", sheet.size)
        shadow.paste(Image.new("RGBA", window.size, "#0f1730"), (place[0], place[1] + 14), window)
        shadow.putalpha(shadow.getchannel("A").filter(ImageFilter.GaussianBlur(22)).point(lambda alpha: alpha * 0.4))
        sheet.alpha_composite(shadow)
        sheet.alpha_composite(window, place)
    return sheet


def take(browser: Browser, folder: Path) -> None:
    sites = {theme: build_in(theme, folder / theme) for theme in THEMES}
    for suffix, dark in (("", False), ("-dark", True)):
        blogs = {theme: shot(browser, site, "blog/", WIDE, dark=dark) for theme, site in sites.items()}
        side_by_side(blogs, dark=dark).save(ASSETS / f"three-themes{suffix}.webp", quality=80, method=6)
        for theme in blogs if not dark else ():
            blogs[theme].save(ASSETS / f"blog-{theme}.webp", quality=82, method=6)
    for name, size, dark in (("post-narrow", NARROW, False), ("post-dark", WIDE, True)):
        image = shot(browser, sites["material"], POST, size, dark=dark)
        image.save(ASSETS / f"{name}.webp", quality=82, method=6)
    own = shot(browser, _built(ROOT / "mkdocs.yml", folder / "own"), "blog/", (1280, 1040))
    own.quantize(160, dither=Image.Dither.NONE).save(ASSETS / "blog.png", optimize=True)


if __name__ == "__main__":
    logging.disable(logging.WARNING)  # the posts link to pages that the small sites have not
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    with tempfile.TemporaryDirectory() as temporary, sync_playwright() as playwright:
        take(playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"]), Path(temporary))
