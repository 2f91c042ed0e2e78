"""The reading time of a post, and how many words it has."""

from __future__ import annotations

from mkdocs_blogposts.publishing.text.html_text import PageText


def count_words(text: PageText) -> int:
    """Words, where a character of Chinese, Japanese and Korean counts as one.

    Blocks of code, drawings, formulas, deleted text and the marks of footnotes aren't words; nor is an emoji.
    """
    return sum(text.counts)


def estimate_reading_minutes(text: PageText) -> int:
    """How long a grown-up reads, in whole minutes, at least one.

    238 words a minute is the mean of 190 studies of silent reading of non-fiction (M. Brysbaert: How many words do
    we read per minute?, Journal of Memory and Language 109, 2019); 500 characters a minute is what Medium takes for
    Chinese, Japanese and Korean alike (help.medium.com, "Read time").
    """
    words, characters = text.counts
    return max(1, round(words / 238 + characters / 500))
