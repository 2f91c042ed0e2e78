"""Frozen data classes that take no time to define.

For each class the standard library's `dataclass` writes the source of six methods and compiles it, which takes half a
millisecond. Sixty classes would be a good part of a small site's build. The classes here share methods that walk the
fields. They are data classes all the same: `fields` and `is_dataclass` know them, and type checkers see the standard
library's functions.
"""

from __future__ import annotations

import dataclasses
from operator import attrgetter
from reprlib import recursive_repr
from typing import TYPE_CHECKING, Any, NoReturn, TypeVar

__all__ = ["dataclass", "replace"]

Record = TypeVar("Record")

if TYPE_CHECKING:
    from dataclasses import dataclass, replace
else:

    def dataclass(*, frozen: bool, eq: bool = True) -> Any:
        """As `dataclasses.dataclass` for frozen classes, of which no field is left out of `__init__`."""
        if not frozen:
            raise TypeError("what is not frozen is a 'dataclasses.dataclass'")
        return lambda cls: _define(cls, eq)

    def replace(record: Record, **changes: Any) -> Record:
        """As `dataclasses.replace`."""
        own = record.__dict__
        return type(record)(**{name: own[name] for name in record._names} | changes)  # noqa: SLF001 - see `_define`


def _define(cls: type[Record], eq: bool) -> type[Record]:
    dataclasses.dataclass(init=False, repr=False, eq=False, match_args=False)(cls)
    fields: tuple[dataclasses.Field[Any], ...] = dataclasses.fields(cls)  # type: ignore[arg-type]
    names = tuple(field.name for field in fields if field.init)
    methods = {"__init__": _make_init(fields, names), "__repr__": _make_repr(fields)}
    methods |= _make_comparison(fields) if eq else {}
    for name, value in (methods | {"__setattr__": _refuse, "__delattr__": _refuse, "_names": names}).items():
        if name not in vars(cls):
            setattr(cls, name, value)
    return cls


def _make_init(fields: tuple[dataclasses.Field[Any], ...], names: tuple[str, ...]) -> Any:
    known, count = frozenset(names), len(fields)
    defaults = {field.name: field.default for field in fields if field.default is not dataclasses.MISSING}
    factories = [(f.name, f.default_factory) for f in fields if f.default_factory is not dataclasses.MISSING]

    def init(self: Any, *args: Any, **given: Any) -> None:
        values = self.__dict__
        values.update(defaults)
        values.update(zip(names, args))  # noqa: B905 - the others are given by name, or have defaults
        values.update(given)
        for name, make in factories:
            if name not in values:
                values[name] = make()
        if len(values) != count or len(args) > len(names) or not known.issuperset(given):
            raise TypeError(f"{type(self).__qualname__} takes {', '.join(names)}; given: {args}, {given}")

    return init


def _make_repr(fields: tuple[dataclasses.Field[Any], ...]) -> Any:
    names = [field.name for field in fields if field.repr]
    form = ", ".join(f"{name}=%r" for name in names)

    @recursive_repr()
    def show(self: Any) -> str:
        values = self.__dict__
        return f"{type(self).__qualname__}({form % tuple([values[name] for name in names])})"

    return show


def _make_comparison(fields: tuple[dataclasses.Field[Any], ...]) -> dict[str, Any]:
    values = attrgetter(*(field.name for field in fields if field.compare))

    def equals(self: object, other: object) -> bool:
        return values(self) == values(other) if type(other) is type(self) else NotImplemented

    return {"__eq__": equals, "__hash__": lambda self: hash(values(self))}


def _refuse(self: object, name: str, *value: object) -> NoReturn:
    raise dataclasses.FrozenInstanceError(f"{type(self).__qualname__} is frozen: {name!r} can't be changed")
