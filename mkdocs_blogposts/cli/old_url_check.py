"""`blogposts check --old-sitemap`: what becomes of the URLs that the blog had before, so that no link is lost."""

from __future__ import annotations

import enum
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from html import unescape
from pathlib import Path
from urllib.parse import unquote, urlsplit

import click

from mkdocs_blogposts.cli.site_loader import LoadedSite, escape_terminal, render_site
from mkdocs_blogposts.frozen_dataclasses import dataclass
from mkdocs_blogposts.lazy_patterns import compile_pattern
from mkdocs_blogposts.site.planning.page_urls import find_destination

LOCATION = compile_pattern(
    r"<(?:\w+:)?loc>\s*(?:<!\[CDATA\[)?\s*(?P<url>.*?)\s*(?:\]\]>)?\s*</(?:\w+:)?loc>", re.DOTALL
)
"""A URL of a sitemap; image sitemaps have their own, with a prefix."""

PAGES = compile_pattern(r"<image:loc>.*?</image:loc>", re.DOTALL)
INDEX = compile_pattern(r"<(?:\w+:)?sitemapindex\b")
END = compile_pattern(r"(?:^|(?<=/))index\.html?$", re.IGNORECASE)
DATE = compile_pattern(r"^\d{4}-\d{2}-\d{2}-")


class Fate(enum.Enum):
    """What a reader of an old URL gets."""

    ANSWERED = "answered"
    REDIRECTED = "redirected"
    LOST = "lost"


@dataclass(frozen=True)
class OldUrl:
    """An old URL and its fate."""

    url: str
    """As written."""

    fate: Fate

    target: str = ""
    """The URL that it leads to, relative to the site's root; of a lost one that of the page that is called like it."""


def read_old_urls(text: str) -> tuple[str, ...]:
    """The URLs of a sitemap, or of a list with one in each line, each once; lines that begin with `#` or `<` are none.

    ValueError, saying what to do, where the file names other sitemaps only.
    """
    if INDEX.search(text):
        names = ", ".join(unescape(found["url"]) for found in [*LOCATION.finditer(text)][:3])
        raise ValueError(f"The file lists other sitemaps ({names}). Download one of them and name that.")
    if "<" in text and LOCATION.search(text):
        return tuple(dict.fromkeys(unescape(found["url"]) for found in LOCATION.finditer(PAGES.sub("", text))))
    lines = (line.strip().strip("\"'") for line in text.removeprefix("\ufeff").splitlines())
    return tuple(dict.fromkeys(line for line in lines if line and not line.startswith(("#", "<"))))


def normalize_old_url(url: str, site_path: str = "/") -> str | None:
    """What all spellings of a URL share, from the site's root, with its query, if it has one; `None` for no URL."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    path = unquote(parts.path)
    path = path.removeprefix(site_path) if f"{path}/".startswith(site_path) else path
    place = END.sub("", path).strip("/")
    place = "" if place == "." else place  # MkDocs' URL of the home page is `./`
    return f"{place}?{parts.query}" if parts.query else place


def find_fates(
    urls: Iterable[str], answered: Iterable[str], redirected: Mapping[str, str], site_path: str = "/"
) -> Iterator[OldUrl]:
    """The fate of each old URL, where the site answers at some URLs and redirects from others, relative to its root."""
    known = {place: url for url in answered if (place := normalize_old_url(url)) is not None}
    moved = {place: target for url, target in redirected.items() if (place := normalize_old_url(url)) is not None}
    by_name = {_name(place): url for place, url in reversed([*known.items()])}
    for url in urls:
        place = normalize_old_url(url, site_path)
        if place in moved:
            yield OldUrl(url, Fate.REDIRECTED, moved[place])
        elif place in known:
            yield OldUrl(url, Fate.ANSWERED, known[place])
        else:
            yield OldUrl(url, Fate.LOST, by_name.get(_name(place), "") if place else "")


def _name(place: str | None) -> str:
    """The last segment of a URL without its ending and a date."""
    last = re.sub(r"\.html?$", "", (place or "").rpartition("/")[2])
    return DATE.sub("", last).casefold()


LABELS: Mapping[Fate, str] = {Fate.ANSWERED: "answered", Fate.REDIRECTED: "redirected", Fate.LOST: "lost"}
COLORS: Mapping[Fate, str] = {Fate.ANSWERED: "green", Fate.REDIRECTED: "cyan", Fate.LOST: "red"}


def show_old_urls(config_file: str | None, file: Path, is_json: bool) -> bool:
    """Show the fate of each old URL of a file. Is one of them lost?"""
    try:
        urls = read_old_urls(file.read_bytes().decode("utf-8", "replace"))
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else error
        raise click.UsageError(f"{file}: {reason}") from error
    if not urls:
        raise click.UsageError(f"{file}: There is no URL in it. Name a sitemap, or a list with one URL in each line.")
    click.echo("Rendering the site …", err=True)
    site = render_site(config_file)
    found = [*find_fates(urls, _answered(site), _redirected(site), _site_path(site))]
    if is_json:
        click.echo(json.dumps([{"url": each.url, "status": each.fate.value, "target": each.target} for each in found]))
    else:
        for line in _lines(found, site):
            click.echo(line)
    return any(each.fate is Fate.LOST for each in found)


def _site_path(site: LoadedSite) -> str:
    return f"{urlsplit(site.config.site_url or '').path.rstrip('/')}/"


def _answered(site: LoadedSite) -> Iterator[str]:
    """The URLs of all files that a build publishes, drafts left out; and of those that MkDocs writes itself."""
    yield from (file.url for file in site.files if file.inclusion.is_included())
    yield from ("sitemap.xml", "sitemap.xml.gz", "404.html")


def _redirected(site: LoadedSite) -> dict[str, str]:
    """The aliases of pages, and what the plugin `redirects` sends on, with their targets."""
    directory_urls = site.config.use_directory_urls
    aliases = {
        f"{alias.url}?{alias.query}" if alias.query else find_destination(alias.url, directory_urls): alias.file.url
        for blog in site.blogs
        for alias in blog.plan.aliases
    }
    plugin = next((each for name, each in site.config.plugins.items() if name.rpartition("/")[2] == "redirects"), None)
    maps = plugin.config.get("redirect_maps", {}) if plugin else {}
    for source, target in maps.items():
        file = site.files.get_file_from_path(str(target).partition("#")[0])
        old = str(source).removesuffix(".md")
        aliases[find_destination(old.removesuffix("/index"), directory_urls)] = file.url if file else str(target)
    return aliases


def _lines(found: list[OldUrl], site: LoadedSite) -> Iterator[str]:
    """Each URL with its fate, those that are lost last, and how many there are of each."""
    sources = {unquote(file.url): file.src_uri for file in site.files.documentation_pages()}
    for each in sorted(found, key=lambda one: one.fate is Fate.LOST):
        label = click.style(f"{LABELS[each.fate]:<10}", fg=COLORS[each.fate])
        yield f"{label}  {escape_terminal(each.url)}{_way(each, sources.get(unquote(each.target), ''))}"
    counts = Counter(each.fate for each in found)
    told = ", ".join(f"{counts[fate]} {LABELS[fate]}" for fate in Fate)
    yield ""
    yield f"{len(found)} old {'URL' if len(found) == 1 else 'URLs'}: {told}."


def _way(old: OldUrl, source: str) -> str:
    if old.fate is Fate.REDIRECTED:
        return f" → {old.target}"
    if old.fate is Fate.LOST and source:
        path = unquote(urlsplit(old.url).path)
        return f"  Write 'aliases: {path}' in {source}."
    return ""
