"""What both states contain is never called new or removed, even if a reference became secret.

One repository holds stories that have no commit in common: each makes one thing secret that others
refer to, in between or later, and the newer state calls it by another name; or the newer state
refers to something else in its place. Between them they have every kind of reference.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

import pytest
import yaml

from generator.checks import check_definitions
from generator.findings.classification import Edition
from generator.history.compare_revisions import diff
from generator.model.definitions import Definitions, by_key
from generator.model.entries import naming
from generator.model.grammars import Reference
from generator.model.ids import global_ids, own_ids
from generator.model.item import Item
from generator.model.kinds import KINDS
from generator.model.walk import walk
from tests.conftest import AS_OF
from tests.review.handbook import loaded
from tests.review.history import git, git_given
from tests.review.test_every_entry import parsed, with_everything

Files = dict[str, str]
Place = tuple[str, tuple[str, ...]]
"""A kind of reference: the kind of definition it stands in, and the fields down to it."""


@dataclass(frozen=True)
class Target:
    """Something referred to: its kind and id, its file, and the definition it is a part of."""

    kind: str
    id: str
    path: str
    whole: bool

    @property
    def name(self) -> str:
        return f"{self.kind}-{self.id}"


# What refers to something, and to what -----------------------------------------------------------
MORE = (
    ("accounts/acme-pumps/account.yaml", "tier: key\n", "tier: key\nparent: brook-dairies\n"),
    (
        "accounts/acme-pumps/account.yaml",
        "regions:\n",
        "units:\n  - {id: works, name: Works, region: north}\nregions:\n",
    ),
    ("accounts/acme-pumps/account.yaml", "share: 40 %}", "share: 40 %, region: south}"),
    (
        "accounts/acme-pumps/account.yaml",
        "currency: EUR\n",
        "currency: EUR\nreviews_held:\n  - {kind: annual, on: 2026-10-01, by: ada,"
        " minutes: All is well, decisions: [one-seal]}\n",
    ),
    (
        "accounts/acme-pumps/economics.yaml",
        "      cost_to_serve: 100 k\n",
        "      cost_to_serve: 100 k\n      by_driver: [{driver: rush, cost: 10 k}]\n",
    ),
    (
        "accounts/acme-pumps/economics.yaml",
        "  margin_floor:",
        "  drivers: [{id: rush, what: Rush orders}]\n  margin_floor:",
    ),
    (
        "accounts/acme-pumps/economics.yaml",
        "economics:\n",
        "white_space: [{product: seals, unit: works, potential: 2 m, current: 1 m}]\neconomics:\n",
    ),
    (
        "accounts/acme-pumps/strategy.yaml",
        "objectives:\n",
        "opportunities:\n  - {id: kit, what: A kit, product: seals, need: Time, next_step: Show it,"
        " owner: ben}\nobjectives:\n  - id: share\n    whose: ours\n    what: A better share\n"
        "    metric:\n"
        "      {unit: '%', measure: contribution-share, baseline_period: fy2026, target: 40}\n"
        "    due: 2027-06-30\n    owner: ada\n",
    ),
    (
        "accounts/acme-pumps/strategy.yaml",
        "    by: us\n",
        "    by: us\n    stakeholder: works-manager\n",
    ),
    (
        "accounts/acme-pumps/stakeholders.yaml",
        "region: south\n",
        "region: south\n    unit: works\n",
    ),
    (
        "content/glossary.yaml",
        "our category.}",
        "our category., see: [coverage]}\n"
        "  - {id: more, term: More, means: [{says: More of it., origin: [001]}]}",
    ),
    (
        "content/onboarding/kam.yaml",
        "    day: 1\n",
        "    day: 1\n    read:\n      - {role: kam, why: W}\n"
        "      - {competency: languages, why: W}\n"
        "      - {method: matrix, why: W}\n",
    ),
    (
        "content/competencies/fit.yaml",
        "rules:\n",
        "rules:\n  - id: star\n    name: A star\n    when: {cell: [{method: matrix, cell: star}]}\n"
        "    because: [{says: The potential is there., origin: [001]}]\n"
        "    adds: [{competency: negotiation, level: expert}]\n",
    ),
    (
        "content/organisation.yaml",
        "name: Sales director}",
        "name: Sales director, reports_to: [director]}\n  - {id: director, name: Director}",
    ),
    (
        "content/organisation.yaml",
        "  key_accounts: 1\n",
        "  key_accounts: 1\n  leading_method: matrix\n",
    ),
)
"""References that the small repository does not have: file, text, and what stands there instead."""


@cache
def open_files() -> Files:
    """The small repository, and in it every kind of reference."""
    files = dict(with_everything())
    for path, old, new in MORE:
        assert files[path].count(old) == 1, (path, old)
        files[path] = files[path].replace(old, new)
    role = files["content/roles/kam.yaml"]
    variant = role.replace("id: kam", "id: am\nvariant_of: kam").replace("Key account", "Account")
    files["content/roles/am.yaml"] = variant.replace(
        "role: sales-director", "role: kam, origin: [001]"
    )
    return files


@cache
def definitions() -> Definitions:
    found = loaded({path: text for path, text in open_files().items() if path.endswith(".yaml")})
    assert not list(check_definitions(found))
    return found


@dataclass(frozen=True)
class Link:
    """A reference: its kind, where it stands, what it refers to, and what it could refer to.

    Where it names its entry, one to something else would name another entry.
    """

    place: Place
    definition: str
    path: tuple[str, ...]
    target: Target
    others: tuple[str, ...]

    @property
    def name(self) -> str:
        return "-".join((self.place[0], *self.place[1]))


def referred() -> Iterator[Link]:
    """All references."""
    everywhere = global_ids(definitions())
    for key, item in by_key(definitions()).items():
        ids = {**everywhere, **own_ids(item)}
        for visit in walk(item):
            if isinstance(visit.value, Reference):
                fields = tuple(each for each in visit.path if not each.isdigit())
                kind = next(each for each in visit.value.kinds if visit.value in ids.get(each, {}))
                found = ids[kind][visit.value]
                whole = (kind, str(visit.value)) in by_key(definitions())
                target = Target(kind, str(visit.value), found.where.path, whole)
                others = tuple(each for each in ids[kind] if each != target.id)
                if isinstance(visit.holder, Item) and visit.key in (
                    naming(visit.holder) or [visit.key]
                ):
                    others = ()
                place = (key[0], fields)
                yield Link(place, item.where.path, visit.path, target, others)


@cache
def other_references() -> tuple[Link, ...]:
    """One reference of each kind that could refer to something else."""
    found = {link.place: link for link in referred() if link.others}
    return tuple(found.values())


@cache
def targets() -> tuple[Target, ...]:
    """The smallest set of targets that covers every kind of reference."""
    places: dict[Target, set[Place]] = {}
    for link in referred():
        places.setdefault(link.target, set()).add(link.place)
    chosen: list[Target] = []
    left = set().union(*places.values())
    while left:
        best = max(
            sorted(places, key=lambda each: each.name), key=lambda each: len(places[each] & left)
        )
        chosen.append(best)
        left -= places[best]
    return tuple(chosen)


# The repository ---------------------------------------------------------------------------------
def with_secret(files: Files, target: Target) -> Files:
    return edited(files, target, {"class": "confidential"})


def renamed(files: Files, target: Target) -> Files:
    """The thing under another name, and every account in another sector."""
    made = edited(files, target, {}, also="two")
    return {
        path: text.replace("\nsector: ", "\nsector: other-")
        if path.startswith("accounts")
        else text
        for path, text in made.items()
    }


def edited(files: Files, target: Target, given: Mapping[str, str], also: str = "") -> Files:
    data = yaml.safe_load(yaml.safe_dump(parsed(target.path, files[target.path])))
    entry = data if target.whole else next(_entries(data, target.id))
    entry |= given
    for key in ("name", "function", "title", "term", "what"):
        if also and key in entry:
            entry[key] = f"{entry[key]} {also}"
            break
    return {**files, target.path: yaml.safe_dump(data, sort_keys=False, allow_unicode=True)}


def _entries(value: Any, item_id: str) -> Iterator[Any]:
    if isinstance(value, dict) and value.get("id") == item_id:
        yield value
    for each in (
        value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    ):
        yield from _entries(each, item_id)


def redirected(files: Files, link: Link) -> Files:
    """The target is secret, and the reference now leads to something else."""
    made = with_secret(files, link.target)
    folder = link.definition.rpartition("/")[0]
    of_account = link.place[0] == "account"
    for path, text in made.items():
        if path == link.definition or (of_account and path.startswith(f"{folder}/")):
            data = yaml.safe_load(yaml.safe_dump(parsed(path, text)))
            if isinstance(data, dict) and link.path[0] in data:
                *above, last = (int(each) if each.isdigit() else each for each in link.path)
                holder: Any = data
                for step in above:
                    holder = holder[step]
                holder[last] = link.others[0]
                if isinstance(holder, list):
                    holder[:] = [link.others[0]]
                return {**made, path: yaml.safe_dump(data, sort_keys=False, allow_unicode=True)}
    raise AssertionError(link)


def imported(root: Path, name: str, *states: Files) -> str:
    """A branch with a commit for each state and none in common with others; returns its name."""
    lines = [f"reset refs/heads/{name}\n\n"]
    for files in states:
        lines.append(f"commit refs/heads/{name}\ncommitter A <a@example.org> 1700000000 +0000\n")
        lines.append("data 1\nA\ndeleteall\n")
        for path, text in files.items():
            lines.append(f"M 100644 inline {path}\ndata {len(text.encode())}\n{text}\n")
    git_given(root, "".join(lines), "fast-import", "--quiet", "--date-format=raw")
    return name


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("stories")
    git(folder, "init", "--quiet", "--initial-branch", "main")
    return folder


def new_or_removed(root: Path, edition: Edition, base: str, head: str | None) -> list[str]:
    """What a comparison reports as new or removed."""
    found = diff(root, edition, AS_OF, base, head)
    return [
        f"{edition.value} {base} {head}: {each.subject} {each.id} {change}"
        for each in found.differences
        for change in (each.kind, *(one.change for one in each.changes))
        if str(change).partition(" ")[0] in ("added", "removed")
    ]


# The law ----------------------------------------------------------------------------------------
ALWAYS_TRIED = ("person-ada", "account-owner", "account-objectives-actions-owner")
Named = TypeVar("Named", Target, Link)


def each_of(every: tuple[Named, ...]) -> list[Any]:
    slow = (each.name not in ALWAYS_TRIED for each in every)
    return [
        pytest.param(each, id=each.name, marks=pytest.mark.slow if late else ())
        for each, late in zip(every, slow, strict=True)
    ]


def editions(name: str) -> tuple[Edition, ...]:
    return (Edition.TEAM,) if name in ALWAYS_TRIED else (Edition.TEAM, Edition.HR, Edition.PUBLIC)


def test_every_kind_that_can_be_referred_to_is_tried() -> None:
    every = {name for name, kind in KINDS.items() if kind.of_many}
    every |= {what for kind in KINDS.values() for _, what in (*kind.entries, *kind.own_entries)}
    assert {each.kind for each in targets()} == every - {"objective", "onboarding", "promise"}


@pytest.mark.slow
@pytest.mark.parametrize("target", each_of(targets()))
def test_what_both_hold_is_never_called_new_or_removed(target: Target, root: Path) -> None:
    first, last = edited(open_files(), target, {}), renamed(open_files(), target)
    secret, secret_last = with_secret(first, target), with_secret(last, target)
    between = imported(root, f"{target.name}/between", first, secret, last)
    after = imported(root, f"{target.name}/after", first, last, secret_last)
    for edition in editions(target.name):
        for older, newer in ((f"{between}~2", between), (f"{after}~2", f"{after}~1")):
            assert new_or_removed(root, edition, older, newer) == []
            assert new_or_removed(root, edition, newer, older) == []
    git(root, "checkout", "--quiet", "--force", between)
    assert new_or_removed(root, Edition.TEAM, "HEAD~2", None) == []


@pytest.mark.parametrize("link", each_of(other_references()))
def test_nor_is_what_refers_to_something_else_since(link: Link, root: Path) -> None:
    name = f"{link.name}/elsewhere"
    imported(root, name, open_files(), redirected(open_files(), link))
    for edition in editions(link.name):
        assert new_or_removed(root, edition, f"{name}~1", name) == []
        assert new_or_removed(root, edition, name, f"{name}~1") == []
