"""What MkDocs logs, as messages."""

import logging


class LogCollector(logging.Handler):
    """Collects log messages of a level and above; ``messages``: so far."""

    def __init__(self, level: int) -> None:
        super().__init__(level)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Add the message of ``record``."""
        self.messages.append(record.getMessage())
