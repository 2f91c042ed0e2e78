"""What do the images of a blog cost?

    python -m benchmarks.images              # every ratio, in one run
    python -m benchmarks.images --count 60   # with fewer images

One site with a photograph for every post is built without images, for the first time and again; in between, the
photographs are made with one thread and with two. Seconds are those on the clock for threads, and those of the
processor, user and system, for builds; each is the median of several rounds but for the first build. Only ratios mean
anything on another machine. Memory is the most that the first build's process had at one time.
"""

from __future__ import annotations

import argparse
import os
import random
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
plugins: [search, {{blogposts: {{images: {images}}}}}]
site_dir: {site}
"""


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


def write_site(root: Path, count: int) -> None:
    """Posts, each with a photograph of its own."""
    blog = root / "docs" / "blog"
    blog.mkdir(parents=True)
    (root / "docs" / "index.md").write_text("# Home\n", encoding="utf-8")
    for images in ("true", "false"):
        config = CONFIG.format(images=images, site=f"site-{images}")
        (root / f"{images}.yml").write_text(config, encoding="utf-8")
    chance = random.Random(7)
    words = [f"{''.join(chance.choices('abcdefghijklmnoprstuvw', k=6))}" for _ in range(400)]
    grain = Image.effect_noise((SIZE[0] // 3, SIZE[1] // 3), 50).convert("RGB").filter(ImageFilter.GaussianBlur(2))
    for number in range(count):
        color = tuple(chance.randrange(256) for _ in range(3))
        photograph = Image.blend(grain, Image.new("RGB", grain.size, color), 0.5).resize(SIZE)
        photograph.save(blog / f"photo-{number}.jpg", quality=88)
        text = "\n\n".join(" ".join(chance.choices(words, k=80)) for _ in range(6))
        facts = f"title: Post {number}\ndate: 2024-01-{number % 28 + 1:02}\ntags: [t{number % 9}]"
        front_matter = f"{facts}\nimage: photo-{number}.jpg"
        (blog / f"post-{number}.md").write_text(f"---\n{front_matter}\n---\n{text}\n", encoding="utf-8")


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


def build(root: Path, images: str) -> tuple[float, float]:
    """CPU seconds of `mkdocs build`, and the most memory it had, in megabytes."""
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--config-file", f"{images}.yml"]
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
