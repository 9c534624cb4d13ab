"""Locates files that are part of the package: theme and starter content."""

from pathlib import Path


def bundled(name: str) -> Path:
    """The folder ``name`` (``overrides``) in an installed wheel, else in the checkout.

    Raises :class:`FileNotFoundError` if neither has it: the package was built without it.
    """
    package = Path(__file__).resolve().parents[1]
    for folder in (package / "bundled" / name, package.parent / name):
        if folder.is_dir():
            return folder
    raise FileNotFoundError(f"the package came without its folder `{name}`: install it again")


def starter_content() -> Path:
    """The folder whose content, example account, schemas and jobs a new repository begins with.

    A wheel has them below one folder; in a checkout they are those of the repository.
    """
    package = Path(__file__).resolve().parents[1]
    packed = package / "bundled" / "starter"
    return packed if packed.is_dir() else package.parent
