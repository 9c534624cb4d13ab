"""Locates files that are part of the package: theme and starter content."""

from collections.abc import Iterator
from pathlib import Path, PurePosixPath

_NEW = Path(__file__).resolve().parents[1] / "cli" / "starter"
STARTER = ("content", "accounts/hallmere-food-retail", ".github")
_OWN = ".github/CODEOWNERS"
"""Contains people of this repository; `playbook codeowners` generates that of a new one."""


def bundled(name: str) -> Path:
    """The folder ``name`` (``overrides``) in an installed wheel, else in the checkout.

    Raises :class:`FileNotFoundError` if neither has it: the package was built without it.
    """
    package = Path(__file__).resolve().parents[1]
    for folder in (package / "bundled" / name, package.parent / name):
        if folder.is_dir():
            return folder
    raise FileNotFoundError(f"the package came without its folder `{name}`: install it again")


def starter_files() -> Iterator[tuple[Path, PurePosixPath]]:
    """The files that ``playbook init`` copies, each with its place in the new repository.

    A wheel has them below one folder; in a checkout they are those of the repository.
    """
    package = Path(__file__).resolve().parents[1]
    packed = package / "bundled" / "starter"
    base = packed if packed.is_dir() else package.parent
    for folder in STARTER:
        for file in sorted((base / folder).rglob("*")):
            place = PurePosixPath(file.relative_to(base).as_posix())
            if file.is_file() and str(place) != _OWN:
                yield file, place
    yield from _frame(base)


def _frame(base: Path) -> Iterator[tuple[Path, PurePosixPath]]:
    yield _NEW / "mkdocs.yml", PurePosixPath("mkdocs.yml")
    # Under plain names, because a .gitignore inside the package would apply to the package.
    for name in ("gitignore", "gitlab-ci.yml", "pre-commit-config.yaml"):
        yield _NEW / name, PurePosixPath(f".{name}")
    # The pull request template, where the other forge looks for it.
    template = PurePosixPath(".gitlab/merge_request_templates/Default.md")
    yield base / ".github/pull_request_template.md", template
    for name in ("docs/review.md", "docs/browser-policy.md"):
        yield base / name, PurePosixPath(name)
    for file in sorted((base / "schema").glob("*.json")):
        yield file, PurePosixPath("schema", file.name)
