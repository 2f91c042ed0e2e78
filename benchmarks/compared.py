"""How long does a blog take, and how large is it, beside what else makes one of the same posts?

    python -m benchmarks.compared                       # 100 posts against plain MkDocs
    python -m benchmarks.compared --posts 20 100 1000   # larger ones
    python -m benchmarks.compared --others              # Material's blog with tags and RSS, and Pelican, too
    python -m benchmarks.compared --pages 1 60 300      # sites without a post
    python -m benchmarks.compared --write folder        # tables (Markdown), figures (JSON), plots (SVG) in a folder

The posts are the same for each engine, the engines take turns, and each figure is the median of several rounds. Times
are CPU seconds, user and system, of the build's process and all of its children, and seconds on the clock; `first` has
no cache at all, `cold` only that of images, `warm` all of the same build before. Python's own byte code is there in
each case, as it is wherever packages are installed. Only ratios mean anything on another machine.

Material's blog wants `mkdocs-material` and `mkdocs-rss-plugin`, Pelican wants `pelican[markdown]`; what is not
installed is left out.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.posts import AUTHORS, post, write_posts

MKDOCS = """\
site_name: Benchmark
site_url: https://example.org/
theme: {theme}
plugins: [{plugins}]
{more}"""

PELICAN = """\
SITENAME = "Benchmark"
SITEURL = "https://example.org"
PATH = "content"
OUTPUT_PATH = "output"
TIMEZONE = "UTC"
DEFAULT_LANG = "en"
DEFAULT_PAGINATION = 10
STATIC_PATHS = ["images"]
CACHE_CONTENT = {cache}
LOAD_CONTENT_CACHE = {cache}
FEED_ALL_ATOM = "feeds/all.atom.xml"
TAG_FEED_ATOM = "feeds/{{slug}}.atom.xml"
"""


@dataclass(frozen=True)
class Engine:
    """One way to make a blog of a folder of posts."""

    name: str
    command: tuple[str, ...]
    needs: tuple[str, ...]
    output: str
    keeps: bool = False
    """Is a second build with its cache a case of its own?"""


@dataclass
class Figures:
    """What was measured of one engine."""

    cpu: list[float] = field(default_factory=list)
    wall: list[float] = field(default_factory=list)
    memory: list[float] = field(default_factory=list)
    size: float = 0.0
    files: int = 0


def _mkdocs(name: str, config: str, needs: tuple[str, ...] = (), keeps: bool = False) -> Engine:
    command = (sys.executable, "-m", "mkdocs", "build", "--quiet", "--config-file", f"{config}.yml")
    return Engine(name, (*command, "--site-dir", f"site-{config}"), needs, f"site-{config}", keeps)


OURS = [_mkdocs("plain MkDocs", "plain"), _mkdocs("with blogposts", "blog", keeps=True)]
OTHERS = [
    _mkdocs("Material, plain", "material-plain", ("material",)),
    _mkdocs("Material with blogposts", "material-blogposts", ("material",), keeps=True),
    _mkdocs("Material's blog, tags, RSS", "material-blog", ("material", "mkdocs_rss_plugin")),
    Engine("Pelican", (sys.executable, "-m", "pelican", "-q", "-s", "pelican.py"), ("pelican",), "output"),
    Engine(
        "Pelican with its cache", (sys.executable, "-m", "pelican", "-q", "-s", "cached.py"), ("pelican",), "output"
    ),
]


def main(arguments: Sequence[str] | None = None) -> None:
    options = _options().parse_args(arguments)
    engines = OURS + (OTHERS if options.others else [])
    there = [engine for engine in engines if all(map(importlib.util.find_spec, engine.needs))]
    tables = []
    kinds = [*(("posts", count) for count in options.posts), *(("pages", count) for count in options.pages)]
    for kind, count in kinds:
        with tempfile.TemporaryDirectory(prefix="benchmark-") as folder:
            write_sites(Path(folder), count if kind == "posts" else 0)
            if kind == "pages":
                write_pages(Path(folder) / "docs", count)
            engines = there if kind == "posts" else OURS
            tables.append((f"{count:,} {kind}", measure(Path(folder), engines, options.rounds)))
        print("\n".join(table(*tables[-1])), flush=True)
    if options.write:
        write(Path(options.write), tables)


def write_sites(root: Path, posts: int) -> None:
    """One folder of posts, and a configuration for each engine."""
    write_posts(root / "docs", posts)
    (root / "docs" / "index.md").write_text("# Home\n", encoding="utf-8")
    plain = MKDOCS.format(theme="mkdocs", plugins="search", more="not_in_nav: /blog/\n")
    blog = MKDOCS.format(theme="mkdocs", plugins="search, blogposts", more="")
    configs = {"plain": plain, "blog": blog}
    configs["material-plain"] = plain.replace("theme: mkdocs", "theme: material")
    configs["material-blogposts"] = blog.replace("theme: mkdocs", "theme: material")
    rss = "search, blog: {authors_profiles: true}, tags, rss: {use_git: false, date_from_meta: {as_creation: date}}"
    more = "docs_dir: material\nmarkdown_extensions: [meta]\n"
    configs["material-blog"] = MKDOCS.format(theme="material", plugins=rss, more=more)
    for name, content in configs.items():
        (root / f"{name}.yml").write_text(content, encoding="utf-8")
    _for_material(root)
    shutil.copytree(root / "docs" / "pictures", root / "content" / "pictures")
    shutil.copytree(root / "docs" / "blog", root / "content" / "posts")
    (root / "uncached.py").write_text(PELICAN.format(cache=False), encoding="utf-8")
    (root / "cached.py").write_text(PELICAN.format(cache=True), encoding="utf-8")


def write_pages(docs_dir: Path, count: int) -> None:
    """A documentation of so many pages in chapters of twenty; the first is the home page."""
    shutil.rmtree(docs_dir / "pictures")
    for number in range(1, count):
        chapter = docs_dir / f"chapter-{number // 20}"
        chapter.mkdir(exist_ok=True)
        body = post(number, count).partition("\n\n")[2].replace("(/pictures/", "(https://example.com/")
        (chapter / f"page-{number}.md").write_text(f"# Page {number}\n\n{body}", encoding="utf-8")


def _for_material(root: Path) -> None:
    """The posts with front matter as Material's blog reads them, and the file that it wants of their authors."""
    folder = root / "material" / "blog" / "posts"
    folder.mkdir(parents=True)
    shutil.copytree(root / "docs" / "pictures", root / "material" / "pictures")
    (root / "material" / "index.md").write_text("# Home\n", encoding="utf-8")
    (root / "material" / "blog" / "index.md").write_text("# Blog\n", encoding="utf-8")
    authors = {_key(name): {"name": name, "description": "Writer", "avatar": "pictures/00.jpg"} for name in AUTHORS}
    (root / "material" / "blog" / ".authors.yml").write_text(json.dumps({"authors": authors}), encoding="utf-8")
    for path in (root / "docs" / "blog").glob("*.md"):
        front_matter, _, body = path.read_text(encoding="utf-8").partition("\n\n")
        fields = dict(re.findall(r"(?m)^(Title|Description|Author|Tags|Date): (.*)$", front_matter))
        start = body[:200].rpartition(". ")[0]
        text = f"{_material_meta(fields)}# {fields['Title']}\n\n{start}.\n\n<!-- more -->\n\n{body}"
        (folder / path.name).write_text(text.replace("(/pictures/", "(../../pictures/"), encoding="utf-8")


