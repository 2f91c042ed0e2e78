"""Posts of their rendered pages; those that did not change as they were in the last build."""

from __future__ import annotations

import json
import posixpath
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields
from functools import cached_property
from html import escape as escape_attribute
from html import unescape
from itertools import filterfalse
from typing import NamedTuple
from urllib.parse import unquote

from markupsafe import escape
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page
from mkdocs.utils import get_relative_url

from mkdocs_blogposts.lazy_patterns import compile_pattern
from mkdocs_blogposts.publishing.posts.meta_descriptions import describe_text
from mkdocs_blogposts.publishing.posts.post import Post, PostImage, make_post_title
from mkdocs_blogposts.publishing.text.excerpts import format_summary, is_html, is_shortened, make_excerpt, rebase_html
from mkdocs_blogposts.publishing.text.html_text import (
    lower_headings,
    parse_page_text,
    split_heading,
    strip_markup,
    unwrap_html,
)
from mkdocs_blogposts.publishing.text.meta_values import flatten_line
from mkdocs_blogposts.publishing.text.reading_time import count_words, estimate_reading_minutes
from mkdocs_blogposts.publishing.text.translator import Translator
from mkdocs_blogposts.reading.entry import Entry
from mkdocs_blogposts.site.images import responsive_images
from mkdocs_blogposts.site.images.featured_image import choose_featured_images
from mkdocs_blogposts.site.images.image_pipeline import ImagePipeline, ImageRequest
from mkdocs_blogposts.site.planning.build_plan import Plan
from mkdocs_blogposts.site.planning.protected_posts import KEYS, is_protected
from mkdocs_blogposts.site.planning.source_files import is_shown
from mkdocs_blogposts.site.rendering.stored_toc import find_first_anchor
from mkdocs_blogposts.site.settings.blog_setup import Setup
from mkdocs_blogposts.site.settings.build_memory import Itself, describe_files, may_be_shown
from mkdocs_blogposts.site.worker_pool import WorkerPool, start_workers

TAG = compile_pattern(r"<(?:a|img|source|video|audio|track|iframe|embed)\s[^<>]*>", re.IGNORECASE)
ATTRIBUTE = compile_pattern(
    r"""(?P<name>\s(?:href|srcset|src|poster)\s*=\s*)(?P<quote>["'])(?P<link>[^"']+)(?P=quote)""", re.IGNORECASE
)
ONE_OF_SEVERAL = compile_pattern(r"[^\s,]+")
"""A URL in a `srcset`, or the width behind it, which is the name of no file."""
ELSEWHERE = compile_pattern(r"[a-z][a-z0-9+.-]*:|[/\\?#]", re.IGNORECASE)


class HtmlLinks:
    """Finds the files that raw links mean. A link that leads somewhere as it is stays so."""

    def __init__(self, files: Files) -> None:
        self._files = files

    @cached_property
    def _urls(self) -> frozenset[str]:
        return frozenset(unquote(file.url) for file in self._files)

    def resolve_links(self, html: str, page: File) -> str:
        """The HTML of a page, where relative links to files lead to where these are published."""

        def attribute(found: re.Match[str]) -> str:
            link = unescape(found["link"])
            if "srcset" in found["name"].lower():
                new = ONE_OF_SEVERAL.sub(lambda one: self._link(one[0], page) or one[0], link)
            else:
                new = self._link(link, page) or link
            return (
                found[0] if new == link else f"{found['name']}{found['quote']}{escape_attribute(new)}{found['quote']}"
            )

        return TAG.sub(lambda tag: ATTRIBUTE.sub(attribute, tag[0]), html)

    def _link(self, link: str, page: File) -> str:
        """What to write in place of a link; empty where it stays."""
        if ELSEWHERE.match(link):
            return ""
        path, rest = re.fullmatch(r"([^?#]*)(.*)", link, re.DOTALL).groups()  # type: ignore[union-attr]
        path = unquote(path)
        if self._joined(unquote(page.url), path) in self._urls:
            return ""
        meant = self._files.get_file_from_path(self._joined(page.src_uri, path).rstrip("/"))
        return get_relative_url(meant.url, page.url) + rest if meant and not meant.inclusion.is_excluded() else ""

    def _joined(self, base: str, path: str) -> str:
        joined = posixpath.normpath(posixpath.join(posixpath.dirname(base), path))
        return f"{joined}/" if path.endswith("/") else joined


class MadePost(NamedTuple):
    """A post, and what is done to its page and asked of the pipeline while it is made."""

    post: Post
    content: str | None
    """Of its page."""

    requests: tuple[ImageRequest, ...]
    """The images of its text that come in several widths."""


_MADE = ["title", "heading", "content", "excerpt", "is_excerpt", "meta_description", "reading_minutes", "words"]
"""What takes time to make of a post."""


