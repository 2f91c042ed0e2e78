"""What a theme prints around the blog, and where the blog must know of it."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page

from mkdocs_blogposts.publishing.text.excerpts import BASE
from mkdocs_blogposts.site.planning.build_plan import Plan
from mkdocs_blogposts.site.rendering.rendered_blog import RenderedBlog

NOT_FOUND = "404.html"

_CONTENTS = re.compile(r'<details class="bp-contents">.*?</details>\s*', re.DOTALL)
_POST = re.compile(r'<(article|div) class="bp bp-post.*</\1>', re.DOTALL)
_SORRY = re.compile(r"</h1>(?:\s*<p\b.*?</p>)*", re.DOTALL)


def remove_second_toc(output: str, page: Page) -> str:
    """A post's page without our table of contents, where the theme prints one, too."""
    headings = [inner for item in page.toc for inner in (item.children if item.level == 1 else [item])]
    if not headings or not _CONTENTS.search(output):
        return output
    post = page.content or ""
    around = output.replace(post, "", 1) if post in output else _POST.sub("", output, count=1)
    return _CONTENTS.sub("", output, count=1) if f'{headings[0].url}"' in around else output


def add_offer(output: str, offered: str, site_url: str | None) -> str:
    """A page that says that there is none, with what it offers instead, below its heading.

    It is shown under any URL, so links that start at `BASE` begin at the root of the host.
    """
    found = _SORRY.search(output)
    if not found or not offered:
        return output
    root = urlsplit(site_url or "").path.rstrip("/")
    return output[: found.end()] + offered.replace(BASE, f"{root}/") + output[found.end() :]


def join_navigation(plan: Plan, rendered: RenderedBlog, files: Files) -> None:
    """Put pages that are not in the navigation below the blog's section of it: breadcrumbs and menus show the way.

    Where the navigation names nothing but the blog's first page, they stand below that.
    """
    index = plan.lists.get("")
    first = index.page if index else None
    is_home = first is not None and first.url in ("", ".", "./")
    above = first.parent or (None if is_home else first) if first else None
    for source in (*rendered.posts, *rendered.lists):
        page = files.src_uris[source].page
        if page and page.parent is None and page is not first:
            page.parent = above  # type: ignore[assignment]  # a page is a StructureItem, too
