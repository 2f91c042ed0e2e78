"""Try the wheel in an environment that has nothing else: begin a blog of two files, check it and build it strictly.

python -m scripts.try_wheel --python python3.10 --resolution lowest-direct
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

DIST = Path(__file__).parent.parent / "dist"
MKDOCS_YML = "site_name: Tried\nsite_url: https://tried.example/\nplugins:\n  - blogposts\n"


def run(*command: str | Path, cwd: Path) -> str:
    """Run a command that must succeed, with nothing of this environment, and return what it prints."""
    print("$", *command, flush=True)
    names = ("HOME", "LANG", "PATH", "TMPDIR", "UV_INDEX_URL", "UV_DEFAULT_INDEX", "PIP_INDEX_URL", "SSL_CERT_FILE")
    environment = {name: os.environ[name] for name in names if name in os.environ}
    result = subprocess.run(command, cwd=cwd, env=environment, stdout=subprocess.PIPE, text=True, check=False)
    if result.returncode:
        sys.exit(f"{result.stdout}\n{command[0]} ended with status {result.returncode}.")
    return result.stdout


def try_wheel(wheel: Path, python: str, resolution: str, folder: Path) -> None:
    """Install the wheel alone, and do with it what the first page of the documentation does."""
    tool = shutil.which("uv") or sys.exit("uv is needed: pip install uv")
    run(tool, "venv", "--quiet", "--python", python, folder / "env", cwd=folder)
    scripts = folder / "env" / ("Scripts" if os.name == "nt" else "bin")
    asked = ("--resolution", resolution)
    run(tool, "pip", "install", "--quiet", "--python", scripts / "python", *asked, wheel, cwd=folder)
    site = folder / "site"
    (site / "docs").mkdir(parents=True)
    (site / "mkdocs.yml").write_text(MKDOCS_YML, "utf-8")
    (site / "docs/index.md").write_text("# Home\n", "utf-8")
    post = run(scripts / "blogposts", "new", "Hello, world", "--tags", "first", cwd=site).strip()
    with (site / post).open("a", encoding="utf-8") as file:
        file.write("The first words of a new blog, which say what it is about.\n")
    run(scripts / "blogposts", "check", cwd=site)
    run(scripts / "mkdocs", "build", "--quiet", "--strict", cwd=site)
    missing = [
        name for name in ("blog/index.html", "blog/tags/first/index.html", "blog/rss.xml") if not _is_made(site, name)
    ]
    if missing:
        sys.exit(f"{', '.join(missing)}: not in the site.")


def _is_made(site: Path, name: str) -> bool:
    return (site / "site" / name).is_file()


def main() -> None:
    parser = argparse.ArgumentParser(description="Try the wheel in dist/ in an environment of its own.")
    parser.add_argument("--python", default=sys.executable)
    parser.add_argument("--resolution", default="highest", choices=("highest", "lowest-direct"))
    given = parser.parse_args()
    wheels = sorted(DIST.glob("*.whl")) or sys.exit("There is no wheel in dist/. Make it by `make dist`.")
    with tempfile.TemporaryDirectory() as folder:
        try_wheel(wheels[-1].resolve(), given.python, given.resolution, Path(folder).resolve())
    print(f"{wheels[-1].name}: good with {given.python}, {given.resolution}.")


if __name__ == "__main__":
    main()
