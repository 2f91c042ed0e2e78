"""The rules of the house, each a function from the modules of a package to its complaints.

    reading ← blog ← publishing ← site ← plugin, cli

`config` is beside them: `site`, `plugin` and `cli` may import it.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

PACKAGE = "mkdocs_blogposts"

LAZY_IMPORTS = "lazy_imports"
"""The one module that imports by a call: it stands for packages of others, which load when they are first used."""

FROZEN_DATACLASSES = "frozen_dataclasses"
"""Where frozen data classes come from, which every start of MkDocs defines."""

LAZY = {LAZY_IMPORTS, "lazy_patterns", FROZEN_DATACLASSES}
"""What every part may import: it puts off work until it is needed, or spares it."""

DOORS = {
    "site.caching.cache_door": "a handful of pages is made as fast as anything that is kept could be read",
    "site.images.image_door": "few sites without a post ask for an image, and what makes them is large",
    "site.rendering.blog_door": "a site without a post has no list, no feed and no redirect",
}
"""The modules that defer others of ours until they are used, each with its reason. What lies behind a door is not read
where nobody goes through it: a documentation site without a post would wait for it at every build."""

MAY_IMPORT = {
    "reading": {"reading"},
    "blog": {"reading", "blog"},
    "publishing": {"reading", "blog", "publishing"},
    "config": {"reading", "blog", "publishing", "config"},
    "site": {"reading", "blog", "publishing", "config", "site"},
    "plugin": {"reading", "blog", "publishing", "config", "site"},
    "cli": {"reading", "blog", "publishing", "config", "site", "cli"},
    **{part: set() for part in LAZY},
    "": set(),
}
"""Each part of the package with those it may import; `` is the package's own `__init__`."""

PURE = {"reading", "blog", "publishing"}
OUTSIDE = {"mkdocs", "properdocs", "jinja2"}
"""What the pure parts may not know."""

NO_MODULE = {"utils", "util", "helpers", "helper", "constants", "exceptions", "errors", "common", "misc"}
NO_CLASS = re.compile(r"(Manager|Handler|Util|Utils|Helper)$")
BANNER = re.compile(r"^\s*#\s*[-=*#~_]{3,}")

MODULE_LINES, PLUGIN_LINES, FUNCTION_LINES, SHORT_FUNCTION_LINES = 350, 150, 30, 15

Function = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True)
class Module:
    """One module of the package."""

    name: str
    """Dotted, without the package's own name: `reading.dates`, `` for the package's `__init__`."""

    source: str
    is_package: bool = False

    @property
    def part(self) -> str:
        return self.name.partition(".")[0]

    @property
    def folder(self) -> str:
        """Dotted, as `name`; `` for the package's own."""
        return self.name if self.is_package else self.name.rpartition(".")[0]

    @cached_property
    def tree(self) -> ast.Module:
        return ast.parse(self.source)

    @cached_property
    def imports(self) -> list[tuple[int, str]]:
        """Line and absolute dotted name of all that is imported, wherever it stands, with the names taken from it."""
        return [(node.lineno, name) for node in ast.walk(self.tree) for name in self._imported(node)]

    @cached_property
    def functions(self) -> list[Function]:
        return [node for node in ast.walk(self.tree) if isinstance(node, Function)]

    def _imported(self, node: ast.AST) -> Iterator[str]:
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            origin = ".".join(filter(None, [self._origin(node.level), node.module]))
            yield from (f"{origin}.{alias.name}" for alias in node.names)

    def _origin(self, level: int) -> str:
        """The package that so many leading dots stand for."""
        here = [PACKAGE, *filter(None, self.name.split("."))]
        up = level - 1 if self.is_package else level
        return ".".join(here[: len(here) - up]) if level else ""


Modules = dict[str, Module]


def read_package(folder: Path) -> Modules:
    modules = {}
    for file in sorted(folder.rglob("*.py")):
        names = file.relative_to(folder).with_suffix("").parts
        name = ".".join(names[:-1] if names[-1] == "__init__" else names)
        modules[name] = Module(name, file.read_text("utf-8"), names[-1] == "__init__")
    return modules


