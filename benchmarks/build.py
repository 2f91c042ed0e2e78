"""How much longer does `mkdocs build` take with the blog than without?

    python -m benchmarks.build              # the ratio, and whether a post costs the same in a large blog
    python -m benchmarks.build --profile    # where the time goes

Both builds read the same posts with the same theme and plugins, in turn. The one without the blog keeps the posts out
of the navigation (`not_in_nav`), as a thousand of them there would slow it down. Times are CPU seconds, user and
system, of the build's process and all of its children; each figure is the median of several rounds. Only ratios mean
anything on another machine.
"""

from __future__ import annotations

import argparse
import functools
import os
import pstats
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.posts import write_posts

RATIO = 1.5
"""The build with the blog may take so many times as long as the one without."""

GROWTH = 0.1
"""A post may cost so much more, or less, in the large blog than in the small one."""

SMALL, LARGE = 500, 2000

CONFIG = """\
site_name: Benchmark
site_url: https://example.org/
theme: {theme}
"""
PLAIN = CONFIG + "plugins: [search]\nnot_in_nav: /blog/\n"
WHOLE = PLAIN + "markdown_extensions: [mkdocs_blogposts.reading.commonmark]\n"
"""Without the blog, but with the lists and tables that plain MkDocs leaves as text: they are converted by either."""

BLOG = CONFIG + "plugins: [search, blogposts]\n"


@dataclass(frozen=True)
class Site:
    """A folder with posts, to be built by either configuration."""

    root: Path

    def build(self, config: str, *before: str) -> float:
        """CPU seconds of `mkdocs build`; `before` goes between Python and MkDocs."""
        command = [sys.executable, *before, "-m", "mkdocs", "build", "--quiet", "--config-file", f"{config}.yml"]
        start = _cpu_seconds()
        subprocess.run([*command, "--site-dir", f"site-{config}"], cwd=self.root, env=_environment(), check=True)
        return _cpu_seconds() - start

    def pages(self, config: str) -> int:
        return sum(1 for _ in (self.root / f"site-{config}").rglob("*.html"))


@dataclass(frozen=True)
class Growth:
    """CPU seconds of a site without posts, with few and with many."""

    empty: float
    small: float
    large: float

    @property
    def costs(self) -> tuple[float, float]:
        """Milliseconds for a post among few, and among many."""
        return (self.small - self.empty) / SMALL * 1000, (self.large - self.empty) / LARGE * 1000

    @property
    def growth(self) -> float:
        few, many = self.costs
        return many / few - 1


def main(arguments: Sequence[str] | None = None) -> None:
    options = _options().parse_args(arguments)
    if options.posts < 1 or options.rounds < 1:
        sys.exit("At least one post and one round, please.")
    with tempfile.TemporaryDirectory(prefix="benchmark-") as folder:
        if options.profile:
            profile(Path(folder), options.posts, options.theme)
            return
        compare(Path(folder), options.posts, options.theme, options.rounds)
        if not options.no_growth:
            grow(Path(folder), options.theme, options.rounds)


def compare(folder: Path, posts: int, theme: str, rounds: int) -> None:
    """Print the ratio of the two builds."""
    site = _site(folder, posts, theme)
    print(f"{posts:,} posts, theme {theme}: CPU seconds of mkdocs build, medians of {rounds}\n")
    first = site.build("blog")
    builds = [functools.partial(site.build, config) for config in ("plain", "whole", "blog")]
    plain, whole, blog = _medians(rounds, *builds)
    ratio = blog / plain
    print("                                  CPU s   pages")
    print(f"without the blog               {plain:8.2f} {site.pages('plain'):7,}")
    print(f"the same, all lists and tables {whole:8.2f} {site.pages('whole'):7,}")
    print(f"with the blog                  {blog:8.2f} {site.pages('blog'):7,}")
    print(f"with the blog, first time      {first:8.2f}           (no pictures cached)")
    print(f"ratio                          {ratio:8.2f}           ({_verdict(ratio <= RATIO)}: at most {RATIO})")
    print(f"ratio to all lists and tables  {blog / whole:8.2f}\n")


