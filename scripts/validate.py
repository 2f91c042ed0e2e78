"""Has the HTML of a blog an error that the same site without it has not? Asks the Nu HTML checker (java, npm).

    python scripts/validate.py

The posts of our own site are built with three themes, with and without the plugin, out of the navigation in either. An
error is told by its message, as its place in the page is another.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TOOLS = ROOT / ".cache" / "validate"
CHECKER = TOOLS / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"
THEMES = ("mkdocs", "readthedocs", "material")

CONFIG = """\
site_name: Validated
site_url: https://example.org/
not_in_nav: /blog/
theme:
  name: {theme}
plugins: [{plugins}]
markdown_extensions: [tables, admonition, attr_list, md_in_html, toc]
"""


def main() -> None:
    """Print the errors that are ours, and fail if there are any."""
    missing = [tool for tool in ("java", "npm") if not shutil.which(tool)]
    if missing:
        print(f"The HTML is not checked: there is no {' and no '.join(missing)} here.")
        return
    _install()
    found = {theme: _errors_of(theme) for theme in THEMES}
    for theme, errors in found.items():
        print(f"{theme}: {len(errors)} errors that the site without the blog has not")
        for error in sorted(errors):
            print(f"  {error}")
    sys.exit(1 if any(found.values()) else 0)


def _errors_of(theme: str) -> set[str]:
    with tempfile.TemporaryDirectory(prefix="validate-") as folder:
        built, plain = (_built(Path(folder), theme, plugins) for plugins in ("search, blogposts", "search"))
        return _errors(built) - _errors(plain)


def _built(folder: Path, theme: str, plugins: str) -> Path:
    root = folder / plugins.replace(", ", "-")
    shutil.copytree(ROOT / "docs" / "blog", root / "docs" / "blog")
    (root / "docs" / "index.md").write_text("# Home\n\nA page.\n", encoding="utf-8")
    (root / "mkdocs.yml").write_text(CONFIG.format(theme=theme, plugins=plugins), encoding="utf-8")
    quiet = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "DISABLE_MKDOCS_2_WARNING": "true"}
    subprocess.run([sys.executable, "-m", "mkdocs", "build", "--quiet"], cwd=root, env=quiet, check=True)
    return root / "site"


def _errors(site: Path) -> set[str]:
    """The messages of the checker for all pages of a site."""
    options = ["--errors-only", "--skip-non-html", "--format", "json", "--exit-zero-always"]
    command = ["java", "-Xss4m", "-jar", str(CHECKER), *options, str(site)]
    told = subprocess.run(command, capture_output=True, text=True, check=True).stderr
    return {message["message"] for message in json.loads(told)["messages"]}


def _install() -> None:
    """The checker, once, from the registry that npm asks."""
    if not CHECKER.is_file():
        TOOLS.mkdir(parents=True, exist_ok=True)
        command = ["npm", "install", "--silent", "--no-audit", "--no-fund", "--prefix", str(TOOLS), "vnu-jar"]
        subprocess.run(command, check=True)


if __name__ == "__main__":
    main()
