"""How long after a post is saved does a reader of `mkdocs serve` see it?

    python -m benchmarks.serve                  # 200 posts, beside plain MkDocs
    python -m benchmarks.serve --posts 1000 --theme material

Drives the real server and asks for the page until it shows the change: a post's text, a tag, a new post, one that is
deleted, a template. Plain MkDocs serves the same posts, and takes turns. Figures are medians of several rounds: seconds
on the clock until the page shows it, and CPU seconds of the server. Only ratios mean anything on another machine.

Where `hugo` is installed, it builds a whole site of the same posts, with their tags and a feed of each, as an anchor.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from benchmarks.posts import write_posts

CONFIG = """\
site_name: Benchmark
site_url: https://example.org/
theme: {{name: {theme}, custom_dir: mine}}
plugins: [{plugins}]
{more}"""
PATIENCE = 900.0  # seconds: the first build of 1,000 posts makes all images
HUGO = """\
baseURL = "https://example.org/"
title = "Benchmark"
[markup.goldmark.renderer]
unsafe = true
"""
LAYOUTS = {
    "single": "<title>{{ .Title }}</title><h1>{{ .Title }}</h1>{{ .Content }}",
    "list": "<title>{{ .Title }}</title>{{ range .Pages }}<h2>{{ .Title }}</h2>{{ .Summary }}{{ end }}",
}
CHANGES = ("text", "tag", "post added", "post deleted", "template")


class Served:
    """One site, and the server that shows it."""

    def __init__(self, root: Path, config: str, process: subprocess.Popen[bytes], port: int) -> None:
        self.root, self.config, self.process = root, config, process
        self.home = f"http://127.0.0.1:{port}/"
        self.docs = root / config / "docs"
        self.count = 0

    def change(self, kind: str) -> tuple[float, float]:
        """Do it, and wait until it is seen: seconds, and CPU seconds of the server."""
        self.count += 1
        action, page, word = self._prepared(kind, f"lighthouse{self.count}")
        cpu, start = self.cpu(), time.monotonic()
        action()
        self._wait(page, word)
        return time.monotonic() - start, self.cpu() - cpu

    def wait_for_first(self) -> None:
        self._wait("", "Home")

    def cpu(self) -> float:
        """CPU seconds of the server until now."""
        fields = Path(f"/proc/{self.process.pid}/stat").read_text("ascii").rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def _prepared(self, kind: str, word: str) -> tuple[Callable[[], object], str, str]:
        post, page = self.docs / "blog" / "post-0007.md", self._url_of("post-0007.md")
        text = post.read_text("utf-8")
        if kind == "text":
            return lambda: post.write_text(f"{text}\n{word}\n", "utf-8"), page, word
        if kind == "tag":  # plain MkDocs shows none, so a word tells when it is there
            new = text.replace("Tags: ", f"Tags: {word}, ", 1) + f"\n{word}\n"
            return lambda: post.write_text(new, "utf-8"), page, word
        if kind == "post added":
            added, name = post.with_name(f"{word}.md"), text.replace("Slug: part-7", f"Slug: {word}", 1)
            return lambda: added.write_text(f"{name}\n{word}\n", "utf-8"), f"blog/{word}/", word
        if kind == "post deleted":
            name = f"post-{10 + self.count:04}.md"
            return (self.docs / "blog" / name).unlink, self._url_of(name), ""
        template = self.root / "mine" / "main.html"
        content = f"{{% extends 'base.html' %}}{{% block content %}}{{{{ super() }}}}<i>{word}</i>{{% endblock %}}"
        return lambda: template.write_text(content, "utf-8"), page, word

    def _url_of(self, name: str) -> str:
        """Of a post: the blog has its slug, plain MkDocs its file's name."""
        stem = name.removesuffix(".md")
        return f"blog/part-{int(stem.partition('-')[2])}/" if self.config == "blog" else f"blog/{stem}/"

    def _wait(self, page: str, word: str) -> None:
        """Until a page shows a word; an empty one stands for a page that is not there."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            shown = _page(self.home + page)
            if (word in shown) if word else shown == "":
                return
            time.sleep(0.02)
        sys.exit(f"{self.config}: '{page}' does not show it after {PATIENCE:.0f} s.")


def main(arguments: Sequence[str] | None = None) -> None:
    options = _options().parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="benchmark-") as folder:
        root = Path(folder)
        write_sites(root, options.posts, options.theme)
        with serving(root, "plain") as plain, serving(root, "blog") as blog:
            measure(options.posts, options.theme, plain, blog, options.rounds, options.changes)
        if shutil.which("hugo"):
            measure_hugo(root / "hugo", options.posts, options.rounds)


def write_sites(root: Path, posts: int, theme: str) -> None:
    """The same posts twice, so that a change of one is none of the other."""
    (root / "mine").mkdir()
    for name, plugins, more in (("plain", "search", "not_in_nav: /blog/\n"), ("blog", "search, blogposts", "")):
        write_posts(root / name / "docs", posts)
        (root / name / "docs" / "index.md").write_text("# Home\n", encoding="utf-8")
        content = CONFIG.format(theme=theme, plugins=plugins, more=f"docs_dir: {name}/docs\nwatch: [mine]\n{more}")
        (root / f"{name}.yml").write_text(content, encoding="utf-8")


def measure(posts: int, theme: str, plain: Served, blog: Served, rounds: int, changes: Sequence[str]) -> None:
    """Print what each change takes."""
    print(f"{posts:,} posts, theme {theme}, medians of {rounds}\n")
    print("                 plain MkDocs    with the blog       ratio")
    print("                    s   CPU s        s   CPU s       s   CPU")
    for kind in changes:
        figures = [(*plain.change(kind), *blog.change(kind)) for _ in range(rounds)]
        its, its_cpu, mine, mine_cpu = (statistics.median(column) for column in zip(*figures, strict=True))
        ratios = f"{mine / its:7.2f} {mine_cpu / max(its_cpu, 0.01):5.2f}"
        print(f"{kind:14} {its:7.2f} {its_cpu:7.2f}  {mine:7.2f} {mine_cpu:7.2f} {ratios}", flush=True)


def write_hugo(root: Path, posts: int) -> None:
    """The same posts with front matter as Hugo reads it, and a theme of two templates."""
    write_posts(root / "static", posts)
    (root / "static" / "blog").rename(root / "source")
    for folder in ("content/blog", "layouts/_default"):
        (root / folder).mkdir(parents=True)
    for path in (root / "source").iterdir():
        front_matter, _, body = path.read_text("utf-8").partition("\n\n")
        fields = dict(line.split(": ", 1) for line in front_matter.splitlines() if ": " in line)
        values = {"title": fields["Title"], "date": fields["Date"], "tags": fields["Tags"].split(", ")}
        (root / "content" / "blog" / path.name).write_text(f"{json.dumps(values)}\n\n{body}", "utf-8")
    for name, layout in LAYOUTS.items():
        (root / "layouts" / "_default" / f"{name}.html").write_text(layout, "utf-8")
    (root / "config.toml").write_text(HUGO, "utf-8")


def measure_hugo(root: Path, posts: int, rounds: int) -> None:
    """Print what Hugo takes for a whole build."""
    write_hugo(root, posts)
    figures = []
    for _ in range(rounds + 1):
        start, before = time.monotonic(), resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run(["hugo", "--quiet"], cwd=root, check=True)  # noqa: S607 - the one of the path
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
        figures.append((time.monotonic() - start, cpu))
    seconds, cpu = (statistics.median(column) for column in zip(*figures[1:], strict=True))
    print(f"Hugo, a whole build of the same posts: {seconds:.2f} s, {cpu:.2f} CPU s")


@contextmanager
def serving(root: Path, config: str) -> Iterator[Served]:
    """A real `mkdocs serve`."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    url = f"127.0.0.1:{port}"
    command = [sys.executable, "-m", "mkdocs", "serve", "--livereload", "-q", "-f", f"{config}.yml", "-a", url]
    quiet = {"NO_MKDOCS_2_WARNING": "1", "DISABLE_MKDOCS_2_WARNING": "true"}
    own = {"XDG_CACHE_HOME": str(root / "cache"), "PYTHONPYCACHEPREFIX": str(root / "bytecode")}
    world = {**os.environ, **quiet, **own}
    world.pop("PYTHONDONTWRITEBYTECODE", None)
    with subprocess.Popen(command, cwd=root, env=world) as process:
        try:
            served = Served(root, config, process, port)
            served.wait_for_first()
            yield served
        finally:
            process.terminate()


def _page(url: str) -> str:
    """What stands on a page; nothing where there is none."""
    direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        with direct.open(url, timeout=PATIENCE) as answer:
            return str(answer.read().decode("utf-8", "replace"))
    except (urllib.error.HTTPError, urllib.error.URLError, ConnectionError):
        return ""


def _options() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.serve", description=__doc__.partition("\n")[0])
    parser.add_argument("--posts", type=int, default=200, help="how many posts (200)")
    parser.add_argument("--theme", default="mkdocs", help="such as mkdocs, readthedocs, material (mkdocs)")
    parser.add_argument("--rounds", type=int, default=3, help="how often each change is made (3)")
    parser.add_argument("--changes", nargs="+", choices=CHANGES, default=CHANGES, help="which (all)")
    return parser


if __name__ == "__main__":
    main()
