"""The search of a site: Pagefind's index of all sections, and a list of names.

Pagefind cannot change an index, so the records lie in a fixed number of shards, each an index of
its own, which the browser merges: a page that changes makes one shard anew.
"""

import base64
import hashlib
import json
import os
import posixpath
import subprocess
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from itertools import chain, count, repeat
from operator import attrgetter
from pathlib import Path
from typing import IO, Any, cast

from pagefind.service import get_executable

from generator.cache.disk import NO_CACHE, Cache, digest
from generator.exports.record import json_text
from generator.findings.errors import PlaybookError
from generator.site.linked import link_folder, state, write_or_link
from generator.site.search_records import KINDS, Searched, SearchRecord
from generator.site.site_state import SiteFiles
from generator.text.spellings import plain_forms

FOLDER = "search"
NAMES = "names.json"

SHARDS = 8
"""More of them make an edit cheaper and the first search of a reader larger: each adds its
beginning (half a kilobyte) and, for every word typed, a part of its words (20 kilobytes)."""

OVERVIEW = "0"
"""The shard of the pages that show all accounts, which change with each of them."""

_LANGUAGE = "en"
_PROGRAM = ("pagefind.js", f"wasm.{_LANGUAGE}.pagefind")
_DATA = ("pagefind-entry.json", f"pagefind.{_LANGUAGE}_", "index/", "fragment/")

IndexFiles = dict[str, bytes]


class SearchError(PlaybookError):
    """The search cannot be made, and why."""


@dataclass(frozen=True, slots=True)
class Shard:
    """The pages of a shard; ``key``: the name of all that its index is made of.

    ``wanted``: how the paths of those of Pagefind's files begin that go into the site.
    """

    pages: Sequence[Searched]
    wanted: tuple[str, ...]
    key: str

    def records(self) -> list[SearchRecord]:
        """What its index is made of, in order."""
        found = chain.from_iterable(page.records() for page in self.pages)
        return sorted(found, key=attrgetter("url"))


def write_search(
    site: Path,
    pages: Iterable[Searched],
    cache: Cache = NO_CACHE,
    kind: str = "",
    previous: Path | None = None,
    *,
    there: Mapping[str, SiteFiles] | None = None,
) -> dict[str, bool]:
    """Write the search of a site into its folder; the same pages give the same bytes.

    ``cache``: holds shards that earlier builds made, as ``kind``; ``previous``: an earlier site on
    the same file system, which has most of the files. ``there``: how the files of its shards lie,
    by name, if those stay there of which nothing changes. Returns the shards, and whether each was
    written. Raises :class:`SearchError` when Pagefind is not there or fails.
    """
    found = list(pages)
    folder = site / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    old = previous / FOLDER if previous else None
    sharded = shards(found)
    versions = dict.fromkeys(sharded, "")
    if old is not None:
        for name, shard in sharded.items():
            version, left = _left(shard, old / name, cache, kind)
            if left and there is not None:
                stays = name in there and left == there[name].name
            else:
                stays = bool(left) and link_folder(old / name, folder / name, left)
            versions[name] = version if stays else ""
    missing = {name: shard for name, shard in sharded.items() if not versions[name]}
    for name, files in bundles(missing, cache, kind):
        versions[name] = _version(files)
        for inside in {posixpath.dirname(path) for path in files}:
            (folder / name / inside).mkdir(parents=True, exist_ok=True)
        for path, data in files.items():
            before = f"{old}/{name}/{path}" if old else None
            write_or_link(f"{folder}/{name}/{path}", data, before)
        if old:
            left = f"{versions[name]} {state(folder / name)}"
            cache.put(f"{kind}/left", digest(missing[name].key, str(old / name)), left.encode())
    (folder / NAMES).write_text(names_json(found, versions), encoding="utf-8", newline="\n")
    return {name: name in missing for name in versions}


def _left(shard: Shard, old: Path, cache: Cache, kind: str) -> tuple[str, str]:
    """The version of a shard that was left at ``old``, and how; both empty for another one."""
    left = cache.get(f"{kind}/left", digest(shard.key, str(old))) or b""
    version, _, how = left.decode(errors="replace").partition(" ")
    return version, how


def shards(pages: Iterable[Searched]) -> dict[str, Shard]:
    """The pages by shard, those of an account in one; only shards that hold something.

    The first one also gets Pagefind's program.
    """
    found: dict[str, list[Searched]] = defaultdict(list)
    for page in sorted(pages, key=attrgetter("url")):
        if page.count:
            found[_shard(page.url)].append(page)
    program, wanted = _program_version(), chain([(*_DATA, *_PROGRAM)], repeat(_DATA))
    return {
        name: Shard(held, paths, digest(program, *paths, *(page.digest for page in held)))
        for (name, held), paths in zip(sorted(found.items()), wanted, strict=False)
    }


def _shard(address: str) -> str:
    section, _, rest = address.partition("/")
    page, _, _ = rest.partition("/")
    if section in ("", "reports") or not page:
        return OVERVIEW
    first, *_ = hashlib.sha256(f"{section}/{page}".encode()).digest()
    return str(1 + first % (SHARDS - 1))


