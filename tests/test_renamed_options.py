"""An option's old name is understood and told, whatever the version that a site was written for."""

from __future__ import annotations

from pathlib import Path

import pytest

from mkdocs_blogposts.config.option_errors import RENAMED_OPTIONS, upgrade_options
from mkdocs_blogposts.config.options import BlogpostsConfig, SocialCardOptions

VALUES = {"words": {"Tags": "Topics"}, "cards": "all", "card_design": {"background": "red"}, "text_images": True}
VALUES |= {"social_card_design.colour": "red", "social_card_design.picture": __file__, "list_content: teaser": ""}
UPGRADE_NOTES = Path(__file__).parent.parent / "docs/migration/upgrade.md"


@pytest.mark.parametrize(("old", "new"), RENAMED_OPTIONS.items())
def test_an_old_name_means_what_the_new_one_means_and_is_told(old, new):
    told = f"The option '{old}' is now called '{new}'. Its value is used; write '{new}' in mkdocs.yml."
    configs = {name: BlogpostsConfig() for name in (old, new)}
    option = new.partition(":")[0].partition(".")[0]
    for name, config in configs.items():
        config.load_dict(written(name, VALUES[old]))
        assert config.validate() == ([], [(old, told)] if name == old else [])
    assert configs[old][option] == configs[new][option]


def written(name, value):
    """The option as `mkdocs.yml` has it: `list_content: teaser` with its value, `x.y` within another."""
    if ": " in name:
        return dict([name.split(": ")])
    outer, _, inner = name.partition(".")
    return {outer: {inner: value}} if inner else {name: value}


def test_the_new_name_counts_where_both_are_given():
    options = {"words": 1, "translations": 2, "per_page": 3}
    assert upgrade_options(options) == ({"translations": 2, "per_page": 3}, ("words",))


def test_no_old_name_is_an_option_today():
    assert not RENAMED_OPTIONS.keys() & {key for key, _ in BlogpostsConfig._schema}
    assert not {"colour", "picture"} & {key for key, _ in SocialCardOptions._schema}


def test_the_upgrade_notes_name_every_renamed_option():
    page = UPGRADE_NOTES.read_text("utf-8")
    assert [row for row in RENAMED_OPTIONS.items() if "| `{}` | `{}` |".format(*row) not in page] == []
