"""What do heads and feeds cost?

    python -m benchmarks.feeds

What makes heads and feeds is timed inside of a build of 1,000 posts, in CPU seconds of the process: once with the 40
tags of the benchmarks' usual posts, once with 200, five on each post. Feeds are those of all posts, of each tag and of
each author, in three formats with the whole text.
"""

from __future__ import annotations

import argparse
import re
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from random import Random
from typing import Any
from unittest import mock

from mkdocs.commands.build import build
from mkdocs.config import load_config

from benchmarks.posts import TAGS, post
from mkdocs_blogposts.site.rendering import feed_files, page_renderer

MANY_TAGS, TAGS_OF_A_POST = 200, 5

FEEDS = 3.0
"""All feeds may take so many seconds."""

PAGE = 0.6
"""The head of a page, and its share of the feeds, may take so many milliseconds."""

CONFIG = """\
site_name: Benchmark
site_url: https://example.org/
site_description: How long it takes.
theme: {theme}
plugins: [search, blogposts]
"""


def main(arguments: Sequence[str] | None = None) -> None:
    options = _options().parse_args(arguments)
    for tags in (0, MANY_TAGS):
        with tempfile.TemporaryDirectory(prefix="benchmark-") as folder:
            _measure(Path(folder), options.posts, tags, options.theme)


def _measure(root: Path, posts: int, tags: int, theme: str) -> None:
    """Build a site and print what it took; `tags` 0 leaves posts their own."""
    _write(root, posts, tags, theme)
    config = load_config(str(root / "mkdocs.yml"), strict=True)
    start = time.process_time()
    with _timing() as spent:
        build(config)
    whole = time.process_time() - start
    pages = sum(1 for _ in (root / "site").rglob("*.html"))
    files = [file for name in ("rss.xml", "atom.xml", "feed.json") for file in (root / "site").rglob(name)]
    size = sum(file.stat().st_size for file in files) / 1e6
    heads, feeds = spent["heads"] + spent["merging"], spent["feeds"]
    each = (heads + feeds) / pages * 1000
    print(f"{posts:,} posts, {tags or len(TAGS)} tags, {pages:,} pages, {len(files):,} feeds of {size:.0f} MB\n")
    print(f"heads made                 {spent['heads']:6.2f} s")
    print(f"heads put into pages       {spent['merging']:6.2f} s")
    print(f"feeds                      {feeds:6.2f} s   {_verdict(feeds <= FEEDS, FEEDS) if tags else ''}")
    print(f"heads, a page              {heads / pages * 1000:6.2f} ms")
    print(f"heads and feeds, a page    {each:6.2f} ms  {'' if tags else _verdict(each <= PAGE, PAGE)}")
    print(f"of the whole build         {(heads + feeds) / whole:6.1%}\n")


def _options() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.feeds", description=__doc__.partition("\n")[0])
    parser.add_argument("--posts", type=int, default=1000, help="how many posts (1000)")
    parser.add_argument("--theme", default="mkdocs", help="such as mkdocs, readthedocs, material (mkdocs)")
    return parser


def _write(root: Path, posts: int, tags: int, theme: str) -> None:
    (root / "docs" / "blog").mkdir(parents=True)
    (root / "mkdocs.yml").write_text(CONFIG.format(theme=theme), encoding="utf-8")
    (root / "docs" / "index.md").write_text("# Home\n", encoding="utf-8")
    chance = Random(1)
    for number in range(posts):
        text = re.sub(r"(?m)^Thumbnail: .*\n|^!\[.*\n", "", post(number, posts))
        if tags:
            named = ", ".join(f"tag {place}" for place in chance.sample(range(tags), TAGS_OF_A_POST))
            text = re.sub(r"(?m)^Tags: .*", f"Tags: {named}", text)
        (root / "docs" / "blog" / f"post-{number:04}.md").write_text(text, encoding="utf-8")


@contextmanager
def _timing() -> Iterator[dict[str, float]]:
    """The CPU seconds of what makes heads and feeds, by its part."""
    spent: dict[str, float] = defaultdict(float)

    def timed(part: str, function: Callable[..., Any]) -> Callable[..., Any]:
        def run(*values: Any, **named: Any) -> Any:
            start = time.process_time()
            try:
                return function(*values, **named)
            finally:
                spent[part] += time.process_time() - start

        return run

    with (
        mock.patch.object(page_renderer.PageRenderer, "head", timed("heads", page_renderer.PageRenderer.head)),
        mock.patch.object(page_renderer, "replace_head", timed("merging", page_renderer.replace_head)),
        mock.patch.object(feed_files, "add_feeds", timed("feeds", feed_files.add_feeds)),
    ):
        yield spent


def _verdict(met: bool, most: float) -> str:
    return f"{'met' if met else 'MISSED'}: at most {most:g}"


if __name__ == "__main__":
    main()
