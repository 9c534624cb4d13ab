"""The verdict on each account: what is gravest in a change, in one line."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from generator.changes.comparison import Comparison
from generator.changes.effects.decisions import NO_NEW_ONE
from generator.changes.effects.effect import Effect
from generator.changes.newer_places import places_in, without_line
from generator.changes.rules import DECISIONS
from generator.changes.sections import Section
from generator.findings.finding import Location
from generator.model.kinds import Account
from generator.model.severities import Severity
from generator.text.formats import counted, listed, shortened

FEW = 3
"""Number of verdicts up to which they say more."""


@dataclass(frozen=True, slots=True)
class _Room:
    """How much a verdict says: characters in all and of one sentence, and rules."""

    whole: int
    sentence: int
    rules: int


_ROOMS = {1: _Room(420, 230, 3), FEW: _Room(200, 200, 2)}
"""How much is said by up to so many verdicts; the first sentence is in any case."""

_LEAST = _Room(100, 120, 1)

_REWRITTEN = 5
"""Number of removed entries from which a plan counts as rewritten, where they are half of it."""

_NOTABLE, _GRAVE = Severity.MINOR, Severity.MAJOR

GRAVITY: tuple[tuple[Severity, tuple[str, ...]], ...] = (
    (_GRAVE, ("account_removed", "account_added")),
    (_GRAVE, ("position", "decider", "withdrawn", "on_old_evidence")),
    (_GRAVE, ("direction",)),
    (_GRAVE, ("tier",)),
    (_GRAVE, ("stages",)),
    (_GRAVE, ("status", "owner")),
    (_GRAVE, ("limits",)),
    (_GRAVE, ("decision_removed", "decision_changed")),
    (_GRAVE, ("objective", "while_raised", "target_in_charter", "targets", "floor")),
    (_GRAVE, ("objective_day", "action_day", "promise", "stage_day", "charter_day")),
    (
        _NOTABLE,
        ("objective_removed", "risk_removed", "promise_removed", "contract_removed"),
    ),
    (_GRAVE, ("renewal", "notice", "risk")),
    (_GRAVE, ("planned_revenue", "planned_contribution")),
    (_GRAVE, ("newest", "currency", "restated", "share_of_wallet")),
    (_GRAVE, ("broader", "better_access")),
    (_NOTABLE, ("on_old_evidence", "assumption", "reading", "stance")),
)
"""From which severity effects belong into a verdict, the gravest first."""

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


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is gravest in what changed for one account.

    ``effects``: those that are said, of which several entries that are gone are one sentence;
    ``sentences``: what is said, of its first change where nothing follows from it; ``more``: the
    number of other effects, or changes; ``rules``: of findings behind it; ``where``: the file it is
    in, empty if it is in none of the newer state; with a line only of what stands there, and where
    the edition sees all of the account.
    """

    section: Section
    effects: tuple[Effect, ...]
    sentences: tuple[str, ...]
    more: int
    rules: tuple[str, ...]
    where: Location

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
    return min((rank(each) for each in section.effects), default=len(GRAVITY) + 2)


def rank(effect: Effect) -> int:
    """The place of an effect among what a verdict says, the gravest 0."""
    for place, (least, keys) in enumerate(GRAVITY):
        if effect.key in keys and effect.severity >= least:
            return place
    return len(GRAVITY) + (effect.severity is not Severity.MAJOR)


def _verdict(review: Comparison, section: Section, room: _Room) -> Verdict:
    ordered = sorted(section.effects, key=lambda each: (rank(each), -each.severity))
    gone = _gone(review, section)
    said: list[Effect] = [each for each in ordered if gone and each.key in GONE]
    sentences = [gone] if gone else []
    for effects in _alike(each for each in ordered if each not in said):
        first, text = effects[0], _sentence(effects)
        grave = rank(first) < len(GRAVITY) or first.severity is Severity.MAJOR
        if sentences and (not grave or len(" ".join((*sentences, text))) > room.whole):
            continue
        said += effects
        sentences.append(_short(text, room.sentence))
    more = len(section.effects) - len(said)
    if not sentences and section.changes:
        sentences = [_short(section.changes[0].text, room.sentence)]
        more = len(section.changes) - 1
    return Verdict(
        section,
        tuple(said),
        tuple(sentences),
        more,
        _rules(review, section, said)[: room.rules],
        _where(review, section, said),
    )


def _short(text: str, longest: int) -> str:
    """A sentence shortened, before a bracket that would not close."""
    found = shortened(text, longest)
    if found.count("(") > found.count(")"):
        return f"{found.rpartition('(')[0].rstrip()}…"
    return found


def _alike(effects: Iterable[Effect]) -> list[list[Effect]]:
    """Effects in their order; those that say that something of one kind is gone are together."""
    found: dict[object, list[Effect]] = {}
    for place, each in enumerate(effects):
        key = (each.key, each.severity) if each.key in GONE else place
        found.setdefault(key, []).append(each)
    return list(found.values())


def _sentence(effects: Sequence[Effect]) -> str:
    """What several effects of one kind say together."""
    first, number = effects[0], len(effects)
    if number == 1:
        return first.text
    new = first.key == "decision_removed" and first.severity is Severity.MAJOR
    also = NO_NEW_ONE if new else ""
    return f"{counted(number, GONE[first.key][0])} were removed{also}."


def _gone(review: Comparison, section: Section) -> str:
    """What is gone of a plan that is rewritten as a whole, in one sentence; else nothing."""
    counts = Counter(each.key for each in section.effects if each.key in GONE)
    number, before = sum(counts.values()), review.account_before(section.id)
    if (
        before is None
        or number < _REWRITTEN
        or number * 2 < _entries(before.account, review.before.insight.as_of)
    ):
        return ""
    found = ((counts[key], noun) for key, (noun, _) in GONE.items())
    kinds = listed([counted(count, noun) for count, noun in found if count])
    return f"The plan is rewritten: {kinds} are gone."


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


def _where(review: Comparison, section: Section, said: Sequence[Effect]) -> Location:
    """The place of the first thing that is said, where the newer state has it.

    Of something removed it is the file it was in, if that still has something in view.
    """
    account = review.after.catalog.definitions.accounts.get(section.id)
    if account is None:
        return Location("")
    standing = places_in(account)
    places = [each.where if each.where in standing else without_line(each.where) for each in said]
    places += [
        without_line(each.where) if each.kind == "removed" else each.where
        for each in section.changes
    ]
    where = next((each for each in places if each.path), Location(""))
    if where.path not in {each.path for each in standing}:
        return Location("")
    return where if ("account", section.id) in review.whole else without_line(where)
