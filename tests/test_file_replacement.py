"""A file that a command changes is changed as a whole, or not at all."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from mkdocs_blogposts.cli.file_replacement import replace_content


@pytest.fixture
def file(tmp_path):
    file = tmp_path / "post.md"
    file.write_bytes(b"before")
    file.chmod(0o640)
    return file


def test_content_is_replaced_and_the_mode_kept(file):
    replace_content(file, b"after")
    assert file.read_bytes() == b"after"
    assert file.stat().st_mode & 0o777 == 0o640
    assert [*file.parent.iterdir()] == [file]


def test_of_a_link_the_target_is_changed(file):
    link = file.with_name("link.md")
    link.symlink_to(file)
    replace_content(link, b"after")
    assert link.is_symlink()
    assert file.read_bytes() == b"after"


@pytest.mark.parametrize("interruption", [OSError(28, "No space left on device"), KeyboardInterrupt()])
def test_what_is_interrupted_leaves_the_file_as_it_was(file, monkeypatch, interruption):
    def interrupted(self, target):
        raise interruption

    monkeypatch.setattr(Path, "replace", interrupted)
    with pytest.raises(type(interruption)):
        replace_content(file, b"after")
    assert file.read_bytes() == b"before"
    assert [*file.parent.iterdir()] == [file]


def test_a_file_that_nobody_is_to_write_stays(file, monkeypatch):
    monkeypatch.setattr(os, "access", lambda path, mode: False)
    with pytest.raises(PermissionError, match="Permission denied"):
        replace_content(file, b"after")
    assert file.read_bytes() == b"before"
