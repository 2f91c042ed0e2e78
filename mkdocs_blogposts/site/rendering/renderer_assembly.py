"""Makes the renderer of a blog: its posts, its lists, and the files that stand beside them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import Protocol

from jinja2 import Environment
from mkdocs.structure.files import Files

from mkdocs_blogposts.frozen_dataclasses import replace
from mkdocs_blogposts.publishing.posts.site_metadata import SiteMetadata
from mkdocs_blogposts.reading.problems import Problem
from mkdocs_blogposts.site.images.image_pipeline import ImagePipeline, ImageRequest
from mkdocs_blogposts.site.planning.build_plan import Plan
from mkdocs_blogposts.site.planning.language_versions import collect_translations
from mkdocs_blogposts.site.planning.plan_revision import drop_removed
from mkdocs_blogposts.site.planning.plugin_views import introduce_generated_files
from mkdocs_blogposts.site.rendering import search_index
from mkdocs_blogposts.site.rendering.assets import add_assets
from mkdocs_blogposts.site.rendering.blog_fingerprint import BlogFingerprints
from mkdocs_blogposts.site.rendering.blogs import Blogs
from mkdocs_blogposts.site.rendering.compiled_templates import WHERE
from mkdocs_blogposts.site.rendering.embedded_lists import EmbedRenderer, make_where_filter
from mkdocs_blogposts.site.rendering.feed_files import add_feeds, register_feeds
from mkdocs_blogposts.site.rendering.further_reading import make_further_reading
from mkdocs_blogposts.site.rendering.hreflang import Alternates
from mkdocs_blogposts.site.rendering.page_adjustments import (
    add_robots_txt,
    drop_templates,
    follow_first_pages,
    join_navigation,
    name_pages,
    write_lists_last,
)
from mkdocs_blogposts.site.rendering.page_head import (
    HeadBuilder,
    read_site_metadata,
    resolve_publisher,
)
from mkdocs_blogposts.site.rendering.page_renderer import PageRenderer
from mkdocs_blogposts.site.rendering.redirect_pages import add_redirects
from mkdocs_blogposts.site.rendering.rendered_blog import (
    RenderedBlog,
    SharedTerms,
    collect_page_images,
    collect_titles,
    find_shared_terms,
    render_blog,
)
from mkdocs_blogposts.site.rendering.template_renderer import TemplateRenderer
from mkdocs_blogposts.site.rendering.term_details import describe_terms, find_avatars
from mkdocs_blogposts.site.settings.blog_setup import Setup
from mkdocs_blogposts.site.settings.file_name_encoding import require_writable

AllRenderers = Callable[[], Iterable[PageRenderer]]
"""The renderers of all blogs of a site, known once every blog has its own."""


class SiblingBlog(Protocol):
    """A blog of the site, which has its renderer when those before it have theirs."""

    plan: Plan
    pages: PageRenderer


def make_renderer(
    blogs: Sequence[SiblingBlog], files: Files, env: Environment, setup: Setup, pipeline: ImagePipeline
) -> PageRenderer:
    """Make the posts and lists of rendered pages, and add their images and the style sheet to `files`."""
    plan = drop_removed(blogs[setup.place].plan, files)[0]
    posts = {source: post for blog in blogs[: setup.place] for source, post in blog.pages.rendered.posts.items()}
    shared = find_shared_terms(plan, [blog.plan for blog in blogs], posts)
    renderers = lambda: (blog.pages for blog in blogs)  # noqa: E731
    with pipeline.all_media():
        renderer = _make_renderer(plan, files, env, setup, pipeline, renderers, shared)
    search_index.show_search(setup.config, renderer.show_search)
    return renderer


def _make_renderer(
    plan: Plan,
    files: Files,
    env: Environment,
    setup: Setup,
    pipeline: ImagePipeline,
    renderers: AllRenderers,
    shared: SharedTerms,
) -> PageRenderer:
    config, options = setup.config, setup.options
    rendered, feedless = _render(plan, files, setup, pipeline, shared)
    image = pipeline.make_image(ImageRequest(options.image, "")) if options.image else None
    logo = pipeline.make_image(ImageRequest(options.publisher.logo, "")) if options.publisher.logo else None
    pipeline.close()
    publisher = resolve_publisher(config, options.publisher, logo.full.url if logo else "")
    renderer = _assembled(plan, files, env, setup, read_site_metadata(setup, image, publisher), renderers, rendered)
    if rendered.lists or (rendered.images and options.page_images in (True, "all")):
        add_assets(files, setup)
    join_navigation(plan, rendered, files)
    follow_first_pages(plan, rendered)
    odd = tuple(drop_templates(rendered, files, renderer.templates, setup))
    name_pages(rendered, files)
    add_feeds(rendered, files, setup, renderer.heads)
    lost = add_redirects(plan.aliases, renderer.heads, files, renderer.templates, setup, renderer.fingerprints.of_page)
    add_robots_txt(files, setup)
    require_writable(files)
    introduce_generated_files(files, config)
    write_lists_last(plan, files, config)
    return replace(renderer, problems=(*pipeline.problems, *renderer.problems, *odd, *feedless, *lost))


def _render(
    plan: Plan, files: Files, setup: Setup, pipeline: ImagePipeline, shared: SharedTerms
) -> tuple[RenderedBlog, tuple[Problem, ...]]:
    """The rendered blog with its images, its feeds and what is known of its terms; and what is in a feed's way."""
    rendered = render_blog(plan, files, setup, pipeline, shared)
    images = collect_page_images(plan, files, pipeline, setup)
    rendered = replace(rendered, images=images, titles=collect_titles(plan, rendered, files, setup))
    rendered, feedless = register_feeds(rendered, files, setup)
    rendered = replace(rendered, subjects=describe_terms(rendered, plan, setup, pipeline))
    return replace(rendered, avatars=find_avatars(rendered, setup, pipeline)), feedless


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
    ways, lost = make_further_reading(rendered, files, setup)
    alternates = Alternates(collect_translations(plan, files, setup), plan.pages, setup)
    feeds = lambda: [feed for each in renderers() for feed in each.feeds]  # noqa: E731
    heads = HeadBuilder(rendered, plan.pages, site, setup, files, alternates, feeds)
    blogs = Blogs(lambda: {each.blog_name: (each.rendered.blog, tuple(each.setup.taxonomies)) for each in renderers()})
    env.filters.setdefault(WHERE, make_where_filter(blogs, setup))  # for users' own templates
    templates = TemplateRenderer(env, setup, blogs)
    blocks = EmbedRenderer(rendered.blog, setup, templates, blogs)
    assemble = partial(_assembled, plan, files, env, setup, site, renderers)
    fingerprints = BlogFingerprints(rendered, ways, heads)
    return PageRenderer(setup, rendered, templates, heads, blocks, ways, fingerprints, plan, assemble, lost)
