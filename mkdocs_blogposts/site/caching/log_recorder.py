"""What is logged meanwhile: noted as it is told, to be told again where the same thing is not done again."""

from __future__ import annotations

import logging
from collections.abc import Iterable

from mkdocs_blogposts.publishing.converted_page import LoggedMessage


class LogListener(logging.Handler):
    """Notes what MkDocs, its plugins, or anyone else says between `start` and `stop`."""

    def __init__(self) -> None:
        super().__init__()
        self._said: list[LoggedMessage] = []
        mkdocs = logging.getLogger("mkdocs")
        # The command takes care that MkDocs' own messages go no further than its own logger.
        self._loggers = [logging.getLogger(), *(() if mkdocs.propagate else (mkdocs,))]

    def emit(self, record: logging.LogRecord) -> None:
        self._said.append(LoggedMessage(record.name, record.levelno, record.getMessage()))

    def start(self) -> None:
        """Begin to listen."""
        self._said = []
        for logger in self._loggers:
            logger.addHandler(self)

    def stop(self) -> tuple[LoggedMessage, ...]:
        """What has been said since; nothing where it has not been started."""
        for logger in self._loggers:
            logger.removeHandler(self)
        said, self._said = tuple(self._said), []
        return said


def replay_messages(messages: Iterable[LoggedMessage]) -> None:
    """Say it again."""
    for message in messages:
        logging.getLogger(message.logger).log(message.level, "%s", message.text)
