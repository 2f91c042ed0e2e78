"""What do the images of a blog cost?

    python -m benchmarks.images              # every ratio, in one run
    python -m benchmarks.images --count 60   # with fewer images

One site with a photograph for every post is built without images, for the first time and again; in between, the
photographs are made with one thread and with two. Then posts show photographs in their texts, as `responsive_images`
has them. Seconds are those on the clock for threads, and those of the
processor, user and system, for builds; each is the median of several rounds but for the first build. Only ratios mean
anything on another machine. Memory is the most that the first build's process had at one time.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from mkdocs.structure.files import File
from PIL import Image, ImageFilter

from mkdocs_blogposts.site.images.image_processor import ImageJob, ImageProcessor

THREADS = 1.7
"""Two threads are at least so many times as fast as one."""

AGAIN = 1.05
"""A second build may take so many times as long as one without images."""

MEMORY = 400
"""Megabytes that the first build may have at one time."""

SIZE = 4000, 3000

CONFIG = """\
site_name: Benchmark
site_url: https://example.org/
theme: mkdocs
plugins: [search, {{blogposts: {options}}}]
site_dir: site-{name}
"""

TEXTS = {
    "off": "{responsive_images: false}",
    "as is": "{}",
    "all": "{responsive_images: true}",
}
"""How images in texts are shown: in their own size, large ones in several widths, or all of them."""

IN_TEXT = {"cover": (2400, 1600), "large": (2400, 1600), "small": (900, 600)}
"""The images of each text; the first is the post's cover, too, which comes in several widths in any case."""


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=300, help="posts, each with a photograph of 12 megapixels")
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="benchmark-") as folder:
        root = Path(folder)
        write_site(root, options.count)
        print(f"{options.count} posts, each with a JPEG of {SIZE[0]} × {SIZE[1]}\n")
        threads(root, min(options.count, 24))
        builds(root, options.rounds)
    with tempfile.TemporaryDirectory(prefix="benchmark-") as folder:
        texts(Path(folder), max(1, options.count // 10))


def write_site(root: Path, count: int) -> None:
    """Posts, each with a photograph of its own."""
    blog = root / "docs" / "blog"
    blog.mkdir(parents=True)
    (root / "docs" / "index.md").write_text("# Home\n", encoding="utf-8")
    for images in ("true", "false"):
        write_config(root, images, f"{{images: {images}}}")
    chance = random.Random(7)
    words = [f"{''.join(chance.choices('abcdefghijklmnoprstuvw', k=6))}" for _ in range(400)]
    grain = make_grain()
    for number in range(count):
        color = tuple(chance.randrange(256) for _ in range(3))
        photograph(grain, color, SIZE).save(blog / f"photo-{number}.jpg", quality=88)
        text = "\n\n".join(" ".join(chance.choices(words, k=80)) for _ in range(6))
        facts = f"title: Post {number}\ndate: 2024-01-{number % 28 + 1:02}\ntags: [t{number % 9}]"
        front_matter = f"{facts}\nimage: photo-{number}.jpg"
        (blog / f"post-{number}.md").write_text(f"---\n{front_matter}\n---\n{text}\n", encoding="utf-8")


def write_config(root: Path, name: str, options: str) -> None:
    (root / f"{name}.yml").write_text(CONFIG.format(options=options, name=name), encoding="utf-8")


def make_grain() -> Image.Image:
    """What makes a plain color weigh as much as a photograph."""
    return Image.effect_noise((SIZE[0] // 3, SIZE[1] // 3), 50).convert("RGB").filter(ImageFilter.GaussianBlur(2))


def photograph(grain: Image.Image, color: tuple[int, ...], size: tuple[int, int]) -> Image.Image:
    return Image.blend(grain, Image.new("RGB", grain.size, color), 0.5).resize(size)


def texts(root: Path, count: int) -> None:
    """Print what images in texts cost, in time and in the size of the site: each post has its cover and two more."""
    blog, grain, chance = root / "docs" / "blog", make_grain(), random.Random(7)
    blog.mkdir(parents=True)
    for number in range(count):
        for name, size in IN_TEXT.items():
            color = tuple(chance.randrange(256) for _ in range(3))
            photograph(grain, color, size).save(blog / f"{name}-{number}.jpg", quality=88)
        shown = "\n\n".join(f"Words.\n\n![A photograph]({name}-{number}.jpg)" for name in IN_TEXT)
        (blog / f"post-{number}.md").write_text(f"---\ntitle: P{number}\ndate: 2024-01-01\n---\n{shown}\n", "utf-8")
    print(f"\n{count} posts, each with JPEGs of {', '.join(f'{w} × {h}' for w, h in IN_TEXT.values())} in its text")
    print("responsive_images        first  again    CPU s; site    MB")
    whole: tuple[float, ...] = ()
    for name, options in TEXTS.items():
        write_config(root, name, options)
        shutil.rmtree(root / ".cache", ignore_errors=True)
        first, again = (build(root, name)[0] for _ in range(2))
        size = sum(path.stat().st_size for path in (root / f"site-{name}").rglob("*") if path.is_file()) / 1e6
        whole = whole or (first, again, size)
        ratios = ", ".join(f"{value / base:.2f}" for value, base in zip((first, again, size), whole, strict=True))
        print(f"{name:20} {first:9.2f} {again:6.2f} {size:19.2f}   (ratios {ratios})")


def threads(root: Path, count: int) -> None:
    """Print how much faster two threads make images than one."""
    blog = str(root / "docs" / "blog")
    jobs = [ImageJob(File(f"photo-{number}.jpg", blog, str(root / "site"), True)) for number in range(count)]
    seconds = []
    for number in (1, 2):
        start = time.perf_counter()
        ImageProcessor(root / f"cache-{number}", threads=number).make_all(jobs)
        seconds.append(time.perf_counter() - start)
    ratio = seconds[0] / seconds[1]
    print(f"one thread             {seconds[0] / count:8.2f} s for an image")
    print(f"two threads            {seconds[1] / count:8.2f} s for an image")
    print(f"ratio                  {ratio:8.2f}   ({_verdict(ratio >= THREADS)}: at least {THREADS})\n")


def builds(root: Path, rounds: int) -> None:
    """Print what a first and a second build cost beside one without images."""
    first, memory = build(root, "true")
    with_images, without = [], []
    for _ in range(rounds):
        without.append(build(root, "false")[0])
        with_images.append(build(root, "true")[0])
    ratio = statistics.median(with_images) / statistics.median(without)
    print(f"without images         {statistics.median(without):8.2f} CPU s")
    print(f"first build            {first:8.2f} CPU s")
    print(f"second build           {statistics.median(with_images):8.2f} CPU s")
    print(f"second build, ratio    {ratio:8.2f}   ({_verdict(ratio <= AGAIN)}: at most {AGAIN})")
    print(f"memory, first build    {memory:8.0f} MB ({_verdict(memory <= MEMORY)}: at most {MEMORY})")


def build(root: Path, name: str) -> tuple[float, float]:
    """CPU seconds of `mkdocs build`, and the most memory it had, in megabytes."""
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--config-file", f"{name}.yml"]
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "PYTHONPATH": str(Path(__file__).parent.parent)}
    with subprocess.Popen(command, cwd=root, env=environment) as process:
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        sys.exit("The build failed.")
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss / (1024 if sys.platform != "darwin" else 1024 * 1024)


def _verdict(is_met: bool) -> str:
    return "met" if is_met else "MISSED"


if __name__ == "__main__":
    main()
