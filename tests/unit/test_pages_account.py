"""What readers find on the pages of an account and the portfolio."""

import posixpath
import re
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from textwrap import dedent, indent

import pytest

from generator.changes.sections import ChangeText
from generator.findings.classification import Edition
from generator.findings.finding import Finding, FindingLevel, Location, Rule
from generator.model.severities import Severity
from generator.pages import Page, PageKind, account, inputs
from generator.pages.account import (
    history,
    network,
    plan,
    playbook,
    position,
    schemes,
    track,
)
from generator.pages.account import team as regions
from generator.pages.kit.context import Context
from generator.pages.kit.links import MARKET, MONEY, PLAN, POSITION
from generator.pages.portfolio import portfolio
from generator.pipeline.assemble import Assembled, assemble
from generator.text import markdown as md
from generator.text.formats import duration
from generator.text.prose import prose

AS_OF = date(2026, 11, 2)
NORVANE, HALLMERE, TESSALY = (
    "norvane-industrial-group",
    "hallmere-food-retail",
    "tessaly-packaging",
)

BEFORE = "from before the method changed on"
TODAYS = "values and cells are calculated with today's method."

VERSIONED = """
version: 1.0.0
status: active
owner: sales
review: {last: 2026-10-01, every: 12 months}
"""
HANDBOOK = {
    "content/competencies/framework.yaml": "schema: framework/1\nid: framework\nname: Framework"
    + VERSIONED
    + """
scale:
  - {id: basic, name: Basic, means: Knows it.}
  - {id: expert, name: Expert, means: Teaches it.}
areas:
  - {id: people, name: People, what: Working with people.}
""",
    "content/competencies/listening.yaml": "schema: competency/2\nid: listening\nname: Listening"
    + VERSIONED
    + """
area: people
what: Hears what is meant.
why: It saves time.
levels:
  basic: [Lets others finish.]
  expert: [Hears what is not said, Teaches others to listen.]
""",
    "content/roles/kam.yaml": "schema: role/2\nid: kam\nname: Key Account Manager"
    + VERSIONED
    + """
purpose: Grows the business with one customer.
position: {level: middle management}
requires:
  - {competency: listening, level: basic}
""",
    "content/methods/grid.yaml": "schema: method/1\nid: grid\nname: Grid"
    + VERSIONED
    + """
kind: matrix
answers: What does it deserve?
axes:
  - id: potential
    name: Potential
    asks: How much?
    cut: 5.0
    grey_band: 0.5
    factors:
      - id: volume
        name: Volume
        asks: How much?
        weight: 60
        anchors: {1: Little., 4: Some., 7: Much., 10: Most.}
      - {id: growth, name: Growth, asks: How fast?, weight: 40}
  - id: position
    name: Position
    asks: How strong?
    low: weak
    high: strong
    cut: 5.0
    grey_band: 0.5
    customers_view: yes
    factors:
      - {id: service, name: Service, asks: How good?, weight: 100}
cells:
"""
    + "".join(
        f"  - id: {cell.lower()}\n    name: {cell}\n"
        f"    when: {{potential: {one}, position: {two}}}\n"
        "    strategy: A plan.\n    relationship: Contacts.\n    activity: Work.\n"
        for cell, one, two in (
            ("Strategic", "high", "high"),
            ("Star", "high", "low"),
            ("Status", "low", "high"),
            ("Streamline", "low", "low"),
        )
    ),
    "content/organisation.yaml": """
schema: organisation/1
name: Example Supplies
functions: [{id: sales, name: Sales}, {id: service, name: Service}]
offer: [{id: seals, name: Seals}]
""",
    "content/people.yaml": """
schema: people/1
people:
  - {id: ada, name: Ada Blum, function: sales}
  - {id: ben, name: Ben Cole, function: service, away: [{from: 2026-12-01}]}
""",
}
REQUIRED = """
schema: account/1
id: {id}
name: {name}
version: 2
status: {status}
owner: ada
review: {{last: 2026-10-01, every: 6 months}}
tier: key
sector: industrial
structure: single
currency: EUR
"""
RELATIONSHIPS = """
team:
  - {person: ada, role: kam, does: Leads}
  - {person: ben, does: Serves, backup: ada}
stakeholders:
  - id: buyer
    function: Buyer
    area: Purchasing
    power: high
    interest: high
    buying: [decision-maker]
    known: assumed
    on: 2026-09-01
  - id: chief
    function: Chief
    area: Management
    power: high
    interest: medium
    buying: [veto-holder]
    known: assumed
    on: 2026-09-01
  - id: fitter
    function: Fitter
    area: Workshop
    power: low
    interest: low
    stance: champion
    known: confirmed
    on: 2026-09-01
relationships:
  - {person: ada, stakeholder: buyer, strength: working, since: 2026-01-05,
     last_contact: 2026-08-01, every: 1 month}
  - {person: ada, stakeholder: fitter, strength: first-contact, since: 2026-01-05,
     last_contact: 2026-10-30}
  - {person: ben, stakeholder: fitter, strength: trusted, since: 2026-01-05,
     last_contact: 2026-10-30}
"""