def grow(folder: Path, theme: str, rounds: int) -> None:
    """Print what one post costs in a small blog and in a large one; what a site without posts takes is taken off.

    MkDocs' own growth stands beside, as the build with the blog contains it.
    """
    print(f"The cost of one post, theme {theme}, medians of {rounds}\n")
    sites = [_site(folder, posts, theme) for posts in (0, SMALL, LARGE)]
    for site in sites:
        site.build("blog")
    builds = [functools.partial(site.build, config) for config in ("plain", "blog") for site in sites]
    times = _medians(rounds, *builds)
    plain, blog = Growth(*times[:3]), Growth(*times[3:])
    print("         without the blog           with it")
    print("  posts    CPU s  ms a post    CPU s  ms a post")
    print(f"      0 {plain.empty:8.2f}            {blog.empty:8.2f}")
    print(f"{SMALL:7,} {plain.small:8.2f} {plain.costs[0]:10.2f} {blog.small:8.2f} {blog.costs[0]:10.2f}")
    print(f"{LARGE:7,} {plain.large:8.2f} {plain.costs[1]:10.2f} {blog.large:8.2f} {blog.costs[1]:10.2f}")
    verdict = _verdict(abs(blog.growth) <= GROWTH)
    print(f" growth {plain.growth:+19.1%} {blog.growth:+19.1%}  ({verdict}: within {GROWTH:.0%})\n")


def profile(folder: Path, posts: int, theme: str) -> None:
    """Print the functions in which a build with the blog spends most, images cached."""
    site = _site(folder, posts, theme)
    site.build("blog")
    site.build("blog", "-m", "cProfile", "-o", str(folder / "profile"))
    statistics_ = pstats.Stats(str(folder / "profile")).strip_dirs()
    for order in ("cumulative", "tottime"):
        statistics_.sort_stats(order).print_stats(40)


def _options() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.build", description=__doc__.partition("\n")[0])
    parser.add_argument("--posts", type=int, default=1000, help="how many posts to compare the builds on (1000)")
    parser.add_argument("--rounds", type=int, default=3, help="how often each build runs (3)")
    parser.add_argument("--theme", default="mkdocs", help="such as mkdocs, readthedocs, material (mkdocs)")
    parser.add_argument(
        "--no-growth", action="store_true", help=f"leave out the blogs of {SMALL:,} and {LARGE:,} posts"
    )
    parser.add_argument("--profile", action="store_true", help="show where the time goes instead")
    return parser


def _site(folder: Path, posts: int, theme: str) -> Site:
    root = folder / f"{posts}-posts"
    shutil.rmtree(root, ignore_errors=True)
    write_posts(root / "docs", posts)
    (root / "docs" / "index.md").write_text("# Home\n", encoding="utf-8")
    (root / "plain.yml").write_text(PLAIN.format(theme=theme), encoding="utf-8")
    (root / "whole.yml").write_text(WHOLE.format(theme=theme), encoding="utf-8")
    (root / "blog.yml").write_text(BLOG.format(theme=theme), encoding="utf-8")
    return Site(root)


def _medians(rounds: int, *builds: Callable[[], float]) -> list[float]:
    """The median of each build's times; the builds run in turn, so that a busy moment hits them all."""
    times = [[build() for build in builds] for _ in range(rounds)]
    return [statistics.median(column) for column in zip(*times, strict=True)]


def _cpu_seconds() -> float:
    """User and system time of all child processes that have ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _environment() -> dict[str, str]:
    quiet = {"NO_MKDOCS_2_WARNING": "1", "DISABLE_MKDOCS_2_WARNING": "true"}
    world = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    bytecode = str(Path(tempfile.gettempdir()) / "benchmark-bytecode")
    return {**world, "PYTHONHASHSEED": "0", "PYTHONPYCACHEPREFIX": bytecode, **quiet}


def _verdict(met: bool) -> str:
    return "met" if met else "MISSED"


if __name__ == "__main__":
    main()
