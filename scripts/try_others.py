"""Builds a small blog beside other plugins, and in other themes, and writes down what works: `try_others.py plugins`.

    python scripts/try_others.py plugins|themes [NAME …] [--jobs N]

It needs the packages of scripts/compatibility/*.yml, which `--packages` lists; best in an environment of its own:

    python scripts/try_others.py plugins --packages | xargs -n 1 pip install

Each plugin is tried before and after `blogposts` in the list. A row "works" where a build says and does nothing that
it would not without `blogposts`, and the blog is whole: posts, list, feed, one title, one description. With names, the
other rows of the table stay as they are.
"""

from __future__ import annotations

import argparse
import multiprocessing
import os
import re
import signal
import subprocess
import sys
import tempfile
import time
import traceback
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from datetime import datetime, timezone
from functools import partial
from importlib.metadata import PackageNotFoundError, distributions, version
from pathlib import Path
from typing import Any, NoReturn

import yaml
from lxml import etree, html
from mkdocs.__main__ import cli
from PIL import Image

import mkdocs_blogposts.plugin  # noqa: F401 - so that each build has it already

ROOT = Path(__file__).parent.parent
DATA = Path(__file__).parent / "compatibility"
PAGES = {"plugins": ROOT / "docs/reference/plugins.md", "themes": ROOT / "docs/reference/themes.md"}
BEGIN, END = "<!-- The table is made by scripts/try_others.py. -->", "<!-- Here it ends. -->"
SECONDS = 180

POSTS = {
    "docs/index.md": "# Home\n\nWelcome.",
    "docs/plain.md": "# Plain\n\nA page.",
    "docs/blog/heading.md": """---
date: 2024-07-23
tags: [doors]
author: Ann
---

# Doors and walls

First words.

## A part

`code` and a [page](../plain.md).
""",
    "docs/blog/second.md": """---
title: Second
date: 2024-07-24
tags: [doors]
category: News
image: door.png
---

Other words, and [it](heading.md).
""",
    "docs/blog/draft.md": "---\ntitle: Draft\ndate: 2024-07-25\ndraft: true\n---\n\nHidden words.\n",
}
WORDS = {"heading": "First words", "second": "Other words", "": "Doors and walls"}
"""What the pages of the blog must say."""

TITLES = {"heading": "Doors and walls", "second": "Second", "": "Blog"}

GIT = ("git", "-c", "user.name=Ann", "-c", "user.email=ann@example.org")


def draw(root: Path, row: dict[str, Any], plugins: Sequence[Any]) -> None:
    """Write a site."""
    files = {**POSTS, **row.get("files", {})}
    files["docs/blog/second.md"] += f"\n{row.get('text', '')}\n"
    theme = row.get("theme", "mkdocs")
    config = {
        "site_name": "Example",
        "site_url": "https://example.org/",
        "repo_url": "https://github.com/example/example",
        "theme": theme if isinstance(theme, dict) else {"name": theme},
        "plugins": list(plugins),
        **row.get("config", {}),
    }
    for name, text in {**files, "mkdocs.yml": yaml.safe_dump(config, sort_keys=False)}.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    Image.new("RGB", (1400, 800), "#345").save(root / "docs/blog/door.png")
    for command in (("init", "-q"), ("add", "docs"), ("commit", "-qm", "First")):
        subprocess.run([*GIT, *command], cwd=root, check=True, capture_output=True)


