"""The slugs that other engines make of names and titles, each by its own rules, so that their URLs stay."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

from mkdocs_blogposts.lazy_imports import text_unidecode
from mkdocs_blogposts.lazy_patterns import compile_pattern

TAG = compile_pattern(r"</?[^>]*>")
SPACES = compile_pattern(r"\s+")


def _latin(text: str) -> str:
    """The sounds of a text in Latin letters, as Unidecode writes them."""
    return str(text_unidecode.unidecode(text))


def slugify_like_hugo(text: str) -> str:
    """A name in a path of Hugo's: lowercase, hyphens for spaces, without signs that a URL does not take."""
    slug, pending = "", False
    for sign in text:
        if sign in "./\\_#+~-@" or unicodedata.category(sign)[0] in "LM" or unicodedata.category(sign) == "Nd":
            slug += "-" * (pending and slug[-1:] != "-" and sign != "-") + sign
            pending = False
        elif slug and slug[-1] != "-" and sign.isspace():
            pending = True
    return slug.lower()


def slugify_like_pelican(text: str) -> str:
    """The slug of a title or term of Pelican's (`slugify` with its default substitutions)."""
    text = _latin(unicodedata.normalize("NFKC", TAG.sub("", text)))
    return re.sub(r"[-\s]+", "-", re.sub(r"[^\w\s-]", "", text).strip()).lower()


def slugify_like_nikola(text: str) -> str:
    """The slug of a file or term of Nikola's, which keeps a plus sign."""
    return re.sub(r"[-\s]+", "-", re.sub(r"[^+\w\s-]", "", _latin(text)).strip().lower())


def slugify_like_simple_blog(text: str) -> str:
    """The slug of a category or tag of mkdocs-simple-blog."""
    return re.sub(r"[\s_]+", "-", re.sub(r"[^\w\s-]", "", text).strip().lower())


def slugify_like_jekyll(text: str) -> str:
    """The slug that `:title` stands for in Jekyll: case and signs that URLs take are kept."""
    signs = "._~!$&'()+,;=@"
    return _hyphenated(text, lambda sign: _is_letter_or_digit(sign) or sign in signs)


def slugify_like_jekyll_slugs(text: str) -> str:
    """The slug that `:slug` stands for in Jekyll, and that jekyll-archives makes of terms."""
    return _hyphenated(text, _is_letter_or_digit).lower()


def _is_letter_or_digit(sign: str) -> bool:
    return unicodedata.category(sign)[0] in "LM" or unicodedata.category(sign) == "Nd"


def _hyphenated(text: str, is_kept: Callable[[str], bool]) -> str:
    return re.sub(r"^-|-$", "", re.sub("\0+", "-", "".join(sign if is_kept(sign) else "\0" for sign in text)))


BASES = dict(zip("ßØøŁłĐđÐðı", "sOoLlDdDdi", strict=True)) | {"Æ": "AE", "æ": "ae", "Œ": "OE", "œ": "oe"}
"""Letters that Unicode takes apart into no others, and what Hexo writes for them."""


def slugify_like_hexo(text: str) -> str:
    """The slug of a term of Hexo's (`slugize`): case is kept, accents are not."""
    plain = "".join(BASES.get(sign) or _base(sign) for sign in text)
    plain = re.sub(r"[\s~`!@#$%^&*()\-_+=[\]{}|\\;:\"'<>,.?/]+", "-", re.sub(r"[\0-\x1f]", "", plain))
    return plain.strip("-")


def _base(sign: str) -> str:
    """A Latin letter without its accents; any other sign as it is."""
    parts = unicodedata.normalize("NFD", sign)
    return parts[0] if len(parts) > 1 and parts[0].isascii() else sign


