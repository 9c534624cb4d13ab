"""Who the customer is and how we work for it: profile, team, history, handover."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from benchmarks.madeup.customer import Customer
from benchmarks.madeup.dice import Dice, words
from benchmarks.madeup.names import numbered, slug
from benchmarks.madeup.yaml_text import Flow, Group, Value

_RHYTHM = {
    "global": "6 months",
    "national": "6 months",
    "key": "3 months",
    "standard": "12 months",
}
_CONTEXTS = ("globalising", "mature-market", "growing-market", "price-driven", "technology-driven")
_HOURS = ("09:00-17:00", "08:30-17:00", "08:00-16:30", "08:30-17:30")


def header(customer: Customer, dice: Dice, versions: int, parent: str | None) -> Group:
    """What every account has; ``versions``: how often it was changed."""
    reviewed = dice.day(-200, -10)
    found: dict[str, Value] = {
        "id": customer.id,
        "name": customer.name,
        "also_called": Flow(dict.fromkeys((customer.stem, _initials(customer.name)))),
        "fictional": True,
        "version": versions,
        "status": customer.status,
        "owner": customer.team[0].id,
        "review": {"last": reviewed, "every": _RHYTHM[customer.tier]},
    }
    if dice.chance(85):
        approved = reviewed + timedelta(days=dice.between(0, 9))
        found["approved"] = {"by": customer.approver.id, "on": approved}
    found |= {
        "tier": customer.tier,
        "sector": customer.sector,
        "structure": "matrix" if len(customer.regions) > 1 else "single",
        "context": Flow(dice.some(_CONTEXTS, dice.between(1, 2))),
        "currency": "EUR",
    }
    if parent:
        found["parent"] = parent
    found["summary"] = dice.said(
        dice.pick(words()["summaries"]),
        name=[customer.name],
        makes=[words()["sectors"][customer.sector]["makes"]],
        sites=[", ".join(site.name for site in customer.sites)],
    )
    return found


def _initials(name: str) -> str:
    return "".join(word[0] for word in f"{name} Group".split())


def places(customer: Customer, dice: Dice) -> dict[str, Value]:
    """Regions and units."""
    return {
        "regions": [_region(customer, region, dice) for region in customer.regions],
        "units": [
            {
                "id": site.id,
                "name": site.name,
                "region": site.region,
                "what": dice.pick(words()["site_work"]),
            }
            for site in customer.sites
        ],
    }


def _region(customer: Customer, region: Mapping[str, Any], dice: Dice) -> Group:
    cities = [site.name.split()[0] for site in customer.sites if site.region == region["id"]]
    found: dict[str, Value] = {
        "id": region["id"],
        "name": region["name"],
        "also_called": Flow(dict.fromkeys((*region["also"], *cities))),
        "time_zone": region["zone"],
        "hours": dice.pick(_HOURS),
    }
    if len(customer.team) > 2:
        found["lead"] = dice.pick(customer.team[:3]).id
    found["note"] = customer.said(dice, dice.pick(words()["region_notes"]))
    return found


def team(customer: Customer, dice: Dice) -> dict[str, Value]:
    """Our people on the account; the first holds it."""
    members = []
    for index, person in enumerate(customer.team):
        others = [other.id for other in customer.team if other is not person]
        member: dict[str, Value] = {"person": person.id}
        if index == 0:
            member["role"] = person.post
            member["does"] = "Holds the account, its contracts and this plan"
        else:
            member["does"] = customer.said(dice, dice.pick(words()["does"]))
        member["plays"] = customer.said(dice, dice.pick(words()["plays"]))
        member["share"] = f"{_share(customer, index, dice)} %"
        if len(customer.regions) > 1 and 0 < index <= len(customer.regions):
            member["region"] = customer.regions[index - 1]["id"]
        if dice.chance(92):
            member["backup"] = dice.pick(others)
        member["since"] = dice.day(-1400, -60)
        members.append(member)
    return {"team": members}


def _share(customer: Customer, index: int, dice: Dice) -> int:
    if customer.tier == "standard":
        return dice.between(3, 10)
    if index:
        return dice.between(2, 5) * 5 if customer.tier == "global" else dice.between(1, 4) * 5
    return 100 if customer.tier == "global" else 50


def working_together(customer: Customer, dice: Dice) -> dict[str, Value]:
    """Meetings, RACI and the competencies the account adds."""
    count = 5 if customer.tier == "global" else 2
    meetings: list[Value] = []
    for what in customer.saying(dice, "meetings", count):
        meeting: dict[str, Value] = {"id": slug(what.partition(",")[0]), "what": what}
        meeting["every"] = dice.pick(("1 week", "2 weeks", "1 month", "3 months", "6 months"))
        if len(customer.regions) > 1:
            regions = [region["id"] for region in customer.regions]
            meeting["regions"] = Flow(dice.some(regions, dice.between(1, len(regions))))
            meeting["rotates"] = dice.chance(50)
        meetings.append(meeting)
    rows = customer.saying(dice, "activities", 2 if customer.tier == "standard" else 6)
    return {
        "meetings": _with_ids(meetings),
        "raci": [_responsibility(activity, customer, dice) for activity in rows],
        "adds": _adds(customer, dice),
    }


def _with_ids(items: Sequence[Any]) -> list[Value]:
    ids = numbered(item["id"] for item in items)
    return [{**item, "id": item_id} for item, item_id in zip(items, ids, strict=True)]


def _responsibility(activity: str, customer: Customer, dice: Dice) -> Group:
    one, *others = dice.some([person.id for person in customer.team], 5)
    found: dict[str, Value] = {"activity": activity, "accountable": one}
    found["responsible"] = Flow((one, *others[:1]))
    for key, people in (("consulted", others[1:3]), ("informed", others[3:])):
        if people:
            found[key] = Flow(people)
    return found


def _adds(customer: Customer, dice: Dice) -> list[Value]:
    count = {"global": 4, "national": 3, "key": 3, "standard": 1}[customer.tier]
    return [
        {
            "competency": competency,
            "level": dice.pick(("practitioner", "practitioner", "expert")),
            "because": customer.said(dice, dice.pick(words()["adds"])),
        }
        for competency in dice.some(customer.handbook.competencies, count)
    ]


def history(customer: Customer, dice: Dice, versions: int) -> dict[str, Value]:
    """How the account was selected, and what each version changed, newest first."""
    days = sorted((dice.day(-900, -15) for _ in range(versions)), reverse=True)
    selected = days[-1] - timedelta(days=dice.between(5, 60))
    return {
        "selection": [
            _selection("accepted", selected, customer, dice),
            _selection("nominated", selected - timedelta(days=35), customer, dice),
        ],
        "changes": [
            {
                "version": version,
                "on": day,
                "by": customer.team[0].id,
                "what": customer.saying(dice, "changes", dice.between(1, 3)),
                "because": customer.said(dice, dice.pick(words()["causes"])),
            }
            for version, day in zip(range(versions, 0, -1), days, strict=True)
        ],
    }


def _selection(stage: str, on: date, customer: Customer, dice: Dice) -> Group:
    reasons = customer.saying(dice, "reasons", dice.between(1, 2))
    return {"stage": stage, "on": on, "by": customer.approver.id, "reasons": reasons}


def handover(customer: Customer, dice: Dice) -> dict[str, Value]:
    """What the next person needs."""
    posts = dice.some(customer.posts, dice.between(1, 3))
    about = customer.saying(dice, "about", len(posts))
    contacts = [
        {"stakeholder": post.id, "about": what} for post, what in zip(posts, about, strict=False)
    ]
    return {
        "handover": {
            "read_first": customer.saying(dice, "read_first", 3),
            "hear_this_week": contacts,
            "beliefs": customer.saying(dice, "beliefs", 2),
        }
    }