def _material_meta(fields: Mapping[str, str]) -> str:
    tags = [tag.strip() for tag in fields["Tags"].split(",")]
    return f"""\
---
title: {json.dumps(fields["Title"])}
description: {json.dumps(fields["Description"])}
date: {fields["Date"]}
authors: [{_key(fields["Author"])}]
tags: {json.dumps(tags)}
---
"""


def _key(author: str) -> str:
    return author.lower().replace(" ", "-")


def measure(root: Path, engines: Sequence[Engine], rounds: int) -> dict[str, Figures]:
    """The figures of each engine, by its name; they take turns, so that a busy moment hits them all."""
    found: dict[str, Figures] = {}
    for engine in engines:
        _build(root, engine, Figures())  # makes byte code
    for _ in range(rounds):
        for engine in engines:
            if not engine.keeps:
                _build(root, engine, found.setdefault(engine.name, Figures()))
                continue
            for case, gone in (("first", ("cache", ".cache")), ("cold", ("cache",)), ("warm", ())):
                for folder in gone:
                    shutil.rmtree(root / folder, ignore_errors=True)
                _build(root, engine, found.setdefault(f"{engine.name}, {case}", Figures()))
    return found


def _build(root: Path, engine: Engine, figures: Figures) -> None:
    quiet = {"NO_MKDOCS_2_WARNING": "1", "DISABLE_MKDOCS_2_WARNING": "true", "PYTHONHASHSEED": "0"}
    own = {"XDG_CACHE_HOME": str(root / "cache"), "PYTHONPYCACHEPREFIX": str(root / "bytecode")}
    world = {**os.environ, **quiet, **own}
    world.pop("PYTHONDONTWRITEBYTECODE", None)
    start = time.monotonic()
    with subprocess.Popen(engine.command, cwd=root, env=world) as process:
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        sys.exit(f"{engine.name} failed.")
    figures.wall.append(time.monotonic() - start)
    figures.cpu.append(usage.ru_utime + usage.ru_stime)
    figures.memory.append(usage.ru_maxrss / (1024 if sys.platform != "darwin" else 1024 * 1024))
    files = [path for path in (root / engine.output).rglob("*") if path.is_file()]
    figures.size, figures.files = sum(path.stat().st_size for path in files) / 1e6, len(files)


