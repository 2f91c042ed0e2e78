"""What the pages of posts and of lists are called."""

from __future__ import annotations

from markupsafe import escape
from mkdocs.structure.files import File, Files

from mkdocs_blogposts.blog.pagination import ListPage
from mkdocs_blogposts.site.planning.plan import Plan
from mkdocs_blogposts.site.printing.edition import Edition, page_title
from mkdocs_blogposts.site.printing.fragments import contents_of
from mkdocs_blogposts.site.settings.setup import Setup


def name_pages(edition: Edition, files: Files) -> None:
    """Give posts and lists their titles, and lists a table of contents."""
    for source, title in edition.titles.items():
        if page := files.src_uris[source].page:
            page.title = str(escape(title))
    for source, listed in edition.lists.items():
        if (page := files.src_uris[source].page) and not len(page.toc):
            page.toc = contents_of(listed, str(page.title))
        if page and isinstance(listed, ListPage):
            page.meta.setdefault("hide", ["toc"])  # Material keeps a column free for it


def titles_of(plan: Plan, edition: Edition, files: Files, setup: Setup) -> dict[str, str]:
    """Titles as plain text, by files: of posts, and of the lists' pages, where later pages have the first's.

    A title that `nav` gives to a file of the writer's stays, since it is meant for the navigation.
    """
    firsts = {file.src_uri: plan.lists[edition.first_path(path)] for path, file in plan.lists.items()}
    titles = {source: page_title(first.page, setup.config) for source, first in firsts.items()}
    titles |= {source: post.title for source, post in edition.posts.items()}
    return {source: title for source, title in titles.items() if not _is_named_by_nav(files.src_uris[source])}


def _is_named_by_nav(file: File) -> bool:
    return not file.generated_by and file.page is not None and "title" in vars(file.page)
