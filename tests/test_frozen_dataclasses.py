"""A frozen data class of ours behaves as one of the standard library's."""

from __future__ import annotations

import copy
import dataclasses
from dataclasses import FrozenInstanceError, field, fields, is_dataclass
from functools import cached_property
from typing import Generic, TypeVar

import pytest

from mkdocs_blogposts import frozen_dataclasses

T = TypeVar("T")


def define(dataclass):
    @dataclass(frozen=True)
    class Term(Generic[T]):
        name: T
        path: str = ""
        links: dict[str, str] = field(default_factory=dict)
        note: str = field(default="none", compare=False, repr=False)
        seen: list[str] = field(default_factory=list, init=False, repr=False, compare=False)

        @cached_property
        def title(self):
            return f"{self.name}!"

    @dataclass(frozen=True)
    class Tag(Term[str]):
        count: int = 0
        path: str = "tags"

        def __hash__(self):
            return 7

    @dataclass(frozen=True, eq=False)
    class Itself:
        value: object

    return Term, Tag, Itself


OURS, THEIRS = define(frozen_dataclasses.dataclass), define(dataclasses.dataclass)
MODULES = [(frozen_dataclasses, OURS), (dataclasses, THEIRS)]


@pytest.mark.parametrize(
    "make",
    [
        lambda term, tag, itself: term("a"),
        lambda term, tag, itself: term("a", "b", {"c": "d"}, "e"),
        lambda term, tag, itself: term(name="a", note="n"),
        lambda term, tag, itself: tag("a", count=3),
        lambda term, tag, itself: tag("a", "x", {}, "n", 4),
        lambda term, tag, itself: itself(term("a")),
    ],
)
def test_it_is_made_and_shown_as_theirs(make):
    ours, theirs = make(*OURS), make(*THEIRS)
    assert repr(ours) == repr(theirs)
    assert [each.name for each in fields(ours)] == [each.name for each in fields(theirs)]
    assert {name: repr(value) for name, value in vars(ours).items()} == {
        name: repr(value) for name, value in vars(theirs).items()
    }
    assert is_dataclass(ours)


@pytest.mark.parametrize(
    ("arguments", "given"),
    [
        ((), {}),
        (("a",), {"unknown": 1}),
        ((), {"unknown": 1}),
        (("a", "b", {}, "n", "more"), {}),
        (("a",), {"seen": []}),
    ],
)
def test_what_does_not_fit_is_refused(arguments, given):
    for term in (OURS[0], THEIRS[0]):
        with pytest.raises(TypeError, match=r"name|takes|argument"):
            term(*arguments, **given)


def test_equal_fields_make_equal_instances_of_one_class():
    for term, tag, itself in (OURS, THEIRS):
        assert term("a", note="x") == term("a", note="y") != term("b")
        assert term("a") != tag("a")
        assert tag("a") == tag("a") != tag("a", count=1)
        assert hash(tag("a")) == 7
        assert itself(1) != itself(1)
        assert len({itself(1), itself(1)}) == 2
    with pytest.raises(TypeError, match="unhashable"):
        hash(OURS[0]("a"))


def test_nothing_of_it_can_be_changed():
    one = OURS[1]("a")
    for change in (lambda: setattr(one, "name", "b"), lambda: delattr(one, "name"), lambda: setattr(one, "new", 1)):
        with pytest.raises(FrozenInstanceError):
            change()
    assert one == OURS[1]("a")


def test_a_changed_copy_keeps_the_rest_and_nothing_that_was_worked_out():
    for module, (_, tag, _) in MODULES:
        one = tag("a", "x", {"c": "d"}, "n", 4)
        one.seen.append("once")
        assert one.title == "a!"
        other = module.replace(one, name="b")
        assert (other.name, other.path, other.links, other.note, other.count) == ("b", "x", {"c": "d"}, "n", 4)
        assert (other.title, other.seen) == ("b!", [])
        assert dataclasses.replace(one, count=5).count == 5
        with pytest.raises(TypeError):
            module.replace(one, unknown=1)


def test_it_can_be_copied():
    one = OURS[1]("a", links={"c": "d"})
    assert copy.copy(one) == copy.deepcopy(one) == one
    assert copy.deepcopy(one).links is not one.links


def test_defaults_that_are_made_belong_to_one_instance():
    one, other = OURS[0]("a"), OURS[0]("a")
    assert one.links is not other.links


def test_one_that_holds_itself_can_be_shown():
    one = OURS[2]([])
    one.value.append(one)
    assert repr(one).endswith("Itself(value=[...])")


def test_one_that_may_change_is_not_of_this_kind():
    with pytest.raises(TypeError, match="not frozen"):
        frozen_dataclasses.dataclass(frozen=False)
