"""Which pages MkDocs' sitemap names, when they changed, and their images. Its template stays the theme's."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from lxml import etree
from mkdocs.structure.files import File
from mkdocs.utils import get_build_date

from mkdocs_blogposts.blog.pagination import ListPage
from mkdocs_blogposts.publishing.text.meta_values import make_url_absolute
from mkdocs_blogposts.reading.entry import Entry
from mkdocs_blogposts.site.planning.language_versions import format_locale_tag, is_findable
from mkdocs_blogposts.site.rendering.hreflang import list_alternates
from mkdocs_blogposts.site.rendering.page_head import HeadBuilder
from mkdocs_blogposts.site.rendering.rendered_blog import RenderedBlog
from mkdocs_blogposts.site.settings.blog_setup import Setup
from mkdocs_blogposts.site.settings.git_dates import History, read_commits

TEMPLATE = "sitemap.xml"


def list_entries(files: Iterable[File], heads: HeadBuilder, setup: Setup) -> Iterator[File]:
    """The files that a sitemap names, each with the day of its last change: by its front matter, or by git if that
    knows a later change.

    Where neither says it there is no day: MkDocs' own is that of the build, of which search engines learn to believe
    none. No page can have changed after now: what is published ahead of its date has the day of the build. Of several
    blogs the first, which is asked first, looks after the pages of none.
    """
    rendered = heads.rendered
    newest = {listing.path: _latest(listing.posts) for listing in rendered.blog.listings()}
    history = read_commits(setup.config)
    for file in files:
        if file.src_uri in heads.unlisted:
            continue
        entry = rendered.posts.get(file.src_uri) or heads.entries.get(file.src_uri)
        if entry and not is_findable(entry, file, setup.site_url):
            continue
        changed = _with_commits(_changed(entry, file, rendered, newest), file.src_uri, history)
        day = min(changed, setup.rules.now).date().isoformat() if changed else ""
        if file.page and (day or setup.is_first):
            file.page.update_date = day
        yield file


def finish_sitemap(written: str, files: Iterable[File], rendered: RenderedBlog, setup: Setup) -> str:
    """The sitemap, with images if the options want them; the pages have other days again."""
    forget_days(files)
    return add_post_images(written, rendered, setup) if setup.options.sitemap_images else written


def forget_days(files: Iterable[File]) -> None:
    """Give the pages MkDocs' own date back, which other templates may print."""
    for file in files:
        if file.page:
            file.page.update_date = get_build_date()


class _Named:
    """A page of any language, as the sitemap of mkdocs-static-i18n asks for it."""

    is_link = False

    def __init__(self, url: str, update_date: str = "", alternates: Mapping[str, _Named] | None = None) -> None:
        self.url = self.canonical_url = url
        self.update_date = update_date
        self.alternates = alternates or {}

    @property
    def page(self) -> _Named:
        return self


def combine_languages(pages: Sequence[File], context: Mapping[str, Any], setup: Setup) -> dict[str, Any]:
    """What a sitemap is made of: some pages, or beside mkdocs-static-i18n those of all languages built so far."""
    if not setup.build.locale or not setup.is_last:
        return {"pages": list(pages)}
    translations, language = setup.shared.translations, format_locale_tag(setup.build.locale)
    named = []
    for file in pages:
        urls = list_alternates(translations, language, file.src_uri, setup)
        others = {tag: _Named(url) for tag, url in urls}
        day = str(getattr(file.page, "update_date", "") or "")
        named.append(_Named(make_url_absolute(file.url or "./", setup.site_url) or file.url, day, others))
    setup.shared.sitemap[setup.build.locale] = named
    return {"pages": list(pages), "i18n_alternates": {**setup.shared.sitemap}}


def add_post_images(sitemap: str, rendered: RenderedBlog, setup: Setup) -> str:
    """A sitemap with the images of posts."""
    site_url = setup.site_url
    illustrated = (post for post in rendered.posts.values() if post.featured_image)
    places = ((make_url_absolute(post.url or "./", site_url), post.featured_image) for post in illustrated)
    urls = {
        url: make_url_absolute(featured_image.full.url, site_url) for url, featured_image in places if featured_image
    }
    setup.shared.images |= {url: image for url, image in urls.items() if image}
    return add_images(sitemap, setup.shared.images)


def _changed(
    entry: Entry | None, file: File, rendered: RenderedBlog, newest: Mapping[str, datetime | None]
) -> datetime | None:
    """When a page changed: as its front matter says, a list with the newest change of its posts, by their paths."""
    listed = rendered.lists.get(file.src_uri)
    if listed is None:
        return _latest([entry]) if entry else None
    listings = (listed.listing,) if isinstance(listed, ListPage) else listed.listings
    return max(filter(None, (newest[listing.path] for listing in listings)), default=None)


def _with_commits(changed: datetime | None, source: str, history: History) -> datetime | None:
    """A date, or that of a later commit, unless that has only added the file: of a moved site it is the day of that."""
    last = history.updated.get(source)
    if changed is None or last is None:
        return changed or last
    return changed if last == history.created.get(source) else max(changed, last)


def _latest(entries: Iterable[Entry]) -> datetime | None:
    return max((moment for entry in entries for moment in (entry.date, entry.updated) if moment), default=None)


SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
IMAGE = "http://www.google.com/schemas/sitemap-image/1.1"

# Nothing is fetched, and what entities stand for is left alone, whatever the file says.
_PARSER = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)


def add_images(sitemap: str, images: Mapping[str, str]) -> str:
    """A sitemap with the image of each page: `images` has absolute URLs by those of pages.

    An entry with images of its own stays as it is, and so does a file that isn't a sitemap.
    """
    try:
        root = etree.fromstring(sitemap.encode("utf-8", "replace"), _PARSER)
    except etree.XMLSyntaxError:
        return sitemap
    if not images or root.tag != f"{{{SITEMAP}}}urlset":
        return sitemap
    prefixes: Mapping[str | None, str] = {**root.nsmap, "image": IMAGE}
    whole = etree.Element(root.tag, nsmap=prefixes)  # type: ignore[arg-type]  # the stubs forget the empty prefix
    whole.text = root.text
    whole.extend(list(root))
    for url in whole.iter(f"{{{SITEMAP}}}url"):
        image = images.get((url.findtext(f"{{{SITEMAP}}}loc") or "").strip())
        if image and url.find(f"{{{IMAGE}}}image") is None:
            holder = etree.SubElement(url, f"{{{IMAGE}}}image")
            etree.SubElement(holder, f"{{{IMAGE}}}loc").text = image
    return etree.tostring(whole, encoding="utf-8", xml_declaration=True).decode("utf-8")


def write_sitemap(url: str) -> bytes:
    """A sitemap (https://www.sitemaps.org/protocol.html) that names one page, by its absolute `url`."""
    prefixes: Mapping[str | None, str] = {None: SITEMAP}
    root = etree.Element(f"{{{SITEMAP}}}urlset", nsmap=prefixes)  # type: ignore[arg-type]  # as above
    entry = etree.SubElement(root, f"{{{SITEMAP}}}url")
    etree.SubElement(entry, f"{{{SITEMAP}}}loc").text = url
    return etree.tostring(root, encoding="utf-8", xml_declaration=True)
