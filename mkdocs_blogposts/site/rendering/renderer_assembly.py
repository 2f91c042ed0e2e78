"""Makes the renderer of a blog: its posts, its lists, and the files that stand beside them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import Protocol

from jinja2 import Environment
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation

from mkdocs_blogposts.blog.blog_builder import make_blog
from mkdocs_blogposts.frozen_dataclasses import replace
from mkdocs_blogposts.publishing.posts.site_metadata import SiteMetadata
from mkdocs_blogposts.reading.problems import Problem
from mkdocs_blogposts.site.images.site_images import SiteImages
from mkdocs_blogposts.site.planning.build_plan import Plan
from mkdocs_blogposts.site.planning.language_versions import collect_translations
from mkdocs_blogposts.site.planning.plan_revision import drop_removed, revise_plan
from mkdocs_blogposts.site.planning.plugin_views import introduce_generated_files
from mkdocs_blogposts.site.rendering import search_index
from mkdocs_blogposts.site.rendering.assets import add_assets
from mkdocs_blogposts.site.rendering.blog_door import (
    blog_rendering,
    feed_files,
    further_reading,
    redirect_pages,
    term_details,
    unpublished_files,
)
from mkdocs_blogposts.site.rendering.blog_fingerprint import BlogFingerprints
from mkdocs_blogposts.site.rendering.blogs import Blogs
from mkdocs_blogposts.site.rendering.compiled_templates import WHERE
from mkdocs_blogposts.site.rendering.embedded_lists import EmbedRenderer, make_where_filter
from mkdocs_blogposts.site.rendering.hreflang import Alternates
from mkdocs_blogposts.site.rendering.page_adjustments import (
    add_robots_txt,
    drop_templates,
    follow_first_pages,
    join_navigation,
    name_pages,
    unchain_lists,
    write_lists_last,
)
from mkdocs_blogposts.site.rendering.page_head import (
    HeadBuilder,
    read_site_metadata,
    resolve_publisher,
)
from mkdocs_blogposts.site.rendering.page_renderer import PageRenderer
from mkdocs_blogposts.site.rendering.rendered_blog import (
    RenderedBlog,
    SharedTerms,
    collect_page_images,
    collect_titles,
)
from mkdocs_blogposts.site.rendering.template_renderer import TemplateRenderer
from mkdocs_blogposts.site.settings.blog_setup import Setup
from mkdocs_blogposts.site.settings.file_name_encoding import require_writable

AllRenderers = Callable[[], Iterable[PageRenderer]]
"""The renderers of all blogs of a site, known once every blog has its own."""


class SiblingBlog(Protocol):
    """A blog of the site, which has its renderer when those before it have theirs."""

    plan: Plan
    pages: PageRenderer


def apply_late_changes(plan: Plan, files: Files, nav: Navigation, setup: Setup) -> tuple[Plan, tuple[Problem, ...]]:
    """The plan as other plugins have changed it while pages were rendered, and what came too late; without its images
    that nothing public shows.
    """
    plan, problems = revise_plan(plan, files, nav, setup)
    entries = {**setup.shared.pages, **plan.removed, **plan.pages}.values()
    if all(entry.status.is_built for entry in entries):
        return plan, problems
    return plan, (*problems, *unpublished_files.exclude_unpublished_files(plan, files, setup))


def make_renderer(
    blogs: Sequence[SiblingBlog], files: Files, env: Environment, setup: Setup, images: SiteImages
) -> PageRenderer:
    """Make the posts and lists of rendered pages, and add their images and the style sheet to `files`."""
    plan = drop_removed(blogs[setup.place].plan, files)[0]
    posts = {source: post for blog in blogs[: setup.place] for source, post in blog.pages.rendered.posts.items()}
    plans = [blog.plan for blog in blogs]
    shared = blog_rendering.find_shared_terms(plan, plans, posts) if plan.has_blog else SharedTerms()
    renderers = lambda: (blog.pages for blog in blogs)
    with images.all_media():
        renderer = _make_renderer(plan, files, env, setup, images, renderers, shared)
    search_index.show_search(setup.config, renderer.show_search)
    return renderer


def _make_renderer(
    plan: Plan,
    files: Files,
    env: Environment,
    setup: Setup,
    images: SiteImages,
    renderers: AllRenderers,
    shared: SharedTerms,
) -> PageRenderer:
    config, options = setup.config, setup.options
    rendered, feedless = _render(plan, files, setup, images, shared)
    image, logo = images.make_image(options.image), images.make_image(options.publisher.logo)
    unusable = images.close()
    publisher = resolve_publisher(config, options.publisher, logo.full.url if logo else "")
    renderer = _assembled(plan, files, env, setup, read_site_metadata(setup, image, publisher), renderers, rendered)
    if rendered.lists or (rendered.images and options.page_images in (True, "all")):
        add_assets(files, setup)
    join_navigation(plan, rendered, files)
    unchain_lists(plan, rendered, files, config)
    follow_first_pages(plan, rendered)
    odd = tuple(drop_templates(rendered, files, renderer.templates, setup))
    name_pages(rendered, files)
    lost = _add_files(plan, files, renderer)
    add_robots_txt(files, setup)
    require_writable(files)
    introduce_generated_files(files, config)
    write_lists_last(plan, files, config)
    return replace(renderer, problems=(*unusable, *renderer.problems, *odd, *feedless, *lost))


def _add_files(plan: Plan, files: Files, renderer: PageRenderer) -> tuple[Problem, ...]:
    """Add the feeds and the redirects to `files`, and say what is in a redirect's way."""
    heads, templates, setup = renderer.heads, renderer.templates, renderer.setup
    if plan.has_blog or plan.removed:
        feed_files.add_feeds(renderer.rendered, files, setup, heads)
    if not plan.aliases:
        return ()
    fingerprint = renderer.fingerprints.of_page
    return redirect_pages.add_redirects(plan.aliases, heads, files, templates, setup, fingerprint)


