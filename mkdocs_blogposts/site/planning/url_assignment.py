"""URLs given to pages and posts before anything is rendered, and what writers ask for in vain."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from operator import attrgetter

from mkdocs.structure.files import Files, InclusionLevel

from mkdocs_blogposts.blog.output_paths import OutputFiles, UrlClaim, resolve_url_conflicts
from mkdocs_blogposts.blog.permalinks import is_below
from mkdocs_blogposts.blog.slugs import fold_url
from mkdocs_blogposts.blog.taxonomy_options import find_unallowed_terms
from mkdocs_blogposts.reading.entry import Entry
from mkdocs_blogposts.reading.problems import Problem, Rule, fold_problems
from mkdocs_blogposts.site.planning.page_urls import (
    change_destination,
    find_destination,
    find_requested_url,
    find_url,
    has_own_url,
    is_placed_by_pattern,
    move_file,
    remember_url,
    report_foreign_url,
)
from mkdocs_blogposts.site.planning.reserved_paths import find_front_output, list_page_outputs, list_site_outputs
from mkdocs_blogposts.site.planning.source_files import locate_problem
from mkdocs_blogposts.site.settings.blog_setup import Setup


def assign_page_urls(pages: Mapping[str, Entry], files: Files, setup: Setup) -> tuple[Problem, ...]:
    """Tell plain pages of one URL apart, of which MkDocs publishes the last: `t.md` beside `t/index.md`.

    A file that isn't a page keeps its URL before all of them.
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
    taken = list_page_outputs(others, plain, setup)
    claims = [UrlClaim(f"'{file.src_uri}'", find_url(file.dest_uri, directory_urls), file.src_uri) for file in plain]
    urls, problems = resolve_url_conflicts(claims, taken, partial(find_destination, directory_urls=directory_urls))
    for file, to in zip(plain, urls, strict=True):
        move_file(file, to)
    return problems


def _move_media(files: Files, setup: Setup) -> None:
    """Publish images where their posts stand, unless something is there."""
    moved = [(file, to) for file in files.media_files() if (to := setup.layout.moved(file.dest_uri)) != file.dest_uri]
    if not moved:
        return
    places = {file.dest_uri for file in files}
    for file, to in moved:
        if to not in places:
            change_destination(file, to)


def assign_post_urls(posts: Sequence[Entry], files: Files, setup: Setup, named: frozenset[str]) -> tuple[Problem, ...]:
    """Give posts their URLs: of two at one URL the older keeps it.

    Only those that the navigation has `named` stay in it.
    """
    if not posts:
        return ()
    order = sorted(posts, key=lambda post: (post.date is None, post.date, post.source))
    site_url, directory_urls = setup.config.site_url or "", setup.config.use_directory_urls
    claims, dated = _claim_urls(order, files, setup)
    file_of = partial(find_destination, directory_urls=directory_urls)
    urls, problems = resolve_url_conflicts(claims, _taken({post.source for post in posts}, files, setup), file_of)
    moved = []
    for post, to in zip(order, urls, strict=True):
        file = files.src_uris[post.source]
        if to != find_url(file.dest_uri, directory_urls) and _had_url(post, setup):
            moved.append(post)
        move_file(file, to, leads_on=_is_led_to(post, setup))
        if post.status.is_built:
            file.inclusion = InclusionLevel.INCLUDED if post.source in named else InclusionLevel.NOT_IN_NAV
    elsewhere = filter(None, (report_foreign_url(post, site_url) for post in order))
    names = setup.rules.names
    told = (locate_problem(problem, "slug", files, names) for problem in _gathered(problems, posts, setup))
    others = (locate_problem(problem, "url", files, names) for problem in (*told, *elsewhere, *dated))
    return (*others, *_unled(moved, setup))


