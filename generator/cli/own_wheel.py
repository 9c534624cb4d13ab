"""The installed program as a wheel, for the jobs and colleagues of a company without a registry."""

import base64
import hashlib
import io
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

_PACKAGE = "account-playbook"
_OF_THE_INSTALLER = ("RECORD", "INSTALLER", "REQUESTED", "direct_url.json")


def own_wheel() -> tuple[str, bytes] | None:
    """File name and bytes of a wheel with the installed files; ``None`` where the program runs from
    its sources, which are no package.
    """
    try:
        found = distribution(_PACKAGE)
    except PackageNotFoundError:
        return None
    files = _files(found)
    if "generator/__init__.py" not in files:
        return None
    info = next(path.partition("/")[0] for path in files if path.endswith(".dist-info/METADATA"))
    record = [f"{path},{_digest(data)},{len(data)}\n" for path, data in files.items()]
    files[f"{info}/RECORD"] = "".join((*record, f"{info}/RECORD,,\n")).encode()
    packed = io.BytesIO()
    with ZipFile(packed, "w", ZIP_DEFLATED) as archive:
        for path, data in files.items():
            archive.writestr(ZipInfo(path), data, ZIP_DEFLATED)
    return f"{info.removesuffix('.dist-info')}-py3-none-any.whl", packed.getvalue()


def _files(found: Distribution) -> dict[str, bytes]:
    """What the wheel held; commands and compiled files are what the installer made of it."""
    held = {
        path.as_posix(): Path(str(path.locate()))
        for path in sorted(found.files or ())
        if ".." not in path.parts
        and path.suffix != ".pyc"
        and not (path.parts[0].endswith(".dist-info") and path.name in _OF_THE_INSTALLER)
    }
    return {path: place.read_bytes() for path, place in held.items() if place.is_file()}


def _digest(data: bytes) -> str:
    digest = base64.urlsafe_b64encode(hashlib.sha256(data).digest()).rstrip(b"=")
    return f"sha256={digest.decode()}"
