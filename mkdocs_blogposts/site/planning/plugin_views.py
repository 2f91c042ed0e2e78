"""What other plugins see of the site while they work: neither hidden posts nor pages made for lists, where these are
not for them, and generated files, where they ask for the files of links.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation, Section
from mkdocs.structure.pages import Page

from mkdocs_blogposts.blog.blog_builder import make_blog
from mkdocs_blogposts.site.planning.build_plan import Plan
from mkdocs_blogposts.site.planning.nav_files import find_named_paths
from mkdocs_blogposts.site.planning.protected_posts import is_protected, is_replaced
from mkdocs_blogposts.site.settings.blog_setup import Setup
from mkdocs_blogposts.site.settings.static_i18n import INSTEAD_OF, list_files_of_all_languages

Handler = Callable[..., Any]

ASK_GIT = ("git-authors",)
"""Plugins that ask git about the file of every page that their option `exclude` does not name, generated or not."""

MISSING = frozenset({"awesome-pages", "awesome-nav"})
"""Plugins that stop, or warn, at a page of their files that is not in the navigation."""

READ_GIT = {"git-revision-date": "page_markdown", "git-committers": "page_context"}
"""Plugins that ask git about every page, and have no option to leave some out, with the event in which they do so."""

SHOW_POSTS = {"rss": "page_content", "material/tags": "page_markdown", "tags": "page_markdown"}
"""Plugins that list pages by themselves, and the event in which they find them."""

PRINT_ALL = ("print-site", "with-pdf")
"""Plugins that print the pages of the navigation on one, or as one file."""


def introduce_pages(plan: Plan, files: Files, setup: Setup) -> None:
    """Tell other plugins of the pages that we have added, or keep them from these.

    `redirects` and `llmstxt` keep what they found in their `on_files`: they are asked again.
    """
    config = setup.config
    made = [file for file in plan.lists.values() if file.generated_by]
    ours = [*plan.lists.values(), *(files.src_uris[post.source] for post in plan.posts), *_drafts(plan, files)]
    for name in ASK_GIT:
        if name in config.plugins:
            options = config.plugins[name].config
            options["exclude"] = [*(options.get("exclude") or ()), *(file.src_uri for file in made)]
    if redirects := config.plugins.get("redirects"):
        redirects.on_files(list_files_of_all_languages(files, config), config=config)
    if not MISSING.isdisjoint(config.plugins):
        _include_named([source for source in plan.pages if plan.is_unseen(source)], files, config)
    _wrap(config, "literate-nav", "files", _without([file for file in ours if not _is_in_nav(file)]))
    unread = _without([*made, *(file for file in ours if not _is_findable(file, plan))])
    if (llmstxt := config.plugins.get("llmstxt")) and hasattr(llmstxt, "_sections"):
        unread(llmstxt.on_files)(files, config=config)
    _wrap(config, "llmstxt", "files", unread)
    lists = {file.src_uri for file in made}
    _pass_over(config, SHOW_POSTS, lambda page: _is_kept_from_feeds(page, plan, lists))
    _pass_over(config, READ_GIT, lambda page: page.file.src_uri in lists)
    for name in PRINT_ALL:
        reading = _PrintedNavigation(plan, files, setup)
        _wrap(config, name, "nav", reading.around_nav)
        _wrap(config, name, "post_build", reading.around_end)


def introduce_generated_files(files: Files, config: MkDocsConfig) -> None:
    """Tell htmlproofer, which looks for the files of links among those of its `on_files`, of all that came later."""
    known = getattr(config.plugins.get("htmlproofer"), "files", None)
    if isinstance(known, list):
        known[:] = files


def _wrap(config: MkDocsConfig, plugin_name: str, event: str, wrapper: Callable[[Handler], Handler]) -> None:
    """Put a handler of ours in the place of a plugin's, which it may call."""
    plugin, handlers = config.plugins.get(plugin_name), config.plugins.events[event]
    for at, handler in enumerate(handlers):
        inner = handler
        while hasattr(inner, INSTEAD_OF):  # another blog of the site has put its own there
            inner = getattr(inner, INSTEAD_OF)
        if plugin is not None and getattr(inner, "__self__", None) is plugin:
            handlers[at] = wrapper(handler)
            vars(handlers[at])[INSTEAD_OF] = handler


def _include_named(sources: Iterable[str], files: Files, config: MkDocsConfig) -> None:
    """Have unpublished posts that a navigation names in it until all plugins have made theirs."""
    named = {each.path for each in find_named_paths(files, config)}
    for source in named.intersection(sources):
        files.src_uris[source].inclusion = InclusionLevel.INCLUDED


def _drafts(plan: Plan, files: Files) -> Iterable[File]:
    """The files of posts that this build leaves out."""
    sources = (draft.source for draft in plan.drafts if not plan.post(draft.source))
    return [files.src_uris[source] for source in sources if source in files.src_uris]


