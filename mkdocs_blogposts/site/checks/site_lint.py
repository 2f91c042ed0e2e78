"""What a build does not say of a site's texts, but their writer would like to know. Nothing is rendered."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, cached_property

from markdown.extensions.toc import slugify
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files, InclusionLevel

from mkdocs_blogposts.blog.blog_builder import sort_posts
from mkdocs_blogposts.blog.near_duplicates import find_duplicates, find_odd_spellings
from mkdocs_blogposts.frozen_dataclasses import dataclass, replace
from mkdocs_blogposts.reading.author_resolver import find_unknown_authors
from mkdocs_blogposts.reading.dates import may_be_two_days
from mkdocs_blogposts.reading.engine_syntax import ForeignKind, find_foreign_syntax
from mkdocs_blogposts.reading.entry import Entry
from mkdocs_blogposts.reading.front_matter_lint import lint_front_matter
from mkdocs_blogposts.reading.frontmatter.notebook_format import ENDING
from mkdocs_blogposts.reading.problems import Problem, Rule
from mkdocs_blogposts.reading.source_positions import SourceText
from mkdocs_blogposts.site.checks.broken_links import LinkTargets
from mkdocs_blogposts.site.checks.post_inventory import find_title
from mkdocs_blogposts.site.images.image_resolver import ImageResolver, parse_reference
from mkdocs_blogposts.site.planning.aliases import resolve_alias
from mkdocs_blogposts.site.planning.build_plan import Plan
from mkdocs_blogposts.site.planning.source_files import read_source
from mkdocs_blogposts.site.settings.blog_setup import Setup


@dataclass(frozen=True)
class SiteLint:
    """One blog and the site around it."""

    plan: Plan
    setup: Setup
    files: Files

    def problems(self) -> tuple[Problem, ...]:
        """All of it, in the order of files and lines; of plain pages where this blog is the site's first."""
        found = [*self._unreadable(), *self._of_texts(), *self._of_headers(), *self._of_likeness()]
        found += lint_foreign_syntax(self._posts, self.setup.config)
        return tuple(sorted(dict.fromkeys(found), key=lambda each: (each.file, each.line, each.column, str(each))))

    @cached_property
    def _pages(self) -> Mapping[str, SourceText]:
        """The pages to look at, as they are in `docs_dir`: what plugins make isn't a writer's."""
        posts = {post.source for post in self.plan.posts}
        chosen = (source for source in self.plan.pages if source in posts or self.setup.is_first)
        files = (self.files.src_uris[source] for source in chosen)
        names = self.setup.rules.names
        return {file.src_uri: SourceText(file.src_uri, read_source(file), names) for file in files if file.abs_src_path}

    @property
    def _posts(self) -> Iterator[SourceText]:
        """Those of them that are posts written in Markdown."""
        sources = (post.source for post in self.plan.posts)
        return (self._pages[source] for source in sources if source in self._pages and not source.endswith(ENDING))

    def _line_of(self, source: str, field: str) -> int:
        page = self._pages.get(source)
        return page.line_of(field) if page else 0

    def _unreadable(self) -> Iterator[Problem]:
        """Pages that the plan has not, since their files cannot be read."""
        pages = self.files.documentation_pages(inclusion=InclusionLevel.is_in_serve) if self.setup.is_first else ()
        for file in pages:
            if not file.abs_src_path or file.src_uri in self.plan.pages:
                continue
            try:
                read_source(file)
            except (OSError, ValueError) as error:
                reason = (
                    f"byte {error.start} isn't valid UTF-8" if isinstance(error, UnicodeDecodeError) else str(error)
                )
                reason = (error.strerror if isinstance(error, OSError) else "") or reason
                what = f"The file cannot be read: {reason}."
                yield Problem(Rule.UNREADABLE_FILE, file.src_uri, what, "Save it as UTF-8; a build stops at it.")

    def _of_texts(self) -> Iterator[Problem]:
        folders = [instance.blog_dir for instance in self.setup.instances]
        aliases = [resolve_alias(alias, page.source) for page in self.plan.pages.values() for alias in page.aliases]
        anchors_of = cache(self._anchors_of)
        targets = LinkTargets(self.files, self.setup.config, folders, aliases, anchors_of, self.setup.build)
        for source, page in self._pages.items():
            is_post = self.plan.post(source) is not None
            yield from targets.problems(page, self.files.src_uris[source], is_post)
            if is_post:
                yield from _without_alt(page)

    def _anchors_of(self, source: str) -> frozenset[str] | None:
        settings = self.setup.config.mdx_configs.get("toc") or {}
        page = self._pages.get(source)
        return page.anchors(settings.get("slugify") or slugify) if page else None

    def _of_headers(self) -> Iterator[Problem]:
        for source, page in self._pages.items():
            yield from lint_front_matter(source, page.text, self.setup.rules)
        resolver = ImageResolver(self.files)
        for post in self.plan.posts:
            yield from self._image(post, resolver)
            line = self._line_of(post.source, "authors")
            for problem in find_unknown_authors(post.source, post.authors, self.setup.rules.authors):
                yield replace(problem, line=line)
        yield from self._templates()
        yield from self._ambiguous_dates()

    def _ambiguous_dates(self) -> Iterator[Problem]:
        """One problem for all dates whose day and month the option `dayfirst` tells apart, unless the site sets it."""
        if "dayfirst" in self.setup.options.written:
            return
        dated = ((post.source, self._pages[post.source]) for post in self.plan.posts if post.source in self._pages)
        unclear = [(source, page) for source, page in dated if may_be_two_days(page.text_of("date"))]
        for source, page in unclear[:1]:
            others = f", and so do those of {len(unclear) - 1} more posts" if len(unclear) > 1 else ""
            what = f"The date '{page.text_of('date')}' may begin with its month or its day{others}."
            hint = "It is read with the month first; write 'dayfirst: true' or 'dayfirst: false' in mkdocs.yml."
            yield Problem(Rule.AMBIGUOUS_DATE, source, what, hint, page.line_of("date"))

    def _image(self, post: Entry, resolver: ImageResolver) -> Iterator[Problem]:
        name = parse_reference(post.image)
        if not name.path or name.is_inline or name.is_remote or resolver.find(name.path, post.source):
            return
        what, hint = resolver.missing(name, post.source)
        yield Problem(Rule.MISSING_IMAGE, post.source, what, hint, self._line_of(post.source, "image"))

    def _templates(self) -> Iterator[Problem]:
        """One problem for each template that the theme has not: posts of another engine all name the same."""
        loader = self.setup.config.theme.get_env().loader
        known = frozenset(loader.list_templates()) if loader else frozenset()
        asking: dict[str, list[str]] = defaultdict(list)
        for post in self.plan.posts:
            if post.template and post.template not in known:
                asking[post.template].append(post.source)
        for name, sources in asking.items():
            others = f" and {len(sources) - 1} more" if len(sources) > 1 else ""
            what = f"The theme has no template '{name}' for this post{others}."
            hint = "The page has the theme's usual one; take the key out."
            yield Problem(Rule.UNKNOWN_TEMPLATE, sources[0], what, hint, self._line_of(sources[0], "template"))

    def _of_likeness(self) -> Iterator[Problem]:
        posts = sort_posts(post for post in self.plan.posts if post.status.is_built)
        yield from find_odd_spellings(posts, self.setup.taxonomies, self._line_of)
        files = self.files.src_uris
        titles = {post.source: find_title(post, files[post.source], self.setup) for post in reversed(posts)}
        yield from find_duplicates(titles, Rule.SAME_TITLE, "title", self._line_of)
        plain = (entry for source, entry in self.plan.pages.items() if source in self._pages and source not in titles)
        described = [*reversed(posts), *(entry for entry in plain if entry.status.is_built)]
        descriptions = {entry.source: entry.description for entry in described}
        yield from find_duplicates(descriptions, Rule.SAME_DESCRIPTION, "description", self._line_of)


