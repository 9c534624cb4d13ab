"""Entries inside entries: what becomes secret in one of two says nothing of the other one's.

All lists of all models are tried whose entries stand inside entries of another list, and the scores
of ratings, which stand in mappings. The two that hold them have the same names in them: a language,
a competency, a day, an id that is unique in its list only.
"""

from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any, get_args, get_origin

import pytest

from generator.changes.compare import Change, compare
from generator.editions import view
from generator.editions.past import LaterStates, Purpose, gate_item
from generator.editions.places import standing_places
from generator.editions.secrets import combined, secrets_of
from generator.findings.classification import Classification, Edition
from generator.model.definitions import Definitions, Key, by_key
from generator.model.entries import has_key, naming
from generator.model.grammars import Reference
from generator.model.item import Item, is_item, names_by_key
from generator.model.kinds import KINDS
from generator.model.walk import Inside, Visit, items_by_name, rewrite, walk
from tests.review.handbook import loaded
from tests.review.history import committed, git
from tests.review.test_gate import HistoryRepository
from tests.review.test_secret_references import open_files
from tests.scenarios.scenario import BASE, copy_of

Nested = tuple[str, ...]
"""A kind of definition and the fields down to a list; ``*`` for what stands between."""

WORD = "Bribed"
SUPPORT = "support: [{title: A course, url: https://example.org/course}]"
GLOSSARY = "content/glossary.yaml"
MORE = (
    (
        "accounts/acme-pumps/account.yaml",
        "does: Keeps the pumps running, share: 40 %",
        "does: Keeps the pumps running, later_shares: [{from: 2027-01-01, share: 50 %}]",
    ),
    (
        "accounts/acme-pumps/strategy.yaml",
        "    because: Fewer parts in stock.\n",
        "    because: Fewer parts in stock.\n    rejected: [{what: Two, rejected_because: Dear}]\n",
    ),
    (
        "accounts/acme-pumps/strategy.yaml",
        "next_step: Show it, owner: ben}",
        "next_step: Show it, owner: ben, links: [{label: Record, url: https://crm.example/1}]}",
    ),
    (
        "accounts/acme-pumps/stakeholders.yaml",
        "stakeholders:\n",
        "stakeholders:\n  - {id: fitter, function: Fitter, area: Repair, power: low, interest: low,"
        " known: assumed, on: 2026-10-01, links: [{label: Record, url: https://crm.example/2}]}\n",
    ),
    (
        "content/competencies/negotiation.yaml",
        "basic: [Names the limits before the meeting.]",
        f"basic: [{{says: Names the limits before the meeting., {SUPPORT}}}]",
    ),
    (
        "content/competencies/fit.yaml",
        "when: {cell: [{method: matrix, cell: star}]}",
        "when: {cell: [{method: matrix, cell: star}], stage: [{method: stages, step: first}]}",
    ),
    (
        "content/glossary.yaml",
        "term: Share of wallet,",
        "term: Share of wallet, translations: [{language: de, words: [Anteil]}],",
    ),
    (
        "content/methods/matrix.yaml",
        "    factors:\n      - {id: volume",
        "    bands: [{id: low, name: Low}, {id: high, name: High, from: 5.5}]\n"
        "    factors:\n      - {id: volume",
    ),
    (
        "content/methods/matrix.yaml",
        "    wants: [invest]\n",
        "    wants: [invest]\n    furthest: [{method: stages, step: first}]\n",
    ),
    ("content/people.yaml", "post: kam}", "post: kam, away: [{from: 2026-12-01}]}"),
    (
        "content/roles/kam.yaml",
        "requires:\n",
        f"responsibilities: [{{says: Answers for it, {SUPPORT}}}]\n"
        f"tasks: [{{says: Plans, {SUPPORT}}}]\n"
        f"functions:\n  - {{id: lead, name: Leading, does: [{{says: Leads, {SUPPORT}}}]}}\n"
        "tensions:\n  - {id: side, question: Whose, sides: [{says: Theirs}, {says: Ours}]}\n"
        "faq:\n  - {id: level, question: Which level, answer: [{says: The middle one}]}\n"
        "requires:\n",
    ),
    ("content/roles/kam.yaml", "role: sales-director", "role: sales-director, adds: [A budget]"),
)
"""Entries in entries that no other test needs: file, text, and what stands there instead."""


