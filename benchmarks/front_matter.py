"""Does any front matter hurt, and what does reading it cost?

    python -m benchmarks.front_matter                  # hostile front matter, then the cost of ordinary
    python -m benchmarks.front_matter --hostile 2000   # fewer of them

Hostile front matter is made from the pieces of every format, whole and broken, with depth, aliases, long lines and
signs that no text should hold. None may raise, take longer than 50 ms of CPU time, or 100 MB. The ordinary ones are
mixed as in public blogs. The same seed makes the same front matter.
"""

from __future__ import annotations

import argparse
import sys
import time
import tracemalloc
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from random import Random

from mkdocs_blogposts.reading.frontmatter.parser import parse_front_matter

SLOWEST, LARGEST, COST = 0.050, 100, 0.35
"""At most so many seconds and megabytes for hostile front matter, and milliseconds for ordinary."""

TEN_MEGABYTES = 10_000_000

FENCES = [
    *(("---\n", "\n---\n"), ("---\n", "\n...\n"), ("+++\n", "\n+++\n"), ("---toml\n", "\n---\n"), ("", "\n\n")),
    *(("---json\n", "\n---\n"), ("{", "}\n"), ("{\n", "\n}\n"), ("<!--\n", "\n-->\n"), (".. title: A\n", "\n\n")),
    *(("---\n", ""), ("+++\n", ""), ("<!--\n", ""), ("\ufeff---\r\n", "\r\n---\r\n"), ("Title: A\n", "\n")),
]
PAIRS = [
    "{}: {}\n",
    "{} = {}\n",
    '"{}": {},\n',
    ".. {}: {}\n",
    "  {}: {}\n",
    "[{}]\n{}\n",
    "[[{}]]\n{}\n",
    "- {}: {}\n",
]
KEYS = ["title", "date", "tags", "Title", "a.b", '"a b"', "<<", "&a", "*a", "é", "my key", "0", "", "\x00", "x" * 200]
ATOMS = [
    *("A", '"A"', "'A'", "A: B", "@a", "`a`", "*a", "&a [*a]", "!!int x", "!!binary =", "~", "null", "NaN", "-inf"),
    *("2024-07-23", "2017-02-29", "1e999", "0x" + "f" * 6000, "9" * 6000, "1" + ":00" * 3000, '"\\ud800"', "\ud800"),
    *(
        '"""',
        "'''",
        '"""a',
        "|\n  a",
        ">-\n\n",
        "\x00",
        "\x07",
        "\x85",
        "\u2028",
        "\xa0A",
        "\t",
        "#",
        "\\",
        '"\\',
        "%YAML",
    ),
    *("a" * 5000, " " * 5000 + "x", '"' * 3000, "'" * 3000, '"\\"' * 2000, "a." * 3000, "{a=" * 2000, "-" * 5000),
    *("[" * 3000, "{" * 3000, "[" * 2000 + "]" * 2000, '{"a":' * 2000, "- " * 3000, "? " * 3000, ": " * 3000),
]


@dataclass
class Findings:
    """What has been seen of hostile front matter."""

    count: int = 0
    failures: list[str] = field(default_factory=list)
    slowest: tuple[float, str] = (0.0, "")
    largest: tuple[float, str] = (0.0, "")

    @property
    def are_good(self) -> bool:
        return not self.failures and self.slowest[0] <= SLOWEST and self.largest[0] <= LARGEST


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.front_matter", description=__doc__.partition("\n")[0])
    parser.add_argument("--hostile", type=int, default=20_000, help="how many times hostile front matter (20,000)")
    parser.add_argument("--ordinary", type=int, default=5_000, help="how many ordinary ones (5,000)")
    parser.add_argument("--seed", type=int, default=0, help="another number makes other front matter (0)")
    options = parser.parse_args(arguments)
    findings = attack(options.hostile, options.seed)
    print(f"hostile          {findings.count:10,}")
    print(f"failures        {len(findings.failures):10,}   {'; '.join(findings.failures[:3])}")
    print(f"slowest         {findings.slowest[0] * 1000:7.1f} ms   {findings.slowest[1]}")
    print(f"largest         {findings.largest[0]:7.1f} MB   {findings.largest[1]}")
    cost = ordinary_cost(options.ordinary, options.seed)
    print(f"ordinary ones   {cost:7.3f} ms   CPU time for each of {options.ordinary:,}; at most {COST}")
    sys.exit(0 if findings.are_good and cost <= COST else 1)


