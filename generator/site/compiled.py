"""Templates in their compiled form, where Python keeps that of our modules.

Whoever can write there can change the program as well; so this is no part of the cache, of which
nothing is executed.
"""

import sys
from contextlib import suppress
from importlib.util import cache_from_source
from pathlib import Path
from pickle import UnpicklingError

from jinja2.bccache import Bucket, FileSystemBytecodeCache

from generator.cache.version import code_version


class CompiledTemplates(FileSystemBytecodeCache):
    """Jinja's own cache, in which a template is another one with each version of the program.

    A folder that cannot be written to, and a file that cannot be read, is ignored.
    """

    def __init__(self) -> None:
        super().__init__(str(Path(cache_from_source(__file__)).parent), "template_%s.cache")

    def get_source_checksum(self, source: str) -> str:
        """As Jinja says."""
        return super().get_source_checksum(f"{code_version()} {source}")

    def load_bytecode(self, bucket: Bucket) -> None:
        """As Jinja says."""
        with suppress(OSError, EOFError, ValueError, UnpicklingError):
            super().load_bytecode(bucket)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """As Jinja says."""
        if not sys.dont_write_bytecode:
            with suppress(OSError):
                Path(self.directory).mkdir(parents=True, exist_ok=True)
                super().dump_bytecode(bucket)
