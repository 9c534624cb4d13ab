"""Hand-written pages say when an edition lacks what they speak of; editions have names in words."""

from pathlib import Path

import pytest

from generator.findings.classification import Edition
from generator.site import publish
from generator.site.files import with_notice
from tests.site import samples
from tests.site.conftest import make_repository, use

GUIDE = "\n# Reviewing\n\nText.\n"


def test_a_guide_to_accounts_says_that_there_are_none() -> None:
    shown = with_notice(GUIDE, {"needs": "accounts"}, Edition.HR, has_accounts=False)
    assert shown.startswith(
        "\n# Reviewing\n\n*This guide speaks of the pages of an account. The HR"
    )
    assert shown.endswith("\n\nText.\n")


@pytest.mark.parametrize(("meta", "has_accounts"), [({"needs": "accounts"}, True), ({}, False)])
def test_other_guides_stay_as_they_were_written(meta: dict[str, str], has_accounts: bool) -> None:
    assert with_notice(GUIDE, meta, Edition.TEAM, has_accounts=has_accounts) == GUIDE


def test_the_guides_that_need_accounts_say_so_themselves(real_root: Path) -> None:
    guides = real_root / "content" / "pages" / "guides"
    marked = {each.stem for each in guides.glob("*.md") if "needs: accounts" in each.read_text()}
    assert {"reviewing-a-strategy", "handing-an-account-over", "read-a-playbook"} <= marked


def test_an_abbreviation_is_named_in_capitals(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    use(monkeypatch, lambda *_, **__: samples.assembled())
    root = make_repository(tmp_path / "repository")
    publish.build_site(root, root / "site", Edition.HR, samples.AS_OF)
    html = (root / "site/index.html").read_text("utf-8")
    assert ">HR edition<" in html
    assert ", HR edition, as of" in html
