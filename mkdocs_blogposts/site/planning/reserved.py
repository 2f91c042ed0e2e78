"""The files that a build writes, those included that come late: what no page may stand at, above or below."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import repeat

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File

from mkdocs_blogposts.blog.outputs import FOLDER, Output, Outputs
from mkdocs_blogposts.config import BlogpostsConfig
from mkdocs_blogposts.publishing.feeds.options import FEED_FILES
from mkdocs_blogposts.publishing.redirects import RULE_FILES
from mkdocs_blogposts.site.planning.addressing import destination, join
from mkdocs_blogposts.site.settings.setup import Setup

STYLE_SHEET = f"{FOLDER}/blogposts.css"
FEED_STYLE_SHEET = f"{FOLDER}/feed.css"

SITEMAP = "sitemap.xml"

_CHANGES = ("created", "updated")
_SEARCH = ("search_index.json", "search_index.js", "lunr.js", "main.js", "worker.js")
_OF_PLUGINS: Mapping[str, tuple[str, ...]] = {
    "search": tuple(f"search/{name}" for name in _SEARCH),
    "material/search": tuple(f"search/{name}" for name in _SEARCH),
    "rss": tuple(f"feed_{kind}_{of}.{kind.replace('rss', 'xml')}" for kind in ("rss", "json") for of in _CHANGES),
    "mkdocstrings": ("objects.inv",),
    "llmstxt": ("llms.txt", "llms-full.txt"),
}
"""What widespread plugins write after all pages, by their keys in `mkdocs.yml`."""


def site_outputs(files: Iterable[File], setup: Setup) -> Outputs:
    """Every file that is known when pages get their addresses: those of the site, of the theme, of plugins, and ours.

    The feeds of terms are not among them: they stand beside pages that have no address yet.
    """
    return Outputs.of([*_published(files), *_of_theme(setup.config), *_of_blogs(setup)])


def page_outputs(files: Iterable[File], pages: Collection[File], setup: Setup) -> Outputs:
    """The same for pages that MkDocs places without us: what we make gives way to them.

    As in any site, a page may take the place of a template, as `404.md` does.
    """
    own = {page.src_uri for page in pages}
    replaced = {page.dest_uri for page in pages}
    made = (*_of_theme(setup.config), *map(front_output, repeat(setup.config), setup.instances))
    others = [output for output in made if output.path not in replaced]
    return Outputs.of([*_published(file for file in files if file.src_uri not in own), *others])


def final_outputs(files: Iterable[File], setup: Setup) -> Outputs:
    """Every file that stands when pages are rendered; feeds and redirects are to come."""
    return Outputs.of([*_published(files), *_of_theme(setup.config)])


def front_output(config: MkDocsConfig, blog: BlogpostsConfig) -> Output:
    """The page where a blog begins: readers and the navigation look for it there."""
    directory_urls = config.use_directory_urls
    front = join(blog.blog_dir, "" if directory_urls else "index")
    return Output(destination(front, directory_urls), "the list of all posts")


def _published(files: Iterable[File]) -> Iterator[Output]:
    for file in files:
        if not file.inclusion.is_excluded():  # type: ignore[no-untyped-call]
            yield Output(file.dest_uri, f"'{file.src_uri}'")


def _of_theme(config: MkDocsConfig) -> Iterator[Output]:
    """What MkDocs makes of templates, and plugins of whole sites."""
    for name in sorted({*config.theme.static_templates, *config.extra_templates}):
        yield Output(name, f"the theme's '{name}'")
    yield Output(f"{SITEMAP}.gz", "the compressed sitemap")
    for plugin, paths in _OF_PLUGINS.items():
        if plugin in config.plugins:
            yield from (Output(path, f"'{path}' of the plugin '{plugin}'") for path in paths)


def _of_blogs(setup: Setup) -> Iterator[Output]:
    yield Output(STYLE_SHEET, "the blog's style sheet")
    yield from (Output(RULE_FILES[kind], "the list of redirects") for kind in setup.options.redirects if kind != "html")
    if setup.has_feeds:
        yield Output(setup.build.below(FEED_STYLE_SHEET), "the style sheet of feeds")
        for blog in setup.instances:
            yield from _feeds(blog, setup.config)


def _feeds(blog: BlogpostsConfig, config: MkDocsConfig) -> Iterator[Output]:
    """The feeds of all posts of a blog, and what stands beside them."""
    paths = [join(blog.blog_dir, FEED_FILES[form]) for form in blog.feeds.formats]
    yield from (Output(path, f"the feed '{path}'") for path in paths)
    opml = join(blog.blog_dir, "feeds.opml")
    yield Output(opml, f"the list of feeds '{opml}'")
    if config.theme.name == "material":
        yield Output(join(blog.blog_dir, SITEMAP), "the sitemap that Material asks for beside a feed")
