"""What is done to MkDocs' pages and files before it writes them, and to what a theme prints around the blog."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, MutableMapping
from datetime import datetime, time
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from markupsafe import Markup, escape
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink, TableOfContents

from mkdocs_blogposts.blog.material_options import TEMPLATES as OF_MATERIAL
from mkdocs_blogposts.blog.model import Overview
from mkdocs_blogposts.blog.pagination import ListPage
from mkdocs_blogposts.lazy_patterns import compile_pattern
from mkdocs_blogposts.publishing.embeds import has_embeds
from mkdocs_blogposts.publishing.posts.post import Post
from mkdocs_blogposts.publishing.seo import robots
from mkdocs_blogposts.publishing.text.html_text import BASE
from mkdocs_blogposts.reading.problems import Problem, Rule
from mkdocs_blogposts.site.planning.build_plan import Plan
from mkdocs_blogposts.site.planning.list_pages import TOP
from mkdocs_blogposts.site.planning.nav_files import find_named_paths
from mkdocs_blogposts.site.planning.reserved_paths import list_final_outputs
from mkdocs_blogposts.site.planning.source_files import locate_problem
from mkdocs_blogposts.site.rendering.assets import shows_blog
from mkdocs_blogposts.site.rendering.custom_templates import UNKNOWN
from mkdocs_blogposts.site.rendering.rendered_blog import RenderedBlog
from mkdocs_blogposts.site.rendering.search_index import has_unknown_page_plugins
from mkdocs_blogposts.site.rendering.template_renderer import TemplateRenderer
from mkdocs_blogposts.site.settings.blog_setup import Setup
from mkdocs_blogposts.site.settings.material_layout import POST_TEMPLATE, is_beside, may_print_posts


def write_lists_last(plan: Plan, files: Files, config: MkDocsConfig) -> None:
    """Have MkDocs write the pages that show posts after these, when what other plugins hide of them is known."""
    if not has_unknown_page_plugins(config):
        return
    lists = {file.src_uri for file in plan.lists.values()}
    for file in files.documentation_pages():
        if file.src_uri in lists or (file.src_uri in plan.pages and has_embeds(plan.pages[file.src_uri].body)):
            files.remove(file)
            files.append(file)


def drop_templates(
    rendered: RenderedBlog, files: Files, templates: TemplateRenderer, setup: Setup
) -> Iterator[Problem]:
    """Forget templates with which MkDocs would stop, and say which the blog's pages cannot have.

    One that is not there is that of another engine, and no problem. Of other pages' MkDocs says what is wrong, and
    where Material's blog stands beside ours, that alone is told: it gives our pages its templates.
    """
    _use_post_template(rendered, files, templates, setup)
    told: dict[str, list[str]] = {}
    for file in files.documentation_pages(inclusion=InclusionLevel.is_in_serve):
        if not file.page or "template" not in file.page.meta:
            continue
        name = str(file.page.meta["template"])
        reason = templates.flaw(name)
        is_ours = file.src_uri in rendered.posts or file.src_uri in rendered.lists
        if reason == UNKNOWN or (reason and is_ours):
            del file.page.meta["template"]
        is_given = name in OF_MATERIAL and is_beside(setup.config, setup.options.blog_dir)
        if reason not in ("", UNKNOWN) and is_ours and not is_given:
            told.setdefault(f"The template '{name}' cannot be used for …: {reason}.", []).append(file.src_uri)
    for what, sources in told.items():
        pages = "this page" if len(sources) == 1 else f"this page and {len(sources) - 1} more"
        hint = "The page has the theme's usual one; extend 'main.html' there, which 'post' and 'blog' tell of the post."
        problem = Problem(Rule.BROKEN_TEMPLATE, sources[0], what.replace("…", pages, 1), hint)
        yield locate_problem(problem, "template", files, setup.rules.names)


def _use_post_template(rendered: RenderedBlog, files: Files, templates: TemplateRenderer, setup: Setup) -> None:
    """Print posts with the site's own override of Material's template for them, as far as it can print ours."""
    own = setup.config.theme.custom_dir
    if not own or not may_print_posts(Path(own) / POST_TEMPLATE) or templates.flaw(POST_TEMPLATE):
        return
    for source in rendered.posts:
        if (page := files.src_uris[source].page) is not None:
            page.meta.setdefault("template", POST_TEMPLATE)


def follow_first_pages(plan: Plan, rendered: RenderedBlog) -> None:
    """The later pages of a list have the front matter of its first: its template, what it hides."""
    for path, file in plan.lists.items():
        first = plan.lists[rendered.first_path(path)]
        if file is not first and file.page and first.page:
            file.page.meta = {**first.page.meta, **file.page.meta}


def add_robots_txt(files: Files, setup: Setup) -> None:
    """Tell crawlers where the sitemap is, unless the writer or the theme tells them what they may read."""
    is_first = setup.is_first and not setup.build.prefix
    wanted = is_first and setup.options.robots_txt and robots.ROBOTS_TXT not in setup.config.theme.static_templates
    text = robots.write_robots_txt(setup.site_url, setup.options.ai_crawlers) if wanted else ""
    if text and not list_final_outputs(files, setup).conflict(robots.ROBOTS_TXT):
        made = File.generated(setup.config, robots.ROBOTS_TXT, content=text, inclusion=InclusionLevel.INCLUDED)
        files.append(made)


class _Day(datetime):
    """A moment of which the writer has only named the day: themes that print it as it is print no midnight."""

    def __str__(self) -> str:
        return self.date().isoformat()


def name_pages(rendered: RenderedBlog, files: Files) -> None:
    """Give posts and lists their titles, and lists a table of contents."""
    for source, title in rendered.titles.items():
        if page := files.src_uris[source].page:
            page.title = str(escape(title))
            if isinstance(moment := page.meta.get("date"), datetime) and moment.time() == time():
                page.meta["date"] = _Day.combine(moment.date(), moment.timetz())
    for source, listed in rendered.lists.items():
        if (page := files.src_uris[source].page) and not len(page.toc):
            page.toc = _make_toc(listed, str(page.title))
        if page and (isinstance(listed, ListPage) or sum(len(top.children) for top in page.toc) < 2):
            page.meta.setdefault("hide", ["toc"])  # Material keeps a column free for it


def _make_toc(listed: ListPage[Post] | Overview[Post], title: str) -> TableOfContents:
    """The table of contents of a page made for a list: its heading, and of the archive the years."""
    top = AnchorLink(title, TOP, 1)
    if isinstance(listed, Overview) and listed.kind == "archive":
        top.children = [AnchorLink(year.title, f"year-{year.key[0]}", 2) for year in listed.listings]
    return TableOfContents([top])


NOT_FOUND = "404.html"

_BEGINNING = 200
"""Characters of a post, enough to find it in its page."""

_CONTENTS = compile_pattern(r'<details class="bp-contents">.*?</details>\s*', re.DOTALL)
_POST = compile_pattern(r'<(article|div) class="bp bp-post.*</\1>', re.DOTALL)
_NOWHERE = compile_pattern(r'<a (rel="(?:prev|next)" class="[^"]*\bdisabled\b[^"]*")>')
_DIALOG = '<div class="md-search" data-md-component="search" role="dialog"'
_FIELD = compile_pattern(r'class="md-search__input"[^>]*?( aria-label="[^"]*")')
_TITLE = compile_pattern(r'<h1 class="bp-(?:post|list)__title([^>]*)>(.*?)</h1>', re.DOTALL)
_HEADING = compile_pattern(r"<h1\b[^>]*>(.*?)</h1>", re.DOTALL)
_LANGUAGE = compile_pattern(r'<html\b[^>]*? lang="([A-Za-z]+(?:_[A-Za-z]+)+)"')
_SORRY = compile_pattern(r"</h1>(?:\s*<p\b.*?</p>)*", re.DOTALL)


def remove_second_toc(output: str, page: Page) -> str:
    """A post's page without our table of contents, where the theme prints one, too."""
    headings = [inner for item in page.toc for inner in (item.children if item.level == 1 else [item])]
    if not headings or '<details class="bp-contents">' not in output:
        return output
    post = page.content or ""
    start = output.find(post[:_BEGINNING])  # to look for all of a long text takes long
    is_whole = start >= 0 and output.startswith(post, start)
    around = output[:start] + output[start + len(post) :] if is_whole else _POST.sub("", output, count=1)
    return _CONTENTS.sub("", output, count=1) if f'{headings[0].url}"' in around else output


