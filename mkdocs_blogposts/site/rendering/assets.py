"""The files that the blog's pages load: its style sheet and its script."""

from __future__ import annotations

import re
from functools import cache

from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page
from mkdocs.utils import get_relative_url

from mkdocs_blogposts.blog.output_paths import FOLDER
from mkdocs_blogposts.lazy_patterns import compile_pattern
from mkdocs_blogposts.publishing.text.translator import fill_message
from mkdocs_blogposts.reading.url_parts import extract_path
from mkdocs_blogposts.site.planning.reserved_paths import STYLE_SHEET, list_final_outputs
from mkdocs_blogposts.site.rendering.template_renderer import BASE_THEME, THEMES
from mkdocs_blogposts.site.settings.blog_setup import Setup
from mkdocs_blogposts.site.settings.language import Language

SCRIPT = f"{FOLDER}/blogposts.js"
FORKS = {"materialx": "material", "rtd-dropdown": "readthedocs"}
"""Themes that look like another one, and need what it needs."""


WITH_CONTENTS = ("mkdocs", "material")
"""Themes that print the table of contents of every page themselves."""


def add_assets(files: Files, setup: Setup) -> None:
    """Before the user's own style sheets, which may change everything in ours; the user's own file of a name wins.

    The script is loaded by those pages alone that have a use for it.
    """
    made = {STYLE_SHEET: make_style_sheet(str(setup.config.theme.name))}
    if setup.options.share or setup.options.comments:
        made[SCRIPT] = minify_css((BASE_THEME / "blogposts.js").read_text(encoding="utf-8"))
    taken = list_final_outputs(files, setup)
    for uri, content in made.items():
        if uri not in files.src_uris and not taken.conflict(uri):
            files.append(File.generated(setup.config, uri, content=content, inclusion=InclusionLevel.INCLUDED))
    if STYLE_SHEET not in setup.config.extra_css:
        setup.config.extra_css.insert(0, STYLE_SHEET)


def make_style_sheet(theme: str) -> str:
    """The style sheet for a theme by its name: what differs there stands last.

    Themes that we don't know are most often of the kind of MkDocs' own, which is built on Bootstrap.
    """
    folder = THEMES / FORKS.get(theme, theme)
    names = ["blogposts"]
    if folder.name not in WITH_CONTENTS:
        names.append("contents")
    if folder.name == "mkdocs" or not folder.is_dir():
        names.append("bootstrap")
    sheets = [*(BASE_THEME / f"{name}.css" for name in names), folder / "blogposts.css"]
    return pack_css("\n".join(sheet.read_text(encoding="utf-8") for sheet in sheets if sheet.is_file()))


_COMMENT = compile_pattern(r"/\*.*?\*/", re.DOTALL)
_BLANK = compile_pattern(r"\s*\n\s*")
_AROUND = compile_pattern(r"\s*([{};,>~/])\s*|(?<=[\w-]):\s+")
_ZERO = compile_pattern(r"(?<![\w.])0(?=\.\d)")
_STRING = compile_pattern(r"(\"[^\"\n]*\")")


@cache
def minify_css(source: str) -> str:
    """A style sheet or a script without its comments and indentation, which only its authors need.

    No text of it may hold what looks like a comment.
    """
    return _BLANK.sub("\n", _COMMENT.sub("", source)).strip() + "\n"


@cache
def pack_css(style: str) -> str:
    """A style sheet without the spaces and zeros that mean nothing."""
    parts = _STRING.split(minify_css(style))
    plain = [part if number % 2 else _ZERO.sub("", _AROUND.sub(_bare, part)) for number, part in enumerate(parts)]
    return "".join(plain).replace(";}", "}") + "\n"


def _bare(found: re.Match[str]) -> str:
    return found[1] or ":"


def make_feed_stylesheet(language: Language) -> str:
    """How feeds look in a browser, in the site's language."""
    gettext = language.words.gettext
    what = gettext(
        "This is a feed: a list of posts for a feed reader, which shows you new ones as they come. "
        "To follow it, give your reader this URL:"
    )
    style = (THEMES / "base" / "feed.css").read_text(encoding="utf-8")
    return fill_message(style, {"bp_what": _quoted(what), "bp_direction": language.direction})


def _quoted(text: str) -> str:
    """A text as a string of CSS (CSS Syntax Level 3, section 4.3.5)."""
    return '"' + re.sub(r'["\\\n\r\f]', lambda sign: f"\\{ord(sign[0]):x} ", text) + '"'


_OURS = compile_pattern(r"""\bclass=["']?[^"'<>]*\bbp\b""")
_LINK = compile_pattern(rf"<link\b[^<>]*\b{re.escape(STYLE_SHEET)}[^<>]*>")
_INSTANT = "navigation.instant"
"""Material's feature that puts the next page into this one: a style sheet that comes with it would come late."""


def shows_blog(output: str) -> bool:
    """Has a page anything of the blog in its body? Of others only the head is ours."""
    return "bp" in output and ('class="bp ' in output or _OURS.search(output) is not None)


def fit_style_sheet(output: str, page: Page | None, setup: Setup) -> tuple[str, str]:
    """A page, and what its head needs to show the blog; one that shows nothing of it, without our style sheet.

    Some themes print no `extra_css`, or print it so that it is not found: their pages need the link, too.
    """
    if not shows_blog(output):
        is_linked = STYLE_SHEET in output and _INSTANT not in (setup.config.theme.get("features") or ())
        *before, last = _LINK.split(output) if is_linked else [output]
        return "".join([*(part.rstrip() for part in before), last]), ""
    url = get_relative_url(STYLE_SHEET, page.url) if page else ""
    is_there = not url or any(f"{sign}{url}" in output for sign in "\"'=")
    link = "" if is_there else f'\n<link rel="stylesheet" href="{url}">'
    root = get_relative_url(".", page.url) if page else extract_path(setup.config.site_url).rstrip("/")
    fonts = _read_fonts(str(setup.config.theme.name)).replace('url("', f'url("{root}/')
    # After the theme's own style sheets, before the user's.
    found = _LINK.search(output) if fonts else None
    start = len(output[: found.start()].rstrip()) if found else 0
    return output[:start] + (fonts if found else "") + output[start:], link


@cache
def _read_fonts(theme: str) -> str:
    """What shows text and keeps its room until the fonts of a theme come, which are late."""
    fonts = THEMES / theme / "fonts.css"
    return f"\n<style>{pack_css(fonts.read_text(encoding='utf-8')).strip()}</style>" if fonts.is_file() else ""
