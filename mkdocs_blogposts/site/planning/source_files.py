"""The files that posts are read from: Markdown, notebooks, and those of other engines that MkDocs does not know.

Posts in another markup are left out: MkDocs would publish their source as it is, drafts too.
"""

from __future__ import annotations

import codecs
import io
import os
import posixpath
import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path

from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page

from mkdocs_blogposts.blog.permalinks import is_below
from mkdocs_blogposts.frozen_dataclasses import replace
from mkdocs_blogposts.lazy_patterns import compile_pattern
from mkdocs_blogposts.reading.dates import find_date_in_path
from mkdocs_blogposts.reading.entry_reader import Rules, read_entry
from mkdocs_blogposts.reading.folder_conventions import DRAFTS, POSTS
from mkdocs_blogposts.reading.frontmatter.notebook_format import ENDING, find_front_matter_cell, read_notebook
from mkdocs_blogposts.reading.naming.field_names import FieldNames
from mkdocs_blogposts.reading.problems import Problem, Rule, quote_files
from mkdocs_blogposts.reading.source_positions import SourceText
from mkdocs_blogposts.site.planning.page_urls import join_paths, move_file
from mkdocs_blogposts.site.settings.build_memory import FORGETFUL, BuildMemory, read_text
from mkdocs_blogposts.site.settings.static_i18n import LocaleBuild

HUGO_INDEX = "_index"
UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
NO_TEXT = compile_pattern(r"[\x00-\x08\x0e-\x1f]")
"""Signs that an image or a program has, and no text."""


def is_section(source: str) -> bool:
    """Is it the page of a folder as Hugo and Zola have it? Such a page isn't a post, whatever its date."""
    return HUGO_INDEX in source and posixpath.splitext(posixpath.basename(source))[0] == HUGO_INDEX


def read_source(file: File, memory: BuildMemory = FORGETFUL) -> str:
    """The text of a page's file, a notebook as Markdown. May raise what reading a file raises."""
    text = read_text(file, memory)
    return read_notebook(text) if file.src_uri.endswith(ENDING) else text


def read_section_texts(files: Files) -> Iterator[tuple[str, str]]:
    """The pages of folders as Hugo has them, and their texts, as far as they can be read."""
    for file in files.documentation_pages(inclusion=InclusionLevel.is_in_serve):
        if is_section(file.src_uri):
            with suppress(OSError, ValueError):
                yield file.src_uri, file.content_string


def decode_legacy_text(file: File, error: Exception) -> Problem | None:
    """Give a page that is not saved as UTF-8 its text in an encoding of Windows, and say so.

    `None` where that is not what is wrong with it: of such a page MkDocs itself says that it cannot be read.
    """
    if not isinstance(error, UnicodeDecodeError) or file.src_uri.endswith(ENDING):
        return None
    content, path = file.content_bytes, file.abs_src_path
    encoding, name = ("utf-16", "UTF-16") if content.startswith(UTF_16) else ("cp1252", "Windows-1252")
    text = io.TextIOWrapper(io.BytesIO(content), encoding, errors="replace").read()
    if NO_TEXT.search(text):
        return None
    file.content_string = text
    file.abs_src_path = path  # which the line above forgets
    line = content[: error.start].count(b"\n") + 1
    hint = f"It was read as {name}; save it as UTF-8."
    return Problem(Rule.UNREADABLE_FILE, file.src_uri, "The file is not saved as UTF-8.", hint, line)


def finish_notebook(page: Page, html: str) -> str | None:
    """The HTML of a notebook's post without its front matter; `None` where the page is of something else."""
    front_matter = find_front_matter_cell(page.file.content_string) if page.file.src_uri.endswith(ENDING) else ""
    if not front_matter:
        return None
    if front_matter == "markdown":  # its lines were read as a heading
        page.toc.items = [item for item in page.toc.items if item.level == 1 or item is not page.toc.items[0]]
    return strip_front_matter_cell(html, front_matter)


def publish_section_indexes(files: Files) -> tuple[Problem, ...]:
    """Publish every `_index.md` as an `index.md` would be, as Hugo and Zola do.

    One that has an `index.md` beside it is left out.
    """
    problems = []
    for file in files.documentation_pages():
        if not is_section(file.src_uri):
            continue
        folder = posixpath.dirname(file.src_uri)
        rival = next(
            (path for other in ("index.md", "README.md") if (path := join_paths(folder, other)) in files.src_uris), ""
        )
        if rival:
            file.inclusion = InclusionLevel.EXCLUDED
            what = f"The page of this folder is '{rival}' already."
            problems.append(Problem(Rule.TWO_INDEXES, file.src_uri, what, "This one is left out; delete one of them."))
            continue
        file.name = "index"
        # Where other engines come from, `_index` isn't a URL.
        move_file(file, folder if file.use_directory_urls else join_paths(folder, "index"), leads_on=False)
    return tuple(problems)


