"""A made-up customer: what all files of its account have to agree on."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from benchmarks.madeup.dice import Dice, words
from benchmarks.madeup.handbook import Handbook
from benchmarks.madeup.names import numbered, slug
from benchmarks.madeup.staff import Person, Staff

Bounds = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Size:
    """How much there is of everything in an account of one tier: at least and at most."""

    regions: Bounds
    sites: Bounds
    posts: Bounds
    promises: Bounds
    objectives: Bounds
    entries: Bounds  # decisions, risks and the like, each
    ratings: Bounds
    notes: Bounds
    money: int  # in percent of the accounts
    team: bool


SIZES = {
    "global": Size((3, 4), (4, 8), (9, 16), (30, 44), (4, 6), (3, 5), (2, 3), (1, 2), 100, True),
    "national": Size((1, 1), (3, 5), (7, 10), (14, 24), (3, 4), (2, 4), (2, 2), (0, 1), 90, True),
    "key": Size((1, 1), (2, 4), (6, 9), (10, 20), (2, 4), (2, 3), (1, 2), (0, 1), 85, True),
    "standard": Size((1, 1), (1, 2), (3, 5), (2, 6), (1, 2), (1, 1), (1, 2), (0, 0), 70, False),
}


@dataclass(frozen=True, slots=True)
class Site:
    """A place of the customer, in the region with this id."""

    id: str
    name: str
    region: str


@dataclass(frozen=True, slots=True)
class Post:
    """A stakeholder."""

    id: str
    function: str
    area: str


@dataclass(frozen=True, slots=True)
class Customer:
    """One customer and those of ours who work for it; ``team[0]`` holds the account."""

    id: str
    name: str
    stem: str
    tier: str
    status: str
    sector: str
    size: Size
    regions: tuple[Mapping[str, Any], ...]
    sites: tuple[Site, ...]
    posts: tuple[Post, ...]
    products: tuple[str, ...]
    money: bool
    team: tuple[Person, ...]
    approver: Person
    handbook: Handbook

    def said(self, dice: Dice, text: str) -> str:
        """``text`` about this customer."""
        return dice.said(
            text,
            site=[site.name for site in self.sites],
            region=[region["name"] for region in self.regions],
            product=[self.handbook.products[each].lower() for each in self.products],
            post=[post.function[:1].lower() + post.function[1:] for post in self.posts],
        )

    def saying(self, dice: Dice, stock: str, count: int) -> list[str]:
        """``count`` different texts from a stock of ``words.yaml``, or all of it."""
        return [self.said(dice, text) for text in dice.some(words()[stock], count)]

    def anybody(self, dice: Dice) -> str:
        """The id of somebody in the team."""
        return dice.pick(self.team).id


@dataclass(frozen=True, slots=True)
class Kind:
    """What is settled about an account before chance has its say."""

    stem: str
    tier: str
    status: str


def invent(kind: Kind, number: int, staff: Staff, handbook: Handbook, dice: Dice) -> Customer:
    """A customer; ``number`` counts those of its tier in its block, so that work is spread."""
    size = SIZES[kind.tier]
    sector, line = dice.pick(list(words()["sectors"].items()))
    name = f"{kind.stem} {dice.pick(line['words'])}"
    places = words()["world" if kind.tier == "global" else "countries"]
    regions = tuple(dice.some(places, dice.between(*size.regions)))
    sites = _sites(regions, line["sites"], dice.between(*size.sites), dice)
    return Customer(
        id=slug(name),
        name=name,
        stem=kind.stem,
        tier=kind.tier,
        status=kind.status,
        sector=sector,
        size=size,
        regions=regions,
        sites=sites,
        posts=_posts(regions, sites, dice.between(*size.posts), dice),
        products=tuple(each for each in line["products"] if each in handbook.products),
        money=dice.chance(size.money),
        team=_team(kind.tier, number, staff, dice),
        approver=staff.of("account-director")[0],
        handbook=handbook,
    )


def _sites(
    regions: Sequence[Mapping[str, Any]], kinds: Sequence[str], count: int, dice: Dice
) -> tuple[Site, ...]:
    found = {}
    for index in range(count):
        region = regions[index % len(regions)]
        name = f"{dice.pick(region['cities'])} {dice.pick(kinds)}"
        found[slug(name)] = Site(slug(name), name, region["id"])
    return tuple(found.values())


def _posts(
    regions: Sequence[Mapping[str, Any]], sites: Sequence[Site], count: int, dice: Dice
) -> tuple[Post, ...]:
    chosen = dice.some(words()["posts"], count)
    functions = [
        dice.said(
            post["function"],
            site=[site.name for site in sites],
            region=[region["name"] for region in regions],
        )
        for post in chosen
    ]
    ids = numbered(map(slug, functions))
    return tuple(
        Post(post_id, function, post["area"])
        for post_id, function, post in zip(ids, functions, chosen, strict=True)
    )


def _team(tier: str, number: int, staff: Staff, dice: Dice) -> tuple[Person, ...]:
    """The holder, by turns, and specialists; a light account has the holder and one more."""
    if tier == "standard":
        managers = staff.of("account-manager")
        office = staff.of("customer-service-manager")
        return managers[number % len(managers)], office[number % len(office)]
    holders = staff.of("gkam" if tier == "global" else "kam")
    others = staff.of(
        "service-manager",
        "application-engineer",
        "contract-counsel",
        "supply-chain-manager",
        "commercial-controller",
        "customer-service-manager",
        "trade-marketing-manager",
    )
    leads = dice.some(staff.of("regional-sales-manager"), 3 if tier == "global" else 1)
    specialists = dice.some(others, dice.between(3, 5))
    return holders[number % len(holders)], *leads, *specialists
