"""Pages, or lists for servers, that lead from the URLs that pages had before to those they have."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Sequence
from urllib.parse import unquote

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page
from mkdocs.utils import get_relative_url

from mkdocs_blogposts.publishing.redirect_rules import RULE_FILES, Redirect, write_netlify_rules, write_nginx_rules
from mkdocs_blogposts.reading.problems import Problem, Rule
from mkdocs_blogposts.reading.url_parts import extract_path
from mkdocs_blogposts.site.planning.aliases import Alias, free_aliases
from mkdocs_blogposts.site.planning.page_urls import find_destination
from mkdocs_blogposts.site.planning.reserved_paths import list_final_outputs
from mkdocs_blogposts.site.rendering.page_head import HeadBuilder
from mkdocs_blogposts.site.rendering.template_renderer import TemplateRenderer
from mkdocs_blogposts.site.settings.blog_setup import Setup

RULES = {"netlify": write_netlify_rules, "nginx": write_nginx_rules}
"""The servers that the option `redirects` names, and what stands in the file that each reads."""


def add_redirects(
    aliases: Sequence[Alias], heads: HeadBuilder, files: Files, templates: TemplateRenderer, setup: Setup
) -> tuple[Problem, ...]:
    """Add what leads on from old URLs to `files`, and say where a file of the writer's is in the way."""
    there = [alias for alias in aliases if alias.file.page]  # another plugin may have taken a page out since
    aliases, told = free_aliases(there, list_final_outputs(files, setup), files, setup) if there else ((), ())
    problems = [*told]
    for kind in setup.options.redirects if aliases else ():
        if kind == "html":
            for alias in aliases:
                files.append(_page(alias, heads, templates, setup.config))
        else:
            problems += _list(kind, aliases, files, setup)
    return tuple(problems)


def rewrite_redirects(
    aliases: Iterable[Alias], sources: Container[str], heads: HeadBuilder, templates: TemplateRenderer, setup: Setup
) -> None:
    """Make the pages that lead to some pages again when MkDocs has copied them."""
    for alias in aliases if "html" in setup.options.redirects else ():
        if alias.file.src_uri in sources and alias.file.page:
            made = _page(alias, heads, templates, setup.config)
            file = heads.files.src_uris.get(made.src_uri, made)
            file.content_string = made.content_string
            file.copy_file()


def _place(alias: Alias, config: MkDocsConfig, content: str = "") -> File:
    """The file at a old URL."""
    to = find_destination(alias.url, config.use_directory_urls)
    return File.generated(config, to, content=content, inclusion=InclusionLevel.INCLUDED)


def _page(alias: Alias, heads: HeadBuilder, templates: TemplateRenderer, config: MkDocsConfig) -> File:
    """The page at a old URL, for previews with the head of the page that it leads to."""
    page: Page = alias.file.page  # type: ignore[assignment]  # `add_redirects` has asked
    target = get_relative_url(alias.file.url, _place(alias, config).url)
    title = heads.rendered.title(page, config)
    return _place(alias, config, templates.page("redirect", head=heads.of_redirect(page), title=title, target=target))


def _list(kind: str, aliases: Iterable[Alias], files: Files, setup: Setup) -> Iterator[Problem]:
    """Add the list that a server reads, unless the writer has made one."""
    name, text, config = RULE_FILES[kind], RULES[kind], setup.config
    if list_final_outputs(files, setup).conflict(name):
        what = f"The redirects would be written to '{name}', which is there."
        yield Problem(Rule.URL_CONFLICT, name, what, "It stays as it is; take it away, or add them to it.")
        return
    root = extract_path(config.site_url)
    redirects = [
        Redirect(f"{root}{unquote(_place(alias, config).url)}", f"{root}{alias.file.url.removeprefix('./')}")
        for alias in aliases
    ]
    known = setup.shared.redirects
    known |= {redirect.old: redirect for redirect in redirects}
    files.append(File.generated(config, name, content=text(known.values()), inclusion=InclusionLevel.INCLUDED))
