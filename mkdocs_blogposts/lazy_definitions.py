"""Dataclasses and regular expressions take long to make: each is finished when it is first used.

A build needs few of them, a site without posts one in four, and making all took three quarters of the time to load this
package. They stand for `dataclasses.dataclass` and `re.compile`: type checkers and readers see those.
"""

from __future__ import annotations

import dataclasses
import re
import threading
from typing import TYPE_CHECKING, Any

__all__ = ["compile_pattern", "dataclass", "fields"]

if TYPE_CHECKING:
    from dataclasses import dataclass, fields
    from re import compile as compile_pattern
else:

    def compile_pattern(pattern: str | bytes, flags: int = 0) -> _LatePattern:
        """A regular expression, compiled when it is first asked to match."""
        return _LatePattern(pattern, flags)

    def dataclass(given: type | None = None, **options: bool) -> Any:
        """A dataclass, which has its methods from its first instance on."""

        def begin(cls: type) -> type:
            cls.__init__ = _LateInit(cls, options)
            return cls

        return begin(given) if given else begin

    def fields(of: Any) -> tuple[dataclasses.Field[Any], ...]:
        """The fields of a dataclass or of an instance."""
        if isinstance(of, type):
            _finish(of)
        return dataclasses.fields(of)


class _LatePattern:
    """Compiles a pattern when one of its methods is asked for, which is an attribute of its own from then on."""

    def __init__(self, pattern: str | bytes, flags: int) -> None:
        self.pattern = pattern
        self._flags = flags

    def __getattr__(self, name: str) -> Any:
        asked = getattr(re.compile(self.pattern, self._flags), name)
        setattr(self, name, asked)
        return asked


class _LateInit:
    """Stands for the `__init__` of a dataclass until it has an instance."""

    def __init__(self, cls: type, options: dict[str, bool]) -> None:
        self.cls = cls
        self.options = options

    def __get__(self, instance: object, owner: type) -> Any:
        _finish(self.cls)
        return vars(self.cls)["__init__"].__get__(instance, owner)


_MISSING = object()
_LOCK = threading.RLock()  # images are made in threads
_OF_ANY_CLASS = {"__dict__", "__weakref__", "__init__", "__setattr__", "__delattr__"}


def _finish(cls: type) -> None:
    """Give a dataclass its methods, its bases first; `__init__` last, since another thread may ask for it meanwhile."""
    with _LOCK:
        for base in cls.__mro__[:0:-1]:
            _finish(base)
        late = vars(cls).get("__init__")
        if isinstance(late, _LateInit):
            _take_over(cls, _made(cls, late.options), late.options)


def _made(cls: type, options: dict[str, bool]) -> type:
    body = {name: value for name, value in vars(cls).items() if name not in _OF_ANY_CLASS}
    body["__qualname__"] = cls.__qualname__
    return dataclasses.dataclass(**options)(type(cls)(cls.__name__, cls.__bases__, body))


def _take_over(cls: type, made: type, options: dict[str, bool]) -> None:
    """Give a class all that its double has as a dataclass."""
    for name in vars(cls).keys() - vars(made).keys() - _OF_ANY_CLASS:
        delattr(cls, name)  # the description of a field that has no default
    for name, value in vars(made).items():
        if name not in _OF_ANY_CLASS and vars(cls).get(name, _MISSING) is not value:
            setattr(cls, name, value)
    if options.get("frozen"):
        cls.__setattr__, cls.__delattr__ = _refuse_to_set, _refuse_to_delete  # type: ignore[assignment,method-assign]
    cls.__init__ = vars(made)["__init__"]  # type: ignore[misc]


def _refuse_to_set(_instance: object, name: str, _value: object) -> None:
    raise dataclasses.FrozenInstanceError(f"cannot assign to field {name!r}")


def _refuse_to_delete(_instance: object, name: str) -> None:
    raise dataclasses.FrozenInstanceError(f"cannot delete field {name!r}")
