"""Random edits of a site, as a writer makes them; each leaves a site that can be built."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from random import Random

TAGS = ("red", "blue", "green", "sea & sun")
AUTHORS = ("ann", "bo")
WORDS = ("boat", "quay", "rope", "tide", "lamp", "pier", "gull", "salt")

AUTHORS_FILE = "ann: {{name: Ann {}, title: Keeper}}\nbo: {{name: Bo Ek, description: {}}}\n"
TEMPLATE = '<p class="mine">{{{{ post.title }}}} {}</p>\n'


class Edits:
    """A site of posts and pages that changes; the same changes for the same seed.

    With a `structure` of mkdocs-static-i18n, `folder` or `suffix`, posts are translated, too, from English to French.
    """

    def __init__(
        self,
        root: Path,
        seed: int,
        write_picture: Callable[[Path, str], None],
        posts: int = 6,
        structure: str = "",
        flaws: tuple[str, ...] = (),
    ) -> None:
        self.root, self.chance = root, Random(seed)  # noqa: S311 - chance decides about edits here, not about secrets
        self.make_image = write_picture
        self.made, self.structure, self.flaws = 0, structure, flaws
        self.docs = root / "docs" / ("en" if structure == "folder" else "")
        (self.docs / "blog").mkdir(parents=True, exist_ok=True)
        (self.docs / "guide").mkdir(exist_ok=True)
        (self.docs / "index.md").write_text(
            "# Home\n\n[Blog](blog/index.md)\n\n<!-- blogposts limit='2' -->\n", "utf-8"
        )
        self.write_authors()
        self.make_image(self.docs / "blog" / "p.png", "navy")
        for _ in range(2):
            self.add_page()
        for _ in range(posts):
            self.add_post()

    @property
    def posts(self) -> list[Path]:
        found = [*(self.docs / "blog").rglob("*.md"), *(self.root / "docs/fr").rglob("*.md")]
        return sorted(path for path in found if path.stem != "_index")

    @property
    def pages(self) -> list[Path]:
        return sorted((self.docs / "guide").glob("*.md"))

    def next(self) -> str:
        """Make one change; its name."""
        kinds = [
            *[self.edit_text] * 4,
            *[self.edit_header] * 3,
            *(self.edit_page, self.add_post, self.add_page, self.delete, self.rename, self.write_authors),
            *(self.change_picture, self.change_options, self.change_template, self.change_other_file),
            *(self.change_navigation, self.change_folder, self.change_zone, self.move, self.write_other_plugins_file),
            *[self.translate] * 4 * bool(self.structure),
        ]
        kind = self.chance.choice(kinds)
        kind()
        return kind.__name__

    def sentence(self) -> str:
        words = self.chance.choices(WORDS, k=6)
        return f"The {' '.join(words)}."

    def text(self) -> str:
        paragraphs = [self.sentence() for _ in range(self.chance.randrange(1, 5))]
        if self.posts and self.chance.random() < 0.6:
            paragraphs.append(
                f"See [another](../blog/{self.chance.choice(self.posts).name}#{self.chance.choice(WORDS)})."
            )
        if self.chance.random() < 0.4:
            paragraphs.append(self.chance.choice(["![p](../blog/p.png)", '<img src="/blog/p.png">', *self.flaws]))
        if self.chance.random() < 0.4:
            paragraphs.append(f"## {self.chance.choice(WORDS)}\n\n{self.sentence() * 8}")
        return "\n\n".join(paragraphs)

    def header(self) -> str:
        tags = ", ".join(f"'{tag}'" for tag in self.chance.sample(TAGS, 2))
        lines = [
            f"title: The {self.chance.choice(WORDS)} {self.made}",
            f"date: 2024-0{self.chance.randrange(1, 10)}-1{self.chance.randrange(10)}",
            f"tags: [{tags}]",
            f"authors: [{self.chance.choice(AUTHORS)}]",
        ]
        lines += ["image: p.png"] * (self.chance.random() < 0.3) + ["draft: true"] * (self.chance.random() < 0.15)
        lines += [f"slug: moved-{self.made}"] * (self.chance.random() < 0.2)
        lines += [f"aliases: [/old/{self.chance.randrange(9)}/]"] * (self.chance.random() < 0.2)
        lines += [f"series: {self.chance.choice(WORDS)}"] * (self.chance.random() < 0.2)
        lines += ["status: unlisted"] * (self.chance.random() < 0.1)
        lines += ["categories: [news/local]"] * (self.chance.random() < 0.2)
        return "---\n" + "\n".join(lines) + "\n---\n"

    def add_post(self) -> None:
        self.made += 1
        path = self.docs / "blog" / f"post-{self.made}.md"
        path.write_text(self.header() + self.text() + "\n", "utf-8")

    def add_page(self) -> None:
        self.made += 1
        (self.docs / "guide" / f"page-{self.made}.md").write_text(f"# Page {self.made}\n\n{self.text()}\n", "utf-8")

    def edit_text(self) -> None:
        path = self.chance.choice(self.posts)
        header = path.read_text("utf-8").split("---\n")[1]
        path.write_text(f"---\n{header}---\n{self.text()}\n", "utf-8")

    def edit_header(self) -> None:
        path = self.chance.choice(self.posts)
        body = path.read_text("utf-8").split("---\n", 2)[2]
        path.write_text(self.header() + body, "utf-8")

    def edit_page(self) -> None:
        path = self.chance.choice(self.pages)
        path.write_text(f"# {self.chance.choice(WORDS)}\n\n{self.text()}\n", "utf-8")

    def delete(self) -> None:
        paths = self.chance.choice([self.posts, self.pages])
        if len(paths) > 2:
            self.chance.choice(paths).unlink()

    def rename(self) -> None:
        self.made += 1
        path = self.chance.choice(self.posts)
        path.rename(path.with_name(f"post-{self.made}{'.fr' * path.stem.endswith('.fr')}.md"))

    def translate(self) -> None:
        """Write a post in French: one that has no translation yet, or the translation again."""
        path = self.chance.choice([path for path in self.posts if path.is_relative_to(self.docs)])
        if self.structure == "folder":
            path = self.root / "docs/fr/blog" / path.name
        elif not path.stem.endswith(".fr"):
            path = path.with_suffix(".fr.md")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(self.header() + self.text() + "\n", "utf-8")

    def write_authors(self) -> None:
        content = AUTHORS_FILE.format(self.chance.choice(WORDS), self.chance.choice(WORDS))
        (self.docs / "blog" / "authors.yml").write_text(content, "utf-8")

    def change_picture(self) -> None:
        self.make_image(self.docs / "blog" / "p.png", self.chance.choice(("red", "teal", "navy", "gold")))

    def move(self) -> None:
        """A post into a folder below, or back."""
        path, folder = self.chance.choice(self.posts), self.docs / "blog" / "more"
        folder.mkdir(exist_ok=True)
        path.rename((self.docs / "blog" if path.parent == folder else folder) / path.name)

    def change_zone(self) -> None:
        """The same moment, as another zone has it."""
        path = self.chance.choice(self.posts)
        zone, hour = self.chance.choice((("+00:00", 10), ("+02:00", 12), ("-05:00", 5)))
        text = path.read_text("utf-8")
        path.write_text(re.sub(r"(?m)^date: (\S{10}).*", rf"date: \1T{hour:02}:00:00{zone}", text), "utf-8")

    def change_folder(self) -> None:
        """What the page of a folder says for the posts below it."""
        path = self.docs / "blog" / "more" / "_index.md"
        path.parent.mkdir(exist_ok=True)
        path.write_text(f"---\ntitle: More\ncascade:\n  tags: [{self.chance.choice(TAGS)}]\n---\n", "utf-8")

    def change_navigation(self) -> None:
        """One written by hand, or none."""
        config = self.root / "mkdocs.yml"
        lines = [line for line in config.read_text("utf-8").splitlines() if not line.startswith("nav:")]
        named = ", ".join(f"guide/{page.name}" for page in self.chance.sample(self.pages, 1))
        lines += [f"nav: [index.md, {named}, Blog: blog/index.md]"] * (self.chance.random() < 0.6)
        config.write_text("\n".join(lines) + "\n", "utf-8")

    def write_other_plugins_file(self) -> None:
        """The navigation of a folder, as awesome-nav reads it."""
        path = self.docs / "guide" / ".nav.yml"
        path.write_text(f"title: {self.chance.choice(WORDS)}\nsort: {{direction: desc}}\n", "utf-8")

    def change_options(self) -> None:
        config = self.root / "mkdocs.yml"
        lines = [line for line in config.read_text("utf-8").splitlines() if not line.startswith("copyright:")]
        config.write_text("\n".join([*lines, f"copyright: {self.chance.choice(WORDS)}"]) + "\n", "utf-8")

    def change_template(self) -> None:
        path = self.root / "mine" / "blogposts" / "byline.html"
        if path.exists():
            path.unlink()
        else:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(TEMPLATE.format(self.chance.choice(WORDS)), "utf-8")

    def change_other_file(self) -> None:
        (self.docs / "notes.txt").write_text(self.sentence(), "utf-8")