def rating(on: str, volume: int, growth: int, service: int, more: str = "") -> str:
    return f"""
  - method: grid
    on: {on}
    raters: [sales]
    scores:
      potential: {{volume: {{score: {volume}}}, growth: {{score: {growth}}}}}
      position: {{service: {{score: {service}}}}}
{indent(dedent(more).strip(), "    ")}
"""


@pytest.fixture
def read(tmp_path: Path) -> Callable[..., Context]:
    """Lays a small handbook and accounts (id -> more sections) out and takes an edition's view.

    ``method``: more sections of the method.
    """

    def laid_out(
        more: str | dict[str, str] = "",
        edition: Edition = Edition.TEAM,
        status: str = "active",
        name: str = "Acme",
        method: str = "",
    ) -> Context:
        accounts = more if isinstance(more, dict) else {"acme": more}
        files = dict(HANDBOOK)
        files["content/methods/grid.yaml"] += method
        for account_id, sections in accounts.items():
            head = REQUIRED.format(id=account_id, name=name, status=status)
            files[f"accounts/{account_id}/account.yaml"] = head + sections
        for path, text in files.items():
            (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / path).write_text(text.lstrip(), encoding="utf-8")
        made = assemble(tmp_path, edition, AS_OF)
        return Context(made.catalog, made.insight, made.findings)

    return laid_out


def pages_of_accounts(context: Context) -> Iterator[Page]:
    return PageKind(inputs.accounts, account.pages).of(context)


def text_of(context: Context, leaf: str, account_id: str = "acme") -> str:
    path = f"accounts/{account_id}/{leaf}"
    return next(page.markdown for page in pages_of_accounts(context) if page.path == path)


def context_of(made: Assembled) -> Context:
    return Context(made.catalog, made.insight, made.findings)


@pytest.fixture(scope="session")
def team(assembled: Callable[[Edition], Assembled]) -> Context:
    return context_of(assembled(Edition.TEAM))


@pytest.fixture(scope="session")
def leadership(assembled: Callable[[Edition], Assembled]) -> Context:
    return context_of(assembled(Edition.LEADERSHIP))


# Words --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("Three regions", "Three regions."),
        ("Three regions.", "Three regions."),
        ("Really?", "Really?"),
        ('She said "no."', 'She said "no."'),
        ("(see below.)", "(see below.)"),
        ("", ""),
    ],
)
def test_a_full_stop_stands_only_where_no_sentence_ends(written: str, shown: str) -> None:
    assert md.stop(written) == shown


def test_prose_is_written_in_the_subset() -> None:
    written = dedent("""
        One line
        and its rest.
        - an item
          that goes on
          1. nested
        - <https://example.org/a_b>

        > a *quote* with `a|b` and {{ x }}
        """)
    assert prose(written) == (
        "One line and its rest.\n\n"
        "- an item that goes on\n"
        "    1. nested\n"
        "- [https://example.org/a_b](https://example.org/a%5Fb)\n\n"
        "> a *quote* with a&#124;b and &#123;{ x }}"
    )


def test_prose_cannot_begin_another_block() -> None:
    assert prose(r"\- no list") == "&#45; no list"
    assert prose("a <b>bold</b> word") == "a &lt;b&gt;bold&lt;/b&gt; word"


# Position -----------------------------------------------------------------------------------


def test_a_rating_says_how_it_differs_from_the_one_before(read: Callable[..., Context]) -> None:
    ratings = "ratings:" + rating("2026-09-01", 8, 5, 6) + rating("2026-03-01", 7, 6, 4)
    context = read(ratings)
    insight = context.insight.accounts["acme"]
    newest, first = track.tracks(context.names, insight)[0].rows
    assert newest.movement == (
        "Potential up 0.20: Volume from 7 to 8, Growth from 6 to 5. "
        "Position up 2.00: Service from 4 to 6. Moves from Star to Strategic."
    )
    assert (first.movement, first.values) == ("First rating.", ("6.60 (high)", "4.00 (weak)"))
    assert newest.movement in text_of(context, "history.md")


def test_an_unchanged_axis_is_called_unchanged(read: Callable[..., Context]) -> None:
    context = read("ratings:" + rating("2026-09-01", 3, 3, 4) + rating("2026-03-01", 3, 3, 6))
    newest, before = context.insight.accounts["acme"].placements
    assert track.drift(newest, before) == "potential unchanged, position down 2.00"
    assert "Potential unchanged. Position down 2.00" in track.movement(newest, before)


def test_every_rating_says_which_plan_has_it_first(read: Callable[..., Context]) -> None:
    changes = """
changes:
  - {version: 2, on: 2026-09-01, what: [Rated anew.]}
  - {version: 1, on: 2026-03-02, what: [First plan.]}
"""
    ratings = rating("2026-09-01", 8, 5, 6) + rating("2026-08-31", 7, 6, 4)
    context = read("ratings:" + ratings + rating("2026-03-01", 7, 6, 4) + changes)
    (found,) = track.tracks(context.names, context.insight.accounts["acme"])
    assert [row.plan for row in found.rows] == ["version 2", "version 2", "version 1"]
    for leaf in (POSITION, "history.md"):
        assert "</time> | version 2 | 6.80 (high) |" in text_of(context, leaf)
        assert "Calculated with version 1.0.0 of the method." in text_of(context, leaf)


