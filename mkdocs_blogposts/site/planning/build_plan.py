"""Before anything is rendered: which pages are posts, which lists there are, and where each of them stands."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import field
from functools import cached_property
from itertools import chain, islice
from pathlib import Path
from typing import Protocol

from mkdocs.structure.files import File, Files, InclusionLevel

from mkdocs_blogposts.blog.blog_builder import make_blog
from mkdocs_blogposts.blog.custom_statuses import apply_custom_statuses, find_custom_statuses, report_custom_statuses
from mkdocs_blogposts.blog.model import Blog, Listing, Taxonomy
from mkdocs_blogposts.blog.near_duplicates import find_near_authors
from mkdocs_blogposts.blog.pagination import Paging
from mkdocs_blogposts.blog.permalinks import is_below
from mkdocs_blogposts.frozen_dataclasses import dataclass, replace
from mkdocs_blogposts.reading.entry import Entry, Status
from mkdocs_blogposts.reading.entry_reader import UNREAD
from mkdocs_blogposts.reading.frontmatter.notebook_format import ENDING
from mkdocs_blogposts.reading.problems import Problem, Rule
from mkdocs_blogposts.site.planning.aliases import Alias, find_aliases, find_spelling_aliases
from mkdocs_blogposts.site.planning.list_pages import (
    adapt_paging,
    apply_term_pages,
    find_lists_in_nav,
    find_own_pages,
    list_linked_pages,
    list_needed_pages,
    need_feeds_page,
    place_lists,
)
from mkdocs_blogposts.site.planning.nav_files import find_nav_pages
from mkdocs_blogposts.site.planning.page_reader import read_pages
from mkdocs_blogposts.site.planning.page_urls import has_own_url
from mkdocs_blogposts.site.planning.source_files import (
    is_section,
    locate_problem,
    mark_drafts,
    publish_section_indexes,
    withhold_sources,
)
from mkdocs_blogposts.site.planning.url_assignment import assign_page_urls, assign_post_urls, report_unallowed_terms
from mkdocs_blogposts.site.settings.blog_setup import Setup, find_owner
from mkdocs_blogposts.site.settings.data_files import exclude_data_files
from mkdocs_blogposts.site.settings.file_name_encoding import require_writable
from mkdocs_blogposts.site.settings.material_layout import find_unused_templates, is_beside
from mkdocs_blogposts.site.settings.static_i18n import is_fallback

HOLDING = frozenset({Rule.UNKNOWN_STATUS, Rule.INVALID_DATE, Rule.NO_POST, Rule.PASSWORD_WITHOUT_PLUGIN})
"""What keeps a post back."""

HOME_PAGES = ("index.md", "README.md")


@dataclass(frozen=True)
class Plan:
    """What is known before rendering."""

    pages: Mapping[str, Entry] = field(default_factory=dict)
    """Every page of the site by its file: what its front matter says."""

    posts: tuple[Entry, ...] = ()
    """Those that are posts of this blog."""

    lists: Mapping[str, File] = field(default_factory=dict)
    """The page of every list by its path below the blog's URL."""

    paging: Paging = field(default_factory=Paging)

    taxonomies: tuple[Taxonomy, ...] = ()
    """Those of the site, with what the writer's own pages say of their terms."""

    problems: tuple[Problem, ...] = ()

    headings: dict[str, str] = field(default_factory=dict, compare=False)
    """The first headings of posts as HTML, by their files: taken out of each page before other plugins change it."""

    drafts: tuple[Entry, ...] = ()
    """The posts that a build leaves out. A list page or the home page is none, whatever its date."""

    removed: Mapping[str, Entry] = field(default_factory=dict)
    """Pages that another plugin has taken out of the site since, as drafts."""

    aliases: tuple[Alias, ...] = ()
    """URLs that pages had before: of all pages where this blog is the site's last, when all have their own."""

    list_aliases: tuple[Alias, ...] = ()
    """URLs that this blog's lists had before."""

    others: Mapping[str, tuple[Entry, ...]] = field(default_factory=dict)
    """The posts of other blogs that the lists of a shared taxonomy show as well, by its name."""

    blog: Blog[Entry] = field(default=Blog(Listing("blog", "", "", ()), ()), repr=False, compare=False)
    """The lists that have `lists` for pages, as they were planned."""

    @property
    def has_blog(self) -> bool:
        """Is there anything to be made for it: posts, pages of lists, or terms that it shares with other blogs?"""
        return bool(self.posts or self.lists or self.others or any(each.is_elsewhere for each in self.taxonomies))

    def post(self, source: str) -> Entry | None:
        """The post that a file holds."""
        return self._posts.get(source)

    def has(self, source: str) -> bool:
        """Is it a file of this blog: that of a post, or of a list?"""
        return source in self._posts or source in self._lists

    def own_header(self, source: str) -> Entry | None:
        """The page of a file whose front matter is ours to take out of the text.

        That is a post's, and on any page one that MkDocs does not read, such as the TOML of a section's `_index.md`.
        """
        page = None if source.endswith(ENDING) else self.pages.get(source)
        return self.post(source) or (page if page and page.format_name in UNREAD else None)

    @cached_property
    def _posts(self) -> Mapping[str, Entry]:
        return {post.source: post for post in self.posts}

    @cached_property
    def _lists(self) -> frozenset[str]:
        return frozenset(file.src_uri for file in self.lists.values())

    @property
    def shared(self) -> frozenset[str]:
        """The names of the taxonomies that this blog shares with others."""
        return frozenset(taxonomy.name for taxonomy in self.taxonomies if taxonomy.is_shared)

    @property
    def hosted(self) -> frozenset[str]:
        """Those of them whose lists are pages of this blog."""
        return self.shared - {taxonomy.name for taxonomy in self.taxonomies if taxonomy.is_elsewhere}

    @property
    def shared_paths(self) -> tuple[str, ...]:
        """What the paths of lists begin with that are no single blog's."""
        return tuple(taxonomy.overview for taxonomy in self.taxonomies if taxonomy.is_shared)

    def is_unseen(self, source: str) -> bool:
        """Is it a post that `mkdocs build` leaves out?"""
        return source in self.pages and not self.pages[source].status.is_built

    def is_note(self, problem: Problem) -> bool:
        """Does it fail no strict build? So it is with what is wrong in a post that is not published yet.

        But a post that is kept back since one of its values is not understood may have been meant for readers.
        """
        return problem.is_note or (problem.rule not in HOLDING and self.is_unseen(problem.file))