def mark_drafts(files: Files) -> None:
    """Make drafts of all pages in Jekyll's `_drafts`."""
    for file in files.documentation_pages():
        if DRAFTS in file.src_uri.split("/")[:-1]:
            file.inclusion = InclusionLevel.DRAFT


OPENING = r'(<div class="jp-Notebook"[^>]*>)'
CELL = r'<div class="jp-Cell '
END = rf"(?={CELL}|</div>\s*<!-- jp-Notebook -->)"

FIRST_CELL: Mapping[str, re.Pattern[str]] = {
    "raw": compile_pattern(rf"{OPENING}.*?{END}", re.DOTALL),
    "markdown": compile_pattern(rf"{OPENING}\s*{CELL}.*?{END}", re.DOTALL),
}
"""The first cell by its kind. A raw one is text without a frame, if there at all; one of Markdown is an element."""

H1 = compile_pattern(r"<h1(?=[\s>]).*?</h1\s*>", re.DOTALL)


def strip_front_matter_cell(content: str, front_matter: str) -> str:
    """The HTML of a notebook without its first cell, which holds the front matter and is of the kind `front_matter`.

    A heading at the top of the next cell comes in front of everything: so it is taken for the post's title, as in a
    post of Markdown.
    """
    content = FIRST_CELL[front_matter].sub(r"\1\n", content, count=1)
    heading = H1.search(content)
    if heading and len(re.findall(CELL, content[: heading.start()])) == 1:
        return heading[0] + content[: heading.start()] + content[heading.end() :]
    return content


def locate_problem(problem: Problem, field: str, files: Files, names: FieldNames) -> Problem:
    """The problem with the line of the field."""
    file = None if problem.line else files.get_file_from_path(problem.file)
    if not file:
        return problem
    return replace(problem, line=SourceText(problem.file, read_source(file), names).line_of(field))


MDX = ".mdx"

SOURCES = frozenset(
    (
        *(".rst", ".rest", ".qmd", ".rmd", ".org", ".adoc", ".asciidoc", ".asc", ".txt", ".textile", ".creole", ".tex"),
        *(".html", ".htm", ".njk", ".liquid", ".astro", ".svx", ".mdoc", ".erb", ".haml", ".pug", ".slim", ".typ"),
        *(".bak", ".orig", ".old", ".save", ".swp", ".tmp", ".disabled", ".draft"),
        *(".md", ".markdown", ".mdown", ".mkdn", ".mkd"),
        *(ENDING, MDX),
    )
)
"""Endings of other engines' sources, of copies that editors keep, and of Markdown in capitals, which MkDocs copies."""

PLAIN_TEXT = frozenset({".rst", ".rest", ".org", ".adoc", ".asciidoc", ".asc", ".qmd", ".rmd", ".textile"})
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
        count = "1 post is not a Markdown file" if len(sources) == 1 else f"{len(sources)} posts are not Markdown files"
        what = f"{count}: {quote_files(sources)}."
        hint = "Nothing of it is published; rename or convert it to '.md', or move what is to be a download elsewhere."
        yield Problem(Rule.FOREIGN_FILE, sources[0], what, hint)


def _may_be_source(file: File, rules: Rules, blog_dir: str, build: LocaleBuild) -> bool:
    """Does it lie where posts lie, and end as a source does? MDX is one wherever it lies."""
    ending = posixpath.splitext(file.src_uri)[1].lower().rstrip("~")
    if file.is_documentation_page() or file.inclusion.is_excluded():
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
    if ending == ENDING and find_front_matter_cell(text):
        return True
    text = read_notebook(text) if ending == ENDING else text
    if ending in PLAIN_TEXT and (
        OWN_FIELDS.search(text, 0, BEGINNING) or find_date_in_path(posixpath.splitext(file.src_uri)[0])
    ):
        return True
    return read_entry(file.src_uri, text, rules)[0].is_post


def is_shown(file: File) -> bool:
    """Is this page part of the present build? One that became a draft while it was read is not.

    A draft is rendered by `mkdocs serve` only. Under `--dirty` a page that did not change is not rendered again, but
    there; any other build begins with an empty folder.
    """
    if file.page is None or file.inclusion is InclusionLevel.EXCLUDED:
        return False
    return file.page.content is not None or Path(file.abs_dest_path).is_file()


def count_bytes(file: File) -> int:
    """How long a page is."""
    try:
        return os.stat(file.abs_src_path).st_size if file.abs_src_path else len(file.content_bytes)  # noqa: PTH116
    except OSError:  # MkDocs is going to say so
        return 0
