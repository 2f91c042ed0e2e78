"""Proves a build: the posts of a folder, in three themes, read by the programs that read sites, and by their writers.

    python -m scripts.validate [--theme THEME] [folder of posts ...]

Without a folder our own posts are taken. A folder is put into `docs` as its user would (`corpus`), and built with the
plugin and without (`building`). What is wrong is a line of text, and the checks are:

    markup       the Nu HTML checker finds no error that the site without the plugin has not
    feeds        feedparser, atoma and a schema read each feed, and agree with the front matter of the posts
    data         extruct and mf2py read each page; schema.org has all types and properties, search engines what they ask
    links        all that pages and feeds point to is there, and images have the sizes that are told
    heads        one title, description, canonical and author; no two pages say the same of themselves
    lists        sitemap, search index and OPML name what they should, once
    images     each image that a post names is shown, or told of once
"""
