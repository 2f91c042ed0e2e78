"""The templates that posts and lists name themselves: whether they can print a page of ours."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from jinja2 import Environment, TemplateError, TemplateNotFound, TemplateSyntaxError
from jinja2.meta import find_referenced_templates

from mkdocs_blogposts.blog.material_options import TEMPLATES as OF_MATERIAL
from mkdocs_blogposts.site.settings.material_layout import OF_POSTS, POST_TEMPLATE, may_print_posts

UNKNOWN = "it is not there"


def explain_unusable(env: Environment, name: str, custom_dir: Path | None) -> str:
    """Why a template cannot print a page, and ends the sentence "it cannot be used: …"; empty where it can.

    Those that it extends, imports or includes are looked at, too, as far as they are the user's, in `custom_dir`.
    """
    seen, waiting = set(), [name]
    while waiting:
        each = waiting.pop()
        if each in seen:
            continue
        seen.add(each)
        if each in OF_MATERIAL and not (each == POST_TEMPLATE and custom_dir and may_print_posts(custom_dir / each)):
            return f"it needs '{each}', which only Material's blog fills in"
        reason, path = _flaw(env, each)
        if reason:
            is_first = reason == UNKNOWN and each == name
            return reason if is_first or reason != UNKNOWN else f"it needs '{each}', which is not there"
        if custom_dir and path.is_relative_to(custom_dir):
            waiting += _needed(env, path)
            if OF_POSTS.search(path.read_text(encoding="utf-8", errors="replace")):
                return f"'{each}' asks for 'page.config', which only Material's blog fills in"
    return ""


def _flaw(env: Environment, name: str) -> tuple[str, Path]:
    """What is wrong with one template by itself, and where it lies."""
    try:
        return "", Path(env.get_template(name).filename or "")
    except TemplateNotFound:
        return UNKNOWN, Path()
    except TemplateSyntaxError as error:
        place = f"'{error.name or name}', line {error.lineno}"
        return f"{place}: {(error.message or '').rstrip('.')}", Path()
    except TemplateError as error:
        return str(error).rstrip("."), Path()


def _needed(env: Environment, path: Path) -> Iterator[str]:
    """The templates that another names, but for the theme's own pages."""
    source = path.read_text(encoding="utf-8", errors="replace")
    named = find_referenced_templates(env.parse(source))
    return (name for name in named if name and name not in ("main.html", "base.html"))