def build(row: dict[str, Any], plugins: Sequence[Any]) -> tuple[list[str], list[str]]:
    """What a build warns of, and what is wrong with the blog that it made."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        draw(root, row, plugins)
        status, text = run_apart(root, aside(row))
        is_ours = "blogposts" in map(name_of, plugins)
        return warnings(text, status, root), list(faults(root / "site", row)) if is_ours and not status else []


def run_apart(root: Path, folder: str) -> tuple[int, str]:
    """The exit status of a build and all that it says. Its process begins with all imports done, which saves most of
    the time.
    """
    child = os.fork()
    if not child:
        run_build(root, folder)
    end = time.monotonic() + SECONDS
    while not (ended := os.waitpid(child, os.WNOHANG))[0]:
        if time.monotonic() > end:
            os.kill(child, signal.SIGKILL)
        time.sleep(0.05)
    return os.waitstatus_to_exitcode(ended[1]), (root / "said.txt").read_text(errors="replace")


def aside(row: dict[str, Any]) -> str:
    """The folder of a package whose files would overwrite those of another; empty for all others."""
    folder = ROOT / ".cache/aside" / row["package"]
    if row.get("aside") and not folder.is_dir():
        command = (sys.executable, "-m", "pip", "install", "-q", "--no-deps", "--target", str(folder), row["package"])
        subprocess.run(command, check=True)
    return str(folder) if row.get("aside") else ""


def run_build(root: Path, folder: str) -> NoReturn:
    """In a process of its own, as `mkdocs build` does it."""
    with (root / "said.txt").open("w") as said:
        for stream in (1, 2):
            os.dup2(said.fileno(), stream)
        status = 1
        try:
            os.chdir(root)
            if folder:  # whose modules would be those that are imported already
                command = [sys.executable, "-m", "mkdocs", "build", "-q"]
                os.execve(sys.executable, command, {**os.environ, "PYTHONPATH": folder})  # noqa: S606
            sys.path.insert(0, str(root))
            cli(["build", "-q"])
        except SystemExit as exit_of:
            status = int(exit_of.code or 0) if isinstance(exit_of.code, (int, type(None))) else 1
        except BaseException:  # noqa: BLE001 - of other people's plugins, whatever it is
            traceback.print_exc()
        for stream in (sys.stdout, sys.stderr):
            stream.flush()
        os._exit(status)


def warnings(text: str, status: int, root: Path) -> list[str]:
    lines = [re.sub(r"\s+", " ", line.replace(f"{root}/", "")).strip() for line in text.splitlines() if line.strip()]
    told = [line for line in lines if re.match(r"(WARNING|ERROR|CRITICAL)\b", line)]
    return [*told, f"It stops: {lines[-1] if lines else 'without a word'}"] if status else told


def faults(site: Path, row: dict[str, Any]) -> Iterator[str]:
    """What a reader would miss in a built blog."""
    files = {name: page_file(site / "blog" / name) for name in WORDS}
    if missing := [name or "blog" for name, file in files.items() if not file.is_file()]:
        yield f"there is no page {missing[0]}"
        return
    plain = headings(html.parse(str(page_file(site / "plain"))).getroot())
    for name, file in files.items():
        yield from faults_of_page(name, html.parse(str(file)).getroot(), plain, file.parent, row.get("numbers", False))
    if any("Hidden words" in page.read_text(errors="replace") for page in site.rglob("*.html")):
        yield "a draft is published"
    feed = site / "blog/rss.xml"
    if not feed.is_file() or len(etree.parse(str(feed)).findall(".//item")) != 2:
        yield "the feed has not both posts"
    if (see := row.get("see")) and see not in files["second"].read_text(encoding="utf-8", errors="replace"):
        yield f"the plugin does nothing on the post: no '{see}'"


def faults_of_page(name: str, tree: Any, plain: int, folder: Path, is_numbered: bool = False) -> Iterator[str]:
    if WORDS[name] not in "".join(map(str, tree.itertext())):
        yield f"'{WORDS[name]}' is not on blog/{name}"
    for what, path in (("titles", "//head/title"), ("descriptions", "//meta[@name='description']")):
        if (count := len(tree.xpath(path))) != 1:
            yield f"blog/{name} has {count} {what}"
    if (count := headings(tree)) > plain:
        yield f"blog/{name} has {count} h1, and a plain page {plain}"
    titles = [
        re.sub(r"^[\d.]+ " if is_numbered else "^ ", "", " ".join(h1.text_content().split())) for h1 in tree.iter("h1")
    ]
    if (count := titles.count(TITLES[name])) != 1:
        yield f"blog/{name} has {count} h1 with its title"
    sheets = tree.xpath("//link[@rel='stylesheet']/@href")
    if not any("blogposts" in sheet and (folder / sheet).resolve().is_file() for sheet in sheets):
        yield f"blog/{name} has no style sheet of the blog"


def page_file(folder: Path) -> Path:
    """Where a page lies, with or without `use_directory_urls`."""
    file = folder.with_suffix(".html")
    return file if file.is_file() and not (folder / "index.html").is_file() else folder / "index.html"


def headings(tree: Any) -> int:
    """How many first headings a page has; some themes set the site's name as one, too."""
    return len(tree.xpath("//h1[normalize-space()]"))


def name_of(plugin: Any) -> str:
    return plugin if isinstance(plugin, str) else next(iter(plugin))


def try_plugin(row: dict[str, Any]) -> dict[str, Any]:
    """A row with what came of it."""
    theirs = [*row.get("also", []), {row["plugin"]: row.get("options", {})}]
    search = [] if "search" in row["plugin"] else ["search"]
    orders = {"first": [*search, *theirs, "blogposts"], "last": [*search, "blogposts", *theirs]}
    orders = {order: plugins for order, plugins in orders.items() if row.get("order", order) == order}
    return tried(row, [*search, *theirs], orders)