def _is_in_nav(file: File) -> bool:
    """May a navigation that takes whole folders have the file? Posts and lists are only in one that names them."""
    return file.inclusion in (InclusionLevel.UNDEFINED, InclusionLevel.INCLUDED)


def _is_findable(file: File, plan: Plan) -> bool:
    page = plan.pages.get(file.src_uri)
    is_left_out = file.inclusion in (InclusionLevel.DRAFT, InclusionLevel.EXCLUDED)
    return not is_left_out and (page is None or (page.status.is_built and page.status.is_listed))


def _is_kept_from_feeds(page: Page, plan: Plan, lists: Container[str]) -> bool:
    """Is it a list, or a post that not everybody may find or read?"""
    post = plan.post(page.file.src_uri)
    is_hidden = post is not None and (is_protected(page) or not _is_findable(page.file, plan))
    return is_hidden or page.file.src_uri in lists


def _without(hidden: Sequence[File]) -> Callable[[Handler], Handler]:
    """Let a plugin's `on_files` see a site that lacks some files."""

    def wrapped(handler: Handler) -> Handler:
        def on_files(files: Files, **others: Any) -> Any:
            taken = [
                file for file in {file.src_uri: file for file in hidden}.values() if file.src_uri in files.src_uris
            ]
            for file in taken:
                files.remove(file)
            result = handler(files, **others)
            for file in taken:
                files.append(file)
            return result

        return on_files

    return wrapped


def _pass_over(config: MkDocsConfig, events: Mapping[str, str], is_passed_over: Callable[[Page], bool]) -> None:
    for name, event in events.items():
        _wrap(config, name, event, _passing_over(is_passed_over))


def _passing_over(is_passed_over: Callable[[Page], bool]) -> Callable[[Handler], Handler]:
    """Let a plugin pass over some pages."""

    def wrapped(handler: Handler) -> Handler:
        def on_page(value: Any, *, page: Page, **others: Any) -> Any:
            return value if is_passed_over(page) else handler(value, page=page, **others)

        return on_page

    return wrapped


class _PrintedNavigation:
    """The navigation for plugins that print it: with all posts in their order, in place of the lists of them."""

    def __init__(self, plan: Plan, files: Files, setup: Setup) -> None:
        self._plan, self._files, self._setup = plan, files, setup
        self._items: list[Any] = []

    def around_nav(self, handler: Handler) -> Handler:
        """Hand over another navigation, and let what the plugin adds to it stand in the site's."""

        def on_nav(nav: Navigation, **others: Any) -> Navigation:
            posts = [page for page in self._posts() if page not in nav.pages]
            shown = Navigation(self._in_place(nav.items, posts), [*nav.pages])
            self._items = [*shown.items]
            handler(shown, **others)
            nav.items += [item for item in shown.items if item not in self._items]
            nav.pages += shown.pages[len(nav.pages) :]
            self._items = shown.items
            return nav

        return on_nav

    def around_end(self, handler: Handler) -> Handler:
        """Leave out, when all pages are there, what not everybody may read, and give the others their headings back."""

        def on_post_build(**others: Any) -> Any:
            _drop_protected(self._items, self._plan)
            return handler(**others)

        return on_post_build

    def _posts(self) -> list[Page]:
        blog, _ = make_blog(self._plan.posts, self._setup.title, self._plan.taxonomies)
        files = (self._files.src_uris[post.source] for post in blog.posts if post.status.is_built)
        return [file.page for file in files if file.page]

    def _in_place(self, items: Sequence[Any], posts: list[Any], depth: int = 0) -> list[Any]:
        """The items with the posts in place of the first list, or below it if it's the writer's own page. `posts` is
        empty when they have a place.
        """
        lists, printed = list(self._plan.lists.values()), list[Any]()
        for item in items:
            is_list = item.is_page and item.file in lists
            is_made = is_list and item.file.generated_by
            if item.is_section:
                children = self._in_place(item.children, posts, depth + 1)
                printed += [Section(item.title, children)] if children else []
            elif not is_made:
                printed.append(item)
            if is_list and posts:
                taken, posts[:] = [*posts], []
                printed += [Section(item.title or self._setup.title, taken)] if is_made and not depth else taken
        return printed


def _drop_protected(items: list[Any], plan: Plan) -> None:
    for item in items:
        if item.is_section:
            _drop_protected(item.children, plan)
    items[:] = [item for item in items if not (item.is_page and plan.post(item.file.src_uri) and not _is_printed(item))]


def _is_printed(page: Page) -> bool:
    """May a post be printed? It has its heading again, which was taken out before other plugins changed its text."""
    text = str(getattr(page, "html", ""))
    if page.file.inclusion is InclusionLevel.EXCLUDED or is_protected(page) or is_replaced(text, page.content or ""):
        return False
    if text and "<h1" not in text:
        vars(page)["html"] = f"<h1>{page.title}</h1>{text}"
    return True
