"""Dates from the repository: one call of git, renames followed, shallow clones not believed."""

from __future__ import annotations

import os
import shutil
import subprocess
from datetime import datetime, timezone
from zoneinfo import ZoneInfo

import pytest

from mkdocs_blogposts.cli.list import collect_posts
from mkdocs_blogposts.cli.site_loader import load_site
from mkdocs_blogposts.reading.entry import Entry
from mkdocs_blogposts.site.settings.git_dates import History, add_git_dates, read_history


def day(number):
    return datetime(2024, 1, number, tzinfo=timezone.utc)


class Repository:
    program = shutil.which("git") or "git"

    def __init__(self, path):
        self.path = path
        path.mkdir(exist_ok=True)
        self.git("init", "--quiet", "--initial-branch=main")

    def git(self, *args, date=""):
        names = {
            f"GIT_{who}_{what}": "writer@example.org" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")
        }
        dates = {"GIT_AUTHOR_DATE": date, "GIT_COMMITTER_DATE": date} if date else {}
        subprocess.run(
            [self.program, *args], cwd=self.path, env={**os.environ, **names, **dates}, check=True, capture_output=True
        )

    def commit(self, number, **files):
        for name, text in files.items():
            path = self.path / "docs" / f"{name}.md"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        self.git("add", "--all")
        self.git("commit", "--quiet", "--message=x", date=day(number).isoformat())


@pytest.fixture
def repository(tmp_path):
    return Repository(tmp_path / "repository")


def test_a_file_has_the_days_of_its_first_and_its_last_commit(repository):
    repository.commit(1, a="one", ü="one")
    repository.commit(2, b="two")
    repository.commit(5, a="one, changed")
    history = read_history(repository.path / "docs")
    assert history.created == {"a.md": day(1), "ü.md": day(1), "b.md": day(2)}
    assert history.updated == {"a.md": day(5), "ü.md": day(1), "b.md": day(2)}
    assert not history.is_shallow
    assert not history.flaw


def test_a_renamed_file_keeps_its_past_and_a_new_one_of_its_name_begins_anew(repository):
    repository.commit(1, a="a text that is long enough to be known again\n" * 5)
    repository.git("mv", "docs/a.md", "docs/b.md")
    repository.commit(2)
    repository.commit(3, a="another")
    history = read_history(repository.path / "docs")
    assert history.created == {"a.md": day(3), "b.md": day(1)}
    assert history.updated == {"a.md": day(3), "b.md": day(2)}


def test_a_file_that_was_deleted_and_written_again_begins_anew(repository):
    repository.commit(1, a="one", b="keeps the folder")
    (repository.path / "docs" / "a.md").unlink()
    repository.commit(2)
    repository.commit(4, a="two")
    assert read_history(repository.path / "docs").created["a.md"] == day(4)


def test_a_shallow_clone_tells_only_what_it_can_know(repository, tmp_path):
    repository.commit(1, a="one", old="old")
    repository.commit(2, a="two")
    repository.commit(3, a="three", new="new")
    repository.git("clone", "--quiet", "--depth=2", repository.path.as_uri(), str(tmp_path / "shallow"))
    history = read_history(tmp_path / "shallow" / "docs")
    assert history.is_shallow
    assert history.created == {"new.md": day(3)}
    assert history.updated == {"a.md": day(3), "new.md": day(3)}


def test_without_a_repository_there_is_a_reason_and_no_date(tmp_path):
    history = read_history(tmp_path)
    assert "not a git repository" in history.flaw
    assert history == History(flaw=history.flaw)


def test_no_name_of_a_file_and_no_date_of_a_commit_breaks_a_build(repository):
    names = {"\x01x": "one", "a\x012\x02b": "two", "c\nd": "three", "plain": "four"}
    repository.commit(1, **names)
    (repository.path / "docs" / "plain.md").write_text("five", encoding="utf-8")
    repository.git("commit", "--quiet", "--all", "--message=x", date="@99999999999999 +0000")
    (repository.path / "docs" / "plain.md").write_text("six", encoding="utf-8")
    repository.git("commit", "--quiet", "--all", "--message=x", date="@99999999999 +0000")
    history = read_history(repository.path / "docs")
    assert history.updated["plain.md"].year == 5138


@pytest.mark.parametrize("date", ["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-12:00"])
def test_a_date_at_the_end_of_the_calendar_is_compared_with_one_of_git(date):
    entry = Entry("a.md", date=datetime.fromisoformat(date), is_post=True)
    known = add_git_dates(entry, History({}, {"a.md": day(3)}), ZoneInfo("Pacific/Kiritimati"))
    assert (known.updated == day(3)) is date.startswith("0001")


