"""Why a page is no post, though it looks like one."""

from __future__ import annotations

from collections.abc import Iterator

from mkdocs_blogposts.reading.entry import Entry
from mkdocs_blogposts.reading.field_values import parse_text
from mkdocs_blogposts.reading.front_matter_syntax_errors import show_value
from mkdocs_blogposts.reading.frontmatter.notebook_format import ENDING
from mkdocs_blogposts.reading.frontmatter.parser import FrontMatter
from mkdocs_blogposts.reading.misplaced_front_matter import MisplacedFrontMatter, find_dated_name
from mkdocs_blogposts.reading.misspelled_fields import MisspelledField
from mkdocs_blogposts.reading.problems import Problem, Rule


def report_lost_front_matter(source: str, lost: MisplacedFrontMatter, is_held: bool) -> Problem:
    """A front matter that stands where it is not read."""
    what = f"The front matter isn't read, so this isn't a post: {lost.why}."
    held = " The page is held back, since it says that it is not public." if is_held else ""
    hint = f"Write it at the top of the file, between two lines '---'.{held}"
    return Problem(Rule.NO_POST, source, what, hint, lost.line)


def report_misspelled_date(source: str, front_matter: FrontMatter, slip: MisspelledField) -> Problem:
    """A date under a name that nobody knows."""
    what = f"{show_value(f'{slip.key}: {parse_text(slip.value)}')} isn't read as a date, so this isn't a post."
    return Problem(Rule.NO_POST, source, what, f"Did you mean {slip.name!r}?", front_matter.fields.line_of(slip.key))


def report_undated_page(entry: Entry) -> Iterator[Problem]:
    """A page with all that a post has but for a date."""
    terms = "tags" if entry.tags else "categories" if entry.categories else ""
    if terms and entry.authors:
        what = f"The page has {terms} and authors like a post, but no date."
        hint = "Write one, such as 'date: 2024-07-23', or 'post: false' if it is a page."
        yield Problem(Rule.NO_POST, entry.source, what, hint, is_note=True)


def report_dated_page(source: str, has_header: bool) -> Iterator[Problem]:
    """A page whose name begins like a date."""
    if date := find_dated_name(source):
        why = "which isn't read" if has_header else "but has no front matter, so this isn't a post"
        what = f"The file's name begins with {date!r}, {why}."
        yield Problem(Rule.NO_POST, source, what, "Write 'date: 2024-07-23' into its front matter.", is_note=True)


def report_empty_post(entry: Entry) -> Iterator[Problem]:
    """A post of which a reader finds nothing but the title."""
    is_bare = not (entry.image or entry.links or entry.template or entry.summary or entry.body.strip())
    if is_bare and entry.is_post and entry.status.is_built and not entry.source.endswith(ENDING):
        hint = "Write one, or mark it 'draft: true' until then."
        yield Problem(Rule.EMPTY_POST, entry.source, "The post has no text.", hint, is_note=True)