def tried(row: dict[str, Any], theirs: Sequence[Any], orders: dict[str, list[Any]]) -> dict[str, Any]:
    built = {order: build(row, plugins) for order, plugins in orders.items()}
    alone, _ = build(row, theirs) if any(said for said, _ in built.values()) else ([], [])
    if any(line.startswith("It stops") for line in alone):
        return {**row, "not_tried": alone[-1]}
    known = {shape(line) for line in alone}
    return {**row, "found": {o: [line for line in said if shape(line) not in known] + wrong
                             for o, (said, wrong) in built.items()}}  # fmt: skip


def shape(line: str) -> str:
    """A message without what differs from build to build."""
    return re.sub(r"[\d.]+|/tmp/\w+", "", line)


def try_theme(row: dict[str, Any]) -> dict[str, Any]:
    row = {"theme": row["name"], **row}
    theirs = ["search", *row.get("also", [])]
    return tried(row, theirs, {"": [*theirs, "blogposts"]})


def verdict(row: dict[str, Any]) -> str:
    """The last cell of a row."""
    found = row["found"]
    bad = {order: wrong for order, wrong in found.items() if wrong}
    if row.get("why"):
        return f"does not: {row['why']}"
    if not bad:
        return f"works with this setting: {row['setting']}" if row.get("setting") else "works"
    if len(bad) < len(found):
        return f"works if it stands {'after' if 'first' in bad else 'before'} `blogposts`"
    wrong = next(iter(bad.values()))
    return f"does not: {wrong[0]}".replace("|", "\\|")


def installed(row: dict[str, Any]) -> str:
    if folder := aside(row):
        return next((each.version for each in distributions(path=[folder]) if each.name == row["package"]), "")
    try:
        return version(row["package"])
    except PackageNotFoundError:
        return ""


def table(kind: str, rows: Sequence[dict[str, Any]], done: Sequence[dict[str, Any]], before: str) -> str:
    """The Markdown of all rows, in their order: those that were `done`, and the others as they were `before`."""
    key = "plugin" if kind == "plugins" else "name"
    written = {found[1]: found[0] for found in re.finditer(r"^\| `([^`]+)` .*$", before, re.MULTILINE)}
    lost = dict(re.findall(r"`([^`]+)` ([^\s,]+)[,.]", before.partition("Not tried")[2]))
    for row in done:
        name = row[key]
        if "not_tried" in row:
            lost[name] = installed(row)
        else:
            lost.pop(name, None)
            written[name] = f"| `{name}` | {row['package']} | {installed(row)} | {verdict(row)} |"
    lines = [written[row[key]] for row in rows if row[key] in written]
    works = sum("| works" in line for line in lines)
    today = datetime.now(tz=timezone.utc).date()
    head = f"Tried on {today:%d %B %Y} with MkDocs {version('mkdocs')}: {len(lines)} {kind}, {works} of which work."
    columns = [f"| {kind[:-1]} | package | version | with `blogposts` |", "| --- | --- | --- | --- |"]
    names = [f"`{row[key]}` {lost[row[key]]}" for row in rows if row[key] in lost and row[key] not in written]
    they = f"Not tried, since {'they stop' if len(names) > 1 else 'it stops'} also without `blogposts`: "
    return "\n".join([head, "", *columns, *lines, *(["", f"{they}{', '.join(names)}."] if names else [])])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("kind", choices=sorted(PAGES))
    parser.add_argument("names", nargs="*")
    parser.add_argument("--jobs", type=int, default=os.cpu_count())
    parser.add_argument("--packages", action="store_true", help="list the packages, and do no more")
    arguments = parser.parse_args()
    rows = yaml.safe_load((DATA / f"{arguments.kind}.yml").read_text(encoding="utf-8"))
    if arguments.packages:
        print("\n".join(dict.fromkeys(row.get("install", row["package"]) for row in rows if not row.get("aside"))))
        return
    key = "plugin" if arguments.kind == "plugins" else "name"
    chosen = [row for row in rows if installed(row) and (not arguments.names or row[key] in arguments.names)]
    with ProcessPoolExecutor(arguments.jobs, multiprocessing.get_context("fork")) as pool:
        tries = pool.map(partial(told, try_plugin if arguments.kind == "plugins" else try_theme, key), chosen)
        done = list(tries)
    page = PAGES[arguments.kind]
    before, _, rest = page.read_text(encoding="utf-8").partition(BEGIN)
    known, _, after = rest.partition(END)
    new = table(arguments.kind, rows, done, known if arguments.names else "")
    page.write_text(f"{before}{BEGIN}\n\n{new}\n\n{END}{after}", encoding="utf-8")


def told(attempt: Any, key: str, row: dict[str, Any]) -> dict[str, Any]:
    done: dict[str, Any] = attempt(row)
    print(row[key], "|", done.get("found", done.get("not_tried")), flush=True)
    return done


if __name__ == "__main__":
    main()
