import pytest

from generator.site.bundled import bundled
from generator.site.theme import SCRIPTS, STYLESHEETS


def test_the_theme_travels_with_the_package() -> None:
    for name in ("main.html", "partials/nav.html", *SCRIPTS, *STYLESHEETS):
        assert (bundled("overrides") / name).is_file(), name


def test_what_was_left_out_is_named() -> None:
    with pytest.raises(FileNotFoundError, match="without its folder `nothing`"):
        bundled("nothing")
