"""Why a page is no post, though it looks like one."""

from __future__ import annotations

from collections.abc import Iterator

from mkdocs_blogposts.reading.dialects.header import Header
from mkdocs_blogposts.reading.dialects.notebooks import ENDING
from mkdocs_blogposts.reading.entry import Entry
from mkdocs_blogposts.reading.fields import as_text
from mkdocs_blogposts.reading.mending import shown
from mkdocs_blogposts.reading.near_posts import Misplaced, dated_name
from mkdocs_blogposts.reading.problems import Problem, Rule
from mkdocs_blogposts.reading.slips import Slip


def lost_front_matter(source: str, lost: Misplaced, is_held: bool) -> Problem:
    """A front matter that stands where it is not read."""
    what = f"The front matter isn't read, so this is no post: {lost.why}."
    held = " The page is held back, since it says that it is not public." if is_held else ""
    cure = f"Write it at the top of the file, between two lines '---'.{held}"
    return Problem(Rule.NO_POST, source, what, cure, lost.line)


def misspelt_date(source: str, header: Header, slip: Slip) -> Problem:
    """A date under a name that nobody knows."""
    what = f"{shown(f'{slip.key}: {as_text(slip.value)}')} isn't read as a date, so this is no post."
    return Problem(Rule.NO_POST, source, what, f"Did you mean {slip.name!r}?", header.fields.line_of(slip.key))


def undated_page(entry: Entry) -> Iterator[Problem]:
    """A page with all that a post has but for a date."""
    terms = "tags" if entry.tags else "categories" if entry.categories else ""
    if terms and entry.authors:
        what = f"The page has {terms} and authors like a post, but no date."
        cure = "Write one, such as 'date: 2024-07-23', or 'post: false' if it is a page."
        yield Problem(Rule.NO_POST, entry.source, what, cure, is_note=True)


def dated_page(source: str, has_header: bool) -> Iterator[Problem]:
    """A page whose name begins like a date."""
    if date := dated_name(source):
        why = "which isn't read" if has_header else "but has no front matter, so this is no post"
        what = f"The file's name begins with {date!r}, {why}."
        yield Problem(Rule.NO_POST, source, what, "Write 'date: 2024-07-23' into its front matter.", is_note=True)


def empty_post(entry: Entry) -> Iterator[Problem]:
    """A post of which a reader finds nothing but the title."""
    is_bare = not (entry.image or entry.links or entry.template or entry.summary or entry.body.strip())
    if is_bare and entry.is_post and entry.state.is_built and not entry.source.endswith(ENDING):
        cure = "Write one, or mark it 'draft: true' until then."
        yield Problem(Rule.EMPTY_POST, entry.source, "The post has no text.", cure, is_note=True)
