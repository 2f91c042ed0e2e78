"""Where Python can write none but ASCII names, a site that needs others is told so in one sentence."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from harness import Site

ENVIRONMENT = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}

PROGRAM = """
import logging
import sys
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs_blogposts.cli.main import main
logging.basicConfig(level=logging.ERROR)
for path in sys.argv[1:]:
    config = load_config(path, strict=True)
    try:
        build(config)
    except SystemExit as end:
        print(ascii(str(end)))
    else:
        print("built")
sys.argv = ["blogposts", "check", "-f", sys.argv[1]]
main()
"""

POSTS = {
    "ascii": ("a.md", "tags: [e]", "Zürich – 東京"),
    "tag": ("a.md", "tags: [é]", "Text."),
    "alias": ("a.md", "aliases: [/ü/]", "Text."),
    "name": ("café.md", "tags: [e]", "Text."),
}


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has names of its own")
def test_a_name_that_cannot_be_written_ends_in_a_sentence(tmp_path):
    sites = []
    for kind, (name, header, text) in POSTS.items():
        post = f"---\ntitle: {text}\ndate: 2024-01-02\ndescription: A post.\n{header}\n---\n{text}\n"
        files = {"docs/index.md": "# Home", f"docs/blog/{name}": post}
        sites.append(Site(tmp_path / kind, files, options={}))
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, *(str(site.config) for site in sites)],
        env={**os.environ, **ENVIRONMENT},
        capture_output=True,
        check=False,
    )
    said = done.stderr.decode("utf-8", "replace")
    assert "Traceback" not in said, said
    assert done.stdout.decode().splitlines() == ["built", *["'Aborted with a BuildError!'"] * 3, "No problems found."]
    assert said.count("Set the environment variable PYTHONUTF8=1") == 3
    assert [part in said for part in ("tags/\\xe9/index.html", "\\xfc/index.html", "blog/caf\\xe9.md")] == [True] * 3
