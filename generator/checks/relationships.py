"""Coverage of the customer's people, and dependence on single relationships."""

from collections.abc import Iterator

from generator.analysis import AccountInsight, Insight
from generator.analysis.agenda import contact_day
from generator.analysis.coverage import KEY_ROLES, moved_alone, people_in
from generator.analysis.urgency import RHYTHM, VETO
from generator.checks.check import Absent, CheckArea
from generator.editions import Catalog
from generator.findings.finding import Finding
from generator.text.formats import every, listed

AREA = CheckArea("relationships")


def _has_another_part(absent: Absent) -> str:
    _, post = absent.entry
    _, now = absent.account or (None, None)
    if now is None or any(link.stakeholder == post.id for link in now.account.relationships):
        return ""
    if any(each in KEY_ROLES for each in post.buying):
        return ""
    return "This contact now has another part in decisions, and is still not covered."


_BUILDS = (
    "{} has to build this relationship, or name who will. Ask someone there whom we know to "
    "introduce us."
)


@AREA.warning(
    "uncovered-key-post",
    "Nobody covers someone who can decide, pay or say no.",
    "A veto from someone we never met ends objectives that everyone else supports.",
    _BUILDS.format("The owner of the plan"),
    not_fixed=_has_another_part,
    urgency=VETO,
)
def uncovered_key_post(
    insight: AccountInsight, catalog: Catalog, whole: Insight
) -> Iterator[Finding]:
    owner = catalog.name("person", insight.account.owner)
    remedy = _BUILDS.format(owner) if owner else None
    for post in insight.coverage.uncovered_key_posts:
        part = ", ".join(role.replace("-", " ") for role in post.buying)
        message = f"{post.function} ({part}) is covered by nobody."
        yield uncovered_key_post.at(post.where, message, remedy=remedy)


def _single_region_left(absent: Absent) -> str:
    _, region = absent.entry
    then, now = absent.account or (None, None)
    if then is None or now is None:
        return ""
    if len(now.account.regions) < 2:
        return "The account now has one region, which is not checked on its own."
    if not people_in(now.coverage, region.id):
        return "Our people have no relationship there any more."
    moved = listed([each.function for each in moved_alone(then.coverage, now.coverage, region.id)])
    return f"{moved} moved there; no relationship is new." if moved else ""


@AREA.warning(
    "single-threaded-region",
    "One person carries every relationship in a region.",
    "When that person is away or leaves, the region is lost for months.",
    "Add a second of our people to at least one relationship there.",
    not_fixed=_single_region_left,
)
def single_threaded_region(
    insight: AccountInsight, catalog: Catalog, whole: Insight
) -> Iterator[Finding]:
    for thread in insight.coverage.single_threads:
        name = catalog.name("person", thread.person) or thread.person
        message = f"{thread.region.name} depends on one person: {name}."
        yield single_threaded_region.at(thread.region.where, message)


@AREA.warning(
    "region-of-another-unit",
    "A contact belongs to one region, and its unit to another.",
    "Coverage is counted by region; it would be counted where the contact does not work.",
    "Correct `region` or `unit` of the contact, or `region` of the unit.",
)
def region_of_unit(insight: AccountInsight, catalog: Catalog, whole: Insight) -> Iterator[Finding]:
    account = insight.account
    units = {each.id: each for each in account.units}
    regions = {each.id: each.name for each in account.regions}
    for post in account.stakeholders:
        unit = units.get(post.unit or "")
        if unit and post.region and unit.region and unit.region != post.region:
            ours, theirs = (regions.get(each, each) for each in (post.region, unit.region))
            message = f"{post.function} belongs to {ours}, but its unit, {unit.name}, to {theirs}."
            yield region_of_unit.at(post.at("region"), message)


def _another_rhythm(absent: Absent) -> str:
    if absent.entry[1].last_contact > absent.insights[1].as_of:
        return "The day of the last conversation is still to come."
    then, now = absent.entry
    if "every" not in absent.changed:
        return ""
    if then.every and then.every.after(now.last_contact) >= absent.insights[1].as_of:
        return ""  # by the older rhythm as well
    every = now.every
    return f"They should now speak every {every}." if every else "No rhythm is agreed any more."


def _aim_removed(absent: Absent) -> str:
    return "" if absent.entry[1].target else "No aim is stated any more."


@AREA.info(
    "aim-below-strength",
    "A relationship works better than the plan aims at.",
    "Nobody sees whether it is good enough, or whether we mean to put less into it.",
    "Raise the aim (`target`), or take it out.",
    not_fixed=_aim_removed,
)
def aim_below_strength(
    insight: AccountInsight, catalog: Catalog, whole: Insight
) -> Iterator[Finding]:
    posts = {each.id: each.function for each in insight.account.stakeholders}
    for link in insight.account.relationships:
        if link.above_target > 0:
            name = catalog.name("person", link.person) or link.person
            post = posts.get(link.stakeholder, f"`{link.stakeholder}`")
            message = f"{name} and {post}: {link.strength}, and the aim is {link.target}."
            yield aim_below_strength.at(link.at("target"), message)


@AREA.warning(
    "contact-lapsed",
    "A relationship is past its agreed rhythm.",
    "A neglected relationship fails when it is needed.",
    "Get in touch and write down the day (`last_contact`); or agree another rhythm.",
    not_fixed=_another_rhythm,
    urgency=RHYTHM,
)
def contact_lapsed(insight: AccountInsight, catalog: Catalog, whole: Insight) -> Iterator[Finding]:
    for link in insight.account.relationships:
        day = contact_day(link)
        if day and day < whole.as_of:
            name = catalog.name("person", link.person) or link.person
            posts = {each.id: each.function for each in insight.account.stakeholders}
            post = posts.get(link.stakeholder, f"`{link.stakeholder}`")
            message = f"{name} and {post} should speak {every(link.every)}; the last time was on "
            yield contact_lapsed.at(link.at("last_contact"), message, link.last_contact, ".")
