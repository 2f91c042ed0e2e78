"""`blogposts cache`: shows what builds have kept, and deletes it."""

from __future__ import annotations

from click.testing import CliRunner

from harness import picture
from mkdocs_blogposts.cli.main import main

TEXT = "A paragraph that is worth keeping. " * 10
FILES = {
    "docs/index.md": f"# Home\n\n{TEXT}",
    "docs/blog/a.md": f"---\ntitle: A\ndate: 2024-05-01\nimage: p.png\n---\n{TEXT}",
    "docs/blog/p.png": picture(900, 600),
}


def run(*arguments):
    return CliRunner().invoke(main, ["cache", *arguments], catch_exceptions=False)


def test_what_is_kept_is_shown_and_deleted(site, tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    drawn = site(FILES)
    at = ("-f", str(drawn.config))
    assert run(*at).stdout == "The cache is empty.\n"
    drawn.build()
    lines = run(*at).stdout.splitlines()
    assert [line.split()[0] for line in lines] == ["What", "Images", "Converted"]
    assert str(drawn.root / ".cache") in lines[1]
    assert lines[2].split()[2] == "1"
    assert str(tmp_path / "cache" / "mkdocs-blogposts") in lines[2]

    assert run(*at, "--clear").stdout == "Deleted.\n"
    assert not (drawn.root / ".cache" / "plugin" / "blogposts").exists()
    assert run(*at).stdout == run(*at, "--clear").stdout == "The cache is empty.\n"
    drawn.build()


def test_a_folder_without_a_site_is_told(tmp_path):
    result = run("-f", str(tmp_path / "mkdocs.yml"))
    assert result.exit_code == 2
    assert "does not exist. Go to the folder of your site" in result.stderr
