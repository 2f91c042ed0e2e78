"""All benchmarks, one after the other, in a few minutes; each has a command of its own for larger sites.

python -m benchmarks.every
"""

from __future__ import annotations

from benchmarks import build, compared, feeds, related, serve


def main() -> None:
    for title, run in (
        ("Builds", lambda: compared.main(["--posts", "20", "100", "--pages", "1", "60", "--others"])),
        ("Growth", lambda: build.main(["--posts", "200"])),
        ("Under mkdocs serve", lambda: serve.main(["--posts", "100"])),
        ("Heads and feeds", lambda: feeds.main(["--posts", "200"])),
        ("Related posts", related.main),
    ):
        print(f"\n## {title}\n", flush=True)
        run()


if __name__ == "__main__":
    main()
