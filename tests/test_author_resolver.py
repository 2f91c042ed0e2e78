"""Authors in one line of text are found with their links, and without their mail addresses."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mkdocs_blogposts.reading.author import Author
from mkdocs_blogposts.reading.author_resolver import index_authors, parse_authors, resolve_authors

U, V, W = "https://u.example/", "https://v.example/", "https://w.example/"
MAX, SMITH = Author("Max Quinton", "max"), Author("The Smith", "smith")
KNOWN = index_authors({author.key: author for author in (MAX, SMITH)})


@pytest.mark.parametrize(
    ("text", "authors"),
    [
        # Links.
        (f"[Ada King]({U})", [Author("Ada King", url=U)]),
        (f"[Ada King]({U}a_(b))", [Author("Ada King", url=f"{U}a_(b)")]),
        (f'[Ada King]({U} "Her site")', [Author("Ada King", url=U)]),
        (f"Ada King ([@ada]({U}))", [Author("Ada King", url=U)]),
        (f"Ada King [@ada]({U})", [Author("Ada King", url=U)]),
        (f"[@ada]({U})", [Author("@ada", url=U)]),
        (f"Dr. [Ada King]({U})", [Author("Dr. Ada King", url=U)]),
        (f"[Ada King]({U}) (ACME)", [Author("Ada King", url=U, role="ACME")]),
        (f"Ada King <{U}>", [Author("Ada King", url=U)]),
        (f"Ada King ({U})", [Author("Ada King", url=U)]),
        (f'<a href="{U}?a=1&amp;b=2">Ada &amp; Co</a>', [Author("Ada & Co", url=f"{U}?a=1&b=2")]),
        ("[Ada King](javascript:alert(1))", [Author("Ada King")]),
        ("[Ada King](mailto:ada@x.example)", [Author("Ada King")]),
        # What a linked author does, and who else has signed.
        (f"[Ada King]({U}), the potter", [Author("Ada King", url=U, role="the potter")]),
        (f"[Ada King]({U}), the smith", [Author("Ada King", url=U), SMITH]),
        (f"[Ada King]({U}), max", [Author("Ada King", url=U), MAX]),
        (f"[Ada King]({U}) and Bo Lee", [Author("Ada King", url=U), Author("Bo Lee")]),
        (f"[A]({U}), [B]({V}) and [C]({W})", [Author("A", url=U), Author("B", url=V), Author("C", url=W)]),
        (f"[A]({U}), [B]({V}), and C", [Author("A", url=U), Author("B", url=V), Author("C")]),
        (f"[A]({U}) & [B]({V})", [Author("A", url=U), Author("B", url=V)]),
        # Mail addresses are not published.
        ("ada@x.example (Ada King)", [Author("Ada King")]),
        ("Ada King <ada@x.example>", [Author("Ada King")]),
        ("Ada King (ada@x.example)", [Author("Ada King")]),
        ("Ada King, ada@x.example", [Author("Ada King"), Author("ada")]),
        ("ada@x.example", [Author("ada")]),
        ("max@x.example", [MAX]),
        ("Ada King <ada@x.example>; Bo Lee <bo@x.example>", [Author("Ada King"), Author("Bo Lee")]),
        # The last of several.
        ("A, B, and C", [Author("A"), Author("B"), Author("C")]),
        ("A, B and C", [Author("A"), Author("B"), Author("C")]),
        ("A, B & C", [Author("A"), Author("B"), Author("C")]),
        ("A, B und C", [Author("A"), Author("B"), Author("C")]),
        ("A; B; and C", [Author("A"), Author("B"), Author("C")]),
        ("Ada King and Bo Lee", [Author("Ada King"), Author("Bo Lee")]),
        ("max and smith", [MAX, SMITH]),
        # One who has an `and` in the name, or an `&`.
        ("Johnson and Johnson", [Author("Johnson and Johnson")]),
        ("The Ministry of Health and Social Affairs", [Author("The Ministry of Health and Social Affairs")]),
        ("Ada King et al.", [Author("Ada King et al.")]),
        ("Andy Anders", [Author("Andy Anders")]),
        # Brackets and emphasis.
        ("[ada, bo]", [Author("ada"), Author("bo")]),
        ("[x, y] z", [Author("[x, y] z")]),
        ("**Ada King**", [Author("Ada King")]),
        ('"Ada King"', [Author("Ada King")]),
        (" , ", []),
        ("", []),
        ("Ada King, PhD", [Author("Ada King, PhD")]),
        ("Ada King, Ph.D., Bo Lee", [Author("Ada King, Ph.D."), Author("Bo Lee")]),
    ],
)
def test_a_text_has_its_authors(text, authors):
    assert resolve_authors(text, KNOWN) == tuple(authors)


@pytest.mark.parametrize(
    ("value", "authors"),
    [
        (["Ada King, PhD", "max"], [Author("Ada King, PhD"), MAX]),
        (["Ada King and Bo Lee"], [Author("Ada King and Bo Lee")]),
        ([f"[Ada King]({U}), the potter"], [Author("Ada King", url=U, role="the potter")]),
        ([f"[A]({U}), [B]({V})"], [Author("A", url=U), Author("B", url=V)]),
        (["Ada King <ada@x.example>"], [Author("Ada King")]),
        ({"display_name": "Ada King", "url": U}, [Author("Ada King", url=U)]),
        ({"displayName": "Ada King"}, [Author("Ada King")]),
        ({"full_name": "Ada King"}, [Author("Ada King")]),
        ([{"display_name": "Ada King", "role": "Smith"}, "max"], [Author("Ada King", role="Smith"), MAX]),
        ({"name": f"[Ada King]({U})"}, [Author("Ada King", url=U)]),
        ({"name": "Ada King <ada@x.example>"}, [Author("Ada King")]),
        ({"name": "Ada King", "email": "ada@x.example"}, [Author("Ada King", email="ada@x.example")]),
    ],
)
def test_a_list_or_a_mapping_has_its_authors(value, authors):
    assert resolve_authors(value, KNOWN) == tuple(authors)


SIGNS = [*'[]()<>@,;.&#* \t"', "and ", "https://u.example", "a", "[b](https://u.example)"]


@given(st.lists(st.sampled_from(SIGNS), max_size=30))
def test_any_text_has_authors_with_names(signs):
    for author in parse_authors("".join(signs), False, lambda _: False):
        assert author.name == " ".join(author.name.split()) != ""
