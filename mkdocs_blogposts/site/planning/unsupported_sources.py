"""Posts that are not written in Markdown: MkDocs would publish their source as it is, drafts too."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator

from mkdocs.structure.files import File, Files, InclusionLevel

from mkdocs_blogposts.blog.permalinks import is_below
from mkdocs_blogposts.lazy_definitions import compile_pattern
from mkdocs_blogposts.reading.dates import find_date_in_path
from mkdocs_blogposts.reading.entry_reader import Rules, read_entry
from mkdocs_blogposts.reading.folder_conventions import DRAFTS, POSTS
from mkdocs_blogposts.reading.frontmatter.notebook_format import ENDING, find_front_matter_cell
from mkdocs_blogposts.reading.problems import Problem, Rule
from mkdocs_blogposts.site.settings.static_i18n import LocaleBuild

MDX = ".mdx"

SOURCES = frozenset(
    (
        *(".rst", ".rest", ".qmd", ".rmd", ".org", ".adoc", ".asciidoc", ".asc", ".txt", ".textile", ".creole", ".tex"),
        *(".html", ".htm", ".njk", ".liquid", ".astro", ".svx", ".mdoc", ".erb", ".haml", ".pug", ".slim", ".typ"),
        *(".bak", ".orig", ".old", ".save", ".swp", ".tmp", ".disabled", ".draft"),
        *(ENDING, MDX),
    )
)
"""Endings of other engines' sources, and of copies that editors keep."""

PLAIN = frozenset({".rst", ".rest", ".org", ".adoc", ".asciidoc", ".asc", ".qmd", ".rmd", ".textile"})
"""Those of which a date in the file's name is enough to be a post."""

OWN_FIELDS = compile_pattern(
    r"^(?::(?:page-)?|#\+(?:hugo_)?)(?:date|revdate|draft|status|published|created)[ \t]*:",
    re.IGNORECASE | re.MULTILINE,
)
"""How reStructuredText, AsciiDoc and Org write a post's date, or that it is a draft."""

BEGINNING = 4000
"""Characters in which these fields stand."""


def withhold_sources(files: Files, rules: Rules, blog_dir: str, build: LocaleBuild) -> Iterator[Problem]:
    """Leave out the sources of posts that are not written in Markdown, and count them in one problem."""
    sources = [file.src_uri for file in files if _may_be_source(file, rules, blog_dir, build) and _is_post(file, rules)]
    for source in sources:
        files.src_uris[source].inclusion = InclusionLevel.EXCLUDED
    if sources:
        names = ", ".join(f"'{source}'" for source in sources[:3])
        more = f" and {len(sources) - 3} more" if len(sources) > 3 else ""
        count = "1 post is" if len(sources) == 1 else f"{len(sources)} posts are"
        what = f"{count} not written in Markdown: {names}{more}."
        hint = "Nothing of it is published; convert it to '.md', or move what is to be a download elsewhere."
        yield Problem(Rule.FOREIGN_FILE, sources[0], what, hint)


def _may_be_source(file: File, rules: Rules, blog_dir: str, build: LocaleBuild) -> bool:
    """Does it lie where posts lie, and end as a source does? MDX is one wherever it lies."""
    ending = posixpath.splitext(file.src_uri)[1].lower().rstrip("~")
    if file.is_documentation_page() or file.inclusion.is_excluded():  # type: ignore[no-untyped-call]
        return False
    if ending == MDX:
        return True
    is_source = ending in SOURCES or file.src_uri.endswith("~")
    folders = file.src_uri.split("/")[:-1]
    is_among_posts = is_below(build.place(file.src_uri), blog_dir) or POSTS in folders or DRAFTS in folders
    return is_source and (is_among_posts or rules.holds_posts(file.src_uri))


def _is_post(file: File, rules: Rules) -> bool:
    try:
        text = file.content_bytes.decode("utf-8", "replace")
    except OSError:
        return False
    ending = posixpath.splitext(file.src_uri)[1].lower()
    if ending == ENDING:
        return bool(find_front_matter_cell(text))
    if ending in PLAIN and (
        OWN_FIELDS.search(text, 0, BEGINNING) or find_date_in_path(posixpath.splitext(file.src_uri)[0])
    ):
        return True
    return read_entry(file.src_uri, text, rules)[0].is_post
