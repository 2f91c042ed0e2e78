"""Dates from the repository: one call of git, renames followed, shallow clones not believed."""

from __future__ import annotations

import os
import shutil
import subprocess
from datetime import datetime, timezone

import pytest

from mkdocs_blogposts.site.git_dates import History, read_history


def day(number):
    return datetime(2024, 1, number, tzinfo=timezone.utc)


class Repository:
    program = shutil.which("git") or "git"

    def __init__(self, path):
        self.path = path
        path.mkdir()
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
