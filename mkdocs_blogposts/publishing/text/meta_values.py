"""What may stand in a tag of the head: text of one line, URLs that work anywhere, locales."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any
from urllib.parse import quote, urlunsplit

from babel import Locale, UnknownLocaleError
from babel.core import get_global

from mkdocs_blogposts.lazy_patterns import compile_pattern
from mkdocs_blogposts.reading.url_parts import join_url

LINE_END = compile_pattern(r" *[\t\n\v\f\r\x85\u2028\u2029][ \t\n\v\f\r\x85\u2028\u2029]*")

# Control characters, embeddings, overrides and isolates (UAX #9), halves of surrogate pairs, noncharacters: none
# of them can be seen, some turn the text that follows, some cannot be written as UTF-8.
UNSEEN = compile_pattern(
    r"[\0-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)

# The URLs of nearly every page: nothing in them to resolve or to encode.
PLAIN_PATH = compile_pattern(r"[a-z0-9_-][\w-]*/(?:[\w-][\w.-]*/)*(?:[\w-][\w.-]*)?", re.ASCII | re.IGNORECASE)

# Those of other sites that need nothing either.
PLAIN_URL = compile_pattern(
    r"https?://[\w.-]+(?::\d{1,4})?(?:/[\w.~!$&'()*+,;=:@%/-]*)?(?:\?[\w.~!$&'()*+,;=:@%/-]+)?(?:#[\w.~!$&'()*+,;=:@%/-]+)?",
    re.ASCII,
)

ODD_HOST = compile_pattern(r"[^\w.:@%\[\]!$&'()*+,;=~-]")
"""What a host, with a user and a port, may not hold (RFC 3986, section 3.2): spaces above all."""

# Language, script, region, variants: the parts of a tag that sites use (RFC 5646, section 2.1).
LANGUAGE_TAG = compile_pattern(
    r"[a-z]{2,3}(?:-[a-z]{4})?(?:-(?:[a-z]{2}|\d{3}))?(?:-[a-z\d]{5,8})*", re.IGNORECASE | re.ASCII
)

_LIKELY = (
    "ar_EG bg_BG bn_BD ca_ES cs_CZ da_DK de_DE el_GR en_US es_ES et_EE eu_ES fa_IR fi_FI fr_FR gl_ES he_IL hi_IN hr_HR "
    "hu_HU id_ID it_IT ja_JP ko_KR lt_LT lv_LV nb_NO nl_NL nn_NO pl_PL pt_BR ro_RO ru_RU sk_SK sl_SI sr_RS sv_SE th_TH "
    "tr_TR uk_UA vi_VN zh_CN"
)

TERRITORIES = dict(locale.split("_") for locale in _LIKELY.split())
"""Where most readers of a language live, as Babel has it, whose table of all languages takes longer to load than a page
takes to build."""

# What may stand unencoded in a path, query or fragment (RFC 3986, section 3.3), and the `%` of what is encoded already.
URL_SAFE = "%/:?@!$&'()*+,;=~"


def flatten_line(text: str) -> str:
    """The text without what cannot be seen, in one line; runs of spaces stay as the writer typed them."""
    if text.isprintable():  # as nearly all is: there is nothing of either kind in it
        return text.strip(" ")
    return UNSEEN.sub("", LINE_END.sub(" ", text)).strip(" ")


@lru_cache(maxsize=1 << 14)
def make_url_absolute(url: str, base: str) -> str:
    """A URL that works anywhere, seen from `base`, which is absolute or empty.

    Empty where there is none: the URL is empty, is not of the web (`data:`, `javascript:`), makes no sense, or
    is relative to an empty base.
    """
    if base.endswith("/") and PLAIN_PATH.fullmatch(url):
        return base + url
    if PLAIN_URL.fullmatch(url):
        return url
    written = flatten_line(url)
    parts = join_url(base, written) if written else None
    if not parts:
        return ""
    try:
        encoded: dict[str, Any] = {
            name: quote(getattr(parts, name), URL_SAFE) for name in ("path", "query", "fragment")
        }
        host = parts.netloc if parts.netloc.isascii() else parts.netloc.encode("idna").decode("ascii")
        is_odd = ODD_HOST.search(host) or parts.port == 0
    except ValueError:  # what cannot be encoded is one, and a port that isn't a number
        return ""
    of_the_web = parts.scheme in ("http", "https") and parts.netloc and not is_odd
    return urlunsplit(parts._replace(netloc=host, **encoded)) if of_the_web else ""


@lru_cache
def format_og_locale(locale: str) -> str:
    """Open Graph's form of a locale, such as `en_US`; empty for a language that nobody knows.

    Without a territory it is the one where most of its readers live, by CLDR's likely subtags.
    """
    try:
        known = Locale.parse(locale.replace("-", "_"))
    except (ValueError, UnknownLocaleError):
        return ""
    territory = known.territory or _find_likely_territory(known)
    return f"{known.language}_{territory}" if re.fullmatch("[A-Z]{2}", territory) else ""


def _find_likely_territory(locale: Locale) -> str:
    if not locale.script and locale.language in TERRITORIES:
        return TERRITORIES[locale.language]
    subtags = get_global("likely_subtags")
    likely = subtags.get(f"{locale.language}_{locale.script}") or subtags.get(locale.language, "")
    return str(likely).rpartition("_")[2]


@lru_cache
def format_language_tag(locale: str) -> str:
    """A locale as a language tag (RFC 5646), such as `pt-BR`; empty where it isn't one."""
    tag = locale.strip().replace("_", "-")
    return tag if LANGUAGE_TAG.fullmatch(tag) else ""
