"""A post as each engine writes it, with what the engine has for front matter, is read as its writer meant it."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import datetime, timedelta, timezone

import pytest

from harness import text
from mkdocs_blogposts.reading.author import Author
from mkdocs_blogposts.reading.entry import Entry, Status
from mkdocs_blogposts.reading.entry_reader import Rules, read_entry

RULES = Rules(datetime(2026, 11, 22, 12, tzinfo=timezone.utc), timezone.utc)


def day(*date, hours=0):
    return datetime(*date, tzinfo=timezone(timedelta(hours=hours)))


ENGINES = {
    "Pelican": (
        "2024-07-lamps.md",
        """
        Title: Lamps: a history
        Date: 2024-07-23 10:20
        Modified: 2024-08-01 19:30
        Category: Light
        Tags: lamps, green light
        Slug: lamps
        Authors: Eva Marsh; Max Quinton
        Summary: Short version for index and feeds
        Lang: fr
        Translation: true
        Status: hidden
        Template: custom
        Save_as: lamps/index.html
        URL: lamps/

        Text.
        """,
        {
            "title": "Lamps: a history",
            "date": day(2024, 7, 23, 10, 20),
            "updated": day(2024, 8, 1, 19, 30),
            "categories": ("Light",),
            "tags": ("lamps", "green light"),
            "slug": "lamps",
            "authors": (Author("Eva Marsh"), Author("Max Quinton")),
            "summary": "Short version for index and feeds",
            "language": "fr",
            "status": Status.HIDDEN,
            "template": "custom",
            "permalink": "lamps/",
            "format_name": "mmd",
        },
    ),
    "Jekyll": (
        "_posts/2024-07-23-lamps.md",
        """
        ---
        layout: post
        title:  "Lamps"
        date:   2024-07-23 10:20:30 -0300
        last_modified_at: 2024-08-01
        categories: light history
        tags: green desk
        permalink: /lamps/:title/
        excerpt: 3
        author: eva
        image:
          path: /assets/lamp.jpg
          alt: A lamp
        header:
          excerpt: /assets/excerpt.jpg
          caption: "Photo: Eva"
        redirect_from:
          - /old-lamps/
        sitemap: false
        pin: true
        toc: true
        ---
        Text.
        """,
        {
            "title": "Lamps",
            "date": day(2024, 7, 23, 10, 20, 30, hours=-3),
            "updated": day(2024, 8, 1),
            "categories": ("light", "history"),
            "tags": ("green", "desk"),
            "permalink": "/lamps/:title/",
            "authors": (Author("eva"),),
            "image": "/assets/lamp.jpg",
            "image_alt": "A lamp",
            "image_caption": "Photo: Eva",
            "aliases": ("/old-lamps/",),
            "robots": "noindex",
            "pinned": True,
            "template": "post",
            "format_name": "yaml",
        },
    ),
    "Hugo": (
        "posts/lamps/index.md",
        """
        +++
        title = 'Lamps'
        date = 2024-07-23T10:20:30-03:00
        lastmod = 2024-08-01
        publishDate = 2024-07-24
        expiryDate = 2999-01-01
        draft = false
        tags = ['2026', '1.10', 'on']
        categories = ["Light"]
        series = ["Light at home"]
        slug = 'green-lamps'
        url = '/2024/lamps/'
        aliases = ['/old/', '/older/']
        weight = 10
        keywords = ['a', 'b']
        description = 'What they are.'
        summary = 'A summary.'
        images = ['cover.jpg', 'other.jpg']
        layout = 'wide'
        linkTitle = 'L'
        [params]
        author = 'Eva Marsh'
        series_order = 2
        [params.cover]
        alt = 'A lamp'
        caption = 'Photo'
        [sitemap]
        disable = true
        +++
        Text.
        """,
        {
            "title": "Lamps",
            "date": day(2024, 7, 23, 10, 20, 30, hours=-3),
            "updated": day(2024, 8, 1),
            "tags": ("2026", "1.10", "on"),
            "categories": ("Light",),
            "series": "Light at home",
            "part": 2,
            "slug": "green-lamps",
            "permalink": "/2024/lamps/",
            "aliases": ("/old/", "/older/"),
            "weight": 10,
            "description": "What they are.",
            "summary": "A summary.",
            "image": "cover.jpg",
            "image_alt": "A lamp",
            "image_caption": "Photo",
            "authors": (Author("Eva Marsh"),),
            "template": "wide",
            "robots": "noindex",
            "format_name": "toml",
        },
    ),
    "Zola": (
        "blog/lamps.md",
        """
        +++
        title = "Lamps"
        description = "What they are."
        updated = 2024-08-01
        path = "2024/07/23/lamps"
        weight = 0
        draft = false
        aliases = ["old/lamps"]
        authors = ["Eva Marsh"]
        in_search_index = true
        template = "page.html"
        [taxonomies]
        tags = ["lamps", "C++"]
        categories = ["Light"]
        series = ["Light at home"]
        [extra]
        lang = "it"
        image = "lamp.png"
        comment = true
        +++
        Text.
        """,
        {
            "title": "Lamps",
            "description": "What they are.",
            "date": day(2024, 7, 23),
            "updated": day(2024, 8, 1),
            "permalink": "2024/07/23/lamps",
            "aliases": ("old/lamps",),
            "authors": (Author("Eva Marsh"),),
            "template": "page.html",
            "tags": ("lamps", "C++"),
            "categories": ("Light",),
            "series": "Light at home",
            "language": "it",
            "image": "lamp.png",
            "format_name": "toml",
        },
    ),
    "Docusaurus": (
        "blog/2024/07-23-lamps.md",
        """
        ---
        title: Lamps
        description: What they are.
        slug: /light/lamps
        authors:
          - eva
          - name: Max Quinton
            title: Maker
            url: https://example.org/max
        tags: [lamps, {label: Green light, permalink: /green}]
        keywords: [seo]
        image: ./lamp.png
        hide_table_of_contents: true
        unlisted: true
        last_update:
          date: 2024-08-01
          author: yangshun
        ---
        Text.
        """,
        {
            "title": "Lamps",
            "description": "What they are.",
            "date": day(2024, 7, 23),
            "slug": "/light/lamps",
            "tags": ("lamps", "Green light"),
            "image": "./lamp.png",
            "status": Status.HIDDEN,
            "updated": day(2024, 8, 1),
            "format_name": "yaml",
        },
    ),
    "Eleventy": (
        "lamps.md",
        """
        ---json
        {
          "title": "Lamps",
          "date": "2024-07-23T10:20:30.000Z",
          "tags": ["posts", "lamps"],
          "layout": "layouts/post.njk",
          "permalink": "/{{ page.fileSlug }}/",
          "eleventyExcludeFromCollections": true,
          "eleventyNavigation": {"key": "Lamps"}
        }
        ---
        Text.
        """,
        {
            "title": "Lamps",
            "date": day(2024, 7, 23, 10, 20, 30),
            "tags": ("lamps",),
            "template": "layouts/post.njk",
            "status": Status.HIDDEN,
            "format_name": "json",
        },
    ),
    "Astro": (
        "src/content/blog/lamps.md",
        """
        ---
        layout: ../../layouts/Post.astro
        title: 'Lamps'
        author: Eva Marsh
        pubDatetime: 2024-07-23T10:20:30Z
        modDatetime: 2024-08-01T00:00:00Z
        heroImage: {src: './lamp.png', alt: 'A lamp'}
        featured: true
        draft: false
        tags: ["lamps"]
        canonicalURL: https://example.org/lamps
        ---
        Text.
        """,
        {
            "title": "Lamps",
            "authors": (Author("Eva Marsh"),),
            "date": day(2024, 7, 23, 10, 20, 30),
            "updated": day(2024, 8, 1),
            "image": "./lamp.png",
            "image_alt": "A lamp",
            "pinned": True,
            "tags": ("lamps",),
            "canonical": "https://example.org/lamps",
            "template": "../../layouts/Post.astro",
            "format_name": "yaml",
        },
    ),
    "Nikola": (
        "posts/lamps.md",
        """
        <!--
        .. title: Lamps
        .. slug: lamps
        .. date: 2024-07-23 10:20:30 UTC-03:00
        .. updated: 2024-08-01 00:00:00 UTC
        .. tags: lamps, green light
        .. category: Light
        .. link: https://example.org/source
        .. description: What they are.
        .. type: text
        .. status: featured
        .. author: Eva Marsh
        .. previewimage: /images/lamp.png
        .. hidetitle: true
        .. nocomments: true
        -->
        Text.
        """,
        {
            "title": "Lamps",
            "slug": "lamps",
            "date": day(2024, 7, 23, 10, 20, 30, hours=-3),
            "updated": day(2024, 8, 1),
            "tags": ("lamps", "green light"),
            "categories": ("Light",),
            "links": (("", "https://example.org/source"),),
            "description": "What they are.",
            "pinned": True,
            "authors": (Author("Eva Marsh"),),
            "image": "/images/lamp.png",
            "comments": False,
            "format_name": "nikola",
        },
    ),
    "Ghost": (
        "lamps.md",
        """
        ---
        id: 5ddc9141c35e7700383b2937
        title: Lamps
        slug: lamps
        feature_image: https://example.org/lamp.png
        feature_image_alt: A lamp
        feature_image_caption: Photo
        featured: true
        status: published
        visibility: members
        created_at: '2024-07-22T10:20:30.000Z'
        updated_at: '2024-08-01T00:00:00.000Z'
        published_at: '2024-07-23T10:20:30.000Z'
        custom_excerpt: In short.
        meta_title: Lamps and more
        meta_description: What they are.
        canonical_url: null
        primary_author: {name: Eva Marsh, slug: eva}
        primary_tag: {name: Lamps, slug: lamps}
        ---
        Text.
        """,
        {
            "title": "Lamps",
            "slug": "lamps",
            "image": "https://example.org/lamp.png",
            "image_alt": "A lamp",
            "image_caption": "Photo",
            "pinned": True,
            "status": Status.DRAFT,
            "reason": "visibility: members",
            "date": day(2024, 7, 23, 10, 20, 30),
            "updated": day(2024, 8, 1),
            "summary": "In short.",
            "description": "What they are.",
            "tags": ("Lamps",),
            "format_name": "yaml",
        },
    ),
    "Material": (
        "blog/posts/lamps.md",
        """
        ---
        date:
          created: 2024-07-23
          updated: 2024-08-01
        authors: [eva]
        categories: [Light]
        draft: false
        pin: true
        readtime: 15
        links:
          - lamps.md#green
          - Nested:
            - Elsewhere: https://example.org
        slug: green-lamps
        status: new
        template: lamp.html
        hide: [toc]
        search: {exclude: true}
        ---
        # Lamps
        """,
        {
            "date": day(2024, 7, 23),
            "updated": day(2024, 8, 1),
            "authors": (Author("eva"),),
            "categories": ("Light",),
            "pinned": True,
            "asked_reading_minutes": 15,
            "links": (("", "lamps.md#green"), ("Elsewhere", "https://example.org")),
            "slug": "green-lamps",
            "template": "lamp.html",
            "format_name": "yaml",
        },
    ),
    "Hexo": (
        "lamps.md",
        """
        ---
        title: Lamps
        date: 2024/7/23 10:20:30
        updated: 2024/8/1 00:00:00
        comments: false
        tags:
        - lamps
        categories:
        - [Light, Green]
        permalink: /lamps.html
        excerpt: true
        lang: zh-TW
        published: true
        sticky: 100
        ---
        Text.
        """,
        {
            "title": "Lamps",
            "date": day(2024, 7, 23, 10, 20, 30),
            "updated": day(2024, 8, 1),
            "comments": False,
            "tags": ("lamps",),
            "categories": ("Light/Green",),
            "permalink": "/lamps.html",
            "language": "zh-TW",
            "pinned": True,
            "format_name": "yaml",
        },
    ),
    "Obsidian": (
        "Lamps at home.md",
        """
        ---
        date created: Tuesday, July 23rd 2024, 10:20:30 am
        date modified: Thursday, August 1st 2024, 12:00:00 am
        tags: [light/green, "#lamps"]
        aliases: Desk lamps
        publish: false
        cssclasses: wide
        ---
        Text.
        """,
        {
            "date": day(2024, 7, 23, 10, 20, 30),
            "updated": day(2024, 8, 1),
            "tags": ("light/green", "lamps"),
            "aliases": ("Desk lamps",),
            "status": Status.DRAFT,
            "reason": "publish: false",
            "format_name": "yaml",
        },
    ),
}


SIGNED = {"Docusaurus": ("eva", "Max Quinton"), "Ghost": ("Eva Marsh",)}
"""Authors of whom the front matter above tell more than a name."""


@pytest.mark.parametrize("engine", ENGINES)
def test_a_post_of_an_engine_is_what_its_writer_meant(engine):
    source, post, expected = ENGINES[engine]
    entry, problems = read_entry(source, text(post).strip() + "\n", RULES)
    assert problems == ()
    assert entry.is_post
    if engine in SIGNED:
        assert tuple(author.name for author in entry.authors) == SIGNED[engine]
        entry = replace(entry, authors=())
    blank = Entry(source, is_post=True)
    names = [each.name for each in fields(Entry) if each.name not in ("meta", "body", "is_called_public")]
    assert {name: value for name in names if (value := getattr(entry, name)) != getattr(blank, name)} == expected


def test_what_a_theme_or_plugin_reads_from_a_front_matter_is_left_alone():
    source, post, _ = ENGINES["Material"]
    meta = read_entry(source, text(post).strip() + "\n", RULES)[0].meta
    assert (meta["status"], meta["hide"], meta["search"]) == ("new", ["toc"], {"exclude": True})
    source, post, _ = ENGINES["Docusaurus"]
    assert read_entry(source, text(post).strip() + "\n", RULES)[0].meta["hide_table_of_contents"] is True
