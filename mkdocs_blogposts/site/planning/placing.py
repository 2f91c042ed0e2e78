"""Addresses given to pages and posts before anything is rendered, and what writers ask for in vain."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from operator import attrgetter

from mkdocs.structure.files import Files, InclusionLevel

from mkdocs_blogposts.blog.addresses import Claim, same_place, settle
from mkdocs_blogposts.blog.allowed import unknown_terms
from mkdocs_blogposts.reading.entry import Entry
from mkdocs_blogposts.reading.problems import Problem
from mkdocs_blogposts.site.planning.addressing import address, foreign, join, move, occupied, redirect, wished
from mkdocs_blogposts.site.planning.locating import located
from mkdocs_blogposts.site.settings.setup import Setup


def place_pages(pages: Mapping[str, Entry], files: Files, setup: Setup) -> tuple[Problem, ...]:
    """Tell plain pages of one address apart, of which MkDocs publishes the last: `t.md` beside `t/index.md`.

    A file that is no page keeps its address before all of them.
    """
    for file in files.media_files():
        if (to := setup.layout.moved(file.dest_uri)) != file.dest_uri:
            redirect(file, to)
    if not setup.is_first:
        return ()
    directory_urls = setup.config.use_directory_urls
    plain = [file for file in files.documentation_pages() if file.src_uri in pages and not pages[file.src_uri].is_post]
    taken = occupied((file for file in files if not file.is_documentation_page()), directory_urls)
    claims = [Claim(f"'{file.src_uri}'", address(file.dest_uri, directory_urls), file.src_uri) for file in plain]
    addresses, problems = settle(claims, taken)
    for file, to in zip(plain, addresses, strict=True):
        move(file, to)
    return problems


def place_posts(posts: Sequence[Entry], files: Files, setup: Setup) -> tuple[Problem, ...]:
    """Give posts their addresses, out of the automatic navigation: of two at one address the older keeps it."""
    directory_urls, site_url = setup.config.use_directory_urls, setup.config.site_url or ""
    order = sorted(posts, key=lambda post: (post.date is None, post.date, post.source))
    sources = {post.source for post in posts}
    others = occupied((file for file in files if file.src_uri not in sources), directory_urls)
    # Where the blog begins, readers and the navigation look for it.
    front = join(setup.options.blog_dir, "" if directory_urls else "index")
    taken = {same_place(front): "the list of all posts", **others}
    claims = [wished(files.src_uris[post.source], post, setup.layout, site_url) for post in order]
    addresses, problems = settle(claims, taken)
    for post, to in zip(order, addresses, strict=True):
        file = files.src_uris[post.source]
        move(file, to)
        if post.state.is_built:
            file.inclusion = InclusionLevel.NOT_IN_NAV
    elsewhere = filter(None, (foreign(post, site_url) for post in order))
    told = (located(problem, "slug", files, setup.rules.names) for problem in problems)
    return tuple(located(problem, "url", files, setup.rules.names) for problem in (*told, *elsewhere))


def unasked_terms(posts: Iterable[Entry], files: Files, setup: Setup) -> Iterator[Problem]:
    """Tags and categories that the options do not allow."""
    posts = tuple(posts)
    allowed = {
        "tags": ("tag", setup.options.tags_allowed),
        "categories": ("category", setup.options.categories_allowed),
    }
    for field, (noun, terms) in allowed.items():
        for problem in unknown_terms(posts, attrgetter(field), noun, terms):
            yield located(problem, field, files, setup.rules.names)
