"""The patterns of the published schemas, in the language that editors check them in."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

pytestmark = pytest.mark.browser

COMPILE = """patterns => patterns.filter(each => {
  try { new RegExp(each, "u") } catch { return true }
})"""


def patterns(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        if isinstance(value.get("pattern"), str):
            yield value["pattern"]
        yield from value.get("patternProperties", ())
    for each in value.values() if isinstance(value, dict) else value:
        if isinstance(each, dict | list):
            yield from patterns(each)


def test_every_pattern_is_one_in_javascript(browser: Browser, real_root: Path) -> None:
    schemas = [json.loads(path.read_text("utf-8")) for path in (real_root / "schema").iterdir()]
    found = sorted({each for schema in schemas for each in patterns(schema)})
    assert len(found) > 10
    page = browser.new_page()
    assert page.evaluate(COMPILE, found) == []
    assert page.evaluate(COMPILE, [*found, r"a\"b"]) == [r"a\"b"]
    page.close()