def names_json(pages: Iterable[Searched], versions: Mapping[str, str]) -> str:
    """What the browser loads first: kinds, shards with their versions, and all names.

    The first shard holds Pagefind's program.
    """
    found = list(pages)
    places = {kind: place for place, kind in enumerate(KINDS)}
    names = (
        [places[name.kind], name.title, name.url, name.also, name.page]
        for page in found
        for name in page.names
    )
    document = {
        "kinds": [[kind.label, kind.weight] for kind in KINDS.values()],
        "records": sum(page.count for page in found),
        "shards": list(versions.items()),
        "names": sorted(names),
    }
    return json_text(document)


def _version(files: IndexFiles) -> str:
    """Changes with the data of a shard, so that a browser keeps what it has loaded until then."""
    return hashlib.sha256(b"".join(files[path] for path in sorted(files))).hexdigest()[:12]


# Pagefind ---------------------------------------------------------------------------------------
def bundles(
    sharded: Mapping[str, Shard], cache: Cache = NO_CACHE, kind: str = ""
) -> Iterator[tuple[str, IndexFiles]]:
    """Each shard with its files, in order.

    A service for each, as it keeps what it has used, and one for each processor at a time. Shards
    whose records have not changed come from ``cache``, where they stand as ``kind``.
    """

    def files_of(shard: Shard) -> IndexFiles:
        packed = cache.get(kind, shard.key)
        if packed is not None and (found := _unpacked(packed, shard.wanted)):
            return found
        made = _indexed(shard.records()).items()
        files = {path: data for path, data in made if path.startswith(shard.wanted)}
        cache.put(kind, shard.key, _packed(files))
        return files

    with ThreadPoolExecutor(max_workers=os.cpu_count()) as pool:
        yield from zip(sharded, pool.map(files_of, sharded.values()), strict=True)


def _packed(files: IndexFiles) -> bytes:
    """Files in one piece: their paths and lengths on one line, and their contents."""
    lengths = [[path, len(data)] for path, data in files.items()]
    return json.dumps(lengths).encode() + b"\n" + b"".join(files.values())


def _unpacked(packed: bytes, wanted: tuple[str, ...]) -> IndexFiles:
    """Reads what :func:`_packed` wrote; empty if it is anything else."""
    head, _, rest = packed.partition(b"\n")
    files, start = {}, 0
    try:
        for path, length in json.loads(head):
            if not path.startswith(wanted) or ".." in path.split("/"):
                return {}
            files[path] = rest[start : start + length]
            start += length
    except (ValueError, TypeError, AttributeError):
        return {}
    return files


def _indexed(records: Sequence[SearchRecord]) -> IndexFiles:
    """The files of an index of ``records``, and Pagefind's own pages and styles.

    The service is spoken to as the package's own client does it, but many at once: that client
    waits a tenth of a second for each answer, and so for each record.
    """
    program = _program()
    try:
        with subprocess.Popen(  # noqa: S603 - the program of an installed package
            [str(program), "--service"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        ) as process:
            ask = _asking(cast(IO[bytes], process.stdin), cast(IO[bytes], process.stdout))
            made = ask([{"type": "NewIndex", "config": {"force_language": _LANGUAGE}}])
            own = {"index_id": made["index_id"]}
            ask([{"type": "AddRecord", **own, **_record(record)} for record in records])
            files = ask([{"type": "GetFiles", **own}])["files"]
    except OSError as error:
        raise SearchError(f"the search cannot be made: Pagefind does not run: {error}") from error
    return {file["path"]: base64.b64decode(file["content"]) for file in files}


def _program() -> Path:
    program = get_executable()
    if program is None:
        raise SearchError(
            "the search needs Pagefind: install `pagefind[bin]`, or our package again"
        )
    return Path(program)


def _program_version() -> str:
    """A name for Pagefind's program, of whose version that of our package says nothing."""
    with suppress(OSError):  # which says more when it is run
        return digest(_program().read_bytes())
    return ""


def _asking(
    requests: IO[bytes], stream: IO[bytes]
) -> Callable[[Sequence[Mapping[str, Any]]], dict[str, Any]]:
    """Asks the service, and gives its answer to the last request.

    Both sides speak JSON in base64 with a comma behind it.
    """
    answers, numbers = _answers(stream), count(1)

    def ask(payloads: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
        for payload in payloads:
            message = json.dumps({"message_id": next(numbers), "payload": payload}).encode()
            requests.write(base64.b64encode(message) + b",")
        requests.flush()
        return [next(answers) for _ in payloads][-1]

    return ask


def _answers(stream: IO[bytes]) -> Iterator[dict[str, Any]]:
    parts: list[bytes] = []
    while part := stream.read1(1 << 20):  # type: ignore[attr-defined]  # a pipe has it
        *ends, rest = part.split(b",")
        for end in ends:
            answer = json.loads(base64.b64decode(b"".join((*parts, end))))["payload"]
            if answer["type"] == "Error":
                raise SearchError(f"the search cannot be made: Pagefind: {answer['message']}")
            yield answer
            parts = []
        parts.append(rest)
    raise SearchError("the search cannot be made: Pagefind ended before it had answered")


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
