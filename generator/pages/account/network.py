"""The relationship network: heat map, lines of contact, posts, power and interest, shape."""

from collections.abc import Mapping
from dataclasses import dataclass

from generator.analysis import AccountInsight
from generator.analysis.coverage import STRENGTHS, Covered
from generator.model.kinds import Method
from generator.model.stakeholders import Relationship
from generator.pages.account.names import past, people, region, stakeholder, unit
from generator.pages.kit.names import Names
from generator.text import markdown as md
from generator.text.numerals import counted

Row = dict[str, object]


@dataclass(frozen=True, slots=True)
class HeatMap:
    """Our functions by their areas; a cell says how many lines and how strong the best one is."""

    areas: tuple[str, ...]
    rows: tuple[tuple[str, tuple[str, ...]], ...]
    untouched: str  # areas nobody reaches, in words


@dataclass(frozen=True, slots=True)
class Field:
    """One of the four fields of power and interest."""

    advice: str
    posts: tuple[tuple[str, str, str], ...]  # id, function, remark


@dataclass(frozen=True, slots=True)
class GridRow:
    """The two fields of one half of power: less interest, then high interest."""

    power: str
    fields: tuple[Field, Field]


def heat_map(names: Names, insight: AccountInsight) -> HeatMap | None:
    """Our functions x their areas, areas nobody reaches included; ``None`` without posts."""
    areas = tuple(dict.fromkeys(each.area for each in insight.account.stakeholders))
    links: dict[str, dict[str, list[Relationship]]] = {}
    for covered in insight.coverage.posts:
        for link in covered.relationships:
            function = _function(names, link.person)
            links.setdefault(function, {}).setdefault(covered.stakeholder.area, []).append(link)
    if not links:
        return None
    rows = tuple(
        (function, tuple(_heat(reached.get(area, [])) for area in areas))
        for function, reached in sorted(links.items())
    )
    reached = {covered.stakeholder.area for covered in insight.coverage.posts if covered.best}
    return HeatMap(areas, rows, md.listed([area for area in areas if area not in reached]))


def _function(names: Names, person_id: str) -> str:
    person = names.people.get(person_id)
    name = names.name("function", person.function) if person else None
    return name or "not stated"


def _heat(links: list[Relationship]) -> str:
    if not links:
        return ""
    best = max(links, key=lambda link: STRENGTHS.index(link.strength))
    number = len(links)
    strength = md.words(best.strength)
    return f"1 line, {strength}" if number == 1 else f"{number} lines, best: {strength}"


def reach_in_words(insight: AccountInsight) -> str:
    """How much of the customer is reached by how many of ours."""
    posts = insight.coverage.posts
    if not posts:
        return ""
    reached = sum(bool(each.relationships) for each in posts)
    ours = counted(insight.coverage.our_people, "person", "people")
    verb = "covers" if insight.coverage.our_people == 1 else "cover"
    areas = counted(insight.coverage.their_areas, "area")
    return f"{ours} of ours {verb} {reached} of {counted(len(posts), 'post')}, in {areas}."


def relationship_rows(names: Names, insight: AccountInsight) -> list[Row]:
    """Every line of contact, by post in the order of the file, strongest first."""
    return [
        {
            "id": covered.stakeholder.id,
            "post": covered.stakeholder.function,
            "person": names.person(link.person),
            "strength": md.words(link.strength),
            "since": link.since,
            "last": link.last_contact,
            "every": f"every {every(str(link.every))}" if link.every else "not stated",
            "late": link.every is not None and past(link.every.after(link.last_contact), names),
            "purpose": link.purpose or "",
        }
        for covered in insight.coverage.posts
        for link in covered.relationships
    ]


def every(interval: str) -> str:
    """``month`` for ``1 month``, so that it reads well after ``every``."""
    return interval.removeprefix("1 ")


def stakeholder_rows(names: Names, insight: AccountInsight) -> list[Row]:
    """The customer's posts in the order of the file, with everything known about each."""
    return [_stakeholder(names, insight, covered) for covered in insight.coverage.posts]


