"""The files of posts that this build leaves out: they must not be published either."""

from __future__ import annotations

import posixpath
import re
from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path, PurePosixPath
from urllib.parse import quote, unquote

from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page

from mkdocs_blogposts.lazy_patterns import compile_pattern
from mkdocs_blogposts.reading.dates import INDEX_NAMES
from mkdocs_blogposts.reading.entry import Entry
from mkdocs_blogposts.reading.folder_conventions import DRAFTS, POSTS
from mkdocs_blogposts.reading.problems import Problem, Rule, quote_files
from mkdocs_blogposts.site.images.featured_image import SiblingImages
from mkdocs_blogposts.site.images.image_resolver import ImageResolver, parse_reference
from mkdocs_blogposts.site.planning.build_plan import Plan
from mkdocs_blogposts.site.planning.source_files import is_shown
from mkdocs_blogposts.site.settings.blog_setup import Setup

IN_TEXT = compile_pattern(
    r"\]\(\s*(?:<([^>\n]+)>|((?:[^()\s]|\([^()\s]*\))+))"  # ![alt](image), or a link to a file
    r"|^ {0,3}\[[^\]\n]+\]:\s*<?([^>\s]+)"  # [name]: file
    r"|\b(?:src|srcset|href|poster|data)\s*=\s*[\"']([^\"']+)"
    r"|\[\[([^\]|#\n]+)"  # [[file]]
    r"|([^\s\"'()<>\[\]{}|,;=]+\.[A-Za-z0-9]{2,5}\b)",  # url(file), src=file, {% include file %}
    re.MULTILINE,
)
"""What may lead to a file in Markdown, or in HTML, there with several URLs in a `srcset`."""

NAMING = frozenset({".css", ".js", ".mjs", ".html", ".svg", ".webmanifest"})
"""Files that are published as they are, and may show images."""


def exclude_unpublished_files(plan: Plan, files: Files, setup: Setup) -> Iterator[Problem]:
    """Leave out the files in the folders of unpublished posts, and the images that only these show, and count them.

    One that a published page links to, in its text or its front matter, is kept, as is what `mkdocs.yml`, the file of
    authors, a stylesheet, a script or a template names.
    """
    pages = {file.src_uri: file for file in files if file.is_documentation_page()}
    # A draft in one language has images in the others' builds, too.
    entries = {**setup.shared.pages, **plan.removed, **plan.pages}
    elsewhere = entries.keys() - pages.keys()
    unseen = {source for source, entry in entries.items() if not entry.status.is_built} & (pages.keys() | elsewhere)
    unseen = {source for source in unseen if source in elsewhere or not is_shown(pages[source])}
    if not unseen:
        return
    siblings, resolver = SiblingImages(files), ImageResolver(files)
    kept = {source: file for source, file in files.src_uris.items() if source not in pages}
    found = {file.src_uri: file for file in _beside(kept.values(), {*pages, *elsewhere}, unseen, setup)}
    for source in unseen:
        found |= {file.src_uri: file for file in _images(entries[source], resolver, siblings, setup)}
    if not found:
        return
    said = f"{_settings(setup)}{_assets(kept, found, setup)}"
    shown = [file for source, file in pages.items() if source not in unseen and is_shown(file)]
    linked = {uri for file in shown for uri in _links(file, plan.pages.get(file.src_uri), found, resolver, siblings)}
    withheld = sorted(uri for uri in found if uri not in linked and posixpath.basename(uri) not in said)
    for uri in withheld:
        found[uri].inclusion = InclusionLevel.EXCLUDED
        files.remove(found[uri])  # a plugin that publishes images itself does not ask who may see them
        with suppress(OSError):  # `--dirty` empties no folder
            Path(found[uri].abs_dest_path).unlink()
    if withheld:
        yield _counted(withheld)


def _counted(withheld: Sequence[str]) -> Problem:
    count = "1 file is" if len(withheld) == 1 else f"{len(withheld)} files are"
    hint = "To publish one, link to it from a page that is published."
    what = f"{count} left out with unpublished posts: {quote_files(withheld)}."
    return Problem(Rule.WITHHELD_FILE, withheld[0], what, hint, is_note=True)


def _settings(setup: Setup) -> str:
    """What of `mkdocs.yml` and the file of authors may name files."""
    config = setup.config
    names = [config.theme.get(name) for name in ("logo", "favicon")]
    names += [author.avatar for author in setup.people.authors.values()]
    return f"{names}{config.extra}{config.extra_css}{config.extra_javascript}{setup.options.image}"


