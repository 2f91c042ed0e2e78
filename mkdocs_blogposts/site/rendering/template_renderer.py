"""The blog's templates: escaped always, each replaced or extended by a file of its name in the user's `custom_dir`."""

from __future__ import annotations

import inspect
import traceback
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import cache, cached_property
from pathlib import Path
from types import FrameType
from typing import Any

from jinja2 import Environment, FileSystemLoader, Template, TemplateNotFound, TemplateSyntaxError, pass_context
from jinja2.runtime import Context
from markupsafe import Markup
from mkdocs.exceptions import PluginError
from mkdocs.structure.pages import Page
from mkdocs.utils import get_relative_url

from mkdocs_blogposts.lazy_patterns import compile_pattern
from mkdocs_blogposts.publishing.posts.post import Post, Rendition
from mkdocs_blogposts.publishing.seo.head_tags import write_head
from mkdocs_blogposts.publishing.seo.head_values import Head
from mkdocs_blogposts.publishing.text.html_text import BASE
from mkdocs_blogposts.site.rendering.blogs import Blogs
from mkdocs_blogposts.site.rendering.compiled_templates import CompiledTemplates
from mkdocs_blogposts.site.rendering.custom_templates import explain_unusable
from mkdocs_blogposts.site.rendering.template_filters import FILTERS, WORDS, find_spoken, write_responsive_image
from mkdocs_blogposts.site.rendering.template_loaders import FOLDER, SEAMLESS, Utf8Loader, make_loader, name_template
from mkdocs_blogposts.site.settings.blog_setup import Setup
from mkdocs_blogposts.site.settings.image_sizes import find_image_sizes
from mkdocs_blogposts.site.settings.language import Language

THEMES = Path(__file__).parent.parent.parent / "themes"
BASE_THEME = THEMES / "base"

SLOTS = ("before_post", "after_content", "after_post", "after_list", "sidebar")
"""The places that a file of the user's in `blogposts/slots` fills."""

_OF_EACH_POST = ("post", "post_card", "redirect")
"""The templates that are rendered so often that it pays to compile all they include once more."""

_ASKED = ("icons", "responsive_image")
"""Templates that others import or call: one of the user's sees the file that asks, and may blame it."""

_OBJECT = compile_pattern(r"'mkdocs_blogposts(?:\.\w+)*\.(\w+) object'")
_SECTIONING = compile_pattern(rb"<(?:article|section)\b")
_LAZY = ' loading="lazy"'
_AUTO = "auto, "  # of `sizes`, which only an image that waits may have
_EAGER = {1: ' fetchpriority="high"', 2: ""}
"""What takes the place of it on the first cards of a list: a reader sees them at once."""

_BELOW = 3

_LOOK = ("alt", "classes", "frame", "color", "loads")
"""What `responsive_image.html` may be given of an image; templates around it have values of such names, too."""