class PostMaker:
    """Makes the posts of one build."""

    def __init__(self, setup: Setup, files: Files, pipeline: ImagePipeline) -> None:
        self.requests: Mapping[str, ImageRequest] = {}
        """What was chosen as the image of each post that may have one, by its file, even if it cannot be shown."""
        self.locked: Mapping[str, str] = {}
        """The content of protected posts as it is before it is encrypted, by their files: not to be shown."""
        self._setup, self._files = setup, files
        self._pipeline = pipeline if pipeline.shows else None
        self._wanted: responsive_images.Wanted = setup.options.responsive_images
        self._links = HtmlLinks(files)
        options, memory = setup.options, setup.memory
        self._may_recall = memory.is_kept and not options.fetch_images  # what another site answers may change
        if self._may_recall:
            own = options.avif, options.sanitize_svg, options.images, self._wanted, setup.config.theme.name
            images = describe_files(filter(may_be_shown, files)), own
            self._images = Itself(memory.same(("images", options.blog_dir), images))
            others = describe_files(filterfalse(may_be_shown, files))
            self._around = self._images, Itself(memory.same(("site", options.blog_dir), others))

    def get_page(self, entry: Entry, plan: Plan) -> Page | None:
        """The page of a post, rendered now where `--dirty` has left it out: lists must be whole all the same.

        Its heading, which was taken out before other plugins had the page, is back at its top.
        """
        file = self._files.src_uris[entry.source]
        page = file.page if is_shown(file) else None
        if page and page.content is None:
            page.markdown, page.meta = entry.body, dict(entry.meta)
            page.render(self._setup.config, self._files)
        if page:
            heading = with_heading("", plan.headings.get(entry.source, ""), find_first_anchor(page))
            page.content = self._recall(
                "content",
                entry,
                (heading, page.content, page.url),
                lambda: heading + self._links.resolve_links(unwrap_html(page.content or ""), page.file),
            )
        return page

    def make_posts(self, plan: Plan) -> dict[str, Post]:
        """The posts that have a page, with the images that are chosen for them, by their files."""
        found = ((entry.source, self.get_page(entry, plan)) for entry in plan.posts)
        pages = {source: page for source, page in found if page}
        self.locked = {source: page.content or "" for source, page in pages.items() if is_protected(page)}
        images = self._make_images(plan, {source: page for source, page in pages.items() if source not in self.locked})
        return self._make_each([entry for entry in plan.posts if entry.source in pages], pages, images)

    def _make_images(self, plan: Plan, pages: Mapping[str, Page]) -> Mapping[str, PostImage | None]:
        pipeline = self._pipeline
        if not pipeline:
            return {}
        self.requests = choose_featured_images(plan, pages, self._files, self._setup, pipeline)
        return {source: pipeline.make_image(request) for source, request in self.requests.items()}

    def _make_each(
        self, entries: Sequence[Entry], pages: Mapping[str, Page], images: Mapping[str, PostImage | None]
    ) -> dict[str, Post]:
        inputs = {entry.source: self._inputs(entry, pages[entry.source], images.get(entry.source)) for entry in entries}
        name, memory = self._name, self._setup.memory
        known = {entry.source: memory.find(name("post", entry), inputs[entry.source]) for entry in entries}
        requests = {
            entry.source: made.requests if (made := known[entry.source]) else self._list_images(pages[entry.source])
            for entry in entries
        }
        if self._pipeline:
            new = (each for source, each in requests.items() if not known[source])
            self._pipeline.prepare(request for each in new for request in each)
        workers = self._start_workers([entry for entry in entries if not known[entry.source]], pages, images)
        posts: dict[str, Post] = {}
        try:
            for entry in entries:
                source, page, image = entry.source, pages[entry.source], images.get(entry.source)
                made = known[source] or _load_post(workers.result(source), entry, page, image, requests[source])
                if made:
                    self._make_again(made, page)
                else:
                    made = MadePost(self._make(entry, page, image), page.content, requests[source])
                    if inputs[source]:
                        memory.keep(name("post", entry), inputs[source], made)
                posts[source] = made.post
        finally:
            workers.close()
        return posts

    def _start_workers(
        self, entries: Sequence[Entry], pages: Mapping[str, Page], images: Mapping[str, PostImage | None]
    ) -> WorkerPool:
        """Have other processes make the posts from the last one on; under `serve` most of them are known."""
        ahead = {entry.source: entry for entry in reversed(entries) if entry.source not in self.locked}
        jobs = 1 if self._setup.memory.is_kept else self._setup.options.jobs
        make = lambda name: _dump_post(self._make(ahead[name], pages[name], images.get(name)), pages[name])
        return start_workers([*ahead], jobs, make)

    def _make(self, entry: Entry, page: Page, image: PostImage | None) -> Post:
        words = self._setup.languages.of(entry.language).words
        return make_post(entry, page, image, words, self._pipeline, self._wanted)

    def _make_again(self, made: MadePost, page: Page) -> None:
        """Do what making the post does besides: its page has its content, and its images are published."""
        page.content = made.content
        for request in made.requests if self._pipeline else ():
            self._pipeline.make_image(request)  # type: ignore[union-attr]  # see above

    def _list_images(self, page: Page) -> tuple[ImageRequest, ...]:
        if not self._pipeline or page.file.src_uri in self.locked:
            return ()
        return tuple(responsive_images.list_images(page, self._pipeline, self._wanted))

    def _inputs(self, entry: Entry, page: Page, image: PostImage | None) -> tuple[object, ...] | None:
        """All that a post is made of; `None` where it is made each time."""
        if not self._may_recall or entry.source in self.locked:
            return None
        words, anchor = self._setup.languages.of(entry.language).words, find_first_anchor(page)
        return Itself(entry), page.content, page.url, page.file.name, anchor, image, words, self._images

    def _name(self, what: str, entry: Entry) -> tuple[str, str, str]:
        return what, self._setup.options.blog_dir, entry.source

    def _recall(self, what: str, entry: Entry, inputs: tuple[object, ...], make: Callable[[], str]) -> str:
        if not self._may_recall:
            return make()
        return self._setup.memory.recall(self._name(what, entry), (*inputs, *self._around), make)