# What stands inside entries ----------------------------------------------------------------------
def nested_in(model: Any, path: Nested, *, inside: bool = False) -> Iterator[Nested]:
    """The lists and mappings of items in a model whose holder is an entry of another list."""
    if isinstance(model, type) and issubclass(model, Item):
        for key, name in names_by_key(model).items():
            yield from nested_in(model.model_fields[name].annotation, (*path, key), inside=inside)
        return
    many = get_origin(model) in (tuple, dict)
    for each in get_args(model):
        if inside and many and isinstance(each, type) and issubclass(each, Item):
            yield path
        inner = inside or get_origin(model) is tuple
        yield from nested_in(each, (*path, "*") if many else path, inside=inner)


NESTED = sorted({each for name, kind in KINDS.items() for each in nested_in(kind.model, (name,))})


@cache
def definitions() -> Definitions:
    """The small repository with everything in it that may stand inside an entry."""
    files = {path: text for path, text in open_files().items() if path.endswith(".yaml")}
    for path, old, new in MORE:
        assert files[path].count(old) == 1, (path, old)
        files[path] = files[path].replace(old, new)
    return loaded(files)


def kind_of_place(kind: str, visit: Visit) -> Nested:
    """The list that a visited entry stands in."""
    fields: list[str] = []
    at = visit.above
    while at is not None and at.above is not None:
        fields.insert(0, at.key if is_item(at.holder) else "*")
        at = at.above
    return (kind, *fields)


def found_in(nested: Nested) -> tuple[Key, Visit]:
    """The first entry in a list of this kind, and the definition it stands in."""
    for key, item in by_key(definitions()).items():
        for visit in walk(item, items_by_name) if key[0] == nested[0] else ():
            if is_item(visit.value) and kind_of_place(key[0], visit) == nested:
                return key, visit
    raise AssertionError(f"the small repository has no {nested}")


def holder_of(visit: Visit) -> Visit:
    """The entry of a list that a visited one stands in."""
    at = visit.above
    while at is not None and not (is_item(at.value) and isinstance(at.holder, tuple)):
        at = at.above
    assert at is not None
    return at


# States ------------------------------------------------------------------------------------------
def at_place(item: Item, visit: Visit, value: Any) -> Any:
    """``item`` with another value at a place; without it for ``None``, or with several entries."""
    above = visit.above
    assert above is not None
    if value is None or isinstance(value, list):
        several = value or []
        index = [key for key, _ in items_by_name(above.value)].index(visit.key)
        return at_place(item, above, (*above.value[:index], *several, *above.value[index + 1 :]))

    def change(part: Any, key: str, holder: Any, rest: tuple[str, ...]) -> Any:
        if holder is None:
            return Inside(rest)
        if key != rest[0]:
            return part
        return Inside(rest[1:]) if rest[1:] else value

    return rewrite(item, change, visit.path, items_by_name)


def reworded(holder: Any, field: str, word: str) -> Any:
    """An entry with other words in the entries of one of its fields; what names them stays."""

    def change(part: Any, key: str, above: Any, _: Any) -> Any:
        if above is holder:
            return Inside() if key == field else part
        if (isinstance(above, Item) and key not in naming(above)) or key in WORDS:
            if isinstance(part, str) and not isinstance(part, Reference):
                return word
            if isinstance(part, tuple) and part and not is_item(part[0]):
                return (word,)
        return Inside()

    return rewrite(holder, change)


WORDS = ("says", "text", "what")
"""Fields that name an entry by what it says."""


def called(entry: Item, name: str) -> Item:
    """An entry under another name."""
    field = "id" if hasattr(entry, "id") else naming(entry)[-1]
    return entry.model_copy(update={field: name})


def changes_of(*states: Item | None, edition: Edition = Edition.TEAM) -> tuple[Change, ...]:
    """The changes from the first of some states to the last, those between are of commits."""
    older, *between, newer = states
    assert older is not None
    assert newer is not None
    since = [each for each in (*between, newer) if each is not None]
    secrets = combined(map(secrets_of, since))
    standing = standing_places([[each] for each in since], {})
    later = LaterStates(secrets, (), newer, standing)
    shown = gate_item(older, later, edition, Purpose.COMPARISON).shown
    one, other = (seen(each, edition) for each in (shown, newer))
    return compare(one, other)


def seen(item: Item, edition: Edition) -> Any:
    kind = next(name for name, kind in KINDS.items() if kind.model is type(item))
    key = (kind, getattr(item, "id", kind))
    return by_key(view(Definitions().with_items({key: item}), edition).definitions)[key]


