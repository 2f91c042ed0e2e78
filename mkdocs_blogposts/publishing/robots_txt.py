"""The file that asks crawlers what not to read (RFC 9309), and tells them where the sitemap is."""

from __future__ import annotations

from urllib.parse import urlsplit

NAME = "robots.txt"

AI_CRAWLERS = (
    "AI2Bot",
    "Amazonbot",
    "anthropic-ai",
    "Applebot-Extended",
    "Bytespider",
    "CCBot",
    "ClaudeBot",
    "cohere-ai",
    "Diffbot",
    "FacebookBot",
    "Google-Extended",
    "GPTBot",
    "ImagesiftBot",
    "meta-externalagent",
    "omgili",
    "PerplexityBot",
    "Timpibot",
)
"""The names under which texts for language models are collected, as those who send the crawlers give them."""


def write_robots_txt(site_url: str, ai_crawlers: bool) -> str:
    """The file of a site; empty where it would not count: crawlers read the one at the root of a host only.

    `site_url` is absolute, with a slash at its end, or empty.
    """
    parts = urlsplit(site_url)
    if not parts.netloc or parts.path != "/":
        return ""
    groups = ["User-agent: *", "Disallow:", ""]
    if not ai_crawlers:
        groups += [*(f"User-agent: {name}" for name in AI_CRAWLERS), "Disallow: /", ""]
    return "\n".join([*groups, f"Sitemap: {site_url}sitemap.xml", ""])
