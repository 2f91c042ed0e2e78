"""A status may be a word of the writer's own: `evergreen` in a garden of notes. The rest of the blog shows which is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from mkdocs_blogposts.frozen_dataclasses import replace
from mkdocs_blogposts.reading.entry import Entry
from mkdocs_blogposts.reading.problems import Problem, Rule, join_some

FEWEST = 2
"""Posts that make a word of a status the blog's own; one alone may be a slip of the pen."""

MOST_OF = 3
"""Posts from which on a field that most of a blog's posts have for words of their own is taken to be no status."""


def find_custom_statuses(posts: Sequence[Entry]) -> frozenset[str]:
    """The words of a blog's statuses that say nothing of who may see a post.

    Of the words that nobody knows, and that alone keep a post back, these are

    1. each that two posts have, and more than call their status public in a known word;
    2. all, where more than half of the posts that are public otherwise have such words, and none calls itself public.
    """
    public = [post for post in posts if (post.otherwise if post.own_words else post.status).is_built]
    kept = [post for post in public if post.own_words]
    called = sum(post.is_called_public for post in public)
    counts = Counter(word for post in kept for word in post.own_words)
    if not called and len(kept) >= MOST_OF and len(kept) * 2 > len(public):
        return frozenset(counts)
    return frozenset(word for word, count in counts.items() if count >= FEWEST and count > called)


def apply_custom_statuses(posts: Iterable[Entry], words: frozenset[str]) -> Iterator[Entry]:
    """The posts, those published that only these words keep back."""
    for post in posts:
        if post.own_words and words.issuperset(post.own_words):
            yield replace(post, status=post.otherwise, own_words=(), reason="")
        else:
            yield post


def report_custom_statuses(posts: Iterable[Entry], words: frozenset[str]) -> Iterator[Problem]:
    """One note for all of these words, at the first post that has one. `posts` are as they were read."""
    having = [post for post in posts if post.own_words and words.issuperset(post.own_words)]
    if having:
        counts = Counter(word for post in having for word in post.own_words).most_common()
        named = [f"{word!r} ({'1 post' if count == 1 else f'{count} posts'})" for word, count in counts]
        what = f"Unknown status: {join_some(named, 5)}."
        hint = "It seems to be the blog's own, so these posts are published; to keep one back, write 'draft'."
        yield Problem(Rule.OWN_STATUS, having[0].source, what, hint, is_note=True)