def table(title: str, found: dict[str, Figures]) -> Iterator[str]:
    """A table of Markdown; ratios are to the first engine."""
    first = next(iter(found.values()))
    yield f"\n{title}\n"
    yield "| engine | CPU s | ratio | s | ratio | MB of memory | ratio | MB of site | ratio | files |"
    yield "| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |"
    for name, figures in found.items():
        pairs = [
            (statistics.median(mine), statistics.median(its))
            for mine, its in ((figures.cpu, first.cpu), (figures.wall, first.wall), (figures.memory, first.memory))
        ]
        pairs.append((figures.size, first.size))
        cells = " | ".join(f"{value:.2f} | {value / base:.2f}" for value, base in pairs)
        yield f"| {name} | {cells} | {figures.files:,} |"


def plot(title: str, found: dict[str, Figures]) -> Iterator[str]:
    """A drawing of the CPU seconds, a bar for each engine."""
    times = {name: statistics.median(figures.cpu) for name, figures in found.items()}
    high, scale = 26 * len(times) + 40, 360 / max(times.values())
    yield f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 680 {high}" font-family="sans-serif" font-size="14">'
    yield f'<text x="4" y="20" font-weight="bold">{title}: CPU seconds</text>'
    for place, (name, seconds) in enumerate(times.items()):
        top = 34 + 26 * place
        yield f'<text x="4" y="{top + 14}">{name}</text>'
        yield f'<rect x="230" y="{top}" width="{seconds * scale:.1f}" height="18" fill="#4a7ab5"/>'
        yield f'<text x="{236 + seconds * scale:.1f}" y="{top + 14}">{seconds:.2f}</text>'
    yield "</svg>"


def write(folder: Path, tables: Sequence[tuple[str, dict[str, Figures]]]) -> None:
    """Leave the figures to others."""
    folder.mkdir(parents=True, exist_ok=True)
    lines = [line for title, found in tables for line in table(title, found)]
    for title, found in tables:
        name = title.replace(" ", "-").replace(",", "")
        (folder / f"{name}.svg").write_text("\n".join(plot(title, found)) + "\n", encoding="utf-8")
    (folder / "compared.md").write_text("\n".join(lines) + "\n", encoding="utf-8")
    figures = {title: {name: vars(one) for name, one in found.items()} for title, found in tables}
    (folder / "compared.json").write_text(json.dumps(figures, indent=1), encoding="utf-8")


def _options() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.compared", description=__doc__.partition("\n")[0])
    parser.add_argument("--posts", type=int, nargs="*", default=[100], help="how many posts (100)")
    parser.add_argument("--pages", type=int, nargs="*", default=[], help="sites of so many pages without a post, too")
    parser.add_argument("--rounds", type=int, default=3, help="how often each build runs (3)")
    parser.add_argument("--others", action="store_true", help="Material's blog and Pelican, too")
    parser.add_argument("--write", help="a folder for the table and the figures")
    return parser


if __name__ == "__main__":
    main()