class States:
    """A definition with two entries that hold the same, the first of which may become secret."""

    def __init__(self, nested: Nested) -> None:
        key, entry = found_in(nested)
        self.nested = nested
        self.root = by_key(definitions())[key]
        self.holder = holder_of(entry)
        self.field = entry.path[len(self.holder.path)]
        self.one: Item = reworded(called(self.holder.value, "one"), self.field, WORD)
        self.other = called(self.holder.value, "other")
        self.changed: Item = reworded(self.other, self.field, "Praised")
        if self.changed == self.other:  # there are no words in them
            self.changed = self.other.model_copy(update={self.field: ()})
        confidential = "economics" in nested
        self.edition = Edition.LEADERSHIP if confidential else Edition.TEAM
        self.closed = Classification.RESTRICTED if confidential else Classification.CONFIDENTIAL

    def __call__(self, *holders: Item) -> Any:
        return at_place(self.root, self.holder, list(holders))

    def changes_of(self, *holders: tuple[Item, ...]) -> list[str]:
        """What a comparison says of states with these entries."""
        return as_text(changes_of(*(self(*each) for each in holders), edition=self.edition))

    @property
    def secret(self) -> Item:
        """The first one, which the edition does not see."""
        return self.one.model_copy(update={"secrecy": self.closed})

    @property
    def emptied(self) -> Item:
        """The first one, of which what stands in it is secret."""

        def change(part: Any, key: str, above: Any, _: Any) -> Any:
            if above is self.one:
                return Inside() if key == self.field else part
            if is_item(part) and isinstance(above, tuple | dict):
                return part.model_copy(update={"secrecy": self.closed})
            return Inside()

        return rewrite(self.one, change)  # type: ignore[no-any-return]


every_list = pytest.mark.parametrize("nested", NESTED, ids=map(".".join, NESTED))


def as_text(changes: tuple[Change, ...]) -> list[str]:
    return [f"{each} {each.before} {each.after}" for each in changes]


@every_list
def test_beside_what_becomes_secret_nothing_changes(nested: Nested) -> None:
    states = States(nested)
    both = states.one, states.other
    for secret in (states.secret, states.emptied):
        assert states.changes_of(both, (secret, states.other)) == []
        assert states.changes_of(both, (secret, states.other), both) == []
    assert states.changes_of(both, (states.secret, states.other), (states.other,)) == []


@every_list
def test_what_is_removed_and_was_secret_itself_is_in_no_change(nested: Nested) -> None:
    states = States(nested)
    both = states.one, states.other
    assert WORD not in str(states.changes_of(both, (states.emptied, states.other), (states.other,)))


@every_list
def test_an_ordinary_change_of_the_other_one_is_told(nested: Nested) -> None:
    states = States(nested)
    both, changed = (states.one, states.other), states.changed
    openly = states.changes_of((states.other,), (changed,))
    assert openly
    for secret in (states.secret, states.emptied):
        assert states.changes_of(both, (secret, changed)) == openly
    assert states.changes_of(both, (states.secret, states.other), (changed,)) == openly


@every_list
def test_a_class_that_the_edition_sees_is_told_once(nested: Nested) -> None:
    states = States(nested)
    internal = states.one.model_copy(update={"secrecy": Classification.INTERNAL})
    older, newer = (states(each, states.other) for each in (states.one, internal))
    (change,) = changes_of(older, newer, edition=states.edition)
    assert (change.kind, change.path[-1]) == ("added", "class")


@pytest.mark.parametrize("nested", [("fit", "adds"), ("glossary", "translations")])
def test_for_the_public_an_internal_one_is_secret(nested: tuple[str, str]) -> None:
    states = States(next(each for each in NESTED if (each[0], each[-1]) == nested))
    states.edition, states.closed = Edition.PUBLIC, Classification.INTERNAL
    openly = states.changes_of((states.other,), (states.changed,))
    assert states.changes_of((states.one, states.other), (states.secret, states.changed)) == openly


TERM = """  - id: {id}
    term: {id}
{more}    means: A word of the field.
    translations:
      - {{language: de, words: [{words}]}}
"""


def terms(more: str | None = "", other: str = "Freund") -> Callable[[str], str]:
    """A glossary of two terms; of one for ``None``."""
    entries = TERM.format(id="friend", words=other, more="")
    if more is not None:
        entries += TERM.format(id="foe", words=WORD, more=more)
    return lambda _: f"schema: glossary/2\nterms:\n{entries}"