@pytest.mark.parametrize(
    ("began", "expected"),
    [
        ("2026-03-01", "Calculated with version 1.0.0 of the method."),
        ("2026-08-31", f"1 of 2 ratings is {BEFORE} 31 Aug 2026; {TODAYS}"),
        ("2026-09-02", f"These ratings are {BEFORE} 2 Sep 2026; {TODAYS}"),
    ],
)
def test_scores_older_than_the_version_of_the_method_are_called_so(
    read: Callable[..., Context], began: str, expected: str
) -> None:
    ratings = "ratings:" + rating("2026-09-01", 8, 5, 6) + rating("2026-03-01", 7, 6, 4)
    changes = f"changes: [{{version: 1.0.0, on: {began}, what: [New.]}}]\n"
    context = read(ratings, method=changes)
    (found,) = track.tracks(context.names, context.insight.accounts["acme"])
    assert found.how == expected


def test_a_patch_of_the_method_makes_no_score_older(team: Context) -> None:
    method = team.catalog.methods["account-analysis-matrix"]
    assert method.version.patch
    (found,) = track.tracks(team.names, team.insight.accounts[HALLMERE])
    assert found.how == f"These ratings are {BEFORE} 26 Oct 2026; {TODAYS}"


def test_the_reasons_for_a_cell_name_factors_that_raise_and_lower_it(
    read: Callable[..., Context],
) -> None:
    context = read("ratings:" + rating("2026-09-01", 8, 3, 5))
    placement = context.insight.accounts["acme"].placement
    assert placement is not None
    assert position.why(placement) == [
        "Potential is high: 6.00, with the line at 5.00. Measured from the line, Volume (8 of 10) "
        "lifts it by 1.80; Growth (3 of 10) pulls it down by 0.80.",
        "Position is strong: 5.00, with the line at 5.00. Every score is on it.",
    ]


def test_the_position_page_shows_what_the_rating_rests_on(read: Callable[..., Context]) -> None:
    text = text_of(read("ratings:" + rating("2026-09-01", 8, 3, 5)), POSITION)
    picture = "![What each factor adds. Potential: Volume 4.80, Growth 1.20; together 6.00, high"
    assert picture in text
    assert "](factors.svg)" in text
    assert text.index(picture) < text.index("### Potential: 6.00, high")


def test_close_to_the_line_is_shown_with_the_cell_beyond(team: Context) -> None:
    placement = team.insight.accounts[NORVANE].placement
    assert placement is not None
    text = position.grey_in_words(placement)
    assert text == ("Position as provider is 0.15 below the line at 5.00; above it is Strategic.")


def test_an_override_is_shown_with_who_approved_it_and_why(read: Callable[..., Context]) -> None:
    over = """
    override:
      cell: status
      because: The plant is for sale
      approved_by: ben
    """
    context = read("ratings:" + rating("2026-09-01", 8, 8, 8, over))
    text = text_of(context, POSITION)
    treated = "place it in the cell Strategic. It is treated as Status all the same"
    assert treated in text_of(context, "strategy.md")
    assert treated in text
    assert "approved by Ben Cole. The plant is for sale." in text
    assert "Status (the scores say Strategic)" in text
    assert "Decided against the scores, approved by Ben Cole: The plant is for sale. |" in text
    assert "The scores give Strategic, and this is about the scores." in text


def test_a_score_between_two_anchors_is_described_by_both(read: Callable[..., Context]) -> None:
    text = text_of(read("ratings:" + rating("2026-09-01", 5, 4, 4)), POSITION)
    assert "Between 4 (“Some”) and 7 (“Much”)." in text
    assert "none recorded" in text
    assert "Nobody on the customer's side has confirmed the customer's view yet." in text


@pytest.mark.parametrize(
    ("reviews", "newest", "before", "expected"),
    [
        ("2", 7, 7, " Met: "),
        ("2", 7, 3, "1 of 2 ratings reach it"),
        ("2", 3, 7, "0 of 2 ratings reach it"),
        ("1", 3, 7, "it does not reach it"),
        ("1", 6, 3, " Met: "),
    ],
)
def test_the_trigger_for_another_tier_is_worked_out(
    read: Callable[..., Context], reviews: str, newest: int, before: int, expected: str
) -> None:
    context = read(
        "promotion: {to: global, axis: potential, at_least: 6, reviews: "
        + reviews
        + "}\nratings:"
        + rating("2026-09-01", newest, newest, 5)
        + rating("2026-03-01", before, before, 5)
    )
    insight = context.insight.accounts["acme"]
    assert insight.account.promotion
    assert expected in schemes.promotion_in_words(insight, insight.account.promotion)


# Objectives, promises, contracts ------------------------------------------------------------


OBJECTIVE = """
objectives:
  - id: share
    whose: ours
    what: Grow
    metric: {unit: UNIT, baseline: 10, target: 40, actual: 25, on: 2026-10-01}
    due: 2027-06-30
    owner: ada
    actions:
      - {id: one, what: Call, owner: ada, due: 2026-10-01}
      - {id: two, what: Write, owner: ada, due: 2026-12-01, done: 2026-10-20}
"""


