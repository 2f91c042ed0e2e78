"""What is nearly the same in several posts, and was meant to be the same, or to differ."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from mkdocs_blogposts.blog.blog_builder import group_posts, sort_posts
from mkdocs_blogposts.blog.model import Taxonomy
from mkdocs_blogposts.blog.slugs import fold_term_path
from mkdocs_blogposts.reading.author import Author
from mkdocs_blogposts.reading.entry import Entry
from mkdocs_blogposts.reading.front_matter_syntax_errors import show_value
from mkdocs_blogposts.reading.naming.suggestions import find_nearest
from mkdocs_blogposts.reading.problems import Problem, Rule

OFTEN = 3
"""Posts by one author after which a name much like that is likely to be misspelled."""

LineOf = Callable[[str, str], int]
"""The line of a field in a file."""


def find_odd_spellings(posts: Iterable[Entry], taxonomies: Sequence[Taxonomy], line_of: LineOf) -> Iterator[Problem]:
    """Terms that are spelt in another way than the list that they lead to."""
    listed = sort_posts(post for post in posts if post.status.is_listed)
    for taxonomy in (taxonomy for taxonomy in taxonomies if not taxonomy.newest_first):
        listings, _ = group_posts(taxonomy, listed)
        for post in listed:
            for path in taxonomy.terms(post):
                name = listings[fold_term_path(path)].name if fold_term_path(path) in listings else taxonomy.label(path)
                if name != taxonomy.label(path):
                    what = f"The {taxonomy.noun} '{path[-1]}' is written '{name}' elsewhere."
                    hint = f"Both make one list, '{name}'; write it so here, too."
                    yield Problem(Rule.TERM_SPELLING, post.source, what, hint, line_of(post.source, taxonomy.name))


def find_near_authors(posts: Iterable[Entry], known: Mapping[str, Author]) -> Iterator[Problem]:
    """Authors of one post only whose name is nearly one of the authors file, or one that several posts have."""
    signed: dict[str, list[str]] = defaultdict(list)
    for post in posts:
        for author in post.authors:
            signed[author.name].append(post.source)
    sure = {author.name for author in known.values()} | {author.key for author in known.values() if author.key}
    often = {name for name, sources in signed.items() if len(sources) >= OFTEN}
    for name, sources in signed.items():
        near = find_nearest(name, sorted(sure | often)) if len(sources) == 1 and name not in sure else ""
        if near and near.casefold() != name.casefold():
            what = f"The author {show_value(name)} has signed no other post, but {show_value(near)} is known."
            yield Problem(
                Rule.NEAR_AUTHOR, sources[0], what, "If it is the same person, write the name so.", is_note=True
            )


def find_duplicates(texts: Mapping[str, str], rule: Rule, field: str, line_of: LineOf) -> Iterator[Problem]:
    """Files that share a text with one before them; `texts` are those of a field by files, the oldest first."""
    firsts: dict[str, str] = {}
    for source, text in texts.items():
        first = firsts.setdefault(" ".join(text.split()).casefold(), source)
        if text and first != source:
            what = f"The {field} is the same as in '{first}'."
            yield Problem(rule, source, what, "Say in it what sets this page apart.", line_of(source, field))
