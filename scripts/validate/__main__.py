"""The command: a table of what was found, and every fault below it."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from harness.site import THEMES
from scripts.validate import tools
from scripts.validate.case import Case, prove
from scripts.validate.corpus import OURS, Corpus

SHOWN = 20  # faults of a check; the rest is counted


def main() -> None:
    """Prove, print, and fail where anything is wrong."""
    asked = _arguments()
    if why := tools.missing():
        print(f"{why} Nothing is checked.")
        return
    tools.install()
    corpora = [Corpus(folder.resolve()) for folder in asked.folders] or [OURS]
    cases = [(corpus, theme) for corpus in corpora for theme in asked.theme or THEMES]
    with ProcessPoolExecutor(max_workers=2) as pool:
        found = list(pool.map(prove, *zip(*cases, strict=True)))
    _print(found)
    sys.exit(1 if any(faults for case in found for faults in case.faults.values()) else 0)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="validate", description="Prove a build of posts in three themes.")
    parser.add_argument("folders", nargs="*", type=Path, help="folders of posts; without any, our own")
    parser.add_argument("--theme", action="append", choices=THEMES, help="one theme, or several; without it, all")
    return parser.parse_args()


def _print(cases: Sequence[Case]) -> None:
    """A line for each case with the number of faults of each check, then the faults."""
    names = list(cases[0].faults)
    row = "{:<12} {:<12} {:>5} {:>5} " + " {:>8}" * len(names) + " {:>5}  {}"
    print(row.format("posts of", "theme", "posts", "pages", *names, "s", "pictures of the posts"))
    for case in cases:
        counts = (len(case.faults[name]) for name in names)
        told = (case.corpus, case.theme, case.posts, case.pages, *counts, round(case.seconds), case.pictures)
        print(row.format(*told))
    for case in cases:
        for name, faults in case.faults.items():
            for fault in faults[:SHOWN]:
                print(f"{case.corpus}, {case.theme}, {name}: {fault}")
            if len(faults) > SHOWN:
                print(f"{case.corpus}, {case.theme}, {name}: and {len(faults) - SHOWN} more")


if __name__ == "__main__":
    main()
