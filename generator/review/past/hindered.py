"""Which definitions of today nobody could read as a whole, so that their classes are not known."""

from collections.abc import Callable, Collection, Iterable, Iterator
from pathlib import Path, PurePosixPath

from generator.definitions.definitions import Definitions
from generator.definitions.load import kind_of
from generator.diagnostics import Finding, Level, UsageError
from generator.review.compared.differences import by_key
from generator.review.compared.renames import Key
from generator.review.store.revision import shown

_REDACTIONS = "redactions"
_FOLDERS = {
    "content/roles": ("role",),
    "content/competencies": ("competency", "framework", "fit"),
    "content/methods": ("method",),
    "content/onboarding": ("onboarding",),
}


def without_hindered(
    today: Definitions, findings: Iterable[Finding], others: Iterable[Definitions]
) -> Definitions:
    """``today`` without the definitions that ``findings`` of reading stand in; now broken.

    ``others``: states it is held against; what neither holds is no definition. Raises UsageError
    when it cannot be read what may not be mentioned.
    """
    errors = [each.where.path for each in findings if each.level is Level.ERROR]
    redactions = _REDACTIONS, _REDACTIONS
    keys = {redactions, *(key for each in (today, *others) for key in by_key(each))}
    wrong = {key for path in errors for key in _of(path, keys)}
    if "content" in errors or redactions in wrong:
        raise _unclear("content/redactions.yaml has errors")
    return today.losing(wrong) if wrong else today


def _of(path: str, keys: Collection[Key]) -> Iterator[Key]:
    """The definitions that a file or folder holds a part of."""
    parts = PurePosixPath(path).parts
    if parts[:1] == ("accounts",):
        name = parts[1] if len(parts) > 1 else ""
        names = {name, PurePosixPath(name).stem}
        yield from (key for key in keys if key[0] == "account" and (not name or key[1] in names))
    elif path in _FOLDERS:
        yield from (key for key in keys if key[0] in _FOLDERS[path])
    elif len(parts) > 1:
        kind = kind_of(str(PurePosixPath(path).with_suffix(".yaml")))
        if kind is not None:
            own = (kind, PurePosixPath(path).stem), (kind, kind)
            yield from (key for key in own if key in keys)


def redactions_read(root: Path) -> None:
    """Raise UsageError when something is meant as redactions and not read as such."""
    folder = root / "content"
    file = folder / "redactions.yaml"
    if file.is_file() and not file.is_symlink():
        return
    try:
        names = sorted(each.name for each in folder.iterdir()) if folder.is_dir() else []
    except OSError as error:
        raise _unclear("content/ cannot be read") from error
    for name in names:
        if name.casefold().startswith(_REDACTIONS):
            raise _unclear(f"content/{shown(name)} is not read: it has to be a file `{file.name}`")


def _unclear(because: str) -> UsageError:
    return UsageError(
        f"{because}, so it cannot be said what no comparison may mention; `playbook check` says "
        "what is wrong"
    )


def not_held(
    today: Definitions, committed: Callable[[], Definitions], others: Iterable[Definitions]
) -> set[Key]:
    """Accounts and people of older states that are ``committed`` and not in today's folder.

    Whoever moved them away may have made them secret before.
    """
    held = {key for each in others for key in by_key(each) if key[0] in ("account", "people")}
    gone = held - by_key(today).keys()
    return gone & by_key(committed()).keys() if gone else set()
