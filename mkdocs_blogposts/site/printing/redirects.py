"""Pages, or lists for servers, that lead from the addresses that pages had before to those they have."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Sequence
from urllib.parse import unquote

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page
from mkdocs.utils import get_relative_url

from mkdocs_blogposts.publishing.redirects import RULE_FILES, Redirect, netlify, nginx
from mkdocs_blogposts.reading.problems import Problem, Rule
from mkdocs_blogposts.reading.url_parts import path_of
from mkdocs_blogposts.site.planning.addressing import destination
from mkdocs_blogposts.site.planning.aliases import Alias, free_aliases
from mkdocs_blogposts.site.planning.reserved import final_outputs
from mkdocs_blogposts.site.printing.pagehead import Heads
from mkdocs_blogposts.site.printing.templates import Templates
from mkdocs_blogposts.site.settings.setup import Setup

RULES = {"netlify": netlify, "nginx": nginx}
"""The servers that the option `redirects` names, and what stands in the file that each reads."""


def add_redirects(
    aliases: Sequence[Alias], heads: Heads, files: Files, templates: Templates, setup: Setup
) -> tuple[Problem, ...]:
    """Add what leads on from old addresses to `files`, and say where a file of the writer's is in the way."""
    there = [alias for alias in aliases if alias.file.page]  # another plugin may have taken a page out since
    aliases, told = free_aliases(there, final_outputs(files, setup), files, setup) if there else ((), ())
    problems = [*told]
    for kind in setup.options.redirects if aliases else ():
        if kind == "html":
            for alias in aliases:
                files.append(_page(alias, heads, templates, setup.config))
        else:
            problems += _list(kind, aliases, files, setup)
    return tuple(problems)


def rewrite_redirects(
    aliases: Iterable[Alias], sources: Container[str], heads: Heads, templates: Templates, setup: Setup
) -> None:
    """Make the pages that lead to some pages again when MkDocs has copied them."""
    for alias in aliases if "html" in setup.options.redirects else ():
        if alias.file.src_uri in sources and alias.file.page:
            _page(alias, heads, templates, setup.config).copy_file()


def _place(alias: Alias, config: MkDocsConfig, content: str = "") -> File:
    """The file at an old address."""
    to = destination(alias.address, config.use_directory_urls)
    return File.generated(config, to, content=content, inclusion=InclusionLevel.INCLUDED)


def _page(alias: Alias, heads: Heads, templates: Templates, config: MkDocsConfig) -> File:
    """The page at an old address, for previews with the head of the page that it leads to."""
    page: Page = alias.file.page  # type: ignore[assignment]  # `add_redirects` has asked
    target = get_relative_url(alias.file.url, _place(alias, config).url)
    title = heads.edition.title(page, config)
    return _place(alias, config, templates.page("redirect", head=heads.of_redirect(page), title=title, target=target))


def _list(kind: str, aliases: Iterable[Alias], files: Files, setup: Setup) -> Iterator[Problem]:
    """Add the list that a server reads, unless the writer has made one."""
    name, text, config = RULE_FILES[kind], RULES[kind], setup.config
    if final_outputs(files, setup).conflict(name):
        what = f"The redirects would be written to '{name}', which is there."
        yield Problem(Rule.CLASHING_ADDRESS, name, what, "It stays as it is; take it away, or add them to it.")
        return
    root = path_of(config.site_url)
    redirects = [
        Redirect(f"{root}{unquote(_place(alias, config).url)}", f"{root}{alias.file.url.removeprefix('./')}")
        for alias in aliases
    ]
    known = setup.shared.redirects
    known |= {redirect.old: redirect for redirect in redirects}
    files.append(File.generated(config, name, content=text(known.values()), inclusion=InclusionLevel.INCLUDED))