class TemplateRenderer:
    """Renders fragments of pages.

    A card is rendered once per build, however many lists show it: its links start at `BASE`, which each page replaces
    by its own way to the site's root.
    """

    def __init__(self, env: Environment, setup: Setup, blogs: Blogs) -> None:
        config = setup.config
        self._theirs = Utf8Loader(env.loader or FileSystemLoader([]))
        loader = make_loader(self._theirs, [str(THEMES / str(config.theme.name)), str(BASE_THEME)], self.overrides)
        # Every build has an environment of its own, so that no template changes during one.
        known = CompiledTemplates("blog", setup.memory)
        self._env = env.overlay(autoescape=True, loader=loader, auto_reload=False, bytecode_cache=known)
        self._env.optimized = False  # to look for constants, of which ours have few, takes a seventh of the compiling
        if setup.memory.is_kept and not env.bytecode_cache:
            env.bytecode_cache = CompiledTemplates("theme", setup.memory)
        self._env.join_path = name_template  # type: ignore[method-assign]  # of this environment alone
        # Jinja looks for a template wherever one is included, a dozen times for each post.
        self._env.get_template = cache(self._env.get_template)  # type: ignore[method-assign]
        # An overlay shares its filters and globals with the theme's environment, which must not see ours.
        self._env.filters = {**env.filters, **FILTERS}
        facts = {"config": config, "options": setup.options, "image_sizes": find_image_sizes(config.theme.name)}
        shown = {"slot": self._slot, "responsive_image": self._responsive_image, "languages": setup.languages}
        self._env.globals = {**env.globals, **WORDS, **facts, **shown, "theme_has_article": lambda: self._has_article}
        # Jinja's own is a chain of two, which each template that is rendered looks through in Python.
        self._env.make_globals = lambda d: {**self._env.globals, **(d or {})}  # type: ignore[method-assign]
        self._theme, own = env, config.theme.custom_dir
        self._theme_dirs = tuple(config.theme.dirs)
        self._custom_dir = Path(own) if own else None
        self.blogs = blogs
        self.languages, self._blog = setup.languages, f"{setup.options.blog_dir}/".lstrip("/")
        self._root = Path(config.config_file_path or "").parent
        self._cards: dict[tuple[object, ...], Markup] = {}
        self._slots, self._overridden = dict[str, Template | None](), dict[str, bool]()

    def fragment(self, name: str, page_url: str, language: Language | None = None, **values: Any) -> str:
        """A fragment of the page at `page_url`, from the template `blogposts/<name>.html`, in the site's language or
        another."""
        return self.from_root(self.unplaced(name, language, **values), page_url)

    def unplaced(self, name: str, language: Language | None = None, **values: Any) -> str:
        """The same, with links that start at `BASE`."""
        return self._render(name, **values, language=language or self.languages.site, cards=self._card)

    def flaw(self, name: object) -> str:
        """Why a template that a page names cannot print it, as `explain_unusable` has it."""
        return explain_unusable(self._theme, str(name), self._custom_dir)

    def from_root(self, html: str, page_url: str) -> str:
        """The same HTML with the links that start at `BASE` leading from a page: users' templates print excerpts."""
        if BASE not in html:
            return html
        if self._blog and page_url.startswith(self._blog):  # the shorter way, not out of the blog and into it again
            html = html.replace(BASE + self._blog, get_relative_url(self._blog, page_url))
        return html.replace(BASE, f"{get_relative_url('.', page_url)}/")

    def page(self, name: str, **values: Any) -> str:
        """A whole page that no theme is asked for."""
        return self._render(name, **values)

    def head(self, head: Head) -> str:
        """The tags of a head. Of those without a template of the user's or the theme's, none is asked for."""
        return self._render("head", head=head) if self.overrides("head") else write_head(head)

    def overrides(self, name: str) -> bool:
        """Does the user or the theme have a template in the place of ours?"""
        if name not in self._overridden:
            with suppress(TemplateNotFound):
                self._theirs.get_source(self._env, f"{FOLDER}/{name}.html")
                self._overridden[name] = True
        return self._overridden.setdefault(name, False)

    def partial(self, name: str, page: Page, **values: Any) -> Markup:
        """A template of the theme's own, such as `partials/comments.html`, as its pages have it."""
        with locate_errors(THEMES, self._root):
            html = self._theme.get_template(name).render(page=page, **values)
        return Markup(html)  # noqa: S704  # the theme's

    @cached_property
    def _has_article(self) -> bool:
        """Is a page of this theme an `<article>` or `<section>` already? Within two an `<h1>` isn't the page's."""
        folders = [Path(folder) for folder in self._theme_dirs if Path(folder) != self._custom_dir]
        return any(_SECTIONING.search(path.read_bytes()) for folder in folders for path in folder.rglob("*.html"))

    @pass_context
    def _card(
        self,
        context: Context,
        blog: Any,
        post: Post,
        place: int = _BELOW,
        whole: bool = False,
        kind: str = "",
        pinned: bool = False,
    ) -> Markup:
        """The card of a post; `kind` is empty, `featured` for a large one, or `related` for one below a post."""
        spoken, whole = find_spoken(context), whole and bool(post.full_content)
        key = post.source, spoken.tag, whole, kind, pinned
        if (card := self._cards.get(key)) is None:
            values = {"whole": whole, "kind": kind, "pinned": pinned}
            blog = self.blogs.blog_of(post) or blog  # a list may show posts of several
            html = self._render("post_card", **values, blog=blog, post=post, language=spoken)
            card = self._cards[key] = Markup(html)  # noqa: S704  # escaped by its template
        # What stands at the top of a page must not wait.
        if place in _EAGER:
            html = str(card).replace(_LAZY, _EAGER[place], 1).replace(f'sizes="{_AUTO}', 'sizes="')
            card = Markup(html.replace('sizes="auto"', 'sizes="100vw"'))  # noqa: S704  # of one file, which is taken at any width
        return card

    @pass_context
    def _responsive_image(self, context: Context, image: Rendition, sizes: str, **look: str) -> Markup:
        """An image, from a template only if the user or the theme has one."""
        if not self.overrides("responsive_image"):
            return write_responsive_image(image, sizes, **look)
        template = self._env.get_template(f"{FOLDER}/responsive_image.html")
        values = {**context.get_all(), **dict.fromkeys(_LOOK, ""), **look, "image": image, "sizes": sizes}
        return Markup(template.render(values))  # noqa: S704  # escaped by it

    @pass_context
    def _slot(self, context: Context, name: str) -> Markup:
        """What a file of the user's puts at a place, with all that the template around it knows."""
        if name not in self._slots:
            self._slots[name] = self._found(f"{FOLDER}/slots/{name}.html")
        template = self._slots[name]
        return Markup(template.render(context.get_all())) if template else Markup()  # noqa: S704  # escaped by it

    def _found(self, name: str) -> Template | None:
        try:
            return self._env.get_template(name)
        except TemplateNotFound:
            return None

    def _render(self, name: str, **values: Any) -> str:
        path = f"{FOLDER}/{name}.html"
        if name in _OF_EACH_POST and not any(map(self.overrides, (name, *_ASKED))):
            path = f"{SEAMLESS}/{path}"
        with locate_errors(THEMES, self._root):
            return self._env.get_template(path).render(values)