def _render(
    plan: Plan, files: Files, setup: Setup, images: SiteImages, shared: SharedTerms
) -> tuple[RenderedBlog, tuple[Problem, ...]]:
    """The rendered blog with its images, its feeds and what is known of its terms; and what is in a feed's way."""
    if plan.has_blog:
        rendered = blog_rendering.render_blog(plan, files, setup, images.pipeline, shared)
    else:
        rendered = RenderedBlog(make_blog((), setup.title, plan.taxonomies, lambda _: "")[0])
    of_pages = collect_page_images(plan, files, images, setup)
    rendered = replace(rendered, images=of_pages, titles=collect_titles(plan, rendered, files, setup))
    if not plan.has_blog:
        return rendered, ()
    rendered, feedless = feed_files.register_feeds(rendered, files, setup)
    rendered = replace(rendered, subjects=term_details.describe_terms(rendered, plan, setup, images.pipeline))
    return replace(rendered, avatars=term_details.find_avatars(rendered, setup, images.pipeline)), feedless


def _assembled(
    plan: Plan,
    files: Files,
    env: Environment,
    setup: Setup,
    site: SiteMetadata,
    renderers: AllRenderers,
    rendered: RenderedBlog,
) -> PageRenderer:
    """A renderer, with nothing rendered yet."""
    further, lost = further_reading.make_further_reading(rendered, files, setup) if rendered.posts else ({}, ())
    alternates = Alternates(collect_translations(plan, files, setup), plan.pages, setup)
    feeds = lambda: [feed for each in renderers() for feed in each.feeds]
    heads = HeadBuilder(rendered, plan.pages, site, setup, files, alternates, feeds)
    blogs = Blogs(lambda: {each.blog_name: (each.rendered.blog, tuple(each.setup.taxonomies)) for each in renderers()})
    env.filters.setdefault(WHERE, make_where_filter(blogs, setup))  # for users' own templates
    templates = TemplateRenderer(env, setup, blogs)
    blocks = EmbedRenderer(rendered.blog, setup, templates, blogs)
    assemble = partial(_assembled, plan, files, env, setup, site, renderers)
    fingerprints = BlogFingerprints(rendered, further, heads)
    return PageRenderer(setup, rendered, templates, heads, blocks, further, fingerprints, plan, assemble, lost)
