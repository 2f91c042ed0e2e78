"""What do related posts cost, and does a post cost more in a larger blog?

    python -m benchmarks.related

Each post has 5 of 200 tags. Times are CPU seconds; each figure is the
least of several rounds. Only the ratio means anything on another machine.
"""

from __future__ import annotations

import random
import sys
import time
from datetime import datetime, timedelta, timezone

from mkdocs_blogposts.blog.blog_builder import make_blog
from mkdocs_blogposts.blog.model import Blog
from mkdocs_blogposts.blog.related_posts import RelatedOptions, find_related
from mkdocs_blogposts.blog.taxonomies import TAGS
from mkdocs_blogposts.reading.entry import Entry

SECONDS = 2.0
"""5,000 posts may take so long."""

GROWTH = 1.3
"""A post may cost so many times as much among 5,000 as among 1,000."""

SMALL, LARGE = 1000, 5000
TAGS_OF_POST, TAGS_OF_BLOG, ROUNDS = 5, 200, 9


def blog_of(count: int) -> Blog[Entry]:
    """A blog of posts a day apart, each with some of the tags."""
    chance = random.Random(count)
    start = datetime(2010, 1, 1, tzinfo=timezone.utc)
    names = [f"tag-{number}" for number in range(TAGS_OF_BLOG)]
    entries = [
        Entry(f"{number}.md", date=start + timedelta(days=number), tags=tuple(chance.sample(names, TAGS_OF_POST)))
        for number in range(count)
    ]
    return make_blog(entries, "Blog", (TAGS,))[0]


def seconds(blog: Blog[Entry]) -> float:
    """CPU seconds for the related posts of a whole blog."""
    start = time.process_time()
    find_related(blog, RelatedOptions())
    return time.process_time() - start


def main() -> int:
    """Print both figures; 1 where one is over its limit."""
    small, large = blog_of(SMALL), blog_of(LARGE)
    rounds = [(seconds(small), seconds(large)) for _ in range(ROUNDS)]
    one, other = (min(taken) for taken in zip(*rounds, strict=True))
    growth = (other / LARGE) / (one / SMALL)
    print(f"{SMALL} posts: {one:.3f} s, {LARGE} posts: {other:.3f} s (at most {SECONDS} s)")
    print(f"a post among {LARGE} costs {growth:.2f} times as much as among {SMALL} (at most {GROWTH} times)")
    return int(other > SECONDS or growth > GROWTH)


if __name__ == "__main__":
    sys.exit(main())