@contextmanager
def locate_errors(ours: Path, root: Path) -> Iterator[None]:
    """Turn an error of a user's template into a `PluginError` that names file (from `root`), line and mistake.

    Templates below `ours` have no such mistakes: what fails there is a fault of the plugin, and goes on as it is.
    """
    try:
        yield
    except PluginError:  # one card within another template has been told already
        raise
    except Exception as error:
        file, line = _place(error)
        if not file or Path(file).is_relative_to(ours):
            raise
        raise PluginError(f"blogposts: {_shown(file, root)}:{line}: {_said(error)}") from error


def explain_misuse(name: str, what: str, hint: str, root: Path) -> PluginError:
    """A filter of ours that a template asks for what it cannot give, with the place in the template that runs."""
    frame = inspect.currentframe()
    while frame and not isinstance(frame.f_globals.get("__jinja_template__"), Template):
        frame = frame.f_back
    place = _running(frame, root) if frame else ""
    return PluginError(f"blogposts: {place}The filter '{name}': {what} {hint}")


def _running(frame: FrameType, root: Path) -> str:
    template: Template = frame.f_globals["__jinja_template__"]
    return (
        f"{_shown(template.filename or str(template.name), root)}:{template.get_corresponding_lineno(frame.f_lineno)}: "
    )


def _place(error: Exception) -> tuple[str, int]:
    """The template and the line where it broke: Jinja gives its frames the names of their files."""
    if isinstance(error, TemplateSyntaxError):
        return error.filename or "", error.lineno
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if frame.filename.endswith(".html")]
    return (frames[-1].filename, frames[-1].lineno or 0) if frames else ("", 0)


def _shown(file: str, root: Path) -> str:
    path = Path(file)
    return (path.relative_to(root) if path.is_relative_to(root) else path).as_posix()


def _said(error: Exception) -> str:
    """What Jinja or Python says of it, in a sentence, with the way out."""
    what = _OBJECT.sub(r"'\1'", str(error).strip()) or type(error).__name__
    return f"The template breaks: {what.rstrip('.')}. Correct it, or delete the file: then the plugin's own is used."