def _assets(files: Mapping[str, File], found: Container[str], setup: Setup) -> str:
    """The stylesheets, scripts and templates of the site."""
    own = (path for folder in filter(None, [setup.config.theme.custom_dir]) for path in Path(folder).rglob("*"))
    paths = (Path(file.abs_src_path) for uri, file in files.items() if uri not in found and file.abs_src_path)
    texts = []
    for path in (path for path in (*own, *paths) if path.suffix.lower() in NAMING):
        with suppress(OSError):
            texts.append(path.read_text("utf-8", "replace"))
    return "".join(texts)


def _beside(files: Iterable[File], pages: Iterable[str], unseen: set[str], setup: Setup) -> Iterator[File]:
    """The files of folders in which all pages are unpublished, and of those below them that have no page of their own.

    Jekyll's `_drafts` is such a folder. The folders that all posts share are none, whatever lies in them by now.
    """
    here: Mapping[str, list[str]] = defaultdict(list)
    for page in pages:
        here[posixpath.dirname(page)].append(page)
    build, blog_dir = setup.build, setup.options.blog_dir
    shared = {"", build.prefix, blog_dir, posixpath.join(blog_dir, "posts")}
    for file in files:
        folder = posixpath.dirname(file.src_uri)
        if DRAFTS in folder.split("/"):
            yield file
            continue
        while folder and folder not in here:
            folder = posixpath.dirname(folder)
        placed = posixpath.dirname(build.place(posixpath.join(folder, "x")))
        is_shared = placed in shared or posixpath.basename(folder) == POSTS
        is_own = any(PurePosixPath(build.path(page)).stem in INDEX_NAMES for page in here.get(folder, ()))
        if folder in here and unseen.issuperset(here[folder]) and (is_own or not is_shared) and folder:
            yield file


def _images(post: Entry, resolver: ImageResolver, siblings: SiblingImages, setup: Setup) -> Iterator[File]:
    """The files of `docs_dir` that a post names as images, or has beside it."""
    beside, root = siblings.find(post), setup.config.site_url or " "
    for reference in (
        post.image,
        beside.reference if beside else "",
        *_references(post.body),
        *_texts(dict(post.meta)),
    ):
        local = f"/{reference.removeprefix(root).lstrip('/')}" if reference.startswith(root) else reference
        file = _file_of(local, post.source, resolver)
        if file and file.is_media_file():
            yield file


def _references(text: str) -> Iterator[str]:
    for found in IN_TEXT.findall(text):
        whole = "".join(found)
        yield whole
        yield from re.split(r",?\s+", whole) if " " in whole else ()


def _file_of(reference: str, source: str, resolver: ImageResolver) -> File | None:
    if not reference:
        return None
    name = parse_reference(reference)
    return None if name.is_inline or name.is_remote else resolver.find(name.path, source)


def _links(
    file: File, entry: Entry | None, wanted: Mapping[str, File], resolver: ImageResolver, siblings: SiblingImages
) -> Iterator[str]:
    """The files, of those that are wanted, to which a published page leads."""
    page = file.page
    if not page:
        return
    beside = siblings.find(entry) if entry and entry.is_post else None
    written = page.markdown or (entry.body if entry else "")
    texts = [written, page.content or "", str(page.meta), f"{entry.image} {entry.links}" if entry else ""]
    names = {posixpath.basename(uri) for uri in wanted}
    if not beside and not any(name in text or quote(name) in text for name in names for text in texts):
        return
    given = [*_texts(page.meta), *([entry.image, *(link for _, link in entry.links)] if entry else ())]
    for reference in (*_references(written), *given, beside.reference if beside else ""):
        found = _file_of(reference, file.src_uri, resolver)
        if found and found.src_uri in wanted:
            yield found.src_uri
    by_url = {other.dest_uri: uri for uri, other in wanted.items()}
    for reference in (*_references(page.content or ""), *given):
        yield from _at_url(reference, page, by_url)


def _at_url(reference: str, page: Page, by_url: Mapping[str, str]) -> Iterator[str]:
    """The file to which a URL leads that a browser sees on a page, or one of the whole site's URL."""
    path = unquote(re.split(r"[?#]", reference, maxsplit=1)[0])
    at = posixpath.normpath(posixpath.join(posixpath.dirname(page.file.dest_uri), path.lstrip("/") and path)).lstrip(
        "/"
    )
    for url, uri in by_url.items():
        if at == url or path.endswith(f"/{url}"):
            yield uri


def _texts(value: object, depth: int = 0) -> Iterator[str]:
    """The texts of a front matter."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, (dict, list, tuple)) and depth < 6:
        for item in value.values() if isinstance(value, dict) else value:
            yield from _texts(item, depth + 1)