def _without_alt(page: SourceText) -> Iterator[Problem]:
    """An empty `alt` in HTML says that an image only decorates; in Markdown it says nothing."""
    for reference in page.references:
        if reference.is_image and not (reference.alt or (reference.is_html and reference.alt is not None)):
            what = f"The image '{parse_reference(reference.target).shown}' has no alt text."
            hint = "Say between the brackets what it shows: '![what it shows](…)'."
            if reference.is_html:
                hint = "Say in 'alt' what it shows; if it only decorates, write 'alt=\"\"'."
            yield Problem(Rule.IMAGE_WITHOUT_ALT, page.source, what, hint, *page.place_of(reference))


def list_understood(config: MkDocsConfig) -> frozenset[str]:
    """The extensions and plugins of a site by their names, those of a theme without its own in front."""
    plugins = [name.rpartition("/")[2] for name in config.plugins]
    extensions = [name.removeprefix("markdown.extensions.") for name in config.markdown_extensions]
    return frozenset([*plugins, *extensions])


def lint_foreign_syntax(posts: Iterable[SourceText], config: MkDocsConfig) -> Iterator[Problem]:
    """What only another engine understands: how often it stands there, where first, and what to write."""
    understood = list_understood(config)
    places: dict[ForeignKind, list[tuple[str, int]]] = {}
    for post in posts:
        for kind, line in find_foreign_syntax(post.body, understood):
            places.setdefault(kind, []).append((post.source, post.lines_above + line))
    for kind, found in places.items():
        source, line = found[0]
        posts_with = len({place for place, _ in found})
        times = f"{len(found)} times" if len(found) > 1 else "once"
        where = f" in {posts_with} posts" if posts_with > 1 else ""
        what = f"'{kind.name}' stands {times}{where}, and is published as it is written."
        yield Problem(Rule.FOREIGN_SYNTAX, source, what, kind.hint, line)
