"""Addresses given to pages and posts before anything is rendered, and what writers ask for in vain."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from operator import attrgetter

from mkdocs.structure.files import Files, InclusionLevel

from mkdocs_blogposts.blog.allowed import unknown_terms
from mkdocs_blogposts.blog.layout import is_below
from mkdocs_blogposts.blog.outputs import Claim, Outputs, settle
from mkdocs_blogposts.reading.entry import Entry
from mkdocs_blogposts.reading.problems import Problem, Rule
from mkdocs_blogposts.site.planning.addressing import (
    address,
    destination,
    foreign,
    has_own_url,
    is_placed_by_pattern,
    move,
    redirect,
    wished,
)
from mkdocs_blogposts.site.planning.locating import located
from mkdocs_blogposts.site.planning.reserved import front_output, page_outputs, site_outputs
from mkdocs_blogposts.site.settings.setup import Setup


def place_pages(pages: Mapping[str, Entry], files: Files, setup: Setup) -> tuple[Problem, ...]:
    """Tell plain pages of one address apart, of which MkDocs publishes the last: `t.md` beside `t/index.md`.

    A file that is no page keeps its address before all of them.
    """
    _move_media(files, setup)
    if not setup.is_first:
        return ()
    directory_urls = setup.config.use_directory_urls
    plain = [file for file in files.documentation_pages() if file.src_uri in pages and not pages[file.src_uri].is_post]
    # Where one is a file and another needs a folder of its name, the page nearer to the root stays.
    plain.sort(key=lambda file: file.dest_uri.count("/"))
    posts = {page.source for page in pages.values() if page.is_post}
    others = (file for file in files if not (file.is_documentation_page() and file.src_uri in posts))
    taken = page_outputs(others, plain, setup)
    claims = [Claim(f"'{file.src_uri}'", address(file.dest_uri, directory_urls), file.src_uri) for file in plain]
    addresses, problems = settle(claims, taken, partial(destination, directory_urls=directory_urls))
    for file, to in zip(plain, addresses, strict=True):
        move(file, to)
    return problems


def _move_media(files: Files, setup: Setup) -> None:
    """Publish pictures where their posts stand, unless something is there."""
    moved = [(file, to) for file in files.media_files() if (to := setup.layout.moved(file.dest_uri)) != file.dest_uri]
    if not moved:
        return
    places = {file.dest_uri for file in files}
    for file, to in moved:
        if to not in places:
            redirect(file, to)


def place_posts(posts: Sequence[Entry], files: Files, setup: Setup, named: frozenset[str]) -> tuple[Problem, ...]:
    """Give posts their addresses: of two at one address the older keeps it.

    Only those that the navigation has `named` stay in it.
    """
    if not posts:
        return ()
    order = sorted(posts, key=lambda post: (post.date is None, post.date, post.source))
    site_url, directory_urls = setup.config.site_url or "", setup.config.use_directory_urls
    claims = [wished(files.src_uris[post.source], post, setup.layout, site_url, setup.build) for post in order]
    file_of = partial(destination, directory_urls=directory_urls)
    addresses, problems = settle(claims, _taken({post.source for post in posts}, files, setup), file_of)
    moved = []
    for post, to in zip(order, addresses, strict=True):
        file = files.src_uris[post.source]
        if to != address(file.dest_uri, directory_urls) and _had_url(post, setup):
            moved.append(post)
        move(file, to, leads_on=_is_led_to(post, setup))
        if post.state.is_built:
            file.inclusion = InclusionLevel.INCLUDED if post.source in named else InclusionLevel.NOT_IN_NAV
    elsewhere = filter(None, (foreign(post, site_url) for post in order))
    names = setup.rules.names
    told = (located(problem, "slug", files, names) for problem in _gathered(problems, posts, setup))
    return (*(located(problem, "url", files, names) for problem in (*told, *elsewhere)), *_unled(moved, setup))


def _taken(sources: set[str], files: Files, setup: Setup) -> Outputs:
    """What stands before posts get their addresses."""
    others = site_outputs((file for file in files if file.src_uri not in sources), setup)
    return others.adding([front_output(setup.config, setup.options)])[0]


def _gathered(problems: Sequence[Problem], posts: Sequence[Entry], setup: Setup) -> Iterator[Problem]:
    """The same, but one for all posts whose files' names alone bring them to one address: an option is the cure."""
    unasked = {post.source for post in posts if not post.slug and not post.permalink}
    clashes = [problem for problem in problems if problem.file in unasked]
    if len(clashes) < 2:
        yield from problems
        return
    what = f"{len(clashes)} posts have names whose URLs are those of others already, '{clashes[0].file}' first."
    pattern = "/".join(filter(None, [setup.options.blog_dir and "{blog}", "{year}/{month}/{day}/{slug}"]))
    cure = f"They have numbers at their ends now; the option 'permalink: \"{pattern}\"' tells all posts apart by date."
    yield Problem(Rule.CLASHING_ADDRESS, clashes[0].file, what, cure)
    yield from (problem for problem in problems if problem.file not in unasked)


def _had_url(post: Entry, setup: Setup) -> bool:
    """Had a post a URL in a site without the plugin? None that matters, where only blogs keep their posts."""
    folder = setup.layout.moved_folder[0]
    return has_own_url(post.source) and not (folder and is_below(setup.build.place(post.source), folder))


def _is_led_to(post: Entry, setup: Setup) -> bool:
    """Does a redirect lead from where MkDocs puts a post to where it stands?"""
    wanted = setup.options.redirect_moved
    is_wanted = wanted == "all" or (wanted and not _is_moved_by_option(post, setup))
    return bool(is_wanted and _had_url(post, setup))


def _is_moved_by_option(post: Entry, setup: Setup) -> bool:
    return is_placed_by_pattern(post, setup.layout, setup.config.site_url or "", setup.build)


def _unled(moved: Sequence[Entry], setup: Setup) -> Iterator[Problem]:
    """A note on posts that the option `permalink` has moved, and to which nothing leads."""
    posts = [post for post in moved if _is_moved_by_option(post, setup)]
    if posts and setup.options.redirect_moved is True:
        count = f"{len(posts)} posts" if len(posts) > 1 else "1 post"
        what = f"The option 'permalink' gives {count} another URL than MkDocs does, '{posts[0].source}' first."
        cure = "Write 'redirect_moved: all' if readers know the old URLs, or 'redirect_moved: false' if nobody does."
        yield Problem(Rule.MOVED_POSTS, "mkdocs.yml", what, cure, is_note=True)


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