def test_a_unit_stands_where_it_reads_well(read: Callable[..., Context]) -> None:
    def figures(unit: str) -> str:
        context = read(OBJECTIVE.replace("UNIT", unit))
        return plan.objective_rows(context.names, context.insight.accounts["acme"])[0].figures

    assert figures('"% of orders"') == "from 10 % to 40 % of orders, now 25 %"
    assert figures("tray lines") == "Tray lines: from 10 to 40, now 25"


def test_actions_say_where_they_stand(read: Callable[..., Context]) -> None:
    context = read(OBJECTIVE.replace("UNIT", "lines"))
    insight = context.insight.accounts["acme"]
    row = plan.objective_rows(context.names, insight)[0]
    assert [state for _, state in row.actions] == ["overdue", "done"]
    assert row.way == "50 % of the way; 1 of 2 actions done"


def test_progress_of_a_figure_in_percent_is_told_in_points(read: Callable[..., Context]) -> None:
    context = read(OBJECTIVE.replace("UNIT", '"% of orders"'))
    (row,) = plan.objective_rows(context.names, context.insight.accounts["acme"])
    assert row.way == "15 of 30 points; 1 of 2 actions done"


PROMISES = """
promises:
  - {id: late, by: us, what: Late, made: 2026-08-01, due: 2026-10-01, owner: ada}
  - {id: open, by: us, what: Open, made: 2026-08-01, due: 2026-11-10, owner: ada}
  - id: later
    by: us
    what: Kept after the day
    made: 2026-08-01
    due: 2026-11-05
    owner: ada
    kept: {on: 2026-11-04, exactly: yes}
  - id: nearly
    by: us
    what: Nearly
    made: 2026-07-01
    due: 2026-08-01
    owner: ada
    kept: {on: 2026-08-03, exactly: no, note: Two days late}
contracts:
  - {id: gone, what: Gone, starts: 2025-01-01, ends: 2026-01-01, notice: 1 month, owner: ada}
  - {id: tight, what: Tight, starts: 2025-01-01, ends: 2026-12-31, notice: 3 months, owner: ada}
  - {id: wide, what: Wide, starts: 2025-01-01, ends: 2027-12-31, notice: 3 months, renews: yes,
     owner: ada}
"""


def test_promises_stand_in_the_order_of_their_urgency(read: Callable[..., Context]) -> None:
    context = read(PROMISES)
    insight = context.insight.accounts["acme"]
    rows = plan.promise_rows(context.names, insight, "us")
    assert [(row.promise.id, row.state) for row in rows] == [
        ("late", "overdue"),
        ("later", "open"),
        ("open", "open"),
        ("nearly", "kept"),
    ]
    assert plan.kept_in_words(insight.ours) == "0 of 2 promises due were kept exactly (0 %)"
    text = text_of(context, PLAN)
    assert "kept, but not exactly" in text
    assert "Two days late." in text


def test_contracts_say_where_their_notice_stands(read: Callable[..., Context]) -> None:
    context = read(PROMISES)
    rows = plan.contract_rows(context.names, context.insight.accounts["acme"])
    assert [(row.contract.id, row.state, row.notice_day) for row in rows] == [
        ("tight", "has passed", date(2026, 9, 30)),
        ("wide", "", date(2027, 9, 30)),
        ("gone", "ended", date(2025, 12, 1)),
    ]


def test_hallmere_kept_ten_of_eleven_promises(team: Context) -> None:
    text = "10 of 11 promises due were kept exactly (91 %)"
    assert text in text_of(team, "index.md", HALLMERE)
    assert text in text_of(team, PLAN, HALLMERE)


# Team ---------------------------------------------------------------------------------------


def test_the_heat_map_counts_lines_and_names_the_best(read: Callable[..., Context]) -> None:
    context = read(RELATIONSHIPS)
    heat = network.heat_map(context.names, context.insight.accounts["acme"])
    assert heat is not None
    assert heat.areas == ("Purchasing", "Management", "Workshop")
    assert heat.rows == (
        ("Sales", ("1 line, working", "", "1 line, first contact")),
        ("Service", ("", "", "1 line, trusted")),
    )
    assert heat.untouched == "Management"


def test_power_and_interest_are_four_fields(read: Callable[..., Context]) -> None:
    context = read(RELATIONSHIPS)
    grid = network.four_fields(context.insight.accounts["acme"])
    placed = {
        field.advice: [post[1:] for post in field.posts] for row in grid for field in row.fields
    }
    assert placed == {
        "Keep satisfied": [("Chief", "stance unknown, covered by nobody")],
        "Work closely": [("Buyer", "stance unknown")],
        "Keep an eye on": [("Fitter", "champion")],
        "Keep informed": [],
    }


def test_single_points_of_failure_are_sentences(read: Callable[..., Context]) -> None:
    context = read(RELATIONSHIPS)
    assert network.single_points(context.names, context.insight.accounts["acme"]) == [
        "Chief (veto holder) is covered by nobody.",
        "Ada Blum is the only one who covers: Buyer.",
        "Ada Blum holds the account and nobody is named to stand in.",
    ]
    text = text_of(context, "team.md")
    assert "[Ben Cole](../../people/ben/index.md), away from 1 Dec 2026, return date open" in text
    assert re.search(r"1 Aug 2026</time> <span class=\"chip chip--warn\">overdue</span>", text)