def test_from_git_and_in_the_folder(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    repository = HistoryRepository(committed(copy_of(BASE, tmp_path / "plan")), capsys)
    repository.commit({GLOSSARY: terms()})
    repository.edit({GLOSSARY: terms("    class: internal\n")})
    said = repository.run("diff", "s0")
    assert said.count("class added: internal") == 2  # in the first lines, and in full below
    assert said.count("glossary.yaml") == 1
    assert "withheld" not in said
    repository.commit({GLOSSARY: terms("    class: confidential\n")})
    repository.commit({GLOSSARY: terms(None)})
    nothing = "Nothing that this edition shows has changed."
    for arguments in (("s0", "s1"), ("s1", "s0"), ("s0", "s2"), ("s0",), ("s1",)):
        assert repository.run("diff", *arguments).splitlines()[-1] == nothing
    repository.edit({GLOSSARY: terms("    class: confidential\n", "Freundin")})
    said = repository.run("diff", "s0")
    assert "Freundin" in said
    assert WORD not in said
    assert "withheld" not in said
    git(repository.root, "checkout", "--quiet", "--force", "s0")
    assert repository.run("diff", "s0").rpartition("2026\n")[2].strip() == nothing


# What moves --------------------------------------------------------------------------------------
ACTIONS = next(each for each in NESTED if each[-1] == "actions")
SCORES = next(each for each in NESTED if "scores" in each)


def test_what_moves_and_becomes_secret_is_found_beside_another_of_its_id() -> None:
    """The other one has the same id, which is unique in its list only."""
    states = States(ACTIONS)
    bare = states.one.model_copy(update={"actions": ()})
    moved = called(states.emptied, "third")
    found = states.changes_of(
        (states.one, states.other), (bare, states.other, moved), (states.other,)
    )
    assert WORD not in str(found)
    assert WORD in str(changes_of(*(states(each, states.other) for each in (states.one, bare))))


@every_list
def test_what_becomes_secret_in_an_entry_that_gets_another_id_is_not_told(nested: Nested) -> None:
    states = States(nested)
    if nested == SCORES:  # one of them stays: a rating of another day is another one
        return
    renamed = called(states.emptied, "third")
    assert WORD not in str(states.changes_of((states.one, states.other), (renamed, states.other)))


def test_an_id_that_is_gone_where_another_one_is_secret_is_told_of_neither() -> None:
    """Given up, see ADR 0013."""
    states = States(ACTIONS)
    bare = states.one.model_copy(update={"actions": ()})
    secret = states.secret.model_copy(update={"id": "third"})
    assert states.changes_of((states.one, states.other, secret), (bare, states.other, secret)) == []


def test_a_factor_may_stand_on_another_axis_and_on_both() -> None:
    states = States(SCORES)
    rating: Any = states.one
    ((axis, scores),) = ((key, each) for key, each in rating.scores.items() if len(each) == 2)
    secret = {
        key: each.model_copy(update={"secrecy": Classification.CONFIDENTIAL})
        for key, each in scores.items()
    }
    plain = states.holder.value.scores[axis]

    def rated(by: dict[str, Any]) -> Any:
        return states(rating.model_copy(update={"scores": by}))

    assert WORD not in str(as_text(changes_of(rated({axis: scores}), rated({"moved": secret}))))
    both = rated({axis: scores, "same": plain})
    assert changes_of(both, rated({axis: secret, "same": plain})) == ()


def named_by_words(nested: Nested) -> bool:
    """Whether nothing but its words names an entry of a list right in another entry."""
    _, visit = found_in(nested)
    is_list = isinstance(visit.holder, tuple) and nested[-2] == "*"
    return is_list and not has_key(visit.value)


@pytest.mark.parametrize("nested", [each for each in NESTED if named_by_words(each)], ids=".".join)
def test_words_that_moved_and_then_became_secret_are_not_told(nested: Nested) -> None:
    states = States(nested)
    entries = getattr(states.one, states.field)
    own = getattr(states.other, states.field)
    left = states.one.model_copy(update={states.field: ()})
    moved = states.other.model_copy(update={states.field: (*own, *entries)})
    closed = tuple(each.model_copy(update={"secrecy": states.closed}) for each in entries)
    secret = states.other.model_copy(update={states.field: (*own, *closed)})
    both = (states.one, states.other)
    assert WORD in str(states.changes_of(both, (left, moved)))
    for last in (secret, states.other):
        assert WORD not in str(states.changes_of(both, (left, moved), (left, secret), (left, last)))
        assert WORD not in str(states.changes_of(both, (left, secret), (left, last)))
