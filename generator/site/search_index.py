"""The search of a site: Pagefind's index of all sections, and a list of names.

Pagefind cannot change an index, so the records lie in a fixed number of shards, each an index of
its own, which the browser merges: a page that changes makes one shard anew.
"""

import base64
import hashlib
import json
import subprocess
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import IO, Any, cast

from mkdocs.exceptions import PluginError
from pagefind.service import get_executable

from generator.exports.record import json_text
from generator.site.search_records import KINDS, Searched, SearchName, SearchRecord, plain_forms

FOLDER = "search"
NAMES = "names.json"

SHARDS = 8
"""More of them make an edit cheaper and the first search of a reader larger: each adds its
beginning (half a kilobyte) and, for every word typed, a part of its words (20 kilobytes)."""

_LANGUAGE = "en"
_PROGRAM = ("pagefind.js", f"wasm.{_LANGUAGE}.pagefind")
_DATA = ("pagefind-entry.json", f"pagefind.{_LANGUAGE}_", "index/", "fragment/")

Files = dict[str, bytes]


def write_search(site: Path, pages: Iterable[Searched]) -> None:
    """Write the search of a site into its folder; the same pages give the same bytes.

    Raises :class:`PluginError` when Pagefind is not there or fails.
    """
    found = list(pages)
    records = [record for page in found for record in page.records]
    names = [name for page in found for name in page.names]
    folder = site / FOLDER
    made = bundles(shards(records))
    for shard, files in made.items():
        for path, data in files.items():
            target = folder / shard / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(data)
    folder.mkdir(exist_ok=True)
    text = names_json(names, made, len(records))
    (folder / NAMES).write_text(text, encoding="utf-8", newline="\n")


def shards(records: Iterable[SearchRecord]) -> dict[str, list[SearchRecord]]:
    """The records by shard; only shards that hold something.

    What changes together lies together: the pages of an account, and those that show all accounts.
    """
    found: dict[str, list[SearchRecord]] = defaultdict(list)
    for record in sorted(records, key=lambda record: record.url):
        digest = hashlib.sha256(_together(record.address).encode()).digest()
        found[str(digest[0] % SHARDS)].append(record)
    return dict(sorted(found.items()))


def _together(address: str) -> str:
    section, _, rest = address.partition("/")
    page, _, _ = rest.partition("/")
    overview = section in ("", "reports") or not page
    return "" if overview else f"{section}/{page}"


def names_json(names: Iterable[SearchName], made: Mapping[str, Files], records: int) -> str:
    """What the browser loads first: kinds, shards with their versions, and all names.

    The first shard holds Pagefind's program.
    """
    places = {kind: place for place, kind in enumerate(KINDS)}
    document = {
        "kinds": [[kind.label, kind.weight] for kind in KINDS.values()],
        "records": records,
        "shards": [[shard, _digest(files)] for shard, files in made.items()],
        "names": sorted(
            [places[each.kind], each.title, each.url, each.also, each.page] for each in names
        ),
    }
    return json_text(document)


def _digest(files: Files) -> str:
    """Changes with the data of a shard, so that a browser keeps what it has loaded until then."""
    return hashlib.sha256(b"".join(files[path] for path in sorted(files))).hexdigest()[:12]


# Pagefind ---------------------------------------------------------------------------------------
def bundles(sharded: Mapping[str, Sequence[SearchRecord]]) -> dict[str, Files]:
    """The files of each shard; the first one also gets Pagefind's program.

    The service is spoken to as the package's own client does it, but all at once: that client waits
    a tenth of a second for each answer, and so for each record.
    """
    program = get_executable()
    if program is None:
        raise PluginError(
            "the search needs Pagefind: install `pagefind[bin]`, or all of our package"
        )
    if not sharded:
        return {}
    try:
        with subprocess.Popen(  # noqa: S603 - the program of an installed package
            [str(program), "--service"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        ) as process:
            requests = cast(IO[bytes], process.stdin)
            made = _made(requests, cast(IO[bytes], process.stdout), sharded)
            requests.close()
    except OSError as error:
        raise PluginError(f"the search cannot be made: Pagefind does not run: {error}") from error
    return {
        shard: {path: data for path, data in files.items() if _kept(path, first=not place)}
        for place, (shard, files) in enumerate(made.items())
    }


def _kept(path: str, *, first: bool) -> bool:
    """Pagefind brings its own pages and styles with every index; ours need the data."""
    return path.startswith(_DATA) or (first and path in _PROGRAM)


def _made(
    requests: IO[bytes], answers: IO[bytes], sharded: Mapping[str, Sequence[SearchRecord]]
) -> dict[str, Files]:
    sent = 0

    def send(**payload: Any) -> None:
        nonlocal sent
        sent += 1
        message = json.dumps({"message_id": sent, "payload": payload}).encode()
        requests.write(base64.b64encode(message) + b",")

    heard = _answers(answers)
    for _ in sharded:
        send(type="NewIndex", config={"force_language": _LANGUAGE})
    requests.flush()
    indexes = {shard: int(next(heard)["index_id"]) for shard in sharded}
    for shard, records in sharded.items():
        for record in records:
            send(type="AddRecord", index_id=indexes[shard], **_record(record))
    requests.flush()
    for records in sharded.values():
        for _ in records:
            next(heard)
    made = {}
    for shard, index in indexes.items():
        send(type="GetFiles", index_id=index)
        requests.flush()
        files = next(heard)["files"]
        made[shard] = {file["path"]: base64.b64decode(file["content"]) for file in files}
    return made


def _answers(stream: IO[bytes]) -> Iterator[dict[str, Any]]:
    parts: list[bytes] = []
    while part := stream.read1(1 << 20):  # type: ignore[attr-defined]  # a pipe has it
        *ends, rest = part.split(b",")
        for end in ends:
            answer = json.loads(base64.b64decode(b"".join((*parts, end))))["payload"]
            if answer["type"] == "Error":
                raise PluginError(f"the search cannot be made: Pagefind: {answer['message']}")
            yield answer
            parts = []
        parts.append(rest)
    raise PluginError("the search cannot be made: Pagefind ended before it had answered")


def _record(record: SearchRecord) -> dict[str, Any]:
    """A record as Pagefind takes it.

    What is in ``meta`` is searched as well, and comes with a result; with ``filters`` two indexes
    of the same would differ in their bytes. The title begins the text, as a record whose text holds
    no word is dropped.
    """
    said = {
        "title": record.title,
        "page": record.page if record.page != record.title else "",
        "above": record.above,
        "kind": KINDS[record.kind].label,
        "also": record.also,
        "plain": " ".join(plain_forms(f"{record.title} {record.also} {record.text}")),
        "weight": f"{record.weight:g}" if record.weight != 1.0 else "",
    }
    return {
        "url": record.url,
        "content": f"{record.title} {record.text}".strip(),
        "language": _LANGUAGE,
        "meta": {name: text for name, text in said.items() if text},
        "filters": None,
        "sort": None,
    }