def test_norvane_shows_its_planted_gaps(team: Context) -> None:
    found = network.single_points(team.names, team.insight.accounts[NORVANE])
    assert "Head of group procurement (veto holder) is covered by nobody." in found
    assert "APAC: every contact runs through Serene Tan." in found


def test_norvane_says_whose_turn_it_is_and_links_to_the_methods_that_changed(team: Context) -> None:
    text = text_of(team, "index.md", NORVANE)
    assert "The three most urgent now, even if the day is later." in text
    assert "none of us has met this person ([Ana Ruiz](../../people/ana-ruiz/index.md)).\n" in text
    caller, whom = "[Ana Ruiz](../../people/ana-ruiz/index.md)", "[chief operating officer]"
    assert f"First call: {caller} calls the **{whom}(team.md#stakeholder-chief-" in text
    assert "the head of group procurement, who reports to the chief operating officer." in text
    assert (
        "is covered by nobody. Ana Ruiz has to build this relationship, or name who will." in text
    )
    assert "[Bensaou's investment matrix](../../methods/bensaou/history.md) and " in text


def test_the_team_page_names_the_objective_that_both_sides_share(team: Context) -> None:
    where = "(strategy/plan.md#objective-harmonised-terms)"
    joint = f"Joint objective: [Harmonised service terms in three regions]{where}.\n"
    assert joint in text_of(team, "team.md", NORVANE)
    assert "\nJoint objectives: [" in text_of(team, "team.md", HALLMERE)


def test_value_without_a_figure_says_so(team: Context) -> None:
    plan = text_of(team, "strategy/plan.md", NORVANE)
    assert "One report | no figures in this edition |" in plan


def test_contacts_of_less_weight_that_one_person_covers_are_named(team: Context) -> None:
    found = network.single_points(team.names, team.insight.accounts[HALLMERE])
    assert found[0].startswith("Everyone who decides, pays or holds a veto is covered")
    assert found[1:] == [
        "Only one of our people covers: Category buyer, household; Promotions planner."
    ]


def test_the_shape_is_compared_with_the_stage(team: Context) -> None:
    tessaly = network.shape_in_words(team.catalog.methods, team.insight.accounts[TESSALY])
    assert tessaly[1] == "For Early KAM that is enough."
    norvane = network.shape_in_words(team.catalog.methods, team.insight.accounts[NORVANE])
    assert norvane[1] == (
        "That is more than Early KAM needs, and a step towards Mid KAM, which we aim for."
    )


def test_a_network_wider_than_the_stage_is_called_so(team: Context) -> None:
    methods, accounts = team.catalog.methods, team.insight.accounts
    assert network.wider_than(methods, accounts[NORVANE]) == ["Early KAM"]
    assert network.wider_than(methods, accounts[HALLMERE]) == []
    assert "is a diamond, more than Early KAM needs." in text_of(team, "strategy.md", NORVANE)


def test_general_text_of_a_model_is_not_said_of_the_account(team: Context) -> None:
    text = text_of(team, "strategy/position.md", NORVANE)
    stages = {step.id: step for step in team.catalog.methods["millman-wilson"].steps}
    for step in (stages["early-kam"], stages["mid-kam"]):
        assert text.count(step.means) == text.count(f"{step.name} in general: {step.means}") == 1
    for cell in team.catalog.methods["bensaou"].cells:
        assert text.count(cell.strategy) == text.count(f"{cell.name} in general: {cell.strategy}")
    assert "- What the cell Star calls for: Invest selectively." in text_of(
        team, "index.md", NORVANE
    )


def test_who_has_to_hear_in_the_first_week_is_listed_there(team: Context) -> None:
    text = text_of(team, "onboarding.md", TESSALY)
    week = text.split("Day 1\n")[1].split("Week 2\n")[0]
    assert week.count('id="task-first-') == 2
    assert text.count('id="task-first-') == 2
    assert 'id="first-week"></a>' in week
    assert "**Tell** [Plant manager Modena]" in week


def test_day_1_begins_with_how_to_read_an_account(team: Context) -> None:
    text = text_of(team, "onboarding.md", HALLMERE)
    first = text.split("Day 1\n")[1].split("Day 2\n")[0]
    links = (
        "[Read a playbook](",
        "[Handing an account over](",
        "[The playbook](",
        "[The handover](",
    )
    places = [first.index(link) for link in links]
    assert places == sorted(places)


def test_a_newcomer_meets_the_colleague_before_the_contact(team: Context) -> None:
    text = text_of(team, "onboarding.md", NORVANE)
    week = text.split("Day 1\n")[1].split("Week 2\n")[0]
    for colleague, contact in (
        ("Rosa Delgado", "Head of operations Americas"),
        ("Henrik Nyman", "Group maintenance director"),
    ):
        assert week.index(f"**Meet** [{colleague}]") < week.index(f"**Tell** [{contact}]")
        assert text.count(f"**Meet** [{colleague}]") == 1


def test_an_assumption_is_checked_before_it_expires(team: Context) -> None:
    text = text_of(team, "onboarding.md", HALLMERE)
    days = dict(re.findall(r"^## (?:<a[^>]*></a>)*(\w+ \d+)\n((?:(?!^## ).*\n)*)", text, re.M))
    for each in team.insight.accounts[HALLMERE].account.assumptions:
        (day,) = (name for name, steps in days.items() if each.what in steps)
        kind, number = day.split()
        begins = int(number) - 1 if kind == "Day" else (int(number) - 1) * 7
        assert AS_OF + timedelta(begins) <= each.expires
        assert f"**Check whether it still holds:** [{each.what}]" in days[day]


