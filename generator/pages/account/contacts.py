"""``/accounts/<id>/contacts/``: their people in pictures, each with its table."""

from generator.analysis import AccountInsight
from generator.analysis.organisation import ReportingPost, organisation, power_fields
from generator.charts import Picture, network_picture, organisation_chart, power_grid
from generator.charts.network import NetworkNode, Tie
from generator.pages.account.layout import AccountInput, account_page
from generator.pages.account.network import four_fields
from generator.pages.kit.names import Names
from generator.pages.kit.page import Page
from generator.text.markdown import listed

_POST = "team.md#stakeholder-"
"""What a link to a post begins with, on the page of an account beside it."""


def page(given: AccountInput) -> Page:
    """The page of one account with their organisation, power and interest, and who knows whom."""
    insight, account = given.insight, given.insight.account
    places = organisation(insight.coverage)
    chart, power, network = pictures(given.names, insight, places)
    values = {
        "places": places,
        "chart": chart,
        "power": power,
        "network": network,
        "grid": four_fields(insight),
        "lines": any(each.covered.relationships for each in places),
        "unknown": listed(
            [each.covered.stakeholder.function for each in places if not each.covered.relationships]
        ),
    }
    return account_page(
        given,
        "contacts.md",
        f"Who knows whom: {account.name}",
        values,
        description=f"The people at {account.name} at a glance: reporting lines, power, contacts.",
        pictures=(chart, power, network),
        layout="contacts",
    )


def pictures(
    names: Names, insight: AccountInsight, places: tuple[ReportingPost, ...]
) -> tuple[Picture | None, Picture | None, Picture | None]:
    """Their organisation, power and interest, and the network; ``None`` without posts."""
    if not places:
        return None, None, None
    name = insight.account.name
    return (
        organisation_chart(places, "organisation.svg", f"The organisation of {name}", _POST),
        power_grid(
            power_fields(insight.coverage), "power.svg", f"Power and interest at {name}", _POST
        ),
        _network(names, insight, f"Who knows whom at {name}"),
    )


def _network(names: Names, insight: AccountInsight, title: str) -> Picture:
    found = [
        Tie(str(link.person), each.stakeholder.id, link.strength)
        for each in insight.coverage.posts
        for link in each.relationships
    ]
    linked = {line.ours for line in found}
    team = {str(member.person) for member in insight.account.team}
    ours = [NetworkNode(each, names.person(each)) for each in sorted(linked | team)]
    theirs = [
        NetworkNode(
            each.stakeholder.id,
            each.stakeholder.function,
            f"{_POST}{each.stakeholder.id}",
            outside=each.stakeholder.outside is not None,
        )
        for each in insight.coverage.posts
    ]
    return network_picture(ours, theirs, found, "network.svg", title)
