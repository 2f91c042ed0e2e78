"""What the pages of posts and of lists are called."""

from __future__ import annotations

from markupsafe import escape
from mkdocs.structure.files import File, Files

from mkdocs_blogposts.blog.pagination import ListPage
from mkdocs_blogposts.site.planning.build_plan import Plan
from mkdocs_blogposts.site.rendering.page_content import make_toc
from mkdocs_blogposts.site.rendering.rendered_blog import RenderedBlog, find_page_title
from mkdocs_blogposts.site.settings.blog_setup import Setup


def name_pages(rendered: RenderedBlog, files: Files) -> None:
    """Give posts and lists their titles, and lists a table of contents."""
    for source, title in rendered.titles.items():
        if page := files.src_uris[source].page:
            page.title = str(escape(title))
    for source, listed in rendered.lists.items():
        if (page := files.src_uris[source].page) and not len(page.toc):
            page.toc = make_toc(listed, str(page.title))
        if page and isinstance(listed, ListPage):
            page.meta.setdefault("hide", ["toc"])  # Material keeps a column free for it


def collect_titles(plan: Plan, rendered: RenderedBlog, files: Files, setup: Setup) -> dict[str, str]:
    """Titles as plain text, by files: of posts, and of the lists' pages, where later pages have the first's.

    A title that `nav` gives to a file of the writer's stays, since it is meant for the navigation.
    """
    firsts = {file.src_uri: plan.lists[rendered.first_path(path)] for path, file in plan.lists.items()}
    titles = {source: find_page_title(first.page, setup.config) for source, first in firsts.items()}
    titles |= {source: post.title for source, post in rendered.posts.items()}
    return {source: title for source, title in titles.items() if not _is_named_by_nav(files.src_uris[source])}


def _is_named_by_nav(file: File) -> bool:
    return not file.generated_by and file.page is not None and "title" in vars(file.page)
