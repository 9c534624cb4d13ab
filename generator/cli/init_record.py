"""What `playbook init` wrote, kept so that `playbook upgrade` knows what was edited since."""

import hashlib
import io
import zlib
from collections.abc import Mapping
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile, ZipInfo

from generator import __version__
from generator.cli.answers import Answers, read_answers
from generator.cli.write_files import leads_elsewhere
from generator.findings.errors import UsageError

ANSWERS, WRITTEN = ".playbook/init.json", ".playbook/written.zip"
WHEELS = "wheels/"
_LARGEST = 50_000_000


def kept(path: str, data: bytes) -> bytes:
    """What is kept of a file: its bytes; of a wheel, which nobody edits, a digest."""
    return hashlib.sha256(data).hexdigest().encode() if path.startswith(WHEELS) else data


def record(answers: Answers, written: Mapping[str, bytes]) -> dict[str, bytes]:
    """The two files that tell a later version what this one wrote.

    ``written``: what is kept of each file, see :func:`kept`. The same bytes for the same.
    """
    packed = io.BytesIO()
    with ZipFile(packed, "w", ZIP_DEFLATED) as archive:
        for path, data in sorted(written.items()):
            archive.writestr(ZipInfo(path), data, ZIP_DEFLATED, 9)
    return {ANSWERS: answers.as_text(__version__).encode(), WRITTEN: packed.getvalue()}


def read_record(files: Mapping[str, bytes]) -> tuple[str, Answers, dict[str, bytes]]:
    """The version that wrote the files, its answers, and what is kept of each file.

    Raises UsageError if one of the two cannot be read.
    """
    try:
        version, answers = read_answers(files[ANSWERS].decode())
    except (ValueError, RecursionError) as error:
        why = "it holds lists in lists without end" if isinstance(error, RecursionError) else error
        raise UsageError(f"{ANSWERS} cannot be used: {why}. {_REMEDY}") from error
    try:
        return version, answers, _unpacked(files[WRITTEN])
    except (BadZipFile, OSError, ValueError, EOFError, RuntimeError, zlib.error) as error:
        raise UsageError(f"{WRITTEN} cannot be read. {_REMEDY}") from error


def _unpacked(data: bytes) -> dict[str, bytes]:
    with ZipFile(io.BytesIO(data)) as archive:
        names = [each.filename for each in archive.infolist()]
        # Anyone may have proposed the archive.
        elsewhere = any(map(leads_elsewhere, names))
        if elsewhere or sum(each.file_size for each in archive.infolist()) > _LARGEST:
            raise BadZipFile
        return {name: archive.read(name) for name in names}


_REMEDY = "Take the file from an earlier commit"
