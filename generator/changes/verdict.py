"""The verdict on each account: what is gravest in a change, in one line."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from generator.analysis.record import derived, figure, record
from generator.changes.comparison import Comparison
from generator.changes.effects.decisions import NO_NEW_ONE
from generator.changes.effects.effect import Effect, path_of
from generator.changes.gravity import ANY, CHANGE, FINDING, GRAVE, GRAVITY, TOLD
from generator.changes.newer_places import places_in, without_line
from generator.changes.rules import DECISIONS, TOLD_BY_EFFECTS, TOLD_FIRST
from generator.changes.sections import ChangeText, Section
from generator.changes.severity import fits
from generator.findings.finding import Location
from generator.model.kinds import Account
from generator.model.severities import Severity
from generator.text.formats import capital, counted, listed, stop
from generator.text.in_brief import in_brief

FEW = 3
"""Number of verdicts up to which they say more."""


@dataclass(frozen=True, slots=True)
class _Room:
    """How much a verdict says: characters in all and of one sentence, and rules."""

    whole: int
    sentence: int
    rules: int


_ROOMS = {1: _Room(420, 230, 3), 2: _Room(300, 200, 2), FEW: _Room(200, 200, 2)}
"""How much is said by up to so many verdicts; the first sentence is in any case."""

_LEAST = _Room(100, 120, 1)

_MANY = 5
"""Number of removed entries from which a plan counts as mostly gone, where they are half of it."""

_WITH_IDS = ("objectives", "promises", "decisions", "team")

GONE: dict[str, tuple[str, Callable[[Account, date], Iterable[object]]]] = {
    "objective_removed": (
        "open objective",
        lambda account, _: (each for each in account.objectives if each.status == "open"),
    ),
    "decision_removed": ("decision", lambda account, _: account.decisions),
    "risk_removed": ("risk", lambda account, _: account.risks),
    "promise_removed": ("promise", lambda account, _: account.promises),
    "contract_removed": (
        "running contract",
        lambda account, day: (each for each in account.contracts if each.ends >= day),
    ),
    "assumption_removed": ("assumption", lambda account, _: account.assumptions),
}
"""What an effect says is gone, by its key, and of which entries: of a plan, all that may go."""

_GRAVER = {
    "objective_removed": "not ours alone",
    "risk_removed": "of high impact",
    "promise_removed": "still open",
}
"""What makes it grave that an entry is gone, of several together."""

_DECISION, _REASON = (each.id for each in DECISIONS)

RULES_BEHIND: dict[str, tuple[str, ...]] = {
    "position": (_DECISION, _REASON),
    "contradicting": ("action-contradicts-cell",),
    "missing": ("cell-wants-other-actions",),
    "broader": ("single-threaded-region",),
    "better_access": ("uncovered-key-post",),
    "thread": ("single-threaded-region",),
    **dict.fromkeys(("decider", "direction", "tier", "status", "stages"), (_DECISION,)),
}
"""Rules that look at the same as an effect."""


def _or_none(text: str) -> str | None:
    return text or None


@dataclass(frozen=True, slots=True)
class _Remark:
    """What a verdict may say: an effect, a grave change or a finding; ``key``: its place there."""

    key: str
    severity: Severity
    text: str
    where: Location
    effect: Effect | None = None


@record
class Verdict:
    """What is gravest in what changed for one account.

    ``effects``: those that are said, of which several entries that are gone are one sentence;
    ``more``: of effects, findings, and changes that no effect tells;
    ``where``: empty if it is in no file of the newer state; with a line only of what stands there,
    and where the edition sees all of the account.
    """

    section: Section
    effects: tuple[Effect, ...]

    @property
    @derived(form=_or_none)
    def account(self) -> str:
        """Id of the account; absent for what concerns several, and for the handbook."""
        return self.section.id

    @property
    @derived()
    def name(self) -> str:
        """What it is about, in words."""
        return self.section.name

    sentences: tuple[str, ...] = figure("what is said, the gravest first")
    more: int = figure("number of other points, which are told below")
    rules: tuple[str, ...] = figure("ids of the rules of findings behind it")
    where: Location = figure("file it is in; empty for none", key="path", form=path_of)

    def in_full(self, effect: Effect) -> bool:
        """Whether an effect is said with all its words."""
        return effect.text in self.sentences


def verdicts(review: Comparison, sections: Iterable[Section]) -> tuple[Verdict, ...]:
    """A verdict on each account that changed or to which the change does something.

    ``sections``: of the comparison. The gravest first.
    """
    accounts = [each for each in sections if each.subject == "account" or _is_grave(each)]
    room = next((_ROOMS[each] for each in _ROOMS if len(accounts) <= each), _LEAST)
    ranked = [(_rank_of(review, each), -each.severity, at) for at, each in enumerate(accounts)]
    return tuple(_verdict(review, accounts[place], room) for *_, place in sorted(ranked))


def _is_grave(section: Section) -> bool:
    """Whether it is about several accounts, and something of it is grave."""
    return not section.subject and section.severity is Severity.MAJOR


def _rank_of(review: Comparison, section: Section) -> int:
    if _gone(review, section):
        return 0
    return min((_rank(each) for each in _remarks(review, section)), default=len(GRAVITY) + 2)


def _rank(point: _Remark) -> int:
    """The place of a point among what a verdict says, the gravest 0."""
    for place, (least, keys) in enumerate(GRAVITY):
        known = point.key in keys or (ANY in keys and point.effect is not None)
        if known and point.severity >= least:
            return place
    return len(GRAVITY) + (point.severity is Severity.PATCH)


def _remarks(review: Comparison, section: Section) -> list[_Remark]:
    """All that may be said of an account, the gravest first."""
    found = [_Remark(e.key, e.severity, e.text, e.where, e) for e in section.effects]
    by_key = {each.key for each in section.effects}
    gravest = max((each.severity for each in section.effects), default=Severity.PATCH)
    least = Severity.MAJOR if gravest > Severity.PATCH else Severity.MINOR
    for each in _once(section.changes):
        keys, small = _tellers(each), bool(section.effects) and each.severity < least
        if any(
            _tells(effect, keys, each) or (small and _is_about(effect, each))
            for effect in section.effects
        ):
            continue
        key = next(iter(keys), CHANGE) if each.kind == "updated" and not small else CHANGE
        found.append(_Remark(key, each.severity, each.text, _standing(each)))
    told = {rule for key, rule in TOLD_BY_EFFECTS.items() if key in by_key}
    for finding in (*review.required, *review.added):
        rule = finding.rule.id
        if finding.account == section.id and rule in TOLD_FIRST and rule not in told:
            text = stop(capital(finding.in_words)).replace("`", "")
            found.append(_Remark(FINDING, Severity.MINOR, text, finding.where))
    return sorted(found, key=lambda each: (_rank(each), -each.severity))


def _once(changes: Sequence[ChangeText]) -> Iterator[ChangeText]:
    """The changes; of several in the records of versions, one that says only that.

    That a version has a record and an approval is nothing to tell beside other changes.
    """
    records = [each for each in changes if each.path[0] == "changes"]
    others = [each for each in changes if each.path[0] not in ("changes", "approved")]
    yield from others
    rewritten = [each for each in records if each.severity is Severity.MAJOR]
    for each in rewritten[:1]:
        yield replace(each, text=f"{capital(each.reason)}.")
    if not others and not rewritten:
        yield from changes


def _tellers(change: ChangeText) -> tuple[str, ...]:
    """The keys of the effects that may tell a change."""
    return next((keys for pattern, keys in TOLD if fits(pattern, change.path)), ())


def _tells(effect: Effect, keys: Sequence[str], change: ChangeText) -> bool:
    """Whether an effect tells a change, of the same entry where entries have ids."""
    other = change.path[0] in _WITH_IDS and effect.about and effect.about not in change.path
    return effect.key in keys and not other


def _is_about(effect: Effect, change: ChangeText) -> bool:
    """Whether an effect is about the entry that a change is of."""
    steps = (step for each in change.path for step in (each, *each.split()))
    here = effect.where == change.where and bool(effect.where.line)
    return here or (bool(effect.about) and effect.about in steps)


def _verdict(review: Comparison, section: Section, room: _Room) -> Verdict:
    ordered = _remarks(review, section)
    gone = _gone(review, section)
    said = [each for each in ordered if gone and each.effect and each.key in GONE]
    sentences = [gone] if gone else []
    left: set[str] = set()
    for points in _alike(each for each in ordered if each not in said):
        text, key = in_brief(_sentence(points), room.sentence), points[0].key
        grave = _rank(points[0]) < len(GRAVITY)
        too_long = len(" ".join((*sentences, text))) > room.whole
        # Nothing shorter of the same kind is said instead: what comes first of it is the gravest.
        if sentences and (not grave or too_long or (key in left and points[0].effect)):
            left.add(key)
            continue
        said += points
        sentences.append(text)
    effects = tuple(each.effect for each in said if each.effect)
    return Verdict(
        section,
        effects,
        tuple(sentences),
        len(ordered) - len(said),
        _rules(review, section, effects)[: room.rules],
        _where(review, section, said),
    )


def _alike(points: Iterable[_Remark]) -> list[list[_Remark]]:
    """Points in their order; those that say that something of one kind is gone are together."""
    found: dict[object, list[_Remark]] = {}
    for place, each in enumerate(points):
        key = each.key if each.effect and each.key in GONE else place
        found.setdefault(key, []).append(each)
    return list(found.values())


def _sentence(points: Sequence[_Remark]) -> str:
    """What several points of one kind say together."""
    first, number = points[0], len(points)
    if number == 1:
        return first.text
    removed = f"{counted(number, GONE[first.key][0])} were removed"
    grave = sum(each.severity is GRAVE for each in points)
    if first.key == "decision_removed":
        return f"{removed}{NO_NEW_ONE if grave else ''}."
    which = _GRAVER.get(first.key) if grave else None
    how_many = "all" if grave == number else f"{grave} of them"
    return f"{removed}, {how_many} {which}." if which else f"{removed}."


def _gone(review: Comparison, section: Section) -> str:
    """What is gone of a plan of which half is gone, in one sentence; else nothing."""
    counts = Counter(each.key for each in section.effects if each.key in GONE)
    number, before = sum(counts.values()), review.account_before(section.id)
    if (
        before is None
        or number < _MANY
        or number * 2 < _entries(before.account, review.before.insight.as_of)
    ):
        return ""
    found = ((counts[key], noun) for key, (noun, _) in GONE.items())
    kinds = listed([counted(count, noun) for count, noun in found if count])
    return f"Gone from the plan: {kinds}."


def _entries(account: Account, day: date) -> int:
    """The number of entries that a verdict would call gone."""
    return sum(1 for _, entries in GONE.values() for _ in entries(account, day))


def _rules(review: Comparison, section: Section, said: Iterable[Effect]) -> tuple[str, ...]:
    """The rules of findings behind a verdict: of what it says, then of what is still needed."""
    account = section.id
    if not account:
        return ()
    known = {each.rule.id for each in review.after.findings if each.account == account}
    required = [each.rule.id for each in review.required if each.account == account]
    behind = [rule for each in said for rule in RULES_BEHIND.get(each.key, ())]
    found = [each for each in behind if each in known or each in required]
    return tuple(dict.fromkeys((*found, *required)))


def _where(review: Comparison, section: Section, said: Sequence[_Remark]) -> Location:
    """The place of the first thing that is said, where the newer state has it.

    Of something removed it is the file it was in, if that still has something in view.
    """
    account = review.after.catalog.definitions.accounts.get(section.id)
    if account is None:
        return Location("")
    standing = places_in(account)
    places = [each.where if each.where in standing else without_line(each.where) for each in said]
    places += [_standing(each) for each in section.changes]
    where = next((each for each in places if each.path), Location(""))
    if where.path not in {each.path for each in standing}:
        return Location("")
    return where if ("account", section.id) in review.whole else without_line(where)


def _standing(change: ChangeText) -> Location:
    """The place of a change; of something removed the file."""
    return without_line(change.where) if change.kind == "removed" else change.where
