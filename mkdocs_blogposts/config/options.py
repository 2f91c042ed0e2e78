"""Every option, with what it does. The docstrings are the reference manual."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from mkdocs.config import config_options as c
from mkdocs.config.base import Config, ConfigErrors, ConfigWarnings
from mkdocs.plugins import BasePlugin

from mkdocs_blogposts.blog.material_options import UNDERSTOOD, split_options
from mkdocs_blogposts.blog.previous_next import TAXONOMY
from mkdocs_blogposts.blog.related_posts import read_related_options
from mkdocs_blogposts.blog.taxonomy_options import LAYOUTS
from mkdocs_blogposts.blog.url_schemes import SCHEMES, UrlScheme
from mkdocs_blogposts.config.option_errors import describe_renames, explain_error, upgrade_options
from mkdocs_blogposts.config.option_types import (
    Choices,
    Color,
    Count,
    DateFormat,
    Folder,
    Jobs,
    LanguageName,
    Parsed,
    ParsedBesideTaxonomies,
    Permalink,
    Taxonomies,
    TimeZone,
)
from mkdocs_blogposts.publishing.comment_providers import read_comments
from mkdocs_blogposts.publishing.feeds.feed_options import read_feed_options
from mkdocs_blogposts.publishing.posts.site_metadata import read_publisher, read_webmention
from mkdocs_blogposts.publishing.seo.robots import DEFAULT, read_noindex
from mkdocs_blogposts.publishing.share_links import read_share
from mkdocs_blogposts.publishing.text.translator import read_translations
from mkdocs_blogposts.reading.naming.field_names import read_field_names
from mkdocs_blogposts.reading.naming.suggestions import add_suggestion

FEATURED = ("newest", "pinned", "none")
"""Which post is the large one on the first page of the blog."""

HERO_STYLES = ("wide", "beside", "none")
"""Where a post shows its image."""

SIDEBAR = ("recent", "tags", "categories", "archive")
"""What the column beside a list may show."""


class SocialCardOptions(Config):
    """How the cards look that are drawn for posts; files are named from the folder of `mkdocs.yml`."""

    background = Color()
    """The color behind the words."""

    color = Color()
    """That of the words."""

    accent = Color()
    """That of the site's name, and of the bar beside the words."""

    font = c.Optional(c.File(exists=True))
    """A font file (TrueType or OpenType) in place of FiraGO."""

    image = c.Optional(c.File(exists=True))
    """An image behind the words, under a veil of the background's color."""