def _without_translated(pages: Mapping[str, Entry], files: Files, setup: Setup) -> Mapping[str, Entry]:
    """The pages, of which lists do not show those that stand in for one that is translated under another name.

    Links still lead to them.
    """
    fallbacks = {source for source in pages if is_fallback(files.src_uris[source], setup.build)}
    if not fallbacks:
        return pages
    keys = {page.translation_key for source, page in pages.items() if source not in fallbacks}
    translated = {source for source in fallbacks if pages[source].translation_key in keys - {""}}
    translated = {source for source in translated if pages[source].status is Status.PUBLISHED}
    return {**pages, **{source: replace(pages[source], status=Status.HIDDEN) for source in translated}}


def choose_posts(pages: Iterable[Entry], setup: Setup, list_pages: Iterable[str]) -> tuple[Entry, ...]:
    """The posts of one instance. A list's own page (`blog/index.md`) isn't one, nor is the site's home page."""
    none = {*list_pages}
    homes = {*map(setup.build.below, HOME_PAGES)}
    place = setup.build.place
    candidates = (page for page in pages if page.is_post and page.source not in none and not is_section(page.source))
    candidates = (page for page in candidates if place(page.source) not in homes)
    return tuple(page for page in candidates if find_owner(place(page.source), setup.instances) is setup.options)


class PlannedBlog(Protocol):
    """A blog of the site."""

    plan: Plan


