"""Formulas as text, for readers who see no MathML and run no script: the TeX they were written in, or what they say."""

from __future__ import annotations

import re
from typing import cast

from lxml import etree
from lxml.etree import _Element as Element

from mkdocs_blogposts.lazy_patterns import compile_pattern

_CLASSED = etree.XPath("descendant::*[@class]")
_CLASSES = {"arithmatex", "katex", "katex-display", "MathJax", "mathjax", "MathJax_Display"}
_TAGS = ("math", "mjx-container")

_DELIMITERS = compile_pattern(
    r"\A\s*(?:\\\((?P<a>.*)\\\)|\\\[(?P<b>.*)\\\]|\$\$(?P<c>.*)\$\$|\$(?P<d>.*)\$)\s*\Z", re.DOTALL
)
_ATOM = compile_pattern(r"[\w.]*")
_LEAVES = ("mi", "mn", "mo", "ms", "mtext")
_UNSAID = ("annotation", "annotation-xml", "mphantom", "script", "style")


def has_math(body: Element) -> bool:
    return bool(_formulas(body))


def replace_math(body: Element) -> None:
    """Put its text in the place of every formula of a tree that is ours to change."""
    formulas = _formulas(body)
    outer = [formula for formula in formulas if not any(each in formulas for each in formula.iterancestors())]
    for formula in outer:
        _write(formula, extract_math_text(formula))


def _formulas(body: Element) -> list[Element]:
    classed = cast("list[Element]", _CLASSED(body))
    marked = [element for element in classed if not _CLASSES.isdisjoint(element.get("class", "").split())]
    return [*marked, *body.iter(*_TAGS)]


def _write(element: Element, text: str) -> None:
    tail = element.tail
    is_block = element.tag == "div" or element.get("display") in ("block", "true") or element.get("mode") == "display"
    element.clear()
    element.tag = "div" if is_block else "span"
    element.text, element.tail = text, tail


def extract_math_text(formula: Element) -> str:
    """1. its TeX; 2. the author's own words for it (`alttext`, a label); 3. its MathML in one line: `1/2`, `10^6`."""
    tex = next((each for each in formula.iter("annotation") if "tex" in each.get("encoding", "").lower()), None)
    if tex is not None:
        return strip_math_delimiters(_string(tex))
    script = next((each for each in formula.iter("script") if each.get("type", "").startswith("math/tex")), None)
    if script is not None:
        return strip_math_delimiters(script.text or "")
    math = formula if formula.tag == "math" else next(formula.iter("math"), None)
    said = (formula.get("alttext"), formula.get("aria-label"), math.get("alttext") if math is not None else "")
    return next(filter(None, said), "") or (strip_math_delimiters(_string(formula)) if math is None else _linear(math))


def strip_math_delimiters(tex: str) -> str:
    """TeX without its delimiters, in one line."""
    found = _DELIMITERS.match(tex)
    inner = next((part for part in found.groups() if part is not None), "") if found else tex
    return " ".join(inner.split())


def _string(element: Element) -> str:
    return "".join(map(str, element.itertext()))


def _linear(element: Element) -> str:
    """What MathML says, with signs for what only its form says."""
    tag = str(element.tag).rpartition(":")[2]
    if tag in _LEAVES:
        return " ".join(_string(element).split())
    parts = [_linear(child) for child in element if isinstance(child.tag, str) and child.tag not in _UNSAID]
    if tag == "mfrac" and len(parts) > 1:
        return f"{_grouped(parts[0])}/{_grouped(parts[1])}"
    if tag in ("msqrt", "mroot"):
        return f"√{_grouped(''.join(parts) if tag == 'msqrt' else ''.join(parts[:1]))}"
    if tag in ("msup", "mover", "msub", "munder", "msubsup", "munderover"):
        signs = {"msup": "^", "mover": "^", "msub": "_", "munder": "_"}.get(tag, "_^")
        return "".join([*parts[:1], *(f"{sign}{_grouped(part)}" for sign, part in zip(signs, parts[1:], strict=False))])
    if tag == "mfenced":
        return f"({', '.join(parts)})"
    return {"mtr": ", ", "mlabeledtr": ", ", "mtable": "; "}.get(tag, "").join(parts) or " ".join(
        (element.text or "").split()
    )


def _grouped(text: str) -> str:
    """In brackets where it has several parts, so that they stay together."""
    return text if _ATOM.fullmatch(text) else f"({text})"


_HIGH = str.maketrans("0123456789+-−=()", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾")
_NUMERIC = compile_pattern(r"[0-9+\-−=()]+")
_ORDINALS = frozenset("aeor")
"""Letters that stand high after a number: `1er`, `2a`, `no`."""


def write_exponents(body: Element) -> None:
    """Say in characters what stands high: `10⁶`, `e^x`; `1st` stays, and so do the marks of notes."""
    for element in body.iter("sup"):
        text = "".join(filter(str.isprintable, _string(element)))
        is_word = text.isalpha() and (len(text) > 1 or text.lower() in _ORDINALS)
        if is_word or not any(map(str.isalnum, text)) or next(element.iter("a"), None) is not None:
            continue
        for part in [*element]:
            element.remove(part)
        element.text = text.translate(_HIGH) if _NUMERIC.fullmatch(text) else f"^{_grouped(text)}"
