"""A folder of posts, and where its user would put it."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent

PLACES = {"pelican": "", "jekyll": "blog/_posts", "hugo-toml": "posts"}
"""Where the folders of engines go, below `docs`, as docs/migration/ has it; any other goes to `blog`."""

CONFIG = """\
site_name: Validated
site_url: https://example.org/
not_in_nav: "*"
theme:
  name: {theme}
plugins:
{plugins}
markdown_extensions:
  - admonition
  - attr_list
  - def_list
  - footnotes
  - md_in_html
  - tables
  - toc:
      permalink: true
  - pymdownx.details
  - pymdownx.superfences
"""

PLUGIN = """\
  - search
  - blogposts:
      feeds: {limit: 0}
"""

PLAIN = """\
  - search
hooks: [plain.py]
"""

# MkDocs alone stops at a template of another engine, which the plugin passes over.
HOOK = """\
def on_page_markdown(markdown, page, **kwargs):
    page.meta.pop("template", None)
"""

HOME = "# Home\n\nA page before the posts.\n"


@dataclass(frozen=True, slots=True)
class Corpus:
    """A folder of posts."""

    folder: Path

    @property
    def name(self) -> str:
        """How it is called in a report."""
        return "own posts" if self.folder == OURS.folder else self.folder.name

    def put(self, root: Path, theme: str) -> tuple[Path, Path]:
        """Make a site of it in `root`: the files of `mkdocs`, with the plugin and without it."""
        docs = root / "docs"
        below = docs / PLACES.get(self.folder.name, "blog")
        for file in sorted(self.folder.rglob("*")):
            if file.is_file() and file.name != "LICENSE":
                at = below / file.relative_to(self.folder)
                at.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(file, at)
        if self.folder == OURS.folder:
            shutil.copytree(ROOT / "docs" / "assets", docs / "assets")
        if not (docs / "index.md").exists():
            (docs / "index.md").write_text(HOME, encoding="utf-8")
        (root / "plain.py").write_text(HOOK, encoding="utf-8")
        configs = {"mkdocs.yml": PLUGIN, "plain.yml": PLAIN}
        for name, plugins in configs.items():
            (root / name).write_text(CONFIG.format(theme=theme, plugins=plugins), encoding="utf-8")
        return root / "mkdocs.yml", root / "plain.yml"


OURS = Corpus(ROOT / "docs" / "blog")
