"""The command: a line for each case, and the faults of all below."""

from __future__ import annotations

import argparse
import sys
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
        found = [_told(case) for case in pool.map(prove, *zip(*cases, strict=True))]
    for case in found:
        _tell_faults(case)
    sys.exit(1 if any(faults for case in found for faults in case.faults.values()) else 0)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="validate", description="Prove a build of posts in three themes.")
    parser.add_argument("folders", nargs="*", type=Path, help="folders of posts; without any, our own")
    parser.add_argument("--theme", action="append", choices=THEMES, help="one theme, or several; without it, all")
    return parser.parse_args()


def _told(case: Case) -> Case:
    """The case, after a line with the number of faults of each check."""
    counts = (f"{name} {len(faults)}" for name, faults in case.faults.items())
    what = f"{case.posts} posts, {case.pages} pages, {case.seconds:.0f} s"
    print(f"{case.corpus}, {case.theme}: {what}; faults: {', '.join(counts)}; pictures: {case.pictures}", flush=True)
    return case


def _tell_faults(case: Case) -> None:
    for name, faults in case.faults.items():
        rest = [f"and {len(faults) - SHOWN} more"] if len(faults) > SHOWN else []
        for fault in (*faults[:SHOWN], *rest):
            print(f"{case.corpus}, {case.theme}, {name}: {fault}")


if __name__ == "__main__":
    main()