def committed(site, options=None, config=""):
    """Posts of two days, changed on a third, as a site with a repository."""
    files = {"docs/index.md": "# Home", "docs/blog/_posts/.keep": ""}
    drawn = site(files, options=options, config=config)
    repository = Repository(drawn.root)
    posts = {
        "blog/_posts/told": "---\ntitle: Told\ndate: 2023-01-01\nupdated: 2023-02-01\n---\nText.",
        "blog/_posts/dated": "---\ntitle: Dated\ndate: 2024-01-02\n---\nText.",
        "blog/_posts/undated": "---\ntitle: Undated\n---\nText.",
    }
    repository.commit(2, **posts)
    changed = ("told", "dated", "undated")
    repository.commit(5, **{f"blog/_posts/{name}": posts[f"blog/_posts/{name}"] + " More." for name in changed})
    return drawn, repository


def dates(view):
    return [part["datetime"][:10] for part in view.all(".bp-byline time")]


def test_posts_have_the_dates_of_their_commits_where_their_front_matter_have_none(site, monkeypatch):
    drawn, _ = committed(site, {"git_dates": True})
    drawn.write({"docs/blog/_posts/new.md": "---\ntitle: New\n---\nText.", "docs/page.md": "---\ntitle: A page\n---\n"})
    calls = []
    run = subprocess.run
    monkeypatch.setattr(subprocess, "run", lambda *args, **named: (calls.append(args), run(*args, **named))[1])
    built = drawn.build(expect=["blog/_posts/new.md: The post has no date."])
    assert built.page("blog/").texts("h2") == ["Dated", "Undated", "Told", "New"]
    found = {name: dates(built.page(f"blog/{name}/")) for name in ("told", "dated", "undated", "new")}
    assert found == {
        "told": ["2023-01-01", "2023-02-01"],
        "dated": ["2024-01-02", "2024-01-05"],
        "undated": ["2024-01-02", "2024-01-05"],
        "new": [],
    }
    assert built.page("blog/2024/").texts(".h-entry .p-name") == ["Dated", "Undated"]
    assert "<lastmod>2024-01-05" in built.read("sitemap.xml")
    assert len([call for call in calls if call[0][0] == "git"]) == 1


def test_several_blogs_ask_git_once_and_a_site_that_does_not_ask_has_no_dates(site, monkeypatch):
    config = "plugins: [search, blogposts: {git_dates: true}, blogposts: {blog_dir: news, git_dates: true}]"
    drawn, _ = committed(site, config=config)
    calls = []
    run = subprocess.run
    monkeypatch.setattr(subprocess, "run", lambda *args, **named: (calls.append(args), run(*args, **named))[1])
    assert dates(drawn.build().page("blog/undated/")) == ["2024-01-02", "2024-01-05"]
    assert len(calls) == 1
    silent = committed_without_option(drawn)
    assert dates(silent.page("blog/dated/")) == ["2024-01-02"]
    assert ["--no-renames" in command for (command,) in calls] == [False, True]  # which the sitemap's dates need not


def committed_without_option(drawn):
    drawn.write({"mkdocs.yml": "site_name: x\nsite_url: https://example.org/\nplugins: [blogposts]"})
    return drawn.build(expect=["blog/_posts/undated.md: The post has no date."])


def test_a_shallow_clone_is_told_and_fails_no_strict_build(site, tmp_path):
    drawn, repository = committed(site, {"git_dates": True})
    repository.git("clone", "--quiet", "--bare", "--depth=1", repository.path.as_uri(), str(tmp_path / "bare"))
    shutil.rmtree(drawn.root / ".git")
    shutil.copytree(tmp_path / "bare", drawn.root / ".git")
    repository.git("config", "core.bare", "false")
    built = drawn.build(expect=["blog/_posts/undated.md: The post has no date."])
    assert dates(built.page("blog/dated/")) == ["2024-01-02"]
    assert any("shallow clone" in note for note in built.notes)


def test_a_site_outside_of_a_repository_is_told_so(site, monkeypatch):
    drawn = site({"docs/a.md": "---\ndate: 2024-01-01\n---\n# A"}, options={"git_dates": True})
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(drawn.root.parent))
    assert any("'git_dates' finds no dates: git says" in note for note in drawn.build().notes)


def test_the_command_lists_the_same_dates(site):
    drawn, _ = committed(site, {"git_dates": True})
    told = {item.title: item for item in collect_posts(load_site(str(drawn.config)))}
    assert (told["Undated"].date, told["Undated"].updated) == (day(2), day(5))
    assert told["Dated"].updated == day(5)
    assert told["Told"].updated.year == 2023