def _claim_urls(order: Sequence[Entry], files: Files, setup: Setup) -> tuple[list[UrlClaim], tuple[Problem, ...]]:
    """The URLs that posts ask for, where names that only their dates tell apart keep these, and a note on that.

    From the URL without a date a redirect leads to the oldest of such posts, which may have had it before.
    """

    def claim(post: Entry, keeps_date: bool = False) -> UrlClaim:
        file, site_url = files.src_uris[post.source], setup.config.site_url or ""
        return find_requested_url(file, post, setup.layout, site_url, setup.build, keeps_date)

    claims = {post.source: claim(post) for post in order}
    at = Counter(fold_url(each.url) for each in claims.values())
    clashing = [post for post in order if at[fold_url(claims[post.source].url)] > 1]
    dated = {post.source: claim(post, keeps_date=True) for post in clashing}
    alike = Counter(fold_url(each.url) for each in dated.values())
    dated = {source: each for source, each in dated.items() if alike[fold_url(each.url)] == 1}
    dated = {source: each for source, each in dated.items() if each.url != claims[source].url}
    oldest = {fold_url(claims[source].url): source for source in reversed(dated)}
    for source in oldest.values():
        remember_url(files.src_uris[source], claims[source].url)
    return [*{**claims, **dated}.values()], tuple(_on_dated_names([*dated]))


def _on_dated_names(sources: Sequence[str]) -> Iterator[Problem]:
    if sources:
        count = f"{len(sources)} posts" if len(sources) > 1 else "1 post"
        what = f"Only the date in the file name tells the URLs of {count} from those of others, '{sources[0]}' first."
        hint = "They keep the date in their URLs; a 'slug' gives a post another one."
        yield Problem(Rule.URL_CONFLICT, sources[0], what, hint, is_note=True)


def _taken(sources: set[str], files: Files, setup: Setup) -> OutputFiles:
    """What stands before posts get their URLs."""
    others = list_site_outputs((file for file in files if file.src_uri not in sources), setup)
    return others.adding([find_front_output(setup.config, setup.options)])[0]


def _gathered(problems: Sequence[Problem], posts: Sequence[Entry], setup: Setup) -> Iterator[Problem]:
    """The same, but one for all posts whose files' names alone bring them to one URL: an option is the cure."""
    unasked = {post.source for post in posts if not post.slug and not post.permalink}
    clashes = [problem for problem in problems if problem.file in unasked]
    if len(clashes) < 2:
        yield from problems
        return
    what = f"{len(clashes)} posts have names whose URLs are those of others already, '{clashes[0].file}' first."
    pattern = "/".join(filter(None, [setup.options.blog_dir and "{blog}", "{year}/{month}/{day}/{slug}"]))
    hint = f"They have numbers at their ends now; the option 'permalink: \"{pattern}\"' tells all posts apart by date."
    yield Problem(Rule.URL_CONFLICT, clashes[0].file, what, hint)
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
    """A note on posts that the option `permalink` has moved, and to which nothing leads.

    Where posts come from another engine no reader knows the URLs that MkDocs would give them.
    """
    if setup.options.scheme or setup.options.redirect_moved is not True:
        return
    posts = [post for post in moved if _is_moved_by_option(post, setup)]
    if posts:
        count = f"{len(posts)} posts" if len(posts) > 1 else "1 post"
        what = f"The option 'permalink' gives {count} another URL than MkDocs does, '{posts[0].source}' first."
        hint = "Write 'redirect_moved: all' if readers know the old URLs, or 'redirect_moved: false' if nobody does."
        yield Problem(Rule.MOVED_POSTS, "mkdocs.yml", what, hint, is_note=True)


def report_unallowed_terms(posts: Iterable[Entry], files: Files, setup: Setup) -> Iterator[Problem]:
    """Tags and categories that the options do not allow, each once for all of its posts."""
    posts = tuple(posts)
    allowed = {
        "tags": ("tag", setup.options.tags_allowed),
        "categories": ("category", setup.options.categories_allowed),
    }
    for name, (noun, terms) in allowed.items():
        found = find_unallowed_terms(posts, attrgetter(name), noun, terms)
        placed = ((problem.what, locate_problem(problem, name, files, setup.rules.names)) for problem in found)
        yield from fold_problems(placed)