def attack(count: int, seed: int) -> Findings:
    """Read hostile front matter so many times, and that which is made to be the worst."""
    findings = Findings()
    chance = Random(seed)
    for make in [*worst(), *[lambda: hostile(chance)] * count]:
        read(make(), findings)
    for make in worst():
        measure(make(), findings)
    for _ in range(count // 100):
        measure(hostile(chance), findings)
    return findings


def read(text: str, findings: Findings) -> None:
    """Note what reading a text does; a slow one is read again, since another program may have been in the way."""
    findings.count += 1
    try:
        taken = _seconds(text)
        if taken > max(findings.slowest[0], SLOWEST / 5):
            taken = min(taken, *(_seconds(text) for _ in range(4)))
        findings.slowest = max(findings.slowest, (taken, _shown(text)))
    except Exception as error:  # noqa: BLE001  # whatever it is, it is a failure
        findings.failures.append(f"{type(error).__name__} at {_shown(text)}")


def _seconds(text: str) -> float:
    start = time.process_time()
    parse_front_matter(text)
    return time.process_time() - start


def measure(text: str, findings: Findings) -> None:
    tracemalloc.start()
    parse_front_matter(text)
    findings.largest = max(findings.largest, (tracemalloc.get_traced_memory()[1] / 1e6, _shown(text)))
    tracemalloc.stop()


def _shown(text: str) -> str:
    return f"{text[:60]!r} of {len(text):,}"


def hostile(chance: Random) -> str:
    """Front matter of a few lines, most of them odd."""
    first, last = chance.choice(FENCES)
    lines = [chance.choice(PAIRS).format(chance.choice(KEYS), _value(chance)) for _ in range(chance.randrange(1, 8))]
    return f"{first}{''.join(lines)}{last}Body.\n"


def _value(chance: Random) -> str:
    kind = chance.randrange(4)
    if kind == 0:
        return "".join(chance.choices(ATOMS, k=2))
    if kind == 1:
        return f"[{', '.join(chance.choices(ATOMS, k=chance.randrange(4)))}]"
    if kind == 2:
        return "".join(chr(chance.choice([chance.randrange(128), chance.randrange(0x3000)])) for _ in range(20))
    return chance.choice(ATOMS)


def worst() -> Iterator[Callable[[], str]]:
    """Makers of what costs most: lines of ten megabytes, thousands of values, aliases of aliases, deep nesting."""
    laughs = "a0: &a0 [lol, lol]\n" + "".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]\n" for n in range(1, 10))
    for first, last in FENCES:
        for line in ("title: {}\n", "title = {}\n", '"title": {}\n', ".. title: {}\n"):
            for value in ("a" * 9, '"' + "a" * 9 + '"', "[1,", "x "):
                times = TEN_MEGABYTES // len(value)
                yield lambda f=first, e=last, v=value, n=times, t=line: f"{f}{t.format(v * n)}{e}Body.\n"
        for line in (laughs, "a = {b = [" * 700, "[" * 15_000, "- " * 7_500, "a: b\n" * 3_100, "a = 1\n" * 2_500):
            yield lambda f=first, e=last, t=line: f"{f}title: A\n{t}{e}Body.\n"
        for line in ("".join(f"k{n} = [1, 2]\n" for n in range(1_000)), "a." * 7_000 + "a = 1\n", '"b",' * 3_900):
            yield lambda f=first, e=last, t=line: f"{f}title = 'A'\n{t}{e}Body.\n"


def ordinary_cost(count: int, seed: int) -> float:
    """Milliseconds of CPU time that ordinary front matter takes to read."""
    texts = [ordinary(number, Random(f"{seed} {number}")) for number in range(count)]
    start = time.process_time()
    for text in texts:
        parse_front_matter(text)
    return (time.process_time() - start) / max(count, 1) * 1000


def ordinary(number: int, chance: Random) -> str:
    """A post of any engine: of ten, four have YAML, three TOML, and one each of the other formats."""
    day = f"20{chance.randrange(10, 26)}-{chance.randrange(1, 13):02}-{chance.randrange(1, 28):02}"
    tags = chance.sample(["boats", "guest post", "harbour", "tides", "C#", "1.10", "winter"], 4)
    title = f"How a keel is laid, part {number}"
    quoted = ", ".join(f'"{tag}"' for tag in tags)
    about = "What it takes to lay a keel, and why it is done in the same way in every yard. " * 2
    dashed = "".join(f'- "{tag}"\n' for tag in tags)
    plain = f"Title: {title}\nDate: {day}\nTags: {', '.join(tags)}\nAuthor: Ada Lind\nDescription: {about}\n\n"
    yaml = f'---\ntitle: "{title}"\ndate: {day} 10:30:00\ndescription: {about}\nauthor: Ada Lind\ntags:\n{dashed}---\n'
    toml = f'+++\ntitle = "{title}"\ndate = "{day}"\ntags = [{quoted}]\nauthor = "Ada Lind"\nabout = "{about}"\n+++\n'
    json = f'{{\n"title": "{title}",\n"date": "{day}",\n"tags": [{quoted}],\n"author": "Ada Lind"\n}}\n'
    nikola = f"<!--\n.. title: {title}\n.. date: {day}\n.. tags: {', '.join(tags)}\n.. author: Ada Lind\n-->\n\n"
    front_matter = [yaml, toml, plain, yaml, toml, yaml, json, nikola, yaml, toml][number % 10]
    return front_matter + "The oldest way is still the best one.\n\n" * 200


if __name__ == "__main__":
    main()
