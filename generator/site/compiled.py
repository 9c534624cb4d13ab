"""Templates in their compiled form, where Python keeps that of our modules.

Whoever can write there can change the program as well; so this is no part of the cache, of which
nothing is executed.
"""

import marshal
import os
import sys
import tempfile
from contextlib import suppress
from importlib.util import cache_from_source
from pathlib import Path

from jinja2.bccache import Bucket, BytecodeCache

from generator.cache.version import code_version


class CompiledTemplates(BytecodeCache):
    """Compiles a template once for each version of the program; reads and writes no other files.

    A folder that cannot be written to, and a file that is of another version, is passed over.
    """

    def load_bytecode(self, bucket: Bucket) -> None:
        """As Jinja says."""
        with suppress(OSError, EOFError, TypeError, ValueError):
            head, _, code = _file(bucket).read_bytes().partition(b"\n")
            if head == _head(bucket):
                bucket.code = marshal.loads(code)  # noqa: S302 - as Python does with its own

    def dump_bytecode(self, bucket: Bucket) -> None:
        """As Jinja says."""
        file, name = _file(bucket), ""
        if sys.dont_write_bytecode:
            return
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
            handle, name = tempfile.mkstemp(dir=file.parent)
            with os.fdopen(handle, "wb") as stream:
                stream.write(_head(bucket) + b"\n" + marshal.dumps(bucket.code))
            Path(name).replace(file)
        except OSError:
            with suppress(OSError):
                Path(name).unlink()


def _file(bucket: Bucket) -> Path:
    return Path(cache_from_source(str(Path(__file__).with_name(f"template_{bucket.key}.py"))))


def _head(bucket: Bucket) -> bytes:
    """Changes with the template, and with all that has a say in what becomes of it."""
    return f"{code_version()} {bucket.checksum}".encode()
