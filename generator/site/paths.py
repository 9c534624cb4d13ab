"""Where the settings of a site lie, and how folders lie to each other."""

from pathlib import Path

from generator.findings.errors import UsageError


def config_path(root: Path) -> Path:
    """The ``mkdocs.yml`` to use. Raises :class:`UsageError` if it does not exist."""
    path = root / "mkdocs.yml"
    if not path.is_file():
        raise UsageError(f"{path} does not exist: it says how the site is set up")
    return path.resolve()


def below(folder: Path, root: Path) -> str | None:
    """``folder`` relative to ``root``, with slashes; ``None`` if it is elsewhere."""
    folder, root = folder.resolve(), root.resolve()
    return folder.relative_to(root).as_posix() if folder.is_relative_to(root) else None