class BlogpostsConfig(Config):
    """The options of the plugin, under `blogposts:` in `mkdocs.yml`. None is needed."""

    enabled = c.Type(bool, default=True)
    """Is there a blog? With a variable of the environment, as in `!ENV [BLOG, true]`, a build may leave it out."""

    blog_dir = Folder("blog")
    """The folder, below `docs_dir`, whose URL the lists have: `blog` makes `blog/`, `blog/tags/` and so on.
    `.` makes a site that is only a blog. Posts may lie anywhere."""

    permalink = Permalink()
    """The URLs of posts, from the site's root: a pattern such as `{blog}/{year}/{month}/{slug}`. Without it a post
    stands where its file lies. A post's own `permalink` wins."""

    url_scheme = c.Optional(c.Choice(tuple(SCHEMES)))
    """The engine whose default URLs the site keeps: those of posts, by its own rules for slugs, and of tags,
    categories, authors, the pages of lists and feeds. It is also the default of `blog_dir`, and says what the tokens of
    `permalink` mean."""

    redirects = Choices(("html", "netlify", "nginx"), default=["html"])
    """What leads from the `aliases` of posts and pages to them: `html` pages, a list in the file `_redirects` for
    `netlify`, or one in `redirects.map` for `nginx`. One of them, or a list."""

    redirect_moved = c.Choice((True, False, "all"), default=True)
    """Lead from where MkDocs would put a post to where its `slug` or `permalink` puts it, in the way of `redirects`.
    `all` does so for posts that the option `permalink` moves, too; `false` for none."""

    posts = c.Optional(c.PathSpec())
    """Where posts may lie: patterns as in a `.gitignore` file, one a line. Without it every page with a date is a post.
    Of several instances of the plugin, each without `posts` takes the posts in its own `blog_dir`."""

    authors_file = c.Type(str, default="")
    """The file that says who the authors are, as Material, Docusaurus or Jekyll have it: a path below `docs_dir`, or
    else beside `mkdocs.yml`; `{blog}` stands for `blog_dir`. Without it the usual places are searched."""

    per_page = Count(10)
    """How many posts a page of a list shows; `0` for one long page. Where it isn't written that is 10 on the blog's own
    pages, 24 on those of a term, and 100 where posts are titles alone, as in the archive."""

    list_content = c.Choice(("excerpt", "full"), default="excerpt")
    """What lists show of each post: its excerpt (`excerpt`), or all of its text (`full`)."""

    layout = c.Choice(LAYOUTS, default=LAYOUTS[0])
    """How the posts of a list stand: in a `grid` of cards, in a `list` one below the other, or `compact`, as titles.
    `layout:` in the front matter of a list's own page, or in the settings of a taxonomy, wins. Where neither it nor
    `per_page` is written, years and months are `compact`."""

    featured = c.Choice(FEATURED, default=FEATURED[0])
    """Which post stands large above the others on the first page of the blog: a pinned one or else the `newest`, only a
    `pinned` one, or `none`."""

    hero_style = c.Choice(HERO_STYLES, default=HERO_STYLES[0])
    """Where a post shows its image: `wide` below the title, `beside` it, or not at all (`none`). A post's own
    `hero_style` wins."""

    sidebar = Choices(SIDEBAR, default=[])
    """What stands beside the posts of a list where there is room, and below them elsewhere: some of `recent`, `tags`,
    `categories`, `archive`."""

    toc = c.Type(bool, default=True)
    """Show a table of contents beside or above the text of a post where the theme shows none."""

    reading_progress = c.Type(bool, default=False)
    """Show how much of a post has been read, as a thin line at the top of the window."""

    share = Parsed(read_share, default=True)
    """The share links below a post: `true` for all, `false` for none, or a list of `copy`, `mail`, `mastodon`,
    `bluesky`, `linkedin`, `x` and `native` (the share sheet of the reader's system)."""

    comments = Parsed(read_comments, default=False)
    """Comments below posts: a `provider` (`giscus`, `utterances`, `disqus`, `isso`, `remark42`) with its settings, or
    `theme` for the theme's own partial. `load: click` asks for nothing before a click. A post's own `comments` wins."""

    date_format = DateFormat("long")
    """How dates are shown: `short`, `medium`, `long`, `full`, or a pattern of Babel such as `d MMMM y`."""

    language = LanguageName()
    """The language of the blog's dates and words, such as `de` or `pt-BR`. Without it that of the theme."""

    translations = Parsed(read_translations, {})
    """Words of your own in the place of the blog's, by its English ones: `{Related posts: Read on}`."""

    timezone = TimeZone("UTC")
    """The zone of times that name none, such as `Europe/Berlin`."""

    dayfirst = c.Type(bool, default=False)
    """Is `08-02-21` the 8th of February (`true`) or the 2nd of August (`false`)?"""

    git_dates = c.Type(bool, default=False)
    """Take the dates that front matter leaves out from the git repository: `date` from the first commit of a file
    that is a post by where it lies, `updated` from its last."""

    folder_categories = c.Type(bool, default=False)
    """Give a post without a category the name of the folder it lies in as its category, as Pelican does."""

    fields = Parsed(read_field_names, {})
    """Your own names of fields, if your posts have others than any engine: `{image: teaserbild, authors: [redakteur]}`.
    They come before the built-in ones."""

    image = c.Type(str, default="")
    """The image of link previews for pages that have none of their own: a path below `docs_dir`, or a URL."""

    page_images = c.Choice((False, True, "text", "all"), default=False)
    """Which images of plain pages are as those of posts: the one in the front matter is shown above the page's text
    (`true`), those in its text have their sizes and wait until they are near (`text`), or both (`all`)."""

    images = c.Type(bool, default=True)
    """Show the images of posts. `false` leaves all of them out, for a quick look at the rest."""

    responsive_images = c.Choice(("large", True, False), default="large")
    """Which images in the texts of posts are made in several widths, too, as WebP and JPEG: `large` ones, such as
    photographs straight from a camera, all (`true`), or none. Each image has its size and waits until it is near."""

    avif = c.Type(bool, default=False)
    """Make every image as AVIF, too, which is smaller than WebP and takes longer to make."""

    social_cards = c.Choice((False, True, "all"), default=False)
    """Draw a card with title, site, authors and date for posts without an image, for lists and link previews;
    `all` for every post."""

    social_card_design = c.SubConfig(SocialCardOptions)
    """How cards look: `background`, `color`, `accent`, `font`, `image`."""

    fetch_images = c.Type(bool, default=False)
    """Fetch the images of other sites that front matter names, once, and show them in our sizes like any other; with
    `responsive_images` those in texts, too."""

    sanitize_svg = c.Type(bool, default=True)
    """Where an SVG could run a script or load something, show a copy without that on posts and lists and in feeds.
    `false` shows your own files as they are; those of other sites are always copied so."""

    strip_metadata = c.Type(bool, default=False)
    """Take what cameras write beside an image, such as the place, out of every JPEG, PNG, WebP, AVIF and HEIC of the
    site."""

    feeds = Parsed(read_feed_options, default=True)
    """Feeds of all posts and of every term: `true`, `false`, or settings: `formats` (a list of `rss`, `atom`, `json`),
    `limit` (how many posts, `0` for all), `content` (`full` or `summary`), `hub` (the URL of a WebSub hub), `terms`
    (`false` for none of terms, or `formats`, `limit` and `content` for those, which have one format and a summary
    without them)."""

    publisher = Parsed(read_publisher, default={})
    """Who publishes the site, for search engines: a name, or the settings `name`, `url`, `logo` (a path below
    `docs_dir`, or a URL), `type` (`organization` or `person`), `links` (its pages elsewhere)."""

    noindex = ParsedBesideTaxonomies(read_noindex, default=list(DEFAULT))
    """The lists that search engines are asked not to show, and that the sitemap leaves out: `archive` (years, months
    and days), `single` (lists of one post without a text of their own), or taxonomies such as `tags`. `[]` shows
    all."""

    robots_txt = c.Type(bool, default=True)
    """Write a `robots.txt` that names the sitemap, where the site has none of its own and stands at the root of its
    host."""

    ai_crawlers = c.Type(bool, default=True)
    """May crawlers that collect texts for language models read the site? `false` asks them in `robots.txt` not to."""

    webmention = Parsed(read_webmention, default="")
    """The URL of a webmention endpoint (W3C Webmention), which the head of each page then names."""

    speculation_rules = c.Type(bool, default=False)
    """Let browsers that know speculation rules load a page of the site when a reader is about to follow a link."""

    sitemap_images = c.Type(bool, default=False)
    """Name the images of posts in `sitemap.xml`."""

    commonmark = c.Type(bool, default=True)
    """In posts, let a list or a table follow a paragraph's line directly, and anything the language of fenced code,
    as CommonMark and GitHub do, and let a post have one heading of the first level, its title."""

    protected_posts = c.Choice(("listed", "unlisted"), default="listed")
    """Posts that another plugin encrypts, such as those with a password: `listed` with their title and a lock, or
    `unlisted`, so that only who knows the URL finds them."""

    tags_allowed = c.ListOfItems(c.Type(str), default=[])
    """The tags that posts may have: any other is a problem, and kept. Without them all are allowed."""

    categories_allowed = c.ListOfItems(c.Type(str), default=[])
    """The categories that posts may have, in the same way."""

    taxonomies = Taxonomies()
    """Taxonomies beside those built in, and changes to these: `topics: {title: Topics}` makes lists of what
    posts have under `topics:`; `authors: false` leaves one out; `archive: {days: true}` makes a list of each day."""

    slugs = c.Choice(("unicode", "ascii"), default="unicode")
    """The letters in the URLs of terms: those of all scripts, or `ascii` for Latin ones without accents alone."""

    related = ParsedBesideTaxonomies(read_related_options, default=3)
    """How many posts on the same subjects stand below a post, `0` for none; or how many and what they are chosen by, as
    in `{limit: 3, tags: 1, categories: 0.5, series: 0.5, authors: 0, time: 0.5}`."""

    previous_next = c.Choice(tuple(TAXONOMY), default="time")
    """What the links to the posts before and after a post stay within: all posts (`time`), the post's first `category`,
    or its `series`. A post that has none of these has its neighbors in time."""

    jobs = Jobs()
    """How many processes convert Markdown and render pages at the same time: `0` for as many as there are
    processors, `1` for no other than MkDocs' own. Small sites need no other, and only Linux has them."""

    pure_extensions = c.ListOfItems(c.Type(str), default=[])
    """Markdown extensions of yours, or of others, that always make the same HTML of the same text, and read no files:
    what they convert is kept for the next build, as it is with those of Python-Markdown and pymdown-extensions."""

    page_plugins = c.ListOfItems(c.Type(str), default=[])
    """Plugins that look at each page alone, by their names in `mkdocs.yml`, or `hooks`: beside them `mkdocs serve` may
    leave out the pages that have not changed, as it does beside those that are known."""

    renamed: tuple[str, ...] = ()
    # The old names of options that `mkdocs.yml` has. No option of ours.

    material: Mapping[str, Any] = MappingProxyType({})
    # The options of Material's blog that `mkdocs.yml` has, by their names. No option of ours.

    written: frozenset[str] = frozenset()
    # The names of the options that `mkdocs.yml` has. No option of ours.

    def load_dict(self, patch: dict[str, Any]) -> None:
        """Take the options of `mkdocs.yml`, and those of Material's blog apart from them."""
        if isinstance(patch, dict):
            patch, self.renamed = upgrade_options(patch)
            patch, self.material = split_options(patch, self._schema_keys)
            self.written |= frozenset(patch)
            scheme = SCHEMES.get(str(patch.get("url_scheme")))
            if scheme:
                implied = {"blog_dir": scheme.blog_dir, "folder_categories": scheme.folders_are_categories}
                patch = {**implied, **patch}
        super().load_dict(patch)

    @property
    def scheme(self) -> UrlScheme | None:
        """The URLs of the engine that the site comes from."""
        return SCHEMES.get(self.url_scheme or "")

    @property
    def has_one_page_size(self) -> bool:
        """Has every list `per_page` posts on a page? So it is where a site says so, keeps an engine's URLs of further
        pages, or shows posts with all of their text.
        """
        return "per_page" in self.written or self.scheme is not None or self.list_content == "full"

    def validate(self) -> tuple[ConfigErrors, ConfigWarnings]:
        """As MkDocs does, and for an option that there is not, name the one that may be meant."""
        failed, warnings = super().validate()
        known = [*self._schema_keys, *UNDERSTOOD]
        failed = [(key, explain_error(error, self.data.get(key))) for key, error in failed]
        return failed, [
            *describe_renames(self.renamed),
            *((key, text if key in known else add_suggestion(f"{text}.", key, known)) for key, text in warnings),
        ]


class SwitchablePlugin(BasePlugin[BlogpostsConfig]):
    """Takes part in a build unless its option `enabled` is false.

    MkDocs has such an option for any plugin, but stops at `!ENV NOT_SET`, which names no value: for Material's plugins,
    and so for sites that come from there, that is the default.
    """

    def load_config(
        self, options: dict[str, Any], config_file_path: str | None = None
    ) -> tuple[ConfigErrors, ConfigWarnings]:
        """As MkDocs does, which asks for the methods of events afterwards."""
        found = super().load_config(options, config_file_path)
        if not self.config.enabled:
            for event in [name for name in dir(self) if name.startswith("on_")]:
                setattr(self, event, None)
        return found