def strangers(modules: Modules) -> Iterator[str]:
    """Parts that the house does not have."""
    return (f"{module.name}: no such part" for module in modules.values() if module.part not in MAY_IMPORT)


def wrong_ways(modules: Modules) -> Iterator[str]:
    """Imports against the direction."""
    for module in modules.values():
        for line, name in module.imports:
            part = _part_of(name)
            if part is not None and part not in {*LAZY, *MAY_IMPORT.get(module.part, set())}:
                yield f"{module.name}:{line}: {module.part or 'the package'} may not import {name}"


def impurities(modules: Modules) -> Iterator[str]:
    """Imports of MkDocs and Jinja where only values may be."""
    for module in modules.values():
        for line, name in module.imports:
            if module.part in PURE and name.partition(".")[0] in OUTSIDE:
                yield f"{module.name}:{line}: {module.part} may not import {name}"


def hidden_imports(modules: Modules) -> Iterator[str]:
    """Imports in functions and classes, those by calls outside of `LAZY_IMPORTS`, and those put off but in `DOORS`."""
    for module in modules.values():
        for scope in ast.walk(module.tree):
            if isinstance(scope, Function | ast.ClassDef | ast.Lambda):
                inside = (node for node in ast.walk(scope) if isinstance(node, ast.Import | ast.ImportFrom))
                yield from (f"{module.name}:{node.lineno}: an import in {_name(scope)}" for node in inside)
            elif module.name != LAZY_IMPORTS and _is_import(scope):
                yield f"{module.name}:{scope.lineno}: an import by a call"
        if module.name not in {LAZY_IMPORTS, *DOORS}:
            yield from (f"{module.name}: puts off {name}" for name in _list_deferred(module))


def slow_classes(modules: Modules) -> Iterator[str]:
    """Frozen classes of the standard library's `dataclass`, outside of `cli`, whose modules no build loads."""
    for module in modules.values():
        if module.part == "cli" or f"{PACKAGE}.{FROZEN_DATACLASSES}.dataclass" in (name for _, name in module.imports):
            continue
        classes = (node for node in ast.walk(module.tree) if isinstance(node, ast.ClassDef))
        decorated = ((cls, ast.unparse(each)) for cls in classes for each in cls.decorator_list)
        yield from (f"{module.name}:{cls.lineno}: {cls.name}" for cls, name in decorated if "frozen=True" in name)


def find_rooms(modules: Modules) -> set[str]:
    """The modules behind the doors."""
    return {name.removeprefix(f"{PACKAGE}.") for door in DOORS for name in _list_deferred(modules[door])}


def _list_deferred(module: Module) -> Iterator[str]:
    """The modules that are imported when they are first used."""
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Call) and ast.unparse(node.func).endswith("Deferred"):
            yield from (value.value for value in node.args if isinstance(value, ast.Constant))


def _is_import(node: ast.AST) -> bool:
    return isinstance(node, ast.Call) and ast.unparse(node.func).endswith(("import_module", "__import__"))


def cycles(modules: Modules) -> Iterator[str]:
    """Modules that import each other, directly or not."""
    graph = {name: sorted(_imported_modules(module, modules)) for name, module in modules.items()}
    done: set[str] = set()
    for start in graph:
        yield from _cycles_from(start, graph, [], done)


def circles(modules: Modules) -> Iterator[str]:
    """Folders that import from each other, so that neither can be read first. The package's own is none."""
    graph: dict[str, set[str]] = {module.folder: set() for module in modules.values()}
    for module in modules.values():
        imported = {modules[name].folder for name in _imported_modules(module, modules)}
        graph[module.folder] |= imported - {module.folder, ""}
    done: set[str] = set()
    for start in graph:
        yield from _cycles_from(start, {folder: sorted(graph[folder]) for folder in graph}, [], done)


def long_modules(modules: Modules) -> Iterator[str]:
    for module in modules.values():
        limit = PLUGIN_LINES if module.name == "plugin" else MODULE_LINES
        lines = len(module.source.splitlines())
        if lines > limit:
            yield f"{module.name}: {lines} lines, {limit} at most"