def make_plan(files: Files, setup: Setup, blogs: Iterable[PlannedBlog] = ()) -> Plan:
    """Read every page, give the posts their URLs, and add the lists' pages that no one wrote to `files`.

    Of the site's `blogs` those before this one have their plans.
    """
    before = [blog.plan for blog in islice(blogs, setup.place)]
    others = _list_others(before, setup)
    odd = _prepare_files(files, setup)
    pages, problems = read_pages(files, setup)
    pages, named = find_nav_pages(_without_translated(pages, files, setup), files, setup)
    _leave_out_sections(pages.values(), files, setup)
    doubled = assign_page_urls(pages, files, setup)
    kept = find_own_pages(setup.fixed_paths, files, setup)
    posts = choose_posts(pages.values(), setup, (file.src_uri for file in kept.values()))
    posts, pages, problems = _with_own_statuses(posts, pages, problems)
    told = _choose_problems(problems, posts, pages, setup)
    misplaced = (locate_problem(problem, "date", files, setup.rules.names) for problem in _dated_lists(kept, pages))
    built, drafts = _parted(posts, files, setup)
    posts = posts if setup.shows_drafts else built
    clashes = assign_post_urls(built, files, setup, named)
    taxonomies, taken = apply_term_pages(posts, pages, files, setup, others)
    linked = frozenset(map(setup.build.place, list_linked_pages(pages.values(), setup.config)))
    paging = adapt_paging(posts, pages, files, setup, taxonomies, others)
    blog, lists, more = plan_lists(posts, files, setup, taxonomies, paging, linked, others)
    late = (*assign_post_urls(drafts, files, setup, named), *_remarks_on(posts, files, setup))  # after others
    spelt = tuple(find_spelling_aliases(posts, taxonomies, lists, setup, others))
    of_lists = (*chain.from_iterable(plan.list_aliases for plan in before), *spelt)
    aliases, useless = find_aliases(pages.values(), files, setup, of_lists)
    require_writable(files)
    problems = (*odd, *told, *misplaced, *doubled, *clashes, *taken, *more, *late, *useless)
    found = pages, posts, lists, paging, taxonomies, problems
    return Plan(*found, drafts=drafts, aliases=aliases, list_aliases=spelt, others=others, blog=blog)


def _prepare_files(files: Files, setup: Setup) -> tuple[Problem, ...]:
    """Keep what is no page out of the site, and say what is wrong with it."""
    exclude_data_files(files, setup.people, setup.config)
    mark_drafts(files)
    return (
        *setup.people.problems,
        *publish_section_indexes(files),
        *withhold_sources(files, setup.rules, setup.options.blog_dir, setup.build),
    )


def _list_others(before: Sequence[Plan], setup: Setup) -> Mapping[str, tuple[Entry, ...]]:
    """The posts of the blogs before this one that share a taxonomy with it whose lists it makes, by its name."""
    hosted = [each.name for each in setup.taxonomies if each.is_shared and not each.is_elsewhere]
    sharing = {name: [plan for plan in before if name in plan.shared] for name in hosted}
    return {name: tuple(post for plan in plans for post in plan.posts) for name, plans in sharing.items() if plans}


def _remarks_on(posts: Sequence[Entry], files: Files, setup: Setup) -> tuple[Problem, ...]:
    """What is odd about the posts as a whole: their terms, their authors, that there are none."""
    strange = (*report_unallowed_terms(posts, files, setup), *find_near_authors(posts, setup.rules.authors))
    at_authors = (locate_problem(problem, "authors", files, setup.rules.names) for problem in strange)
    return (*at_authors, *make_post_notices(posts, setup))


def _with_own_statuses(
    posts: tuple[Entry, ...], pages: Mapping[str, Entry], problems: Iterable[Problem]
) -> tuple[tuple[Entry, ...], Mapping[str, Entry], tuple[Problem, ...]]:
    """Posts and pages as the blog's own words for a status leave them, and what is still to be told of them."""
    words = find_custom_statuses(posts)
    if not words:
        return posts, pages, tuple(problems)
    adapted = tuple(apply_custom_statuses(posts, words))
    released = {post.source for post, before in zip(adapted, posts, strict=True) if post is not before}
    left = (each for each in problems if each.rule is not Rule.UNKNOWN_STATUS or each.file not in released)
    return adapted, {**pages, **{post.source: post for post in adapted}}, (*left, *report_custom_statuses(posts, words))


def _leave_out_sections(pages: Iterable[Entry], files: Files, setup: Setup) -> None:
    """Let MkDocs leave out the pages of folders (`_index.md`) that are marked as drafts, as Hugo does."""
    for page in pages:
        if is_section(page.source) and page.status is Status.DRAFT:
            files.src_uris[page.source].inclusion = level_of_drafts(setup)


def level_of_drafts(setup: Setup) -> InclusionLevel:
    """What MkDocs is told of posts that are not published."""
    return InclusionLevel.DRAFT if setup.shows_drafts else InclusionLevel.EXCLUDED


def _choose_problems(
    problems: Iterable[Problem], posts: Iterable[Entry], pages: Iterable[str], setup: Setup
) -> tuple[Problem, ...]:
    """Those that this blog tells of."""
    ours = {*(post.source for post in posts), *(page for page in pages if is_section(page))}
    return tuple(problem for problem in problems if _is_ours(problem, ours, setup))


