"""Sites as `mkdocs build` makes them, and what it says meanwhile."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from harness.built import Built
from harness.page import PageView
from harness.urls import Addresses
from scripts.validate.corpus import ROOT, Corpus

SITE_URL = "https://example.org/"
QUIET = {"NO_MKDOCS_2_WARNING": "1", "DISABLE_MKDOCS_2_WARNING": "true", "PYTHONPATH": str(ROOT)}
LIST = "from mkdocs_blogposts.cli.main import main; main()"
SAID = re.compile(r"^(WARNING|INFO) +-  (.*)$", re.MULTILINE)


@dataclass(frozen=True)
class Site:
    """A blog that was built, and the same pages without the plugin."""

    docs: Path
    built: Built
    plain: Built

    listed: tuple[dict[str, Any], ...]
    """Every post, as `blogposts list --all --json` has it."""

    @cached_property
    def pages(self) -> tuple[PageView, ...]:
        """Every page of the blog's site."""
        return pages_of(self.built)

    @cached_property
    def page_of(self) -> dict[str, PageView]:
        """The pages of the posts that are built, by the posts' files."""
        by_address = {page.address: page for page in self.pages}
        urls = {post["file"]: self.built.addresses.target("", post["url"]).path for post in self.listed}
        found = {file: by_address.get(self.built.addresses.address(at)) for file, at in urls.items()}
        return {file: page for file, page in found.items() if page}

    @property
    def published(self) -> tuple[dict[str, Any], ...]:
        """The posts that are in lists and feeds."""
        return tuple(post for post in self.listed if post["status"] == "published")


def pages_of(built: Built) -> tuple[PageView, ...]:
    """The pages of a site, but for what MkDocs and its themes make themselves to find and to fail."""
    names = (file for file in built.files if file.endswith(".html") and file != "search.html")
    return tuple(built.page(built.addresses.address(name)) for name in names)


def build(corpus: Corpus, root: Path, theme: str) -> Site:
    """The posts in a theme, with the plugin and without it."""
    ours, plain = (_built(config) for config in corpus.put(root, theme))
    listed = _run("-c", LIST, "list", "--all", "--json", "-f", str(root / "mkdocs.yml"))
    return Site(root / "docs", ours, plain, tuple(json.loads(listed.stdout)))


def _built(config: Path) -> Built:
    site_dir = config.with_name(f"site-{config.stem}")
    said = _run("-m", "mkdocs", "build", "-f", str(config), "-d", str(site_dir)).stderr
    warnings = [text for level, text in SAID.findall(said) if level == "WARNING"]
    notes = [text for level, text in SAID.findall(said) if level == "INFO"]
    return Built(site_dir, Addresses(SITE_URL), "", warnings, notes)


def _run(*command: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, **QUIET}
    done = subprocess.run([sys.executable, *command], env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"{command} failed:\n{done.stderr}")
    return done
