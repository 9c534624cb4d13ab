"""The published sites of the fixture: every file of every edition, by its checksum.

``sites/<edition>.sha256`` holds a line for each file of a site, as `sha256sum` prints it, so that
`sha256sum --check` names the files of a site at hand that differ; ``sites/address.sha256`` is the
public edition at an address of its own, with which sitemap and canonical links fill up. The sites
are built from copies without Git, so that no clone has others.

The sums are those of the packages in ``requirements/``: another version of the theme is another
site. Of the packed sitemap, whose bytes are up to the system's zlib, the content counts. A shard of
the search, whose many files are named after what is in them, has one line: the sum of its lines.

``pytest tests/golden --regenerate`` writes the sums anew, once you have compared the sites.
"""

import gzip
import re
import shutil
from collections import defaultdict
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import pytest

from generator.findings.classification import Edition
from generator.site.publish import build_site
from tests.conftest import AS_OF, FIXTURE
from tests.scenarios.scenario import contents, replace

SUMS = Path(__file__).parent / "sites"
PACKED = "sitemap.xml.gz"
SHARD = re.compile(r"search/\d+/")

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("edition", list(Edition))
def test_every_file_of_a_site_is_the_same(
    edition: Edition, tmp_path: Path, regenerate: bool
) -> None:
    shutil.copytree(FIXTURE, tmp_path / "sources")
    build_site(tmp_path / "sources", tmp_path / "site", edition, AS_OF)
    _expect(edition.value, tmp_path / "site", regenerate=regenerate)


def test_every_file_of_a_site_with_an_address_is_the_same(tmp_path: Path, regenerate: bool) -> None:
    shutil.copytree(FIXTURE / "content", tmp_path / "content")
    shutil.copy(FIXTURE / "mkdocs.yml", tmp_path)
    replace(tmp_path / "mkdocs.yml", "# site_url:", "site_url:")
    site = tmp_path / "site"
    build_site(tmp_path, site, Edition.PUBLIC, AS_OF)
    assert b"<loc>https://playbook.example/roles/kam/</loc>" in (site / "sitemap.xml").read_bytes()
    _expect("address", site, regenerate=regenerate)


def _expect(name: str, site: Path, *, regenerate: bool) -> None:
    found = dict(_sums(site))
    file = SUMS / f"{name}.sha256"
    if regenerate:
        file.parent.mkdir(exist_ok=True)
        lines = (f"{digest}  {path}\n" for path, digest in found.items())
        file.write_text("".join(lines), encoding="utf-8", newline="\n")
    expected = {
        path: digest for digest, path in map(str.split, file.read_text("utf-8").splitlines())
    }
    assert sorted(found) == sorted(expected)
    different = [path for path, digest in found.items() if digest != expected[path]]
    assert not different, f"compare a build of now with one of before: {different}"


def _sums(site: Path) -> Iterator[tuple[str, str]]:
    files = contents(site)
    assert gzip.decompress(files.pop(PACKED)) == files["sitemap.xml"]
    shards: dict[str, list[str]] = defaultdict(list)
    for path, data in files.items():
        digest = sha256(data).hexdigest()
        if found := SHARD.match(path):
            shards[found[0]].append(f"{digest}  {path}\n")
        else:
            yield path, digest
    for name, lines in shards.items():
        yield name, sha256("".join(sorted(lines)).encode()).hexdigest()