def remove_second_title(output: str) -> str:
    """A page without our heading, where the theme prints the title above it; readers of microformats still find it."""
    ours = _TITLE.search(output)
    if not ours or "<h1" not in output[: ours.start()]:
        return output
    above = [Markup(each[1]).striptags() for each in _HEADING.finditer(output, 0, ours.start())]  # noqa: S704 - compared
    if Markup(ours[2]).striptags() not in above:  # noqa: S704 - compared
        return output
    kept = f'<div class="p-name" hidden>{ours[2]}</div>' if "p-name" in ours[1] else ""
    return output[: ours.start()] + kept + output[ours.end() :]


def repair_attributes(output: str, page: Page | None, site_name: str) -> str:
    """A page whose theme prints the site's name and the titles of the pages around it into attributes as they are.

    One with a quotation mark would end its attribute. A locale such as `pt_BR` is no language tag: it becomes `pt-BR`.
    """
    if named := _LANGUAGE.search(output, 0, 1000):
        output = f"{output[: named.start(1)]}{named[1].replace('_', '-')}{output[named.end(1) :]}"
    near = (each.title for each in (page.previous_page, page.next_page) if each) if page else ()
    for text in {site_name, *map(str, filter(None, near))}:
        if '"' in text:
            escaped = str(escape(unescape(text))).replace("\\", r"\\")
            output = re.sub(rf'(?<==")([^"<>]*){re.escape(text)}(?=")', rf"\g<1>{escaped}", output)
    return output


