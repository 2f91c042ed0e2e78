"""What other plugins and hooks have made of posts' front matter since the pages were planned, as far as it counts."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation, Section
from mkdocs.structure.pages import Page

from mkdocs_blogposts.blog.blog_builder import make_blog
from mkdocs_blogposts.blog.model import Blog
from mkdocs_blogposts.frozen_dataclasses import replace
from mkdocs_blogposts.reading.entry import Entry, Status
from mkdocs_blogposts.reading.problems import Problem, Rule, quote_files
from mkdocs_blogposts.site.planning.build_plan import Plan, level_of_drafts
from mkdocs_blogposts.site.planning.list_pages import FEEDS, list_needed_pages
from mkdocs_blogposts.site.planning.page_meta import read_again
from mkdocs_blogposts.site.planning.protected_posts import is_protected
from mkdocs_blogposts.site.settings.blog_setup import Setup
from mkdocs_blogposts.site.settings.build_memory import is_served

NOUNS = {"categories": "category", "tags": "tag", "authors": "author"}
"""The fields of an entry whose values have pages, each with the word for one value."""


def revise_plan(plan: Plan, files: Files, nav: Navigation, setup: Setup) -> tuple[Plan, tuple[Problem, ...]]:
    """The plan with the posts as the rendered pages' front matter has them now, and what came too late to have a page.

    A post that has become a draft is left out.
    """
    left, taken = drop_removed(plan, files)
    revised, problems = _revise_posts(left, files, nav, setup)
    return revised, (*taken, *problems)


def drop_removed(plan: Plan, files: Files) -> tuple[Plan, tuple[Problem, ...]]:
    """The plan without the posts and lists that another plugin has taken out of the site."""
    removed = {source: page for source, page in plan.pages.items() if source not in files.src_uris}
    lists = {path: file for path, file in plan.lists.items() if file.src_uri in files.src_uris}
    if not removed and len(lists) == len(plan.lists):
        return plan, ()
    left = replace(
        plan,
        pages={source: page for source, page in plan.pages.items() if source not in removed},
        posts=tuple(post for post in plan.posts if post.source not in removed),
        lists=lists,
        removed={**plan.removed, **{source: replace(page, status=Status.DRAFT) for source, page in removed.items()}},
    )
    return left, tuple(_report_removed([post.source for post in plan.posts if _is_missed(post, removed)]))


def _is_missed(post: Entry, removed: Mapping[str, Entry]) -> bool:
    return post.source in removed and post.status.is_built


def _report_removed(sources: Sequence[str]) -> Iterator[Problem]:
    if sources:
        count = "1 post" if len(sources) == 1 else f"{len(sources)} posts"
        what = f"Another plugin or a hook has taken {count} out of the site: {quote_files(sources)}."
        hint = "They are not published; see the options of your other plugins."
        yield Problem(Rule.LATE_METADATA, sources[0], what, hint, is_note=True)


def _revise_posts(plan: Plan, files: Files, nav: Navigation, setup: Setup) -> tuple[Plan, tuple[Problem, ...]]:
    late = {post.source: entry for post in plan.posts if (entry := _late(post, files, setup)) != post}
    if not late:
        return plan, ()
    blog, _ = make_blog(plan.posts, setup.title, plan.taxonomies)
    problems: list[Problem] = []
    for post in plan.posts:
        if post.source in late:
            late[post.source], lost = _with_pages(post, late[post.source], plan, blog)
            problems += lost
    drafts = {post.source for post in plan.posts if late.get(post.source, post).status.is_built < post.status.is_built}
    pages = {**plan.pages, **late}
    posts = tuple(pages[post.source] for post in plan.posts if post.source not in drafts)
    if any(pages[post.source].status is not post.status for post in plan.posts):
        _leave_out([files.src_uris[source] for source in drafts], nav, files)
        _leave_out(_empty_lists(plan, posts, setup), nav, files)
    return replace(plan, posts=posts, pages=pages), tuple(problems)


def _late(post: Entry, files: Files, setup: Setup) -> Entry:
    page = files.src_uris[post.source].page
    if page is None or page.content is None:
        return post
    late = setup.adapt(read_again(post, page.meta, setup.rules))
    if setup.options.protected_posts == "unlisted" and is_protected(page) and late.status.is_built:
        late = replace(late, status=Status.HIDDEN)
    return late if post.status.is_built else replace(late, status=post.status)


def _with_pages(post: Entry, late: Entry, plan: Plan, blog: Blog[Entry]) -> tuple[Entry, Sequence[Problem]]:
    """The late entry with those of its terms that have a page, and a problem for each of the others."""
    kept: dict[str, Any] = {"series": post.series, "language": post.language, "terms": post.terms}
    problems = []
    for field, noun in NOUNS.items():
        values = getattr(late, field)
        missing = [value for value in values if not _has_page(value, field, plan, blog)]
        kept[field] = tuple(value for value in values if value not in missing)
        problems += [_too_late(post, noun, str(getattr(value, "name", value))) for value in missing]
    return replace(late, **kept), problems


def _has_page(value: Any, field: str, plan: Plan, blog: Blog[Entry]) -> bool:
    """Has a value of a field a page? Where the options leave out its taxonomy, it needs none."""
    alone: dict[str, Any] = {field: (value,)}
    taxonomies = (taxonomy for taxonomy in plan.taxonomies if taxonomy.name == field)
    return all(blog.find(each.name, *path) for each in taxonomies for path in each.terms(Entry("", **alone)))


def _too_late(post: Entry, noun: str, name: str) -> Problem:
    what = f"Another plugin or a hook added the {noun} {name!r} too late for a page of its own."
    hint = "The post is published without it; write it in the front matter of a post."
    return Problem(Rule.LATE_METADATA, post.source, what, hint, is_note=True)


def _leave_out(those: Sequence[File], nav: Navigation, files: Files) -> None:
    """Keep pages from being written, even by `mkdocs serve`, and the navigation from leading to them."""
    for file in those:
        file.inclusion = InclusionLevel.EXCLUDED
        if file.page:
            _unlink(file.page, nav, files)


def hide_drafts(plan: Plan, files: Files, nav: Navigation, setup: Setup) -> None:
    """Take unpublished posts out of a navigation that names them; under `mkdocs serve` they stay in it."""
    level = level_of_drafts(setup)
    for file in filter(None, (files.src_uris.get(draft.source) for draft in plan.drafts)):
        file.inclusion = level
        if file.page and not (is_served(setup.config) and setup.shows_drafts):
            _unlink(file.page, nav, files)
    if not is_served(setup.config):
        _drop_outputs(plan, files, Path(setup.config.site_dir))


LEFT_OUT = (InclusionLevel.DRAFT, InclusionLevel.EXCLUDED)

FEED_NAMES = ("rss.xml", "atom.xml", "feed.json")


def _drop_outputs(plan: Plan, files: Files, site_dir: Path) -> None:
    """Delete what an earlier build has left of pages that are no longer published: `--dirty` empties no folder."""
    ours = [*(files.src_uris.get(source) for source in plan.pages if plan.is_unseen(source)), *plan.lists.values()]
    pages = {file.dest_uri for file in ours if file and file.inclusion in LEFT_OUT}
    folders = {uri.removesuffix(".html").removesuffix("index") for uri in pages}
    feeds = {posixpath.join(folder, name) for folder in folders for name in FEED_NAMES}
    kept = {file.dest_uri for file in files if file.inclusion not in LEFT_OUT}
    for uri in (pages | feeds) - kept:
        with suppress(OSError, ValueError):
            (site_dir / uri).unlink()


def _unlink(page: Page, nav: Navigation, files: Files) -> None:
    item: Page | Section | None = page
    while item and (isinstance(item, Page) or not item.children):
        items = item.parent.children if item.parent else nav.items
        items[:] = [other for other in items or () if other is not item]  # a section that is empty by now goes, too
        item = item.parent
    nav.pages[:] = [other for other in nav.pages if other is not page]
    for other in filter(None, (file.page for file in files)):  # those that go, too: the next may go as well
        if other.next_page is page:
            other.next_page = page.next_page
        if other.previous_page is page:
            other.previous_page = page.previous_page


def _empty_lists(plan: Plan, posts: Sequence[Entry], setup: Setup) -> list[File]:
    """The pages made for lists on which nothing is left."""
    blog, _ = make_blog(posts, setup.title, plan.taxonomies, others=plan.others)
    wanted = {"", FEEDS, *list_needed_pages(blog, plan.paging)}
    return [file for path, file in plan.lists.items() if path not in wanted and file.generated_by]
