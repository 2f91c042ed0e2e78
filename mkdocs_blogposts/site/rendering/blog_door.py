"""The door to the rooms where posts, lists, feeds and redirects are made: a site without a post never enters them.

Each function imports what it calls, which is how its modules stay unread until then.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page

from mkdocs_blogposts.frozen_dataclasses import replace
from mkdocs_blogposts.publishing.posts.post import Post
from mkdocs_blogposts.reading.problems import Problem
from mkdocs_blogposts.site.images.site_images import SiteImages
from mkdocs_blogposts.site.planning.aliases import Alias
from mkdocs_blogposts.site.planning.build_plan import Plan
from mkdocs_blogposts.site.rendering.page_head import HeadBuilder
from mkdocs_blogposts.site.rendering.rendered_blog import RenderedBlog, SharedTerms
from mkdocs_blogposts.site.rendering.template_renderer import TemplateRenderer
from mkdocs_blogposts.site.settings.blog_setup import Setup

if TYPE_CHECKING:
    from mkdocs_blogposts.site.rendering.further_reading import FurtherReading


def announce_feeds(plan: Plan, files: Files, setup: Setup) -> None:
    """Put files in the place of feeds that are going to be made."""
    from mkdocs_blogposts.site.rendering import feed_files

    feed_files.announce_feeds(plan, files, setup)


def exclude_unpublished_files(plan: Plan, files: Files, setup: Setup) -> Iterator[Problem]:
    """Leave out what only unpublished posts show."""
    from mkdocs_blogposts.site.rendering import unpublished_files

    return unpublished_files.exclude_unpublished_files(plan, files, setup)


def find_shared_terms(plan: Plan, plans: Sequence[Plan], posts: Mapping[str, Post]) -> SharedTerms:
    """What a blog shares with others."""
    from mkdocs_blogposts.site.rendering import blog_rendering

    return blog_rendering.find_shared_terms(plan, plans, posts)


def render_blog(plan: Plan, files: Files, setup: Setup, images: SiteImages, shared: SharedTerms) -> RenderedBlog:
    """Make every post that this build shows, and the lists of them."""
    from mkdocs_blogposts.site.rendering import blog_rendering

    return blog_rendering.render_blog(plan, files, setup, images.pipeline, shared)


def complete_blog(
    rendered: RenderedBlog, plan: Plan, files: Files, setup: Setup, images: SiteImages
) -> tuple[RenderedBlog, tuple[Problem, ...]]:
    """The rendered blog with its feeds and what is known of its terms, and what is in a feed's way."""
    from mkdocs_blogposts.site.rendering import feed_files, term_details

    rendered, feedless = feed_files.register_feeds(rendered, files, setup)
    rendered = replace(rendered, subjects=term_details.describe_terms(rendered, plan, setup, images.pipeline))
    return replace(rendered, avatars=term_details.find_avatars(rendered, setup, images.pipeline)), feedless


def make_further_reading(
    rendered: RenderedBlog, files: Files, setup: Setup
) -> tuple[Mapping[str, FurtherReading], tuple[Problem, ...]]:
    """The ways on from each post by the posts' files, and the links that are broken."""
    from mkdocs_blogposts.site.rendering import further_reading

    return further_reading.make_further_reading(rendered, files, setup)


def add_feeds(rendered: RenderedBlog, files: Files, setup: Setup, heads: HeadBuilder) -> None:
    """Add a file to the site for each feed of the rendered blog."""
    from mkdocs_blogposts.site.rendering import feed_files

    feed_files.add_feeds(rendered, files, setup, heads)


def add_redirects(
    aliases: Sequence[Alias],
    heads: HeadBuilder,
    files: Files,
    templates: TemplateRenderer,
    setup: Setup,
    fingerprint: Callable[[Page], str],
) -> tuple[Problem, ...]:
    """Add what leads on from old URLs to `files`, and say where a file of the writer's is in the way."""
    from mkdocs_blogposts.site.rendering import redirect_pages

    return redirect_pages.add_redirects(aliases, heads, files, templates, setup, fingerprint)


def fill_page(
    page: Page, rendered: RenderedBlog, templates: TemplateRenderer, setup: Setup, onward: FurtherReading | None
) -> str:
    """The content of a page with what the blog adds to it."""
    from mkdocs_blogposts.site.rendering import page_content

    return page_content.fill_page(page, rendered, templates, setup, onward)


def has_theme_comments(post: Post, setup: Setup) -> bool:
    """Does the theme print the comments of a post?"""
    from mkdocs_blogposts.site.rendering import page_content

    return page_content.has_theme_comments(post, setup)


def make_protected_post(post: Post, page: Page, setup: Setup) -> Post:
    """The post as its own page shows it, whose text another plugin has replaced."""
    from mkdocs_blogposts.site.rendering import post_maker

    return post_maker.make_protected_post(post, page, post.title, setup.languages.of(post.language).words)


def hide_texts(rendered: RenderedBlog, sources: Container[str], plan: Plan, files: Files, setup: Setup) -> RenderedBlog:
    """The rendered blog with those posts in lists as their own pages show them: as protected ones."""
    from mkdocs_blogposts.site.rendering import blog_rendering, feed_files

    return feed_files.register_feeds(blog_rendering.hide_texts(rendered, sources, plan, setup), files, setup)[0]


def rewrite_files(
    plan: Plan, sources: Container[str], heads: HeadBuilder, templates: TemplateRenderer, setup: Setup
) -> None:
    """Make the feeds, and the redirects to some posts, again when MkDocs has copied them."""
    from mkdocs_blogposts.site.rendering import feed_files, redirect_pages

    feed_files.rewrite_feeds(heads.rendered, heads.files, setup, heads)
    redirect_pages.rewrite_redirects(plan.aliases, sources, heads, templates, setup)