def _is_ours(problem: Problem, posts: Container[str], setup: Setup) -> bool:
    """Is it this blog that tells of a problem, which of several blogs of a site each has found?"""
    if problem.rule is Rule.INVALID_EMBED:
        return setup.is_first
    place = setup.build.place(problem.file)
    is_near = problem.rule is Rule.NO_POST and find_owner(place, setup.instances) is setup.options
    return problem.file in posts or problem.rule is Rule.UNREADABLE_FILE or is_near


def _parted(posts: Sequence[Entry], files: Files, setup: Setup) -> tuple[tuple[Entry, ...], tuple[Entry, ...]]:
    """The posts that a build publishes, and the others, which MkDocs learns to leave out."""
    drafts = tuple(post for post in posts if not post.status.is_built)
    for post in drafts:
        files.src_uris[post.source].inclusion = level_of_drafts(setup)
    return tuple(post for post in posts if post.status.is_built), drafts


def _dated_lists(kept: Mapping[str, File], pages: Mapping[str, Entry]) -> Iterator[Problem]:
    """Pages that look like posts but stand at the URL of an overview; a dated index is nothing odd."""
    for path, file in kept.items():
        if path and file.src_uri in pages and pages[file.src_uri].is_post:
            what = f"The page is dated like a post, but its URL is that of the blog's '{path}'."
            hint = "It is that page, not a post; rename the file, or take out its date."
            yield Problem(Rule.DATED_LIST, file.src_uri, what, hint)


def plan_lists(
    posts: Sequence[Entry],
    files: Files,
    setup: Setup,
    taxonomies: Sequence[Taxonomy],
    paging: Paging,
    linked: Container[str],
    others: Mapping[str, Sequence[Entry]],
) -> tuple[Blog[Entry], Mapping[str, File], tuple[Problem, ...]]:
    """The blog, the pages of all its lists by their paths, and the clashes of their URLs."""
    here = [taxonomy for taxonomy in taxonomies if not taxonomy.is_elsewhere]
    blog, problems = make_blog(posts, setup.title, here, others=others)
    published, shared = _keep_built(posts), {name: _keep_built(each) for name, each in others.items()}
    is_whole = len(published) == len(posts) and shared == others
    built = blog if is_whole else make_blog(published, setup.title, here, others=shared)[0]
    asked = find_lists_in_nav(setup.fixed_paths, setup) | ({""} if posts else set())
    shown = list_needed_pages(blog, paging, asked) | need_feeds_page(blog, setup)
    kept = list_needed_pages(built, paging, asked) | need_feeds_page(built, setup)
    own = find_own_pages(shown, files, setup, posts)
    lists, clashes = place_lists(shown, kept, own, files, setup, linked)
    return blog, lists, (*problems, *clashes)


def _keep_built(posts: Iterable[Entry]) -> tuple[Entry, ...]:
    return tuple(post for post in posts if post.status.is_built)


def make_post_notices(posts: Sequence[Entry], setup: Setup) -> Iterator[Problem]:
    """What is to be said of the posts of a blog as a whole."""
    folder = setup.options.blog_dir
    if not posts:
        what = f"No page of this site is a post of the blog at '{folder or '.'}/'."
        hint = "A post has front matter and a date, and lies in the blog's folder or is not in the navigation."
        yield Problem(Rule.NO_POSTS, "mkdocs.yml", what, hint, is_note=True)
    own = setup.config.theme.custom_dir
    if own and setup.is_first and not is_beside(setup.config, folder) and (what := find_unused_templates(Path(own))):
        hint = "Override templates of 'blogposts/' in their place, and delete them."
        yield Problem(Rule.UNUSED_TEMPLATE, "mkdocs.yml", what, hint, is_note=True)
    others = [
        post for post in posts if not is_below(setup.build.place(post.source), folder) and has_own_url(post.source)
    ]
    if others and not setup.options.posts:
        count = f"{len(others)} dated pages" if len(others) > 1 else "1 dated page"
        what = f"The blog has {count} outside '{folder}/' among its posts, '{others[0].source}' first."
        hint = f"Write the option 'posts: /{folder}/' for posts of that folder alone, or 'post: false' in a page."
        yield Problem(Rule.POSTS_ELSEWHERE, "mkdocs.yml", what, hint, is_note=True)