@pytest.mark.parametrize(
    ("above", "expected"),
    [
        ("chief", ", so ask who can introduce you"),
        (
            "buyer",
            ". For an introduction ask Ada Blum, who knows the buyer, to whom this person reports",
        ),
        (
            "fitter",
            ". For an introduction ask Ben Cole, who knows the fitter, to whom this person reports",
        ),
    ],
)
def test_a_newcomer_learns_who_can_introduce_them(
    read: Callable[..., Context], above: str, expected: str
) -> None:
    owner = (
        "  - {id: owner, function: Owner, area: Management, power: high, interest: low,\n"
        f"     buying: [economic-buyer], reports_to: {above}, known: assumed, on: 2026-09-01}}\n"
    )
    plan = RELATIONSHIPS.replace("relationships:\n", f"{owner}relationships:\n")
    unknown = "economic buyer; none of our people know this person yet"
    text = text_of(read(plan), "onboarding.md")
    assert f"(team.md#stakeholder-owner): {unknown}{expected}\n" in text


def test_findings_that_differ_in_a_name_are_one_sentence(read: Callable[..., Context]) -> None:
    context = read(RELATIONSHIPS)
    account = context.insight.accounts["acme"].account
    rule = Rule("old", FindingLevel.INFO, "Old.", "It misleads.", "Rate again.")
    worse = Rule("late", FindingLevel.WARNING, "Late.", "It hurts.", "Do it (`kept`).")
    day, place = date(2026, 10, 26), Location("accounts/acme/account.yaml")

    def old(method: str, on: date = day) -> Finding:
        return rule.at(place, "The one of ", on, " is from before ", method, " changed.")

    found = [
        *(old("Grid"), old("Matrix"), old("Grid", date(2026, 9, 1))),
        *(worse.at(place, f"{what}: due on ", day, ".") for what in ("Report", "Offer")),
    ]
    grouped = playbook.attention(account, context.names, found)
    assert [(each.messages, each.remedy) for each in grouped] == [
        (("Report: due on 26 Oct 2026.", "Offer: due on 26 Oct 2026."), "Do it (`kept`)."),
        (
            (
                "The one of 26 Oct 2026 is from before Grid and Matrix changed.",
                "The one of 1 Sep 2026 is from before Grid changed.",
            ),
            "Rate again.",
        ),
    ]


def test_a_removed_competency_is_explained_by_what_still_requires_it(
    read: Callable[..., Context],
) -> None:
    insight = read(RELATIONSHIPS).insight.accounts["acme"]

    def removed(*path: str) -> str:
        change = ChangeText("removed", Severity.MINOR, "", "Removed.", Location(""), path)
        return history.still_required(insight, change)

    assert removed("adds", "listening") == "It is still required, at Basic, by the role."
    assert removed("adds", "drawing") == "It is no longer required here."
    assert removed("risks", "listening") == ""


def test_shared_hours_are_shown_in_each_regions_time(team: Context) -> None:
    hours = regions.shared_hours(team.insight.accounts[NORVANE])
    assert hours is not None
    cells = dict(hours.rows)
    assert cells["EMEA and Americas"] == (
        "1 h: EMEA 16:00 to 17:00, Americas 09:00 to 10:00",
        "2 h: EMEA 15:00 to 17:00, Americas 09:00 to 11:00",
        "1 h: EMEA 16:00 to 17:00, Americas 09:00 to 10:00",
    )
    assert cells["EMEA, Americas and APAC"] == ("none",) * 3


def test_a_meeting_without_a_common_hour_says_so(team: Context) -> None:
    hours = [row.hour for row in regions.meeting_rows(team.insight.accounts[NORVANE], AS_OF)]
    assert hours[0] == "rotates between the regions; no office hour in common on the days above"
    assert hours[1] == "fixed"


@pytest.mark.parametrize(("minutes", "expected"), [(60, "1 h"), (30, "30 min"), (90, "1 h 30 min")])
def test_lengths_of_time(minutes: int, expected: str) -> None:
    assert duration(minutes) == expected


# Checklist, history, handover ---------------------------------------------------------------


def test_the_checklist_says_why_and_leaves_room_to_fill_in(read: Callable[..., Context]) -> None:
    context = read(
        RELATIONSHIPS
        + "adds:\n  - {competency: listening, level: expert, because: They rarely say no aloud}\n"
    )
    text = text_of(context, "checklist.md")
    assert (
        "- [Listening](#need-listening) at Expert (the role requires Basic). "
        "They rarely say no aloud." in text
    )
    assert "[Listening](checklist/people.md#need-listening) at **Expert**" in text
    area = text_of(context, "checklist/people.md")
    item = (
        '- [ ] <a id="need-listening"></a>'
        "[Listening](../../../competencies/listening/index.md#level-expert) at **Expert**"
    )
    assert item in area
    after = area.split(item)[1].split("\n")[1:6]
    assert after[:2] == ["    - Hears what is not said.", "    - Teaches others to listen."]
    assert "Own level:" in area
    assert "Example Supplies has not said what exactly it expects of this role." in text
    assert "not decided yet" in text


