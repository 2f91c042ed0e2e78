"""Edits a site at random, many times, and compares each state under `mkdocs serve` with a clean build, to the byte.

PYTHONPATH=tests python -m scripts.random_edits --edits 500 --theme material --seed 3
PYTHONPATH=tests python -m scripts.random_edits --edits 100 --i18n suffix
"""

from __future__ import annotations

import argparse
import logging
import os
import shutil
import sys
import tempfile
from pathlib import Path

from mkdocs.commands.build import build
from mkdocs.config import load_config

from harness.edits import Edits
from harness.images import picture
from mkdocs_blogposts.site.settings import build_memory

SERVED = "http://127.0.0.1:8000/"
CONFIG = """\
site_name: Random
site_url: https://example.org/
theme: {{name: {theme}, custom_dir: mine}}
plugins: [search, {plugins}blogposts: {{per_page: 3{options}}}]
"""


I18N = (
    "i18n: {{docs_structure: {structure}, languages:"
    " [{{locale: en, name: English, default: true}}, {{locale: fr, name: French}}]}}"
)

FLAWS = ("![none](none.png)", "[none](none.md)")
"""What writers get wrong: a build says so, and makes its pages all the same."""


def main() -> int:
    options = _options()
    os.environ["SOURCE_DATE_EPOCH"] = "1735689600"
    logging.getLogger("mkdocs").setLevel(logging.ERROR)
    with tempfile.TemporaryDirectory(prefix="edits-") as folder:
        root = Path(folder)
        os.environ["XDG_CACHE_HOME"] = str(root / "cache")
        (root / "mine").mkdir()
        (root / "mkdocs.yml").write_text(_config(options), "utf-8")
        edits = Edits(root, options.seed, _write_image, options.posts, options.i18n, FLAWS)
        _site(root)
        for number in range(1, options.edits + 1):
            name = edits.next()
            if different := _differences(root):
                print(f"After edit {number} ({name}, seed {options.seed}) these differ: {', '.join(different)}")
                return 1
    print(
        f"{options.edits} edits in the theme {options.theme}{options.i18n and f', i18n {options.i18n}'},"
        f" seed {options.seed}: each state is that of a clean build."
    )
    return 0


def _write_image(path: Path, color: str) -> None:
    path.write_bytes(picture(420, 300, color=color))


def _differences(root: Path) -> list[str]:
    """The files that a rebuild makes otherwise than a build that knows of nothing."""
    rebuilt = _site(root)
    kept = dict(build_memory._OF_SITES)  # noqa: SLF001 - what is to be tested is whether it makes a difference
    build_memory._OF_SITES.clear()  # noqa: SLF001
    site, aside = root / "site", root / "site-of-rebuilds"
    site.rename(aside)  # what the last build has left there is a part of what is to be tested
    clean = _site(root)
    shutil.rmtree(site)
    aside.rename(site)
    build_memory._OF_SITES.clear()  # noqa: SLF001
    build_memory._OF_SITES.update(kept)  # noqa: SLF001
    return [name for name in sorted({*rebuilt, *clean}) if rebuilt.get(name) != clean.get(name)]


def _site(root: Path) -> dict[str, bytes]:
    site = root / "site"
    config = load_config(str(root / "mkdocs.yml"), site_dir=str(site))
    config.site_url = SERVED
    build(config, serve_url=SERVED)
    return {path.relative_to(site).as_posix(): path.read_bytes() for path in site.rglob("*") if path.is_file()}


def _config(options: argparse.Namespace) -> str:
    i18n = [I18N.format(structure=options.i18n)] if options.i18n else []
    plugins = "".join(f"{name}, " for name in [*options.plugins, *i18n])
    return CONFIG.format(theme=options.theme, plugins=plugins, options=options.blog and f", {options.blog}")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--edits", type=int, default=500)
    parser.add_argument("--theme", default="mkdocs")
    parser.add_argument("--i18n", choices=["folder", "suffix"], default="", help="a site in two languages")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--plugins", nargs="*", default=["awesome-nav"], help="others, as in mkdocs.yml (awesome-nav)")
    parser.add_argument("--blog", default="", help="further options of the blog, such as 'redirect_moved: all'")
    parser.add_argument("--posts", type=int, default=6, help="how many there are at first (6)")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