def long_functions(modules: Modules) -> Iterator[str]:
    for module in modules.values():
        for function in module.functions:
            lines = length(function)
            if lines > FUNCTION_LINES:
                yield f"{module.name}:{function.lineno}: {function.name} has {lines} lines, {FUNCTION_LINES} at most"


def too_few_short_functions(modules: Modules) -> Iterator[str]:
    """Nine functions in ten are short."""
    functions = [(module, function) for module in modules.values() for function in module.functions]
    longer = [(module, function) for module, function in functions if length(function) > SHORT_FUNCTION_LINES]
    if len(longer) * 10 > len(functions):
        yield f"{len(longer)} of {len(functions)} functions have more than {SHORT_FUNCTION_LINES} lines"
        for module, function in longer:
            yield f"{module.name}:{function.lineno}: {function.name} has {length(function)}"


def bad_names(modules: Modules) -> Iterator[str]:
    """Names that say nothing of the domain."""
    for module in modules.values():
        if NO_MODULE & set(module.name.split(".")):
            yield f"{module.name}: no module is called so"
        classes = (node for node in ast.walk(module.tree) if isinstance(node, ast.ClassDef))
        yield from (f"{module.name}:{cls.lineno}: {cls.name}" for cls in classes if NO_CLASS.search(cls.name))


def banners(modules: Modules) -> Iterator[str]:
    """Comments that draw a line."""
    for module in modules.values():
        for line, text in enumerate(module.source.splitlines(), 1):
            if BANNER.match(text):
                yield f"{module.name}:{line}: {text.strip()}"


def twin_files(modules: Modules) -> Iterator[str]:
    """Two files of one name: which is meant?"""
    yield from _twins(
        (module.name.rpartition(".")[2], module.name) for module in modules.values() if not module.is_package
    )


def twin_classes(modules: Modules) -> Iterator[str]:
    """Two public classes of one name."""
    yield from _twins(
        (node.name, module.name)
        for module in modules.values()
        for node in module.tree.body
        if isinstance(node, ast.ClassDef) and not node.name.startswith("_")
    )


def _twins(named: Iterable[tuple[str, str]]) -> Iterator[str]:
    places: dict[str, list[str]] = {}
    for name, place in named:
        places.setdefault(name, []).append(place)
    return (f"{name}: in {' and '.join(found)}" for name, found in places.items() if len(found) > 1)


RULES = (
    strangers,
    wrong_ways,
    impurities,
    hidden_imports,
    slow_classes,
    cycles,
    circles,
    long_modules,
    long_functions,
    too_few_short_functions,
    bad_names,
    banners,
    twin_files,
    twin_classes,
)


def length(function: Function) -> int:
    """Lines from `def` to the end, without the docstring."""
    first = function.body[0]
    documented = ast.get_docstring(function, clean=False) is not None
    return _lines(function) - (_lines(first) if documented else 0)


def _lines(node: ast.stmt) -> int:
    return (node.end_lineno or node.lineno) - node.lineno + 1


def _name(scope: ast.AST) -> str:
    return getattr(scope, "name", "a lambda")


def _part_of(name: str) -> str | None:
    """The part of our package that a dotted name lies in; `None` for other packages."""
    package, _, rest = name.partition(".")
    if package != PACKAGE:
        return None
    part = rest.partition(".")[0]
    return part if part in MAY_IMPORT else ""


def _imported_modules(module: Module, modules: Modules) -> set[str]:
    """The modules that a module imports: the longest name of each import that is a module's."""
    found = set()
    for _, name in module.imports:
        names = name.split(".")
        if names[0] == PACKAGE:
            beginnings = (".".join(names[1:end]) for end in range(len(names), 0, -1))
            found.add(next(beginning for beginning in beginnings if beginning in modules or not beginning))
    return found - {module.name}


def _cycles_from(name: str, graph: dict[str, list[str]], path: list[str], done: set[str]) -> Iterator[str]:
    if name in path:
        yield " → ".join([*path[path.index(name) :], name])
    elif name not in done:
        for imported in graph.get(name, ()):
            yield from _cycles_from(imported, graph, [*path, name], done)
        done.add(name)


def complaints(modules: Modules, rules: Iterable = RULES) -> list[str]:
    return [complaint for rule in rules for complaint in rule(modules)]
