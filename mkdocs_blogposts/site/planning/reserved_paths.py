"""The files that a build writes, those included that come late: what no page may stand at, above or below."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import repeat

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, InclusionLevel

from mkdocs_blogposts.blog.output_paths import FOLDER, OutputFile, OutputFiles
from mkdocs_blogposts.config.options import BlogpostsConfig
from mkdocs_blogposts.publishing.feeds.feed_options import FEED_FILES
from mkdocs_blogposts.publishing.images.file_types import MIME_OF_SUFFIX
from mkdocs_blogposts.publishing.redirect_rules import RULE_FILES
from mkdocs_blogposts.site.planning.page_urls import find_destination, join_paths
from mkdocs_blogposts.site.settings.blog_setup import Setup

STYLE_SHEET = f"{FOLDER}/blogposts.css"
FEED_STYLE_SHEET = f"{FOLDER}/feed.css"

SITEMAP = "sitemap.xml"

_SEARCH = ("search_index.json", "search_index.js", "lunr.js", "main.js", "worker.js")
_OF_PLUGINS: Mapping[str, tuple[str, ...]] = {
    "search": tuple(f"search/{name}" for name in _SEARCH),
    "material/search": tuple(f"search/{name}" for name in _SEARCH),
    "mkdocstrings": ("objects.inv",),
    "llmstxt": ("llms.txt", "llms-full.txt"),
}
"""What widespread plugins write after all pages, by their keys in `mkdocs.yml`."""


_IMAGES = tuple(MIME_OF_SUFFIX)
_LEFT_OUT = (InclusionLevel.EXCLUDED, InclusionLevel.DRAFT)


def list_site_outputs(files: Iterable[File], setup: Setup) -> OutputFiles:
    """Every file that is known when pages get their URLs: those of the site, of the theme, of plugins, and ours.

    The feeds of terms are not among them: they stand beside pages that have no URL yet.
    """
    return OutputFiles.of([*_published(files), *_of_theme(setup.config), *_of_blogs(setup)])


def list_page_outputs(files: Iterable[File], pages: Collection[File], setup: Setup) -> OutputFiles:
    """The same for pages that MkDocs places without us: what we make gives way to them.

    As in any site, a page may take the place of a template, as `404.md` does.
    """
    own = {page.src_uri for page in pages}
    replaced = {page.dest_uri for page in pages}
    made = (*_of_theme(setup.config), *map(find_front_output, repeat(setup.config), setup.instances))
    others = [output for output in made if output.path not in replaced]
    return OutputFiles.of([*_published(file for file in files if file.src_uri not in own), *others])


def list_final_outputs(files: Iterable[File], setup: Setup) -> OutputFiles:
    """Every file that stands when pages are rendered; feeds and redirects are to come.

    Our images are left out: they are many, and have names that nobody else thinks of.
    """
    others = (file for file in files if not _is_own_image(file))
    return OutputFiles.of([*_published(others), *_of_theme(setup.config)])


def _is_own_image(file: File) -> bool:
    is_own = file.generated_by is not None and file.src_uri.startswith(f"{FOLDER}/")
    return is_own and file.src_uri.endswith(_IMAGES)


def find_front_output(config: MkDocsConfig, blog: BlogpostsConfig) -> OutputFile:
    """The page where a blog begins: readers and the navigation look for it there."""
    directory_urls = config.use_directory_urls
    front = join_paths(blog.blog_dir, "" if directory_urls else "index")
    return OutputFile(find_destination(front, directory_urls), "the list of all posts")


def _published(files: Iterable[File]) -> Iterator[OutputFile]:
    for file in files:
        if file.inclusion not in _LEFT_OUT:
            yield OutputFile(file.dest_uri, f"'{file.src_uri}'")


def _of_theme(config: MkDocsConfig) -> Iterator[OutputFile]:
    """What MkDocs makes of templates, and plugins of whole sites."""
    for name in sorted({*config.theme.static_templates, *config.extra_templates}):
        yield OutputFile(name, f"the theme's '{name}'")
    yield OutputFile(f"{SITEMAP}.gz", "the compressed sitemap")
    for plugin, paths in _OF_PLUGINS.items():
        if plugin in config.plugins:
            yield from (OutputFile(path, f"'{path}' of the plugin '{plugin}'") for path in paths)
    if rss := config.plugins.get("rss"):
        names = getattr(rss.config, "feeds_filenames", {})  # of late releases only
        made = [names[key] for key in names if rss.config.get(f"{key.partition('_')[0]}_feed_enabled", True)]
        yield from (OutputFile(name, f"the feed '{name}' of the plugin 'rss'") for name in made)


def _of_blogs(setup: Setup) -> Iterator[OutputFile]:
    yield OutputFile(STYLE_SHEET, "the blog's style sheet")
    yield from (
        OutputFile(RULE_FILES[kind], "the list of redirects") for kind in setup.options.redirects if kind != "html"
    )
    if setup.has_feeds:
        yield OutputFile(setup.build.below(FEED_STYLE_SHEET), "the style sheet of feeds")
        for blog in setup.instances:
            yield from _feeds(blog, setup.config)


def _feeds(blog: BlogpostsConfig, config: MkDocsConfig) -> Iterator[OutputFile]:
    """The feeds of all posts of a blog, and what stands beside them."""
    paths = [join_paths(blog.blog_dir, FEED_FILES[form]) for form in blog.feeds.formats]
    yield from (OutputFile(path, f"the feed '{path}'") for path in paths)
    opml = join_paths(blog.blog_dir, "feeds.opml")
    yield OutputFile(opml, f"the list of feeds '{opml}'")
    if config.theme.name == "material":
        yield OutputFile(join_paths(blog.blog_dir, SITEMAP), "the sitemap that Material asks for beside a feed")
