"""As in :mod:`.moved`, for what a team, the programme and money are held to."""

from decimal import Decimal

from generator.checks import currencies, programme, team
from generator.definitions.models import Account
from generator.diagnostics import Rule
from generator.formats import percent
from generator.insight import Insight
from generator.review.asked.vanished import Gone, Why
from generator.review.consequences.consequence import is_same

LIGHT = "standard"
"""The tier of accounts that are no key accounts."""


def _backup(gone: Gone) -> str:
    _, now = gone.account or (None, None)
    return "Nobody holds a role on the account any more." if now and now.holder is None else ""


def _programme(gone: Gone) -> str:
    before, after = gone.entry
    known = gone.insights[1].accounts.values()
    active = [each.account for each in known if each.account.status == "active"]
    count = sum(each.tier != LIGHT for each in active)
    limit = after.key_accounts
    moved = before.key_accounts != limit and count > before.key_accounts.high
    return f"The programme can carry {limit} now." if moved else ""


def _expects(gone: Gone) -> str:
    known = gone.insights[1].accounts.values()
    used = {each.role.id for each in known if each.role and each.account.status == "active"}
    return "" if gone.finding.about in used else "Nobody holds the role on an active account now."


def _share(gone: Gone) -> str:
    one, other = (_shares(each, gone.finding.about) for each in gone.insights)
    left_out = any(one[key] is not None and other[key] is None for key in one.keys() & other.keys())
    return "A share of theirs is no longer written down." if left_out else ""


def _shares(insight: Insight, person: str) -> dict[str, Decimal | None]:
    return {
        key: member.share
        for key, known in insight.accounts.items()
        for member in known.account.team
        if member.person == person
    }


def _span(gone: Gone) -> str:
    _, person = gone.entry
    then, now = (
        next((each for each in insight.loads if each.person.id == person.id), None)
        for insight in gone.insights
    )
    if then is None or now is None:
        return f"{person.name} holds no account now."
    if not is_same(then.role, now.role):
        return f"{person.name} holds another role now."
    if now.within is None:
        return "The role's span or the figure of the person is no longer written down."
    if then.person.also_carries and not person.also_carries:
        return f"What {person.name} carries elsewhere is no longer written down."
    if then.total == now.total and now.role.span:
        return f"The span is {now.role.span.accounts} now."
    return ""


def _floor(gone: Gone) -> str:
    before, after = gone.entry
    then, now = gone.account or (None, None)
    if then is None or now is None:
        return ""
    about = then.contributions[-1].period.id
    if about not in {each.period.id for each in now.contributions}:
        return "The period it was about was removed."
    share = now.contributions[-1].share
    if before.margin_floor != after.margin_floor and (share is None or share < before.margin_floor):
        return f"The floor is {percent(after.margin_floor)} now."
    return ""


def _currency(gone: Gone) -> str:
    held = gone.inside(Account)
    moved = held is not None and held[0].currency != held[1].currency
    return f"Its currency is {held[1].currency} now." if held and moved else ""


LIMITS: tuple[tuple[Rule, Why], ...] = (
    (team.NO_BACKUP, _backup),
    (team.OVER_SHARE, _share),
    (team.SPAN, _span),
    (programme.BELOW_FLOOR, _floor),
    (programme.TOO_MANY, _programme),
    (programme.NO_EXPECTATION, _expects),
    (currencies.NO_RATE, _currency),
)
