"""The wheel alone serves another repository: theme, templates and starter content are inside."""

import sys
from pathlib import Path
from zipfile import ZipFile

import pytest

from generator import __version__
from tests.packaging.environments import build, new_environment, run

ROOT = Path(__file__).resolve().parents[2]
STARTER_ACCOUNT = "accounts/hallmere-food-retail"
# Folder of the checkout, and where the wheel has it.
BUNDLED = {
    "generator": "generator",
    "overrides": "generator/bundled/overrides",
    "content": "generator/bundled/starter/content",
    STARTER_ACCOUNT: f"generator/bundled/starter/{STARTER_ACCOUNT}",
    "schema": "generator/bundled/starter/schema",
    ".github": "generator/bundled/starter/.github",
}
SINGLE = {
    f"generator/bundled/starter/{name}"
    for name in (
        *(f"docs/{guide}.md" for guide in ("review", "browser-policy", "container")),
        *("Containerfile", ".containerignore"),
    )
}


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from this checkout."""
    return build("wheel", ROOT, tmp_path_factory.mktemp("wheel"))


def names_in(wheel: Path) -> set[str]:
    """The files of a wheel."""
    with ZipFile(wheel) as archive:
        return set(archive.namelist())


def names_expected() -> set[str]:
    """The files of the checkout that belong into the wheel, under their names there."""
    return {
        f"{there}/{path.relative_to(ROOT / here).as_posix()}"
        for here, there in BUNDLED.items()
        for path in (ROOT / here).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts and path.name != ".DS_Store"
    } | SINGLE


def test_the_wheel_holds_the_product_and_nothing_else(wheel: Path) -> None:
    of_ours = {name for name in names_in(wheel) if ".dist-info/" not in name}
    assert of_ours == names_expected()


@pytest.mark.parametrize("folder", BUNDLED.values())
def test_the_wheel_holds_something_of_each_folder(wheel: Path, folder: str) -> None:
    assert any(name.startswith(f"{folder}/") for name in names_in(wheel))


def test_the_wheel_carries_its_licence_and_entry_points(wheel: Path) -> None:
    with ZipFile(wheel) as archive:
        texts = {name.partition("/")[2]: name for name in archive.namelist() if "info/" in name}
        assert b"Permission is hereby granted" in archive.read(texts["licenses/LICENSE"])
        entry_points = archive.read(texts["entry_points.txt"]).decode()
    assert "playbook = generator.cli:main" in entry_points
    assert "[mkdocs.plugins]" in entry_points


@pytest.mark.slow
def test_a_wheel_from_the_source_archive_is_the_same(wheel: Path, tmp_path: Path) -> None:
    archive = build("sdist", ROOT, tmp_path / "sdist")
    run(sys.executable, "-m", "tarfile", "--extract", archive, tmp_path, cwd=tmp_path)
    unpacked = tmp_path / archive.name.removesuffix(".tar.gz")
    again = build("wheel", unpacked, tmp_path / "wheel")
    assert again.name == wheel.name
    with ZipFile(wheel) as ours, ZipFile(again) as theirs:
        assert {name: theirs.read(name) for name in theirs.namelist()} == {
            name: ours.read(name) for name in ours.namelist()
        }


@pytest.fixture(scope="module")
def programs(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The programs of a new environment with our wheel, without the checkout."""
    home = tmp_path_factory.mktemp("environment") / "home"
    programs = new_environment(home)
    python = programs / "python"
    run(python, "-m", "pip", "install", "--no-index", "--quiet", wheel, cwd=home)
    where = run(python, "-I", "-c", "import generator; print(generator.__file__)", cwd=home)
    assert Path(where.strip()).is_relative_to(home.resolve() / "lib")
    return programs


@pytest.mark.slow
def test_the_installed_wheel_starts_a_repository_and_builds_its_site(
    programs: Path, wheel: Path, tmp_path: Path
) -> None:
    playbook = programs / "playbook"
    run(playbook, "init", tmp_path / "ours", "--examples", cwd=tmp_path)
    (packed,) = (tmp_path / "ours/wheels").iterdir()
    assert packed.name == wheel.name
    with ZipFile(packed) as theirs, ZipFile(wheel) as ours:
        assert sorted(theirs.namelist()) == sorted(ours.namelist())
        for name in ours.namelist():
            assert name.endswith("/RECORD") or theirs.read(name) == ours.read(name)
    again = ("install", "--no-deps", "--no-index", "--quiet", "--force-reinstall")
    named = ("--find-links", "wheels", f"account-playbook=={__version__}")
    run(programs / "python", "-m", "pip", *again, *named, cwd=tmp_path / "ours")
    run(playbook, "check", "--as-of", "2026-11-02", cwd=tmp_path / "ours")
    run(playbook, "build", "--as-of", "2026-11-02", cwd=tmp_path / "ours")
    site = tmp_path / "ours" / "site"
    assert (site / "index.html").is_file()
    assert (site / STARTER_ACCOUNT / "index.html").is_file()
