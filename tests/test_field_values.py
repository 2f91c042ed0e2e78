"""Every engine's name of a field means that field; lists are lists, whatever they look like."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mkdocs_blogposts.reading.field_values import NamedFields, fit_for_themes, parse_links, parse_number, parse_text
from mkdocs_blogposts.reading.naming.field_names import BUILT_IN, FieldNames, read_field_names
from mkdocs_blogposts.reading.naming.field_names import NAMES as TABLE
from mkdocs_blogposts.reading.term_splitting import find_terms, split_terms

# The names as engines spell them, ours first, in the order in which they win.
TEXTS = {
    "title": ["title", "headline"],
    "description": [
        *("description", "meta_description", "seo_description", "seo.description", "meta.description", "metaDesc"),
        "searchDescription",
    ],
    "summary": ["summary", "resume", "excerpt", "teaser", "lead", "abstract", "subtitle", "sommario", "custom_excerpt"],
    "image": [
        *("image", "thumbnail", "cover", "cover_image", "featured_image", "feature_image", "heroImage", "hero"),
        *("header_image", "imagefeature", "previewimage", "banner", "social_image", "og_image", "socialImg"),
        *("image.path", "image.src", "image.url", "cover.image", "cover.src", "coverImage.src", "heroImage.src"),
        *("header.image", "header.teaser", "header.overlay_image", "image.feature", "image.teaser", "image.thumb"),
        *("cover-img", "header-img", "featured-img", "feature-img", "thumbnail-img", "share-img", "index_img"),
        *("banner_img", "images", "photos", "feature", "featured.image", "featured.src", "thumb", "thumbnailImage"),
        *("featuredImagePreview", "mainImage", "lead_image", "postImage", "teaser_image", "card_image"),
        *("metaImage", "share-image", "header.og_image", "header.image_fullwidth", "seo.image", "og.image"),
        *("openGraph.image", "social.image", "twitter.image", "img", "picture", "photo"),
        *("params.image", "extra.cover.image", "cascade.image"),
    ],
    "image_alt": [
        *("image_alt", "alt", "image.alt", "cover.alt", "coverImage.alt", "heroImage.alt", "feature_image_alt"),
        *("alt_text", "featuredImageAlt", "cover_alt", "coverImageAlt", "thumbnail_alt", "hero_alt"),
        *("heroImageAlt", "banner_alt", "header.alt", "img_alt", "og_image_alt"),
    ],
    "image_caption": [
        *("image_caption", "caption", "image.caption", "cover.caption", "header.caption", "feature_image_caption"),
        *("featured_image_caption", "cover_caption", "coverImageCaption", "thumbnail_caption", "hero_caption"),
        *("hero_image_caption", "banner_caption"),
    ],
    "image_focus": ["image_focus", "focus", "image.focus", "cover.focus"],
    "hero_style": ["hero_style"],
    "date": [
        *("date", "date.created", "created", "pubDate", "pubDatetime", "publishDate", "published_at", "published_on"),
        *("date_published", "created_at", "date created", "posted", "published", "publish", "time"),
    ],
    "updated": [
        *("updated", "modified", "lastmod", "last_modified_at", "last_modified", "updatedDate", "modDatetime"),
        *(
            "date-modified",
            "updated_at",
            "last_updated",
            "date_updated",
            "date.updated",
            "date.modified",
            "last_update.date",
        ),
    ],
    "series": ["series", "series.name", "series.title", "taxonomies.series"],
    "part": ["part", "series_order", "series_index", "series_part", "series.part", "series.order", "series.index"],
    "slug": ["slug"],
    "url": ["url", "permalink", "save_as", "path"],
    "status": ["status", "state", "post_status"],
    "visibility": ["visibility"],
    "expires": ["expires", "expires_at", "expiryDate", "unpublishdate", "expiration", "expiration_date"],
    "weight": ["weight", "order"],
    "canonical": ["canonical", "canonical_url", "canonical_link"],
    "robots": ["robots"],
    "language": ["language", "lang", "locale"],
    "translation_key": ["translation_key", "lang_ref", "translation_id"],
    "readtime": ["read_time", "reading_time"],
    "links": ["links", "link"],
    "template": ["template", "layout"],
    "enclosure": [
        *("enclosure", "audio", "podcast", "enclosures", "audioUrl", "audio_file", "mp3", "mp3_url", "podcast_url"),
        *("podcast_file", "episode.audio", "episode.url", "episode.file"),
    ],
    "resources": ["resources"],
}
LISTS = {
    "tags": [
        *("tags", "tag", "keywords", "topics", "labels", "primary_tag", "hashtags", "postTags", "post_tag"),
        *("taxonomies.tags", "taxonomy.tag", "extra.labels"),
    ],
    "categories": ["categories", "category", "section", "taxonomies.categories", "taxonomy.category"],
    "authors": [
        *("authors", "author", "by", "byline", "published_by", "writer", "primary_author", "written_by", "posted_by"),
        *("authorName", "creator", "taxonomies.authors"),
    ],
    "aliases": ["aliases", "redirect_from", "redirects", "redirect", "alias"],
}
FLAGS = {
    "draft": ["draft", "isDraft", "saveAsDraft"],
    "published": ["published", "publish", "is_published", "public", "is_public", "dg_publish"],
    "hidden": ["hidden", "unlisted", "is_hidden", "eleventyExcludeFromCollections"],
    "private": ["private", "is_private", "headless", "email_only"],
    "listed": ["listed", "build.list", "visible"],
    "rendered": ["rendered", "build.render", "render", "routable", "permalink.build"],
    "pinned": ["pinned", "pin", "featured", "sticky", "top"],
    "comments": ["comments", "params.comments"],
    "nocomments": ["nocomments", "disableComments"],
    "noindex": ["noindex", "robotsNoIndex", "sitemap.disable"],
    "sitemap": ["sitemap"],
    "post": ["post"],
    "nopost": ["nopost", "exclude_from_blog"],
}
NAMES = TEXTS | LISTS | FLAGS
EVERY = [(field, name) for field, names in NAMES.items() for name in names]

MORE_SPELLINGS = [
    *(
        ("image", name)
        for name in ("coverImage", "cover-image", "featuredImage", "headerImage", "ogImage", "hero_image")
    ),
    *(
        ("date", name)
        for name in ("pubdate", "publish_date", "publish-date", "publishedAt", "PublishedOn", "pub_datetime")
    ),
    *(
        ("updated", name)
        for name in ("dateModified", "date_modified", "lastModified", "updated_date", "lastUpdate.date")
    ),
    *(("canonical", name) for name in ("canonicalURL", "canonical-url", "canonicalUrl", "CANONICAL_URL")),
    *(("expires", name) for name in ("expiry_date", "unpublishDate", "Expiry-Date")),
    *(
        ("image_alt", "image-alt"),
        ("image_alt", "imageAlt"),
        ("description", "metaDescription"),
        ("noindex", "robots-no-index"),
    ),
]


def test_the_names_of_these_tests_are_those_of_the_table():
    def plain(names):
        return {re.sub("[-_ ]", "", name).lower() for name in names}

    wrapped = {
        name
        for names in NAMES.values()
        for name in names
        if name.startswith(("params.", "extra.", "taxonom", "cascade."))
    }
    for field, others in TABLE.items():
        assert plain(NAMES.get(field, NAMES.get("read_time", []))) - plain(wrapped) >= plain(others), field
    assert set(NAMES) == set(TABLE)


def spellings(name):
    """Each of the ways to write a name: `cover_image`, `COVER_IMAGE`, `cover-image`, `coverImage`, `cover image`."""
    words = re.sub(r"(?<=[a-z])(?=[A-Z])", "_", name).lower()
    camel = re.sub(r"[_-](\w)", lambda found: found[1].upper(), words)
    pascal = ".".join(part[:1].upper() + part[1:] for part in camel.split("."))
    kebab, blank = words.replace("_", "-"), words.replace("_", " ")
    return {name, words, words.upper(), words.title(), kebab, kebab.upper(), camel, pascal, blank}


def header(**values):
    """Front matter with values at their names, of which a dot means a nested key."""
    built = {}
    for name, value in values.items():
        *outer, last = name.split(".")
        place = built
        for key in outer:
            place = place.setdefault(key, {})
        place[last] = value
    return built


@pytest.mark.parametrize(("field", "name"), [*EVERY, *MORE_SPELLINGS])
def test_a_field_is_known_by_each_of_its_names(field, name):
    for spelling in spellings(name):
        values = header(**{spelling: "yes"}, unknown="x")
        assert NamedFields(values).text(field) == "yes", spelling
        assert find_terms(NamedFields(values), field) == ("yes",), spelling
        assert NamedFields(values).flag(field) is True, spelling
        assert [key for key, value in NamedFields(values).all(field) if value == "yes"] == [spelling]


@pytest.mark.parametrize("field", NAMES)
def test_a_name_belongs_to_its_own_fields_alone(field):
    shared = {key: {"published", "publish"} for key in ("date", "published")}
    for name in NAMES[field]:
        known_as = {other for other in NAMES if NamedFields(header(**{name: "x"})).text(other)}
        assert known_as == ({"date", "published"} if name in shared.get(field, ()) else {field}), name


@pytest.mark.parametrize(
    "name", ["titles", "athor", "tagss", "seo", "image.title", "header", "params", "layout.title", "nested.tags", "x"]
)
def test_any_other_name_is_none_of_ours(name):
    assert not any(NamedFields(header(**{name: "x"})).text(field) for field in NAMES)


def neighbors():
    for field, names in NAMES.items():
        for left, right in pairwise(names):
            if not f"{left}.".startswith(f"{right}.") and not f"{right}.".startswith(f"{left}."):
                yield field, left, right  # which both fit in one front matter


@pytest.mark.parametrize(("field", "left", "right"), list(neighbors()))
def test_the_leftmost_name_that_is_not_empty_wins(field, left, right):
    for names in ((left, right), (right, left)):  # whatever stands first in the front matter
        both = {name: {left: "L", right: "R"}[name] for name in names}
        assert NamedFields(header(**both)).text(field) == "L"
        assert find_terms(NamedFields(header(**both)), field) == ("L",)
        for empty in ("", "  ", [], [""], {}):
            some = {name: {left: empty, right: "R"}[name] for name in names}
            assert NamedFields(header(**some)).text(field) == "R"
            assert find_terms(NamedFields(header(**some)), field) == ("R",)


def test_of_one_name_in_two_spellings_the_first_that_is_not_empty_wins():
    assert NamedFields({"Title": "A", "title": "B"}).text("title") == "A"
    assert NamedFields({"Title": "", "title": "B"}).text("title") == "B"


def test_in_wrappers_every_name_counts_after_all_that_stand_outside():
    """Zola's `[taxonomies]` and `[extra]`, and Hugo's `[params]`."""
    assert find_terms(NamedFields({"taxonomies": {"tags": ["a"]}, "extra": {"author": "Eva"}}), "tags") == ("a",)
    assert NamedFields({"extra": {"image": "a.png"}, "images": ["b.png"]}).text("image") == "b.png"
    assert NamedFields({"params": {"cover": {"src": "a.png"}, "image": {"alt": "A"}}}).text("image") == "a.png"
    assert NamedFields({"Params": {"Image-Alt": "A"}}).text("image_alt") == "A"
    assert NamedFields({"extra": {"params": {"image": "a.png"}}}).text("image") == ""
    assert NamedFields({"nested": {"image": "a.png"}}).text("image") == ""


OWN = FieldNames((("image", ("teaserbild", "bild.pfad")), ("authors", ("redakteur",)), ("tags", ("category",))))


def test_a_users_own_names_come_first():
    named = NamedFields({"cover": "b.png", "Teaser-Bild": "a.png", "redakteur": "Eva", "author": "Max"}, OWN)
    assert [key for key, _ in named.all("image")] == ["Teaser-Bild", "cover"]
    assert (named.text("image"), find_terms(named, "authors")) == ("a.png", ("Eva",))
    assert NamedFields({"bild": {"pfad": "a.png"}}, OWN).text("image") == "a.png"
    assert NamedFields({"bild": {"pfad": "a.png"}, "teaserbild": "b.png"}, OWN).text("image") == "b.png"
    assert NamedFields({"teaserbild": "a.png"}).text("image") == ""


def test_a_name_that_a_user_gives_a_meaning_loses_its_old_one():
    named = NamedFields({"category": "a", "section": "b"}, OWN)
    assert (find_terms(named, "tags"), find_terms(named, "categories")) == (("a",), ("b",))
    named = NamedFields({"category": "a"}, FieldNames((("tags", ("category",)), ("categories", ("category",)))))
    assert find_terms(named, "tags") == ("a",)
    deep = FieldNames((("title", ("a.b.c",)),))
    assert NamedFields({"A": {"b": {"C": "x"}}}, deep).text("title") == "x"
    assert FieldNames() == BUILT_IN


@pytest.mark.parametrize(
    ("written", "own"),
    [
        ({}, ()),
        ({"image": "bild"}, (("image", ("bild",)),)),
        ({"image": ["bild", "a.b"], "Tags": ["wort"]}, (("image", ("bild", "a.b")), ("tags", ("wort",)))),
        (
            {"image": "bild", "cover_image": "foto", "author": "von"},
            (("image", ("bild", "foto")), ("authors", ("von",))),
        ),
        ({"image": []}, (("image", ()),)),
    ],
)
def test_a_user_names_fields_by_any_of_their_names(written, own):
    assert read_field_names(written).own == own


@pytest.mark.parametrize(
    ("written", "error"),
    [
        ({"imgae": "bild"}, "There is no field 'imgae'. Did you mean 'image'?"),
        ({"xyz": "bild"}, "There is no field 'xyz'. Write one of title, description, summary, "),
        ({1: "bild"}, "There is no field '1'. Write one of title, "),
        ({"image": 3}, "3 isn't a name for 'image'. Write a name, or a list of names."),
        ({"image": ["bild", None]}, "['bild', None] isn't a name for 'image'."),
        ({"image": "-"}, "'-' isn't a name for 'image'."),
        ({"image": {"a": "b"}}, "{'a': 'b'} isn't a name for 'image'."),
        (["image"], "['image'] names no fields. Write fields with names for them, such as 'image: teaserbild'."),
        (None, "None names no fields."),
    ],
)
def test_a_field_that_is_none_is_refused(written, error):
    with pytest.raises(ValueError, match="^" + re.escape(error)):
        read_field_names(written)


def test_aliases_cannot_multiply_keys():
    inner = {f"k{number}": "x" for number in range(10_000)}
    values = {"-" * count + "image": inner for count in range(10_000)} | {"title": "T"}
    assert NamedFields(values).text("title") == ""  # it stands too far down to be of any use
    assert NamedFields({"title": "T"} | values).text("title") == "T"


@pytest.mark.parametrize(
    ("value", "links"),
    [
        *(
            ("", []),
            ([], []),
            ({}, []),
            ("a.md", [("", "a.md")]),
            ("a.md, b.md; c.md", [("", f) for f in ("a.md", "b.md", "c.md")]),
        ),
        ("https://x.org/a,b", [("", "https://x.org/a,b")]),
        (["a.md", "b.md#c"], [("", "a.md"), ("", "b.md#c")]),
        ([{"A title": "a.md"}, {"": "b.md"}], [("A title", "a.md"), ("", "b.md")]),
        ({"A": "a.md", "B": "b.md"}, [("A", "a.md"), ("B", "b.md")]),
        # Material's headings
        (
            [{"Heading": [{"A": "a.md"}, "b.md", {"Deeper": [{"C": "c.md"}]}]}, "d.md"],
            [("A", "a.md"), ("", "b.md"), ("C", "c.md"), ("", "d.md")],
        ),
        # mappings with a URL
        (
            [{"title": "A", "url": "a.md", "image": "a.png"}, {"name": "B", "href": "b.md"}],
            [("A", "a.md"), ("B", "b.md")],
        ),
        ({"url": "a.md"}, [("", "a.md")]),
        ([None, "a.md", [["b.md"]]], [("", "a.md"), ("", "b.md")]),
    ],
)
def test_links_of_any_value(value, links):
    value = [item or "" for item in value] if isinstance(value, list) else value
    assert list(parse_links(value)) == links


def test_links_cannot_multiply_nor_go_deep():
    nested = ["a.md"]
    for _ in range(5_000):
        nested = [nested]
    assert parse_links(nested) == ()
    assert len(parse_links([f"{number}.md" for number in range(100_000)])) == 1_000
    loop = {"A": "a.md"}
    loop["B"] = loop
    assert parse_links(loop) == (("A", "a.md"),)


def test_a_number_is_what_a_text_begins_with():
    assert [parse_number(text) for text in ("5", "-3", "5 min", "", "x5", "1.9", ["7"], {})] == [
        5,
        -3,
        5,
        0,
        0,
        1,
        7,
        0,
    ]


def test_a_mapping_is_asked_for_what_is_in_it_and_a_list_for_its_first():
    assert NamedFields({"image": {"path": "a.png", "alt": "A"}}).text("image") == "a.png"
    assert NamedFields({"image": {"path": "a.png", "alt": "A"}}).text("image_alt") == "A"
    assert NamedFields({"images": ["", "a.png", "b.png"]}).text("image") == "a.png"
    assert NamedFields({"image.path": "a.png"}).text("image") == "a.png"
    assert NamedFields({"date": {"created": "2024-01-02", "updated": "2024-01-03"}}).text("date") == "2024-01-02"
    assert NamedFields({"date": {"created": "2024-01-02", "updated": "2024-01-03"}}).text("updated") == "2024-01-03"


@pytest.mark.parametrize(
    ("written", "flag"),
    [
        *((word, True) for word in ("true", "True", "TRUE", "yes", "on", "y", "1", " true ", ["true"])),
        *((word, False) for word in ("false", "False", "no", "No", "off", "n", "0")),
        *((word, None) for word in ("", "maybe", "2", "null", [], {}, {"true": "true"}, "2024-07-23")),
    ],
)
def test_a_flag_is_yes_no_or_neither(written, flag):
    assert NamedFields({"draft": written}).flag("draft") is flag


def test_of_several_flags_the_first_that_is_one_counts():
    assert NamedFields({"published": "2024-07-23", "publish": "false"}).flag("published") is False
    assert NamedFields({"draft": "maybe", "isDraft": "true"}).flag("draft") is True


@pytest.mark.parametrize(
    ("value", "text"),
    [
        *((" a  b ", "a  b"), ("\xa0a\n", "a"), ("a\fb\x1b", "a b"), ("", ""), ([], ""), ({}, ""), ({"a": "b"}, "")),
        *(([" ", " a ", "b"], "a"), ([["a"], {"b": "c"}, "d"], "d"), ([[], {}], "")),
    ],
)
def test_one_text_of_any_value(value, text):
    assert parse_text(value) == text


@pytest.mark.parametrize(
    ("value", "terms"),
    [
        # Text is split at semicolons, else at commas, else not.
        ("a, b,c", "a|b|c"),
        ("a; b, c;d", "a|b, c|d"),
        ("digital marketing", "digital marketing"),
        ("a, ,, b,", "a|b"),
        (",", ""),
        ("; ;", ""),
        ("", ""),
        ("  ", ""),
        # `[a, b]` in a MultiMarkdown front matter is a list, as is one that nobody closed.
        ("[a, b]", "a|b"),
        ("['a', \"b\"]", "a|b"),
        ("[a, b", "a|b"),
        ("[]", ""),
        ("arrays[]", "arrays[]"),
        # Quotes and a leading `#` come off.
        ("'a', \"b\"", "a|b"),
        ("#python, #c#, C#", "python|c#|C#"),
        ("'#a'", "a"),
        ("#", ""),
        ("'90s, rock 'n' roll, it's, 19\"", "'90s|rock 'n' roll|it's|19\""),
        # A list is taken as it is.
        (["a, b", "c;d", "e f"], "a, b|c;d|e f"),
        (["a", "", " ", "a ", "b", "#c", "'d'"], "a|b|c|d"),
        (["A", "a"], "A|a"),
        ([["a", ["b"]], "c"], "a|b|c"),
        ([], ""),
        ([[], [[]]], ""),
        (["2026", "1.10", "on", "no"], "2026|1.10|on|no"),
        (["C", "C++", "C#", ".NET", "日本語", "?!"], "C|C++|C#|.NET|日本語|?!"),
        # A mapping is called by its name.
        ({"name": "Max", "url": "x"}, "Max"),
        ([{"name": "Max"}, "Eva", {"label": "Ada"}, {"title": "Bo"}, {"url": "x"}], "Max|Eva|Ada|Bo"),
        ({}, ""),
        # White space folds.
        ("a \xa0\n b", "a b"),
        (["guest\tpost"], "guest post"),
        ("[a, b]]", "a|b"),
        ("[[a, b]", "a|b"),
    ],
)
def test_terms_of_any_value(value, terms):
    assert split_terms(value) == tuple(filter(None, terms.split("|")))


@pytest.mark.parametrize(
    ("value", "terms"),
    [("a b  c", "a|b|c"), ("a b, c", "a b|c"), ("a b; c", "a b|c"), (["a b", "c"], "a b|c"), ("", "")],
)
def test_jekyll_splits_at_blanks_where_nothing_else_does(value, terms):
    assert split_terms(value, at_blanks=True) == tuple(filter(None, terms.split("|")))


def test_jekyll_splits_no_singular():
    assert find_terms(NamedFields({"categories": "a b"}), "categories", at_blanks=True) == ("a", "b")
    assert find_terms(NamedFields({"category": "a b"}), "categories", at_blanks=True) == ("a b",)
    assert find_terms(NamedFields({"tag": "a b", "keywords": "c"}), "tags", at_blanks=True) == ("a b",)
    assert find_terms(NamedFields({"tags": "a b"}), "tags") == ("a b",)


def test_nested_lists_cannot_multiply():
    nested = []
    for _ in range(6):
        nested = [nested] * 1_000
    assert split_terms(nested) == ()
    assert split_terms([nested, "a", [["b"] * 100_000] * 1_000]) == ("a", "b")
    assert len(split_terms([str(number) for number in range(100_000)])) == 1_000
    assert len(split_terms(",".join(str(number) for number in range(100_000)))) == 1_000
    loop = ["a"]
    loop.append(loop)
    assert split_terms(loop) == ("a",)
    assert parse_text(loop) == "a"


VALUES = st.recursive(
    st.text(max_size=12),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=6), inner, max_size=4),
    max_leaves=12,
)
KEYS = st.one_of(st.text(max_size=8), st.sampled_from([name.partition(".")[0] for _, name in EVERY]))


@given(st.dictionaries(KEYS, VALUES, max_size=6))
def test_any_front_matter_is_texts_flags_and_terms(values):
    named = NamedFields(values)
    for field in NAMES:
        assert named.text(field) == named.text(field).strip()
        assert named.flag(field) in (True, False, None)
        terms = find_terms(named, field)
        assert list(terms) == list(dict.fromkeys(terms))
        assert all(term and term == " ".join(term.split()) for term in terms)
        assert all(split_terms(list(terms)) for _ in terms[:1])
        assert all(path == path.strip() and path for _, value in named.all(field) for _, path in parse_links(value))


@pytest.mark.parametrize(
    ("key", "value", "fitting"),
    [
        *[("hide", value, []) for value in (None, True, 5, 1.5, {"toc": True}, [])],
        *[("hide", ["toc", 5], ["toc", "5"]), ("hide", "toc", "toc")],
        *[("search", False, {"exclude": True}), ("search", {"boost": 2}, {"boost": 2})],
        *[(key, value, {}) for key in ("search", "social") for value in (None, True, 5, "no", ["x"])],
        *[("social", {"cards": False}, {"cards": False}), ("icon", 5, 5)],
    ],
)
def test_what_material_would_stop_at_has_a_shape_that_it_reads(key, value, fitting):
    assert fit_for_themes(key, value) == fitting
