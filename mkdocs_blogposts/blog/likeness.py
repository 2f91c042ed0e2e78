"""What is nearly the same in several posts, and was meant to be the same, or to differ."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from mkdocs_blogposts.blog.grouping import group
from mkdocs_blogposts.blog.keys import key_of
from mkdocs_blogposts.blog.making import in_order
from mkdocs_blogposts.blog.model import Taxonomy
from mkdocs_blogposts.reading.entry import Entry
from mkdocs_blogposts.reading.problems import Problem, Rule

LineOf = Callable[[str, str], int]
"""The line of a field in a file."""


def odd_spellings(posts: Iterable[Entry], taxonomies: Sequence[Taxonomy], line_of: LineOf) -> Iterator[Problem]:
    """Terms that are spelt in another way than the list that they lead to."""
    listed = in_order(post for post in posts if post.state.is_listed)
    for taxonomy in (taxonomy for taxonomy in taxonomies if not taxonomy.newest_first):
        listings, _ = group(taxonomy, listed)
        for post in listed:
            for path in taxonomy.terms(post):
                name = listings[key_of(path)].name if key_of(path) in listings else taxonomy.label(path)
                if name != taxonomy.label(path):
                    what = f"The {taxonomy.noun} '{path[-1]}' is written '{name}' elsewhere."
                    cure = f"Both make one list, '{name}'; write it so here, too."
                    yield Problem(Rule.TERM_SPELLING, post.source, what, cure, line_of(post.source, taxonomy.name))


def doubles(texts: Mapping[str, str], rule: Rule, field: str, line_of: LineOf) -> Iterator[Problem]:
    """Files that share a text with one before them; `texts` are those of a field by files, the oldest first."""
    firsts: dict[str, str] = {}
    for source, text in texts.items():
        first = firsts.setdefault(" ".join(text.split()).casefold(), source)
        if text and first != source:
            what = f"The {field} is that of '{first}', too."
            yield Problem(rule, source, what, "Say in it what sets this page apart.", line_of(source, field))
