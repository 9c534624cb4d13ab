"""Timelines of made-up logs: nothing secret, removed or unknown is shown for the past."""

from datetime import date, timedelta

import pytest
from mkdocs.config.defaults import MkDocsConfig

from generator.editions import view
from generator.findings.classification import Edition
from generator.git.graph import graph_of
from generator.git.log import Commit, Log
from generator.history.timeline import Timeline, history
from generator.model.kinds import place_of
from generator.site.settings import compare_url
from tests.review.chronicle import ACCOUNT_1, PEOPLE, STAKEHOLDERS
from tests.review.handbook import HANDBOOK, METHOD, loaded

ACCOUNT = "accounts/acme/account.yaml"
RISK = (
    "risks:\n  - id: takeover\n    what: They may buy a rival\n    trigger: A press release\n"
    "    likelihood: low\n    impact: high\n    response: Talk to the owners.\n    owner: ada\n"
)
SECRET_RISK = RISK.replace("id: takeover\n", "id: takeover\n    class: confidential\n")
FILES = {
    **HANDBOOK,
    "content/methods/matrix.yaml": METHOD,
    PEOPLE: "schema: people/1\npeople:\n  - {id: ada, name: Ada Blum, function: sales}\n"
    "  - {id: cid, name: Cid Marsh, function: sales}\n",
    ACCOUNT: ACCOUNT_1.replace("key-account-manager", "kam"),
    "accounts/acme/stakeholders.yaml": STAKEHOLDERS,
}
Files = dict[str, str]


def log_of(*states: Files, day: date = date(2026, 1, 1)) -> Log:
    """A log in which each state is one commit."""
    commits, contents = [], {}
    before: Files = {}
    for number, state in enumerate(states):
        changed: dict[str, str | None] = {path: None for path in before if path not in state}
        for path, text in state.items():
            if before.get(path) != text:
                changed[path] = blob = f"{number}:{path}"
                contents[blob] = text.encode()
        at = day + timedelta(days=number)
        commits.append(Commit(f"{number:040}", at, "Somebody", "Work", changed))
        before = state
    graph = graph_of(
        [
            (each.id, [(commits[number - 1].id if number else None, each.changed)])
            for number, each in enumerate(commits)
        ],
        contents,
    )
    places: dict[str, list[int]] = {}
    for number, commit in enumerate(commits):
        for place in {place_of(path) for path in commit.changed}:
            places.setdefault(place, []).append(number)
    return Log(
        tuple(commits), contents, places={key: tuple(at) for key, at in places.items()}, graph=graph
    )


def timeline_of(
    *states: Files, edition: Edition = Edition.TEAM, kind: str = "account", item_id: str = "acme"
) -> Timeline:
    """The timeline of a definition of the last state."""
    today = loaded(states[-1])
    files = {path: text.encode() for path, text in states[-1].items()}
    return history(log_of(*states), today, view(today, edition), files).timeline(kind, item_id)


def sentences(timeline: Timeline) -> str:
    return " ".join(change.text for step in timeline.steps for change in step.changes)


def with_more(text: str, files: Files = FILES) -> Files:
    return {**files, "accounts/acme/strategy.yaml": f"schema: account/1\n{text}"}


def test_a_step_that_shows_nothing_is_left_out_with_its_day() -> None:
    comment = {**FILES, ACCOUNT: "# a comment\n" + FILES[ACCOUNT]}
    found = timeline_of(FILES, comment, with_more(SECRET_RISK, comment))
    assert [step.happened for step in found.steps] == ["first"]
    leads = timeline_of(FILES, comment, with_more(SECRET_RISK, comment), edition=Edition.LEADERSHIP)
    assert [step.mark.day for step in leads.steps] == [date(2026, 1, 1), date(2026, 1, 3)]


def test_what_was_secret_once_stays_so_for_the_time_before() -> None:
    plain = with_more(RISK)
    assert "rival" in sentences(timeline_of(FILES, plain))
    assert "rival" not in sentences(timeline_of(FILES, plain, with_more(SECRET_RISK)))
    # Also when it is removed today, and no current file says that it was secret.
    states = (FILES, plain, with_more(SECRET_RISK), FILES)
    assert "rival" not in sentences(timeline_of(*states))
    assert "rival" in sentences(timeline_of(*states, edition=Edition.LEADERSHIP))


def test_what_is_open_today_was_not_so_before() -> None:
    found = timeline_of(FILES, with_more(RISK), with_more(SECRET_RISK), with_more(RISK))
    assert [step.mark.day for step in found.steps] == [date(2026, 1, 1), date(2026, 1, 4)]


def test_what_nobody_ever_saw_is_not_named() -> None:
    unknown = FILES[ACCOUNT].replace("team:\n", "team:\n  - {person: zoe, does: Watches}\n")
    assert not sentences(timeline_of({**FILES, ACCOUNT: unknown}, FILES))


def test_who_left_is_still_named_where_everybody_knew_them() -> None:
    left = {
        **FILES,
        PEOPLE: FILES[PEOPLE].replace("  - {id: cid, name: Cid Marsh, function: sales}\n", ""),
        ACCOUNT: FILES[ACCOUNT]
        .replace("  - {person: cid, does: Keeps the pumps running, share: 40 %}\n", "")
        .replace(", backup: cid", ""),
    }
    assert "Team member cid removed." in sentences(timeline_of(FILES, left))


