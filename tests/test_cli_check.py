"""`blogposts check`: what it says, where, in which form, and how it ends."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner
from markdown.extensions.toc import slugify

from harness import picture
from mkdocs_blogposts.cli.check_report import Finding, format_github
from mkdocs_blogposts.cli.main import main
from mkdocs_blogposts.reading.problems import Problem, Rule
from mkdocs_blogposts.reading.source_positions import find_anchors

CORPUS_OF_MISTAKES = {
    "docs/index.md": "# Home\n\n[A](blog/a.md) [gone](blog/gone.md)",
    "docs/blog/a.md": "---\ntitle: A\ndate: 2024-01-01\ntags: [x y]\n---\n\nSee [b](bb.md), [c](b.md), [d](/blog/c/).",
    "docs/blog/b.md": "---\ntitle: B\ndate: 2024-01-02\ntags: [X-Y]\nimage: /pics/no.png\n---\n![](a.png)",
    "docs/blog/c.md": "---\ntitle: C\ndate: 2024-01-02\ntags: [X-Y]\ndraft: true\n---\n[x](x.md)",
    "docs/blog/a.png": picture(8, 8),
}


def run(sketch, *arguments):
    return CliRunner().invoke(main, ["check", "-f", str(sketch.config), *arguments], catch_exceptions=False)


def problems(sketch, *codes):
    told = json.loads(run(sketch, "--format", "json").stdout)
    return [each for each in told if not codes or each["rule"] in codes]


def places(sketch, *codes):
    return [(each["file"], each["line"], each["column"]) for each in problems(sketch, *codes)]


def post(body="Text.", header="", title="A post"):
    return f"---\ntitle: {title}\ndescription: About it all.\ndate: 2024-01-01\n{header}---\n{body}"


def test_each_problem_is_at_its_place(site):
    sketch = site(CORPUS_OF_MISTAKES)
    assert places(sketch, "broken-link") == [("blog/a.md", 7, 9), ("blog/c.md", 7, 5), ("index.md", 3, 23)]
    assert places(sketch, "unpublished-target") == []
    assert places(sketch, "term-spelling") == [("blog/a.md", 4, None)]
    assert places(sketch, "missing-image") == [("blog/b.md", 5, None)]
    assert places(sketch, "image-without-alt") == [("blog/b.md", 7, 5)]


def test_text_is_grouped_by_file_and_counted(site, monkeypatch):
    sketch = site({**CORPUS_OF_MISTAKES, "docs/blog/c.md": post()})
    monkeypatch.chdir(sketch.root)
    result = run(sketch)
    assert "docs/blog/a.md:7:9: error: The link 'bb.md' is broken. [broken-link]\n    " in result.stdout
    groups = result.stdout.split("\n\n")
    assert [{line.split(":")[0] for line in group.splitlines()[::2]} for group in groups[:-1]] == [
        {"docs/blog/a.md"},
        {"docs/blog/b.md"},
        {"docs/index.md"},
    ]
    assert groups[-1].startswith("3 errors and ")
    assert "\x1b" not in result.stdout


def undescribed(count):
    days = range(1, count)
    posts = {f"docs/blog/{day:02}.md": f"---\ntitle: P{day}\ndate: 2024-01-{day:02}\n---\nText." for day in days}
    return {**posts, "docs/blog/99.md": "---\ntitle: Last\ndate: 2024-02-01\n---\n[x](no.md)"}


@pytest.mark.parametrize(("count", "lines"), [(5, 5), (6, 1)])
def test_what_many_posts_lack_is_said_once_to_people(site, monkeypatch, count, lines):
    sketch = site(undescribed(count))
    monkeypatch.chdir(sketch.root)
    said = run(sketch).stdout.splitlines()
    told = [line for line in said if line.endswith("The post has no description. [missing-description]")]
    assert len(told) == lines
    assert said[-1].startswith(f"1 error and {count} warnings in {count} files.")
    if lines == 1:
        assert told == [f"{count} places: warning: The post has no description. [missing-description]"]
        assert said[-3] == f"    docs/blog/01.md, docs/blog/02.md, docs/blog/03.md and {count - 3} more"
        assert said[-1].endswith("'--format json' names every place.")
        assert [line for line in said if "[broken-link]" in line] == [said[0]]


def test_github_and_programs_are_told_each_place_what_many_posts_lack_last(site):
    sketch = site(undescribed(9))
    assert len(problems(sketch, "missing-description")) == 9
    titles = [line.split("title=")[1].split("::")[0] for line in run(sketch, "--format", "github").stdout.splitlines()]
    assert titles == ["broken-link", *["missing-description"] * 9]


def test_it_ends_with_what_it_found(site):
    sketch = site({"docs/index.md": "# Home", "docs/blog/a.md": post()})
    for body, codes in {
        "Text.": (0, 0),
        "![](https://example.org/a.png)": (0, 1),
        "[x](nowhere.md)": (1, 1),
    }.items():
        sketch.write({"docs/blog/a.md": post(body)})
        results = [run(sketch), run(sketch, "--strict")]
        assert tuple(result.exit_code for result in results) == codes
        assert ("No problems found." in results[0].stdout) == (body == "Text.")


def test_what_is_wrong_in_a_draft_is_a_note_and_fails_nothing(site):
    sketch = site({"docs/index.md": "# Home", "docs/blog/a.md": post("[x](no.md)", "draft: true\n")})
    assert [each["level"] for each in problems(sketch)] == ["note"]
    assert run(sketch, "--strict").exit_code == 0


ODD_LINKS = {
    "www.example.org": "Write the whole URL: 'https://www.example.org'.",
    "“https://example.org”": "Write it without the quotes: 'https://example.org'.",
    "max@example.org": "Write 'mailto:max@example.org'.",
    "C:\\me\\price.docx": "It names a file on your own computer; copy it into 'docs_dir' and write its path there.",
    "file:///me/price.pdf": "It names a file on your own computer; copy it into 'docs_dir' and write its path there.",
    "no such page.md": "Write the path of a file, relative to this page, such as '../about.md'.",
}


def test_a_link_that_no_browser_can_follow_is_told_with_its_line_and_what_to_write(site):
    links = "\n\n".join(f"[x]({link})" for link in ODD_LINKS)
    found = problems(site({"docs/index.md": "# Home", "docs/blog/a.md": post(links)}))
    told = {each["line"]: each["cure"] for each in found if each["rule"] in ("broken-link", "build-message")}
    assert [*told.values()] == [*ODD_LINKS.values()]
    assert [line - min(told) for line in told] == [*range(0, 2 * len(ODD_LINKS), 2)]


GOOD = (
    *("b.md", "../blog/b.md#here", "b.md?x", "../b/", "../b", "../../blog/b/", "/blog/b/", "/", "./", ".", "#top"),
    *("pic.png", "../blog/pic.png", "?x", "mailto:a@b.c", "https://example.org/x.md", "//x.y/z.md", "#"),
    *("../tags/", "../tags/x/", "../archive/", "/elsewhere/", "/old.html"),
    *("../../page/", "../page.md", "my%20page.md", "<my page.md>", "{% post_url 2024-01-01-x %}"),
)
DOUBTFUL = ("{{ x }}.md", "../b/index.html", "../../sitemap.xml", "feed.json")
"""Links that may lead somewhere: nobody warns of them but MkDocs."""


def test_a_link_that_leads_somewhere_is_no_mistake(site):
    files = {
        "docs/index.md": "# Home",
        "docs/page.md": "# Page",
        "docs/blog/a.md": post("\n".join(f"[x]({link})\n" for link in (*GOOD, *DOUBTFUL)), "tags: x\n"),
        "docs/blog/b.md": post("## Here", title="B").replace("About", "Of"),
        "docs/blog/my page.md": "# Mine",
        "docs/blog/pic.png": picture(8, 8),
    }
    found = [each for each in problems(site(files)) if each["rule"] != "foreign-syntax"]  # which is told of tags
    told = {(each["rule"], each["message"].split("link '")[1].partition("',")[0]) for each in found}
    assert told - {("build-message", link) for link in DOUBTFUL} == set()


DEAD = {
    "c.md": "such as '../about.md'",
    "abuot.md": "Did you mean '../about.md'?",
    "../blog/about.md": "Did you mean '../about.md'?",
    "../../about.html": "Did you mean '../about.md'?",
    "/blog/about/": "Did you mean '../about.md'?",
    "../../../../etc/passwd": "such as",
    "harbor.png": "Did you mean 'pics/harbour.png'?",
    "%ff%00.md": "such as",
    "x" * 5000 + ".md": "such as",
}


def test_a_dead_link_is_said_with_the_page_that_was_meant(site):
    files = {
        "docs/index.md": "# Home",
        "docs/about.md": "# About",
        "docs/blog/a.md": post("\n".join(f"Text [x]({link})" for link in DEAD)),
        "docs/blog/pics/harbour.png": picture(8, 8),
    }
    found = problems(site(files))
    assert [(each["rule"], each["line"], each["column"]) for each in found] == [
        ("broken-link", line, 10) for line, _ in enumerate(DEAD, 6)
    ]
    assert [cure for cure, each in zip(DEAD.values(), found, strict=True) if cure not in each["cure"]] == []


@pytest.mark.parametrize(
    ("text", "known"),
    [
        ("# A & `b`\n\n## A b\n\nC\n---", "a-b a-b_1 c"),
        ("# A { #x }\n\n<a name='y'></a> text\n{: #z .k }", "x y z"),
        ("```\n# No\n```\n\n# [Yes](a.md) *so*", "yes-so"),
    ],
)
def test_the_headings_of_a_page_are_its_anchors(text, known):
    assert find_anchors(text, slugify) == set(known.split())


@pytest.mark.parametrize("text", ["# A\n\n::: module", "# {{ x }}", '--8<-- "a.md"', "# A\n\nB[^1]\n\n[^1]: C"])
def test_what_other_plugins_make_anchors_of_is_not_judged(text):
    assert find_anchors(text, slugify) is None


def test_a_link_in_html_may_be_relative_to_the_page_or_the_file(site):
    body = "<img src='pic.png' alt=''> <img src='../pic.png' alt=''> <a href='../b/'>b</a> <img src='no.png' alt=''>"
    files = {"docs/blog/a.md": post(body), "docs/blog/b.md": "# B", "docs/blog/pic.png": picture(8, 8)}
    assert [each["message"] for each in problems(site(files))] == ["The image 'no.png' is not there."]


def test_plain_pages_need_no_words_for_images_and_made_pages_are_not_looked_at(site):
    hook = """
        from mkdocs.structure.files import File
        def on_files(files, config):
            files.append(File.generated(config, "made.md", content="[x](nowhere.md)"))
    """
    files = {"docs/index.md": "![](https://example.org/a.png)", "hook.py": hook, "docs/blog/a.md": post()}
    found = problems(site(files, config="hooks: [hook.py]"))
    assert [(each["file"], each["rule"]) for each in found] == [("made.md", "build-message")]  # MkDocs looks at it


def test_each_blog_tells_its_own_and_the_first_the_pages(site):
    files = {
        "docs/index.md": "[x](no.md)",
        "docs/blog/a.md": post("[x](no.md)"),
        "docs/notes/a.md": post("[x](no.md)").replace("About", "Of").replace("A post", "A note"),
    }
    config = "plugins:\n  - blogposts\n  - blogposts:\n      blog_dir: notes\n"
    assert [file for file, _, _ in places(site(files, config=config))] == ["blog/a.md", "index.md", "notes/a.md"]


def test_github_has_paths_from_the_repository_and_its_escapes(site, monkeypatch):
    sketch = site({"docs/index.md": "# Home", "docs/blog/a, b.md": post("[x](100%.md)")})
    monkeypatch.setenv("GITHUB_WORKSPACE", str(sketch.root.parent))
    (line,) = run(sketch, "--format", "github").stdout.splitlines()
    start = "::error file=site/docs/blog/a%2C b.md,line=6,col=5,title=broken-link::The link '100%25.md' is broken."
    assert line.startswith(start)


def test_github_escapes_what_ends_a_command(tmp_path, monkeypatch):
    monkeypatch.delenv("GITHUB_WORKSPACE", raising=False)
    (tmp_path / ".git").mkdir()
    problem = Problem(Rule.SAME_TITLE, "a:b.md", "One\r\n::set-env::%0A", "Two.")
    (line,) = format_github([Finding(problem, tmp_path / "docs" / "a:b.md", "note")])
    assert line == "::notice file=docs/a%3Ab.md,title=same-title::One%0D%0A::set-env::%250A Two."


def test_our_own_site_has_no_problems():
    root = Path(__file__).parent.parent
    program = "from mkdocs_blogposts.cli.main import main; main()"
    done = subprocess.run(
        [sys.executable, "-c", program, "check", "--strict"], cwd=root, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout.strip()) == (0, "No problems found."), done.stdout + done.stderr
