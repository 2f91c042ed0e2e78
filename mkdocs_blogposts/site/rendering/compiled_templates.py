"""Templates of the blog and of the theme, compiled once while a site is served."""

from __future__ import annotations

from jinja2 import BytecodeCache, Environment
from jinja2.bccache import Bucket

from mkdocs_blogposts.site.settings.build_memory import BuildMemory

WHERE = "where"
"""The name of the filter for users' own templates, which is another function in each build."""


class CompiledTemplates(BytecodeCache):
    """Templates as the last build has compiled them, as long as their sources, and the filters, are the same.

    Jinja asks filters about constants while it compiles.
    """

    def __init__(self, name: str, memory: BuildMemory) -> None:
        self._name, self._memory = name, memory

    def get_bucket(self, environment: Environment, name: str, filename: str | None, source: str) -> Bucket:
        """What is known of a template, which `load_bytecode` is to find."""
        filters = {name: each for name, each in environment.filters.items() if name != WHERE}
        self._around = filters, dict(environment.tests), sorted(environment.extensions), environment.autoescape
        return super().get_bucket(environment, name, filename, source)

    def load_bytecode(self, bucket: Bucket) -> None:
        """Take what has been compiled of the same source."""
        bucket.code = self._memory.find((self._name, bucket.key), (bucket.checksum, self._around))

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what has been compiled."""
        self._memory.keep((self._name, bucket.key), (bucket.checksum, self._around), bucket.code)