def test_the_checklist_gives_the_organisations_answer(team: Context) -> None:
    text = text_of(team, "checklist.md", NORVANE)
    assert "Names a stand-in for every region before the region goes live." in text
    assert "the customer's **advocate** inside our company" in text


def test_history_is_newest_first_and_admits_what_is_missing(read: Callable[..., Context]) -> None:
    text = text_of(
        read("changes:\n  - {version: 1, on: 2026-04-01, what: [First plan.]}\n"), "history.md"
    )
    assert "What changed with version 2 is not recorded yet." in text
    assert "Version 2: not approved yet." in text
    assert "[What changed](history.md)" not in text
    assert '### <a id="version-1"></a>Version 1, 1 Apr 2026' in text


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        ("2026-05-02", "approved by Ben Cole on 2 May 2026"),
        ("2026-04-30", "not approved; an earlier version was approved by Ben Cole on 30 Apr 2026"),
    ],
)
def test_an_approval_older_than_the_version_is_of_an_earlier_one(
    read: Callable[..., Context], on: str, expected: str
) -> None:
    context = read(
        "changes:\n  - {version: 2, on: 2026-05-01, what: [Another plan.]}\n"
        f"approved: {{by: ben, on: {on}}}\n"
    )
    assert f"Version 2: {expected}." in text_of(context, "history.md")
    assert f"- Version: 2, {expected}\n" in text_of(context, "index.md")


def test_norvanes_versions_are_newest_first(team: Context) -> None:
    text = text_of(team, "history.md", NORVANE)
    assert re.findall(r'<a id="version-(\d)"></a>', text) == ["4", "3", "2", "1"]
    assert text.index("**Accepted** on") < text.index("**Nominated** on")


def test_a_handover_nobody_wrote_still_helps(read: Callable[..., Context]) -> None:
    text = text_of(read(RELATIONSHIPS + PROMISES), "handover.md")
    assert "No handover note is written yet." in text
    assert text.index("Late]") < text.index("Kept after the day]") < text.index("Open]")
    assert "Nobody is named. Start with those who decide, pay or hold a veto:" in text
    assert "[Chief](team.md#stakeholder-chief) |" in text
    assert "Nothing is recorded. Ask, while there is someone to ask." in text


def test_tessalys_handover_shows_that_nobody_stands_in(team: Context) -> None:
    text = text_of(team, "handover.md", TESSALY)
    assert "away from 7 Dec 2026, return date open. Stand-in: " in text
    assert "nobody named" in text
    assert "[Plant manager Modena](team.md#stakeholder-plant-manager-modena)" in text


# Portfolio ----------------------------------------------------------------------------------


PORTFOLIO = PageKind(inputs.portfolio, portfolio.pages)


def portfolio_of(context: Context) -> str:
    return next(PORTFOLIO.of(context)).markdown


def test_the_portfolio_places_every_account(team: Context) -> None:
    text = portfolio_of(team)
    star = "#cell-star)**: [Norvane Industrial Group](norvane-industrial-group/index.md)"
    assert f"{star} (potential 7.90" in text
    assert "position 4.85; potential up 0.25, position up 0.45 since 24 Mar 2026)" in text
    assert "(buyer's specific investments 4.00, supplier's specific investments 7.00;" in text
    assert (
        "**[Strategic](../methods/account-analysis-matrix/index.md#cell-strategic)**: none" in text
    )
    assert "[Tessaly Packaging](tessaly-packaging/index.md) | active | rejected |" in text


def test_there_is_no_portfolio_without_accounts(read: Callable[..., Context]) -> None:
    context = read("", Edition.HR)
    assert list(PORTFOLIO.of(context)) == []
    assert list(pages_of_accounts(context)) == []


def test_candidates_stand_apart_and_families_together(read: Callable[..., Context]) -> None:
    nominated = """
selection:
  - {stage: nominated, on: 2026-09-01, by: ada, reasons: [They asked]}
parent: whole
"""
    context = read({"whole": "", "part": nominated}, status="candidate")
    text = portfolio_of(context)
    assert "No account is active yet." in text
    assert re.search(
        r"\(part/index\.md\) \| candidate \| nominated \| .* \| \[Ada Blum\]\S+ \| They asked\. \|",
        text,
    )
    assert "- [Acme](whole/index.md) (key, candidate): 1 account below it\n" in text
    assert "    - [Acme](part/index.md) (key, candidate)\n" in text
    assert "Part of [Acme](../whole/index.md)." in text_of(context, "index.md", "part")


# Editions and sparse content ----------------------------------------------------------------

FIGURES = """
wallet:
  category: Seals
  total: TOTAL
  ours: 100 k
  on: 2026-09-01
  method: Counted
  confidence: low
economics:
  periods:
    - {id: p, starts: 2025-01-01, ends: 2025-12-31, revenue: 900 k, goods: GOODS, terms: 50 k,
       cost_to_serve: 50 k}
  drivers: [{id: trips, what: Trips}]
  margin_floor: 12 %
white_space:
  - {product: seals, potential: 333 k, current: 100 k, note: Old stock}
objectives:
  - id: contribution
    whose: ours
    what: Contribution
    metric: {unit: "% of revenue", measure: contribution-share, target: 20}
    due: 2027-06-30
    owner: ada
"""


