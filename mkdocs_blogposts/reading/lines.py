"""What a line of Markdown begins with, and what it may begin by that."""

from __future__ import annotations

import re

# A line that begins otherwise is a line of text, whatever stands around it.
STARTER = re.compile(r" {0,3}[-+*_=#>|:\d`~<$\\\x02]")
ANY_STARTER = re.compile(r"^[ ]*[-+*_=#>|:\d`~<$\\\x02]", re.MULTILINE)
ENCLOSING = re.compile(r" {0,3}[`~<$\\\x02]")
ITEM = re.compile(r" {0,3}[-+*\d]")
NEXT_ITEM = re.compile(r" {0,3}(?:[-+*]|\d{1,9}\.) +[^-+*_\s]")
INTERRUPTING_ITEM = re.compile(r" {0,3}(?:[-+*]|0{0,8}1[.)]) +\S")
HEADING = re.compile(r" {0,3}#{1,6}(?: |$)")
UNDERLINE = re.compile(r"(?:=+|-+) *$")
RULE = re.compile(r" {0,3}(?:(?:\* *){3,}|(?:- *){3,}|(?:_ *){3,})$")
QUOTE = re.compile(r" {0,3}>")
DELIMITER_ROW = re.compile(r" {0,3}(?=[^|]*\|)\|?(?: *:?-+:? *\|)* *:?-+:? *(?:\| *)?$")

ENCLOSURES = (
    (re.compile(r" {0,3}(`{3,}(?=[^`]*$)|~{3,})"), r"^ {0,3}#[`~]* *$", "lasting"),
    (re.compile(r" {0,3}<(script|pre|style|textarea)(?=[\s>]|$)", re.IGNORECASE), r"(?i:</#>)", "lasting"),
    (re.compile(r" {0,3}<!(--)"), r"#>", "lasting"),
    (re.compile(r" {0,3}<(?:\?|![A-Za-z\[])()"), r"#>", "lasting"),
    (re.compile(r" {0,3}\x02wzxhzdk:\d+(?=(\x03) *$)"), r"#", "lasting"),
    (re.compile(r" {0,3}</?([A-Za-z][A-Za-z0-9-]*)(?=[\s/>]|$)(?:[^<>]*(?P<alone>>) *$)?"), r"(?!)#", "element"),
    (re.compile(r" {0,3}(\$\$)"), r"# *$", "formula"),
    (re.compile(r" {0,3}\\\[()"), r"#\\\] *$", "formula"),
    (re.compile(r" {0,3}\\begin(\{[A-Za-z]+\*?\})"), r"\\end#", "formula"),
)
"""What holds no Markdown: code, raw HTML, what Python-Markdown has taken out already, formulas. Its first line, what
its last line has (`#` is the first line's group; a blank line ends an element), and what kind it is of."""