def _stakeholder(names: Names, insight: AccountInsight, covered: Covered) -> Row:
    found, account = covered.stakeholder, insight.account
    place = (found.area, unit(account, found.unit), region(account, found.region))
    above = stakeholder(account, found.reports_to)
    return {
        "id": found.id,
        "post": found.function,
        "place": ", ".join(part for part in place if part),
        "above": above.function if above else "",
        "part": ", ".join(md.words(part) for part in found.buying) or "not known",
        "stance": found.stance if found.stance != "unknown" else "stance unknown",
        "weight": f"power {found.power}, interest {found.interest}",
        "known": found.known,
        "on": found.on,
        "evidence": md.stop(found.evidence) if found.evidence else "",
        "wants": " ".join(md.stop(each) for each in found.wants) or "not known",
        "covered_by": people(names, [link.person for link in covered.relationships]),
    }


def power_grid(insight: AccountInsight) -> tuple[GridRow, GridRow]:
    """Power and interest in four fields (Mendelow); only high counts as high. High power first."""

    def field(advice: str, *, powerful: bool, keen: bool) -> Field:
        return Field(advice, _posts_in(insight, powerful=powerful, keen=keen))

    return (
        GridRow(
            "High power",
            (
                field("Keep satisfied", powerful=True, keen=False),
                field("Work closely", powerful=True, keen=True),
            ),
        ),
        GridRow(
            "Less power",
            (
                field("Keep an eye on", powerful=False, keen=False),
                field("Keep informed", powerful=False, keen=True),
            ),
        ),
    )


def _posts_in(
    insight: AccountInsight, *, powerful: bool, keen: bool
) -> tuple[tuple[str, str, str], ...]:
    def remark(covered: Covered) -> str:
        stance = covered.stakeholder.stance
        parts = [md.words(stance)] if stance != "unknown" else ["stance unknown"]
        return ", ".join([*parts, *([] if covered.relationships else ["covered by nobody"])])

    return tuple(
        (covered.stakeholder.id, covered.stakeholder.function, remark(covered))
        for covered in insight.coverage.posts
        if (covered.stakeholder.power == "high") is powerful
        and (covered.stakeholder.interest == "high") is keen
    )


def shape_in_words(methods: Mapping[str, Method], insight: AccountInsight) -> list[str]:
    """The shape of the network, and how it fits the stage the account is at and aims for."""
    shape = insight.coverage.shape
    if shape is None:
        return [
            "Nobody of ours is linked to anybody of theirs yet, so there is no shape to speak of."
        ]
    meaning = {
        "bow-tie": "a bow-tie: one or two of ours carry every contact",
        "diamond": "a diamond: several functions of ours are linked to several areas of theirs",
        "mixed": "between a bow-tie and a diamond: more than one line, but few areas of theirs",
    }
    said = [f"The network is {meaning[shape]}."]
    for placement in insight.account.stages:
        method = methods.get(placement.method)
        if method:
            said.append(_fit(shape, method, placement.now, placement.target))
    if len(said) == 1:
        said.append("No stage is written down to hold it against.")
    return said


def _fit(shape: str, method: Method, now: str, target: str | None) -> str:
    names = {step.id: step.name for step in method.steps}
    today = names.get(now, md.sentence(now))
    if shape == "diamond":
        if not _early(method, now):
            return f"At {today} functions should be linked to functions, and they are."
        if target and not _early(method, target):
            return (
                f"{today} would not need it; {names.get(target, md.sentence(target))}, "
                "which we aim for, does."
            )
        return f"That is more than {today} needs; ask whether the effort pays."
    if target and not _early(method, target):
        aim = names.get(target, md.sentence(target))
        return f"For {today} that is enough; {aim}, which we aim for, needs more functions linked."
    if _early(method, now):
        return f"For {today} that is enough."
    return f"For {today} that is thin: too much hangs on too few."


def _early(method: Method, step_id: str) -> bool:
    """Whether a step lies in the first third of its model, where one line of contact is enough.

    That a bow-tie fits the early stages and a diamond those from the middle on is later work on
    Millman and Wilson (1995); where "early" ends is ours.
    """
    order = [step.id for step in method.steps]
    return step_id in order and order.index(step_id) * 3 < len(order)