def test_what_cannot_be_shown_without_a_redacted_person_is_withheld() -> None:
    redacted = {
        **FILES,
        "content/redactions.yaml": "schema: redactions/1\n"
        "redactions: [{id: cid, on: 2026-05-04, because: Asked for it}]\n",
    }
    # An account is nothing without its owner.
    first = {**FILES, ACCOUNT: FILES[ACCOUNT].replace("owner: ada", "owner: cid")}
    for edition in (Edition.TEAM, Edition.LEADERSHIP):
        found = timeline_of(first, FILES, redacted, edition=edition)
        assert [step.mark.day for step in found.steps] == [date(2026, 1, 2)]
        assert "cid" not in str([state.item for state in found.states])


def test_no_history_speaks_of_a_definition_that_is_redacted() -> None:
    text = "schema: redactions/1\nredactions: [{id: acme, on: 2026-05-04, because: Asked for it}]\n"
    assert timeline_of(FILES, {**FILES, "content/redactions.yaml": text}) == Timeline()


def test_an_alias_leads_back_and_its_own_id_goes_first() -> None:
    old = {
        path.replace("acme", "pumps"): text.replace("id: acme", "id: pumps")
        for path, text in FILES.items()
    }
    new = {**FILES, ACCOUNT: FILES[ACCOUNT].replace("id: acme\n", "id: acme\naliases: [pumps]\n")}
    both = {**old, **new}
    found = timeline_of(old, both, new)
    assert [(step.happened, step.former) for step in found.steps] == [
        ("first", ""),
        ("renamed", "pumps"),
    ]


def test_a_state_that_cannot_be_read_is_named_and_its_change_shows_later() -> None:
    broken = {**FILES, ACCOUNT: FILES[ACCOUNT].replace("tier: key", "tier: [")}
    fixed = {**FILES, ACCOUNT: FILES[ACCOUNT].replace("tier: key", "tier: global")}
    team, leadership = (
        timeline_of(FILES, broken, fixed, edition=each)
        for each in (Edition.TEAM, Edition.LEADERSHIP)
    )
    for found in (team, leadership):
        assert found.partly_read
        assert sentences(found) == "Tier: key -> global."
        assert found.steps[-1].mark.day == date(2026, 1, 3)
    assert leadership.unread == (date(2026, 1, 2),)


def test_only_leadership_learns_on_which_day_a_file_was_broken() -> None:
    """It may be a file that other editions may not know of."""
    broken = {**FILES, "accounts/acme/economics.yaml": "schema: account/1\neconomics: [\n"}
    found = timeline_of(FILES, broken, FILES)
    assert found.partly_read
    assert found.unread == ()
    assert [step.mark.day for step in found.steps] == [date(2026, 1, 1)]


def test_a_reference_to_a_former_id_is_no_change() -> None:
    role = FILES["content/roles/kam.yaml"]
    before = {
        **FILES,
        "content/roles/keeper.yaml": role.replace("id: kam", "id: keeper"),
        ACCOUNT: FILES[ACCOUNT].replace("role: kam", "role: keeper"),
    }
    del before["content/roles/kam.yaml"]
    del before["content/onboarding/kam.yaml"]
    after = {
        **FILES,
        "content/roles/kam.yaml": role.replace("id: kam", "id: kam\naliases: [keeper]"),
    }
    assert [step.happened for step in timeline_of(before, after).steps] == ["first"]
    renamed = timeline_of(before, after, kind="role", item_id="kam", edition=Edition.PUBLIC)
    assert [step.happened for step in renamed.steps] == ["first", "renamed"]


def test_an_account_no_edition_holds_has_no_trail() -> None:
    assert timeline_of(with_more(RISK), edition=Edition.PUBLIC) == Timeline()


@pytest.mark.parametrize(
    ("repo", "edit", "address"),
    [
        ("https://github.com/a/b/", None, "https://github.com/a/b/compare/{base}...{head}"),
        ("https://gitlab.com/a/b", None, "https://gitlab.com/a/b/-/compare/{base}...{head}"),
        ("https://g.example/a/b", "edit/main/", "https://g.example/a/b/compare/{base}...{head}"),
        ("https://g.example/a", "/-/edit/main/", "https://g.example/a/-/compare/{base}...{head}"),
        (
            "https://bitbucket.org/a/b",
            None,
            "https://bitbucket.org/a/b/branches/compare/{head}..{base}",
        ),
        ("javascript:alert(1)", None, ""),
        (None, None, ""),
    ],
)
def test_each_forge_compares_in_its_own_way(
    repo: str | None, edit: str | None, address: str
) -> None:
    config = MkDocsConfig()
    config.repo_url, config.edit_uri = repo, edit
    assert compare_url(config) == address


def test_what_the_handbook_keeps_inside_leaves_no_trace_outside() -> None:
    role = FILES["content/roles/kam.yaml"]
    paid = {**FILES, "content/roles/kam.yaml": role.replace("to: 60 k", "to: 65 k")}

    def days(edition: Edition) -> list[date | None]:
        found = timeline_of(FILES, paid, edition=edition, kind="role", item_id="kam")
        return [step.mark.day for step in found.steps]

    assert days(Edition.PUBLIC) == [date(2026, 1, 1)]
    assert days(Edition.HR) == [date(2026, 1, 1), date(2026, 1, 2)]