_BREAK = r"\x00-\x2f\x3a-\x40\x5b-\x60\x7b-\xbf\xd7\xf7\u2000-\u206f\s"
_OTHER = rf"[^{_BREAK}0-9a-zA-Z\u2700-\u27bf\U00010000-\U0010ffff]"
_WORD = compile_pattern(
    "|".join(
        (
            rf"[A-Z]?[a-z]+(?=[{_BREAK}]|[A-Z]|$)",
            rf"(?:[A-Z]|{_OTHER})+(?=[{_BREAK}]|[A-Z](?:[a-z]|{_OTHER})|$)",
            rf"[A-Z]?(?:[a-z]|{_OTHER})+",
            "[A-Z]+",
            r"[0-9]*(?:1ST|2ND|3RD|(?![123])[0-9]TH)(?=\b|[a-z_])",
            r"[0-9]*(?:1st|2nd|3rd|(?![123])[0-9]th)(?=\b|[A-Z_])",
            "[0-9]+",
            "[\u2700-\u27bf\U00010000-\U0010ffff]+",
        )
    )
)
_SIMPLE = compile_pattern(r"[a-z][A-Z]|[A-Z]{2}[a-z]|[0-9][a-zA-Z]|[a-zA-Z][0-9]|[^a-zA-Z0-9 ]")
_DEBURRED = {**BASES, "ß": "ss", "Æ": "Ae", "Œ": "Oe", "Þ": "Th", "þ": "th", "ĳ": "ij", "Ĳ": "IJ"}


def slugify_like_docusaurus(text: str) -> str:
    """The slug of a tag of Docusaurus' (`kebabCase` of lodash): words of letters, numbers and emoji."""
    plain = "".join(_DEBURRED.get(sign) or _base(sign) for sign in text)
    plain = re.sub("['\u2019]|[\u0300-\u036f\ufe20-\ufe2f\u20d0-\u20ff]", "", plain)
    words = _WORD.findall(plain) if _SIMPLE.search(plain) else re.findall("[A-Za-z0-9]+", plain)
    return "-".join(words).lower()


def slugify_like_astro(text: str) -> str:
    """A segment of the path of an entry of Astro's (`github-slugger`): signs go, each space is a hyphen."""
    kept = ("L", "M", "N")
    is_kept = (sign if unicodedata.category(sign)[0] in kept or sign in "-_ " else "" for sign in text.lower())
    return "".join(is_kept).replace(" ", "-")


def slugify_like_ghost(text: str) -> str:
    """The slug of a title or tag of Ghost's."""
    text = re.sub(r"[\s.@:/?#\[\]!$&()*+,;=\\%<>|^~\"{}`\u2013\u2014-]", "-", _latin(re.sub("[£–—]", "-", text)))
    return re.sub("-+", "-", text.replace("'", "").lower()).strip("-")


def slugify_like_wordpress(text: str) -> str:
    """The slug of a title or term of WordPress' (`sanitize_title`), with other scripts as letters, not as bytes."""
    plain = "".join(BASES.get(sign) or _base(sign) for sign in unicodedata.normalize("NFC", TAG.sub("", text)))
    plain = re.sub(r"&[^;\s]+;", "", plain.lower())
    plain = re.sub(r"[\u00a0\u2011-\u2015./]", "-", plain)
    plain = "".join(sign for sign in plain if not _is_dropped_by_wordpress(sign))
    return re.sub("-+", "-", SPACES.sub("-", plain)).strip("-")


def _is_dropped_by_wordpress(sign: str) -> bool:
    if sign.isascii():
        return not (sign.isalnum() or sign in " -_\t\n")
    return "\u00a1" <= sign <= "\u00bf" or "\u2018" <= sign <= "\u203a" or sign in "\u00ad\u00d7\u2122\u2026"


def slugify_like_zola(text: str) -> str:
    """The slug of a file or term of Zola's: Latin letters and digits, with hyphens between."""
    return re.sub("[^a-z0-9]+", "-", _latin(text).lower()).strip("-")


def slugify_like_eleventy(text: str) -> str:
    """The slug that Eleventy's filter `slugify` makes of a tag, in its starter's URLs."""
    spoken = {"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "&": " and "}
    text = "".join(spoken.get(sign, sign) for sign in unicodedata.normalize("NFC", text)).replace("'", "")
    return re.sub("[^a-z0-9]+", "-", _latin(text).lower()).strip("-")


_DATED = compile_pattern(r"(?P<folder>.*)(?P<date>\d{4}[-/]\d{1,2}[-/]\d{1,2})[-/]?(?P<text>.*?)")


def place_like_docusaurus(path: str) -> str:
    """The URL of a post below Docusaurus' blog, of its file's path: the date in a name is folders in front of it."""
    found = _DATED.fullmatch(path)
    return f"{found['date'].replace('-', '/')}/{found['folder']}{found['text']}" if found else path