def repair_markup(output: str) -> str:
    """A page of the blog whose theme leaves a reader with a screen reader without a word.

    A link to the page before or after where there is none says so; Material's dialog has the name of its search field.
    Other pages keep the body that their theme gives them.
    """
    is_nameless = f"{_DIALOG}>" in output
    if not (is_nameless or _NOWHERE.search(output)) or not shows_blog(output):  # most themes print no such link
        return output
    if is_nameless and (name := _FIELD.search(output)):
        output = output.replace(_DIALOG, _DIALOG + name[1], 1)
    return _NOWHERE.sub(r'<a role="link" aria-disabled="true" \1>', output)


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
    shared = {file.src_uri for path, file in plan.lists.items() if path.startswith(plan.shared_paths)}
    for source in {**rendered.posts, **rendered.lists}.keys() - shared:
        page = files.src_uris[source].page
        if page and page.parent is None and page is not first:
            page.parent = above  # type: ignore[assignment]  # a page is a StructureItem, too


def unchain_lists(plan: Plan, rendered: RenderedBlog, files: Files, config: MkDocsConfig) -> None:
    """Lead from no list to the page before or after it in an automatic navigation: lists are no chapters of a manual.

    The pages around the blog lead to its first page, and past its other lists to each other. A navigation written by
    hand, in `mkdocs.yml` or in the files of plugins, is obeyed.
    """
    if config.nav is not None or any(find_named_paths(files, config)):
        return
    first = plan.lists.get("")
    pages = [page for source in rendered.lists if (page := files.src_uris[source].page)]
    for page in pages:
        before, after = page.previous_page, page.next_page
        if before and page.file is not first:
            before.next_page = after
        if after and page.file is not first:
            after.previous_page = before
    for page in pages:
        page.previous_page = page.next_page = None


def rewrite_texts(meta: MutableMapping[str, Any], keys: Iterable[str], rewrite: Callable[[str], str]) -> None:
    """Rewrite the texts of a front matter in place."""
    for key in keys:
        if isinstance(value := meta.get(key), list):
            meta[key] = [str(rewrite(str(text))) for text in value]
        elif value is not None:
            meta[key] = str(rewrite(str(value)))