def _dump_post(post: Post, page: Page) -> bytes:
    """What takes time to make of a post, and what stands above its text on its page."""
    above = (page.content or "").removesuffix(post.content)
    return json.dumps([above, *(getattr(post, name) for name in _MADE)]).encode()


def _load_post(
    found: bytes | None, entry: Entry, page: Page, image: PostImage | None, requests: tuple[ImageRequest, ...]
) -> MadePost | None:
    """A post that another process has made."""
    if not found:
        return None
    above, *values = json.loads(found)
    made = {**vars(entry), **dict(zip(_MADE, values, strict=True)), "url": page.url, "featured_image": image}
    return MadePost(Post(**made), above + made["content"], requests)


def with_heading(content: str, heading: str, anchor: str) -> str:
    """A page's content below its heading, if it has one of its own."""
    name = f' id="{escape(anchor)}"' if anchor else ""
    return f"<h1{name}>{heading}</h1>\n{content}" if heading else content


def make_post(
    entry: Entry,
    page: Page,
    image: PostImage | None,
    words: Translator,
    pipeline: ImagePipeline | None = None,
    wanted: responsive_images.Wanted = False,
) -> Post:
    """A post of its entry and its rendered text, where images have their sizes, if there is a `pipeline`; those that
    are `wanted` come in several widths.
    """
    heading, rest = _heading_and_text(page, not (image and image.is_own), pipeline, wanted)
    title = make_post_title(entry, page.content or "", page.file.name)
    if is_protected(page):
        return make_protected_post(entry, page, title, words)
    page.content = with_heading(rest, heading, find_first_anchor(page))
    text = parse_page_text(rest)
    summary = format_summary(entry.summary)
    read_on = words.gettext("Read “{title}”", title=title)
    shown = rebase_html(summary, page.url) if summary else make_excerpt(text, page.url, _find_urls(image), read_on)
    said = plain_description(entry.description) or strip_markup(summary) or describe_text(text, title, words=words)
    return Post(
        **{**vars(entry), "title": title},
        url=page.url,
        heading=heading or str(escape(title)),
        content=rest,
        excerpt=shown,
        is_excerpt=is_shortened(text, shown),
        meta_description=flatten_line(said),
        featured_image=image,
        reading_minutes=entry.asked_reading_minutes or estimate_reading_minutes(text),
        words=count_words(text),
    )


def plain_description(written: str) -> str:
    """A description without the tags of one that is HTML."""
    return strip_markup(written) if is_html(written) else written


def _heading_and_text(
    page: Page, eager: bool, pipeline: ImagePipeline | None, wanted: responsive_images.Wanted
) -> tuple[str, str]:
    heading, rest = split_heading(page.content or "")
    return heading, lower_headings(
        responsive_images.make_images_responsive(rest, page, pipeline, eager, wanted) if pipeline else rest
    )


def make_protected_post(entry: Entry, page: Page, title: str, words: Translator) -> Post:
    """A post of which no more is told than that it is there."""
    known = {each.name: getattr(entry, each.name) for each in fields(Entry)}
    hidden = ("description", "summary", "image", "image_alt", "image_caption", "body")
    meta = {key: value for key, value in page.meta.items() if key not in (*KEYS, *hidden)}
    return Post(
        **{**known, **dict.fromkeys(hidden, ""), "title": title, "meta": meta, "no_image": False},
        url=page.url,
        heading=str(escape(title)),
        meta_description=describe_text(parse_page_text(""), title, words=words),
        reading_minutes=0,
        protected=True,
    )


def _find_urls(image: PostImage | None) -> tuple[str, ...]:
    """Under which a text may show the image of its card."""
    return (image.original, image.full.url) if image and image.original else ()
