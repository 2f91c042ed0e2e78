"""Notes for those who add the plugin to a site: that nothing became a post, or more than they may expect."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from mkdocs_blogposts.blog.layout import is_below
from mkdocs_blogposts.reading.entry import Entry
from mkdocs_blogposts.reading.problems import Problem, Rule
from mkdocs_blogposts.site.planning.addressing import has_own_url
from mkdocs_blogposts.site.settings.material import is_beside, unused_templates
from mkdocs_blogposts.site.settings.setup import Setup


def notes_on(posts: Sequence[Entry], setup: Setup) -> Iterator[Problem]:
    """What is to be said of the posts of a blog as a whole."""
    folder = setup.options.blog_dir
    if not posts:
        what = f"No page of this site is a post of the blog at '{folder or '.'}/'."
        cure = "A post has front matter and a date, and lies in the blog's folder or is not in the navigation."
        yield Problem(Rule.NO_POSTS, "mkdocs.yml", what, cure, is_note=True)
    own = setup.config.theme.custom_dir
    if own and setup.is_first and not is_beside(setup.config, folder) and (what := unused_templates(Path(own))):
        cure = "Override templates of 'blogposts/' in their place, and delete them."
        yield Problem(Rule.UNUSED_TEMPLATE, "mkdocs.yml", what, cure, is_note=True)
    others = [
        post for post in posts if not is_below(setup.build.place(post.source), folder) and has_own_url(post.source)
    ]
    if others and not setup.options.posts:
        count = f"{len(others)} dated pages" if len(others) > 1 else "1 dated page"
        what = f"The blog has {count} outside '{folder}/' among its posts, '{others[0].source}' first."
        cure = f"Write the option 'posts: /{folder}/' for posts of that folder alone, or 'post: false' in a page."
        yield Problem(Rule.POSTS_ELSEWHERE, "mkdocs.yml", what, cure, is_note=True)
