"""Pages, or lists for servers, that lead from the URLs that pages had before to those they have."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator, Sequence
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
from mkdocs_blogposts.site.settings.build_memory import Itself
from mkdocs_blogposts.site.settings.environment import describe_environment

RULES = {"netlify": write_netlify_rules, "nginx": write_nginx_rules}
"""The servers that the option `redirects` names, and what stands in the file that each reads."""


def add_redirects(
    aliases: Sequence[Alias],
    heads: HeadBuilder,
    files: Files,
    templates: TemplateRenderer,
    setup: Setup,
    fingerprint: Callable[[Page], str],
) -> tuple[Problem, ...]:
    """Add what leads on from old URLs to `files`, and say where a file of the writer's is in the way.

    The `fingerprint` is that of what a page shows of the blog: while it is the same, what leads there is, too.
    """
    there = [alias for alias in aliases if alias.file.page]  # another plugin may have taken a page out since
    aliases, told = free_aliases(there, list_final_outputs(files, setup), files, setup) if there else ((), ())
    problems = [*told]
    for kind in setup.options.redirects if aliases else ():
        if kind == "html":
            around = _list_inputs(setup)
            for alias in (each for each in aliases if not each.query):
                page: Page = alias.file.page  # type: ignore[assignment]  # see `there`
                inputs = (*around, fingerprint(page)) if around else None
                files.append(_recall(alias, inputs, heads, templates, setup))
        else:
            problems += _list(kind, aliases, files, setup)
    return tuple(problems)


def rewrite_redirects(
    aliases: Iterable[Alias], sources: Container[str], heads: HeadBuilder, templates: TemplateRenderer, setup: Setup
) -> None:
    """Make the pages that lead to some pages again when MkDocs has copied them."""
    for alias in aliases if "html" in setup.options.redirects else ():
        if alias.file.src_uri in sources and alias.file.page and not alias.query:
            made = _page(alias, heads, templates, setup.config)
            file = heads.files.src_uris.get(made.src_uri, made)
            file.content_string = made.content_string
            file.copy_file()


def _list_inputs(setup: Setup) -> tuple[object, ...] | None:
    """What decides all such pages; `None` where nothing is known of the last build."""
    environment = describe_environment(setup.config) if setup.memory.is_kept else None
    theme = setup.config.theme
    known = theme.name, repr(theme.locale), theme.get("language"), repr(setup.config.extra), setup.config.site_name
    return (environment, *known) if environment else None


def _recall(
    alias: Alias, inputs: tuple[object, ...] | None, heads: HeadBuilder, templates: TemplateRenderer, setup: Setup
) -> File:
    """The page at an old URL as it was in the last build, if it leads to a page of the blog."""
    page: Page = alias.file.page  # type: ignore[assignment]  # `add_redirects` has asked
    post = heads.rendered.post(page)
    if not inputs or not (post or heads.rendered.find_list(page)):
        return _page(alias, heads, templates, setup.config)
    name = "redirect", setup.options.blog_dir, alias.url
    inputs = Itself(post), page.url, page.title, *inputs
    file: File | None = None
    html = setup.memory.find(name, inputs)
    if html is None:
        file = _page(alias, heads, templates, setup.config)
        setup.memory.keep(name, inputs, file.content_string)
    return file or _place(alias, setup.config, html)


def _place(alias: Alias, config: MkDocsConfig, content: str = "") -> File:
    """The file at an old URL."""
    to = find_destination(alias.url, config.use_directory_urls)
    return File.generated(config, to, content=content, inclusion=InclusionLevel.INCLUDED)


def _page(alias: Alias, heads: HeadBuilder, templates: TemplateRenderer, config: MkDocsConfig) -> File:
    """The page at an old URL, for previews with the head of the page that it leads to."""
    page: Page = alias.file.page  # type: ignore[assignment]  # `add_redirects` has asked
    file = _place(alias, config)
    target, title = get_relative_url(alias.file.url, file.url), heads.rendered.title(page, config)
    file.content_string = templates.page("redirect", head=heads.of_redirect(page), title=title, target=target)
    return file


def _old(alias: Alias, config: MkDocsConfig) -> str:
    """The path of an old URL, as readers see it."""
    at = alias.url and f"{alias.url}/" if alias.query else unquote(_place(alias, config).url)
    return f"{extract_path(config.site_url)}{at}"


def _list(kind: str, aliases: Iterable[Alias], files: Files, setup: Setup) -> Iterator[Problem]:
    """Add the list that a server reads, unless the writer has made one."""
    name, text, config = RULE_FILES[kind], RULES[kind], setup.config
    if list_final_outputs(files, setup).conflict(name):
        what = f"The redirects would be written to '{name}', which is there."
        yield Problem(Rule.URL_CONFLICT, name, what, "It stays as it is; take it away, or add them to it.")
        return
    root = extract_path(config.site_url)
    redirects = [
        Redirect(_old(alias, config), f"{root}{alias.file.url.removeprefix('./')}", alias.query) for alias in aliases
    ]
    known = setup.shared.redirects
    known |= {f"{redirect.old}?{redirect.query}": redirect for redirect in redirects}
    files.append(File.generated(config, name, content=text(known.values()), inclusion=InclusionLevel.INCLUDED))
