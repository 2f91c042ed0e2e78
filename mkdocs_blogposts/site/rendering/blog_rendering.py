"""The posts of a site with their text, and the blog made of them."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence

from mkdocs.structure.files import Files

from mkdocs_blogposts.blog.blog_builder import adopt_listings, make_blog
from mkdocs_blogposts.blog.model import Blog, Overview
from mkdocs_blogposts.blog.pagination import ListPage
from mkdocs_blogposts.frozen_dataclasses import replace
from mkdocs_blogposts.publishing.posts.meta_descriptions import make_descriptions_unique
from mkdocs_blogposts.publishing.posts.post import Post
from mkdocs_blogposts.publishing.text.full_content import make_full_content
from mkdocs_blogposts.reading.entry import Entry
from mkdocs_blogposts.site.images.image_pipeline import ImagePipeline
from mkdocs_blogposts.site.planning.build_plan import Plan
from mkdocs_blogposts.site.rendering.post_maker import PostMaker
from mkdocs_blogposts.site.rendering.rendered_blog import RenderedBlog, SharedTerms, find_page_title
from mkdocs_blogposts.site.settings.blog_setup import Setup


def find_shared_terms(plan: Plan, plans: Sequence[Plan], posts: Mapping[str, Post]) -> SharedTerms:
    """What a blog shares, of the plans of all blogs, and the `posts` of those before it by their files."""
    known = {name: (posts.get(entry.source) for entry in entries) for name, entries in plan.others.items()}
    others = {name: tuple(filter(None, found)) for name, found in known.items()}
    elsewhere = [taxonomy.name for taxonomy in plan.taxonomies if taxonomy.is_elsewhere]
    homes = {name: next((each for each in plans if name in each.hosted), None) for name in elsewhere}
    return SharedTerms(others, {name: _make_home(home) for name, home in homes.items() if home})


def _make_home(plan: Plan) -> Blog[Entry]:
    """A blog with the URLs of its lists' pages, before its posts are rendered."""
    urls = {path: file.page.url for path, file in plan.lists.items() if file.page}
    return make_blog(plan.posts, "", plan.taxonomies, lambda path: urls.get(path, ""), plan.others)[0]


def render_blog(plan: Plan, files: Files, setup: Setup, pipeline: ImagePipeline, shared: SharedTerms) -> RenderedBlog:
    """Make every post that this build shows, and the lists of them."""
    maker = PostMaker(setup, files, pipeline)
    posts = maker.make_posts(plan)
    posts = {post.source: post for post in make_descriptions_unique(posts.values())}
    if setup.options.list_content == "full":
        posts = {source: _with_full_content(post) for source, post in posts.items()}
    urls = {path: file.page.url for path, file in plan.lists.items() if file.page}
    sources = {path: file.src_uri for path, file in plan.lists.items()}
    return RenderedBlog(
        *_listed(posts, plan, setup, urls, shared),
        sources=sources,
        urls=urls,
        requests=maker.requests,
        locked=maker.locked,
        shared=shared,
        old_urls=_find_old_urls(plan),
    )


def _find_old_urls(plan: Plan) -> Mapping[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for alias in plan.list_aliases:
        found[alias.file.src_uri] = (*found.get(alias.file.src_uri, ()), alias.url)
    return found


def hide_texts(rendered: RenderedBlog, sources: Container[str], plan: Plan, setup: Setup) -> RenderedBlog:
    """The rendered blog with those posts in lists as their own pages show them: as protected ones."""
    posts = {source: rendered.own[source] if source in sources else post for source, post in rendered.posts.items()}
    blog, _, lists = _listed(posts, plan, setup, rendered.urls, rendered.shared)
    return replace(rendered, blog=blog, posts=posts, lists=lists)


def _listed(
    posts: Mapping[str, Post], plan: Plan, setup: Setup, urls: Mapping[str, str], shared: SharedTerms
) -> tuple[Blog[Post], Mapping[str, Post], Mapping[str, ListPage[Post] | Overview[Post]]]:
    """The blog of some posts, these, and what stands on the pages of its lists."""
    title = find_page_title(plan.lists[""].page, setup.config) if "" in plan.lists else setup.title
    blog, _ = make_blog(posts.values(), title, plan.taxonomies, lambda path: urls.get(path, ""), shared.others)
    for name, home in shared.homes.items():
        blog = adopt_listings(blog, name, home)
    lists: dict[str, ListPage[Post] | Overview[Post]] = {overview.path: overview for overview in blog.overviews}
    for listing in blog.listings():
        lists |= {page.path: page for page in plan.paging.pages(listing, plan.lists)}
    return blog, posts, {file.src_uri: lists[path] for path, file in plan.lists.items() if path in lists}


def _with_full_content(post: Post) -> Post:
    return replace(post, full_content=make_full_content(post.content, post.url))