def all_of(context: Context) -> dict[str, Page]:
    pages = (*pages_of_accounts(context), *PORTFOLIO.of(context))
    return {page.path: page for page in pages}


def test_leadership_sees_what_the_account_brings(read: Callable[..., Context]) -> None:
    more = FIGURES.replace("TOTAL", "400 k").replace("GOODS", "650 k")
    context = read(more, Edition.LEADERSHIP)
    text = text_of(context, MONEY)
    assert "**Share of wallet: 25 %** (EUR 100 k of EUR 400 k a year)" in text
    assert "| **Contribution** | **EUR 150 k** |" in text
    assert "| in percent of revenue | 16.7 % |" in text
    assert "is less than 12 % of its revenue" in text
    assert "Open in total: EUR 233 k a year." in text_of(context, MARKET)


def test_team_pages_do_not_change_with_amounts(read: Callable[..., Context]) -> None:
    one = all_of(read(FIGURES.replace("TOTAL", "400 k").replace("GOODS", "650 k")))
    other = all_of(read(FIGURES.replace("TOTAL", "401 k").replace("GOODS", "10 k")))
    assert one == other
    for leaf, expected in (
        (MARKET, "| Seals | Old stock |"),
        (MONEY, "Share of wallet: 25 %"),
        (PLAN, "Measured: no figures in this edition"),
    ):
        assert expected in one[f"accounts/acme/{leaf}"].markdown


def test_no_amount_of_money_stands_on_a_team_page(team: Context, leadership: Context) -> None:
    amount = re.compile(r"\b(?:EUR|USD|GBP) ?\d|\d ?(?:EUR|€)")
    for path, page in all_of(team).items():
        assert not amount.search(page.markdown), path
    seen = "".join(page.markdown for page in all_of(leadership).values())
    assert len(amount.findall(seen)) > 20


LEAVES = (
    *("index.md", "strategy.md", POSITION, PLAN, MARKET),
    *(
        "team.md",
        "contacts.md",
        "year.md",
        "review.md",
        "checklist.md",
        "onboarding.md",
        "history.md",
        "cover.md",
        "handover.md",
    ),
)


@pytest.mark.parametrize("edition", [Edition.TEAM, Edition.LEADERSHIP])
def test_an_account_with_nothing_but_its_name_reads_well(
    read: Callable[..., Context], edition: Edition
) -> None:
    context = read("", edition)
    assert [page.path for page in pages_of_accounts(context)] == [
        f"accounts/acme/{x}" for x in LEAVES
    ]
    for leaf in LEAVES:
        text = text_of(context, leaf)
        assert "None" not in text
        assert not re.search(r"^## .*\n+(?:## |---)", text, re.MULTILINE), (
            f"empty section on {leaf}"
        )
    for leaf in ("strategy.md", POSITION):
        assert "Not rated yet." in text_of(context, leaf)
    assert "Nobody holds an account role here yet." in text_of(context, "index.md")


def test_values_never_act_as_markup(read: Callable[..., Context]) -> None:
    hostile = "'a | b <script> [x](y) `c` **d** {{ e }}'"
    context = read(RELATIONSHIPS.replace("function: Buyer", f"function: {hostile}"), name=hostile)
    for page in all_of(context).values():
        assert "<script" not in page.markdown
        assert "{{" not in page.markdown
        assert "**d**" not in page.markdown
        for table in re.findall(r"(?:^\|.*\n)+", page.markdown, re.MULTILINE):
            assert len({row.count("|") for row in table.splitlines()}) == 1, page.path


ANCHORED = r"\]\(((?:\.\./)?(?:strategy/)?[a-z]+\.md)?#([a-z0-9-]+)\)"


def test_every_link_between_an_accounts_pages_has_its_anchor(team: Context) -> None:
    pages = all_of(team)
    for path, page in pages.items():
        for leaf, anchor in re.findall(ANCHORED, page.markdown):
            target = posixpath.normpath(posixpath.join(path, "..", leaf)) if leaf else path
            assert f'<a id="{anchor}"></a>' in pages[target].markdown, f"{path}: {leaf}#{anchor}"


def test_a_score_stands_with_its_evidence_source_and_date(team: Context) -> None:
    text = text_of(team, POSITION, HALLMERE)
    row = next(line for line in text.splitlines() if line.startswith("| Volume |"))
    assert row.split(" | ")[1:] == [
        "25 %",
        "9",
        "2.25",
        "Between 7 (“In the largest quarter of our accounts”) and 10 (“Among the handful of "
        "customers whose spend decides whether our year is good”).<br>"
        "Evidence: One of the largest buyers of household cleaners and car care we have. (Order "
        "book and purchasing data shared at the annual talks)<br>"
        'Seen <time datetime="2026-08-31">31 Aug 2026</time>, confidence high |',
    ]


def test_standing_names_cell_and_axes(team: Context) -> None:
    found = position.standing(team.names, team.insight.accounts[TESSALY])
    assert found is not None
    assert found.why == (
        "Account business potential 4.50 (low) and Position as provider 6.05 (strong) "
        "place it in the cell Status."
    )
