"""The relationship network: heat map, lines of contact, posts, power and interest, shape."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from generator.analysis import AccountInsight
from generator.analysis.coverage import KEY_ROLES, Covered
from generator.analysis.organisation import ADVICE
from generator.model.kinds import Method
from generator.model.stakeholders import STRENGTHS, Relationship
from generator.pages.account.layout import AccountInput
from generator.pages.account.relations import to_do
from generator.pages.kit.names import Names
from generator.text import markdown as md
from generator.text.formats import counted


@dataclass(frozen=True, slots=True)
class HeatMap:
    """Our functions by their areas; a cell shows the number and best strength of relationships."""

    areas: tuple[str, ...]
    rows: tuple[tuple[str, tuple[str, ...]], ...]
    untouched: str  # areas without relationships, in words


@dataclass(frozen=True, slots=True)
class Field:
    """One of the four fields of power and interest."""

    advice: str
    posts: tuple[tuple[str, str, str], ...]  # id, function, remark


@dataclass(frozen=True, slots=True)
class GridRow:
    """The two fields of one level of power: lower interest, then high interest."""

    power: str
    fields: tuple[Field, Field]


def values(given: AccountInput) -> dict[str, object]:
    """The template values of ``account/_network.md.j2``, besides account and insight."""
    insight, names = given.insight, given.names
    rest = [*_threads(names, insight), *_without_backup(names, insight)]
    steps = [(each.text, each.item) for each in to_do(names, insight)]
    if not steps and not rest:
        rest = single_points(names, insight)
    found: dict[str, object] = {"to_do": [*steps, *((text, None) for text in rest)]}
    if insight.account.stakeholders:
        found["reach"] = reach_in_words(insight)
        found["heat"] = heat_map(names, insight)
        found["shape"] = shape_in_words(given.methods, insight)
    return found


def heat_map(names: Names, insight: AccountInsight) -> HeatMap | None:
    """Our functions x all their areas; ``None`` without posts."""
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
    """How many contacts and areas are covered, by how many people of the team and besides it."""
    posts = insight.coverage.posts
    if not posts:
        return ""
    reached = sum(bool(each.relationships) for each in posts)
    linked = {link.person for each in posts for link in each.relationships}
    if not linked:
        return f"Nobody covers any of {counted(len(posts), 'contact')}."
    team = len(linked & {member.person for member in insight.account.team})
    others = len(linked) - team
    groups = [counted(team, "person", "people") + " of the team"] if team else []
    if others:
        groups.append(
            counted(
                others,
                "other colleague" if team else "colleague outside the team",
                "other colleagues" if team else "colleagues outside the team",
            )
        )
    areas = counted(insight.coverage.their_areas, "area")
    verb = "covers" if len(linked) == 1 else "cover"
    return f"{md.listed(groups)} {verb} {reached} of {counted(len(posts), 'contact')}, in {areas}."


def four_fields(insight: AccountInsight) -> tuple[GridRow, GridRow]:
    """Power and interest in four fields (Mendelow), high power first; only high counts as high."""

    def row(name: str, *, powerful: bool) -> GridRow:
        low, high = (
            Field(
                ADVICE[powerful, interest],
                _posts_in(insight, powerful=powerful, high_interest=interest),
            )
            for interest in (False, True)
        )
        return GridRow(name, (low, high))

    return row("High power", powerful=True), row("Less power", powerful=False)


def _posts_in(
    insight: AccountInsight, *, powerful: bool, high_interest: bool
) -> tuple[tuple[str, str, str], ...]:
    def remark(covered: Covered) -> str:
        stance = covered.stakeholder.stance_text
        return ", ".join([stance, *([] if covered.relationships else ["covered by nobody"])])

    return tuple(
        (covered.stakeholder.id, covered.stakeholder.function, remark(covered))
        for covered in insight.coverage.posts
        if (covered.stakeholder.power == "high") is powerful
        and (covered.stakeholder.interest == "high") is high_interest
    )


def shape_in_words(methods: Mapping[str, Method], insight: AccountInsight) -> list[str]:
    """The shape of the network, and its fit to the current and the target stage."""
    shape = insight.coverage.shape
    if shape is None:
        return ["Our people have no relationship with theirs yet, so there is no shape."]
    meaning = {
        "bow-tie": "close to a bow-tie: one or two of our people carry every contact",
        "diamond": "a diamond: several of our functions work with several of the customer's areas",
        "mixed": "between a bow-tie and a diamond: more than one line, but into few areas",
    }
    sentences = [f"The network is {meaning[shape]}."]
    for placement in insight.account.stages:
        method = methods.get(placement.method)
        if method:
            sentences.append(_fit(shape, method, placement.now, placement.target))
    if len(sentences) == 1:
        sentences.append("No stage is recorded to compare it with.")
    return sentences


def _fit(shape: str, method: Method, now: str, target: str | None) -> str:
    names = {step.id: step.name for step in method.steps}
    today = names.get(now, md.sentence(now))
    if shape == "diamond":
        if not _early(method, now):
            return f"That fits {today}."
        if target and not _early(method, target):
            aim = names.get(target, md.sentence(target))
            return f"That is more than {today} needs, and a step towards {aim}, which we aim for."
        return f"That is more than {today} needs; ask whether the effort pays."
    if target and not _early(method, target):
        aim = names.get(target, md.sentence(target))
        return f"For {today} that is enough; {aim}, which we aim for, needs more functions linked."
    if _early(method, now):
        return f"For {today} that is enough."
    return f"For {today} that is thin: too much depends on too few."


def wider_than(methods: Mapping[str, Method], insight: AccountInsight) -> list[str]:
    """The stages of the account for which a diamond is more than they need; else empty."""
    if insight.coverage.shape != "diamond":
        return []
    return [
        next(step.name for step in method.steps if step.id == stage.now)
        for stage in insight.account.stages
        if (method := methods.get(stage.method)) and _early(method, stage.now)
    ]


def _early(method: Method, step_id: str) -> bool:
    """Whether a step is in the first third of its model, where one line of contact is enough.

    That a bow-tie fits the early stages and a diamond those from the middle on is later work on
    Millman and Wilson (1995); the limit of "early" is ours.
    """
    order = [step.id for step in method.steps]
    return step_id in order and order.index(step_id) * 3 < len(order)


# Dependence on one person -----------------------------------------------------------------------
def single_points(names: Names, insight: AccountInsight) -> list[str]:
    """Single points of failure as sentences, worst kind first; if none, what is well covered."""
    found = [
        *_uncovered(insight),
        *_threads(names, insight),
        *_one_line(names, insight),
        *_without_backup(names, insight),
    ]
    if not insight.account.stakeholders:
        return found or ["No contact at the customer is recorded, so this cannot be said."]
    if found:
        return [*found, *_other_lines(insight)]
    covered = (
        "Everyone who decides, pays or holds a veto is covered by more than one of our people, and "
        "everyone on the team has a stand-in."
        if any(each.key for each in insight.coverage.posts)
        else "Nobody is recorded yet who decides, pays or holds a veto. Everyone on the team has a "
        "stand-in."
    )
    return [covered, *_other_lines(insight)]


def _uncovered(insight: AccountInsight) -> Iterator[str]:
    for stakeholder in insight.coverage.uncovered_key_posts:
        parts = md.listed([md.words(part) for part in stakeholder.buying if part in KEY_ROLES])
        yield f"{stakeholder.function} ({parts}) is covered by nobody."


def _threads(names: Names, insight: AccountInsight) -> Iterator[str]:
    for thread in insight.coverage.single_threads:
        yield f"{thread.region.name}: every contact runs through {names.person(thread.person)}."


def _one_line(names: Names, insight: AccountInsight) -> Iterator[str]:
    """Key posts covered by one person only, one sentence per person."""
    threaded = {thread.region.id for thread in insight.coverage.single_threads}
    alone: dict[str, list[str]] = {}
    for covered in insight.coverage.posts:
        people = {link.person for link in covered.relationships}
        if covered.key and len(people) == 1 and covered.stakeholder.region not in threaded:
            alone.setdefault(people.pop(), []).append(covered.stakeholder.function)
    for person, posts in alone.items():
        yield f"{names.person(person)} is the only one who covers: {', '.join(posts)}."


def _other_lines(insight: AccountInsight) -> Iterator[str]:
    """The contacts of less weight that one person covers, in one sentence."""
    posts = [
        covered.stakeholder.function
        for covered in insight.coverage.posts
        if not covered.key and len({link.person for link in covered.relationships}) == 1
    ]
    if posts:
        yield f"Only one of our people covers: {'; '.join(posts)}."


def _without_backup(names: Names, insight: AccountInsight) -> Iterator[str]:
    for member in insight.account.team:
        if member.backup:
            continue
        name = names.person(member.person)
        away = "".join(f" ({each})" for each in names.absences(member.person))
        what = "holds the account" if member == insight.holder else "works on the account"
        yield f"{name} {what}{away} and nobody is named to stand in."
