"""What became secret later is withheld for earlier states, wherever it stands."""

from dataclasses import dataclass
from datetime import date

import pytest

from generator.changes.comparison import Comparison, review
from generator.editions import view
from generator.editions.past import Purpose
from generator.findings.classification import Edition
from generator.history.later import PastGate
from generator.model.definitions import Definitions
from generator.reporters.comparison_markdown import as_markdown
from tests.review.chronicle import PEOPLE
from tests.review.handbook import loaded
from tests.review.test_trail import (
    ACCOUNT,
    FILES,
    Files,
    log_of,
    sentences,
    timeline_of,
    with_more,
)

RAISES = ", class: confidential"
DAY = date(2026, 11, 2)
OBJECTIVES = """objectives:
  - id: first
    whose: ours
    what: First aim
    due: 2027-06-30
    owner: ada
{first}  - id: second
    whose: ours
    what: Second aim
    due: 2027-06-30
    owner: ada
{second}"""
RISK = (
    "risks:\n  - {id: x, what: They may buy a rival, trigger: News of it, likelihood: low,"
    " impact: high, response: Talk to them, owner: ada, class: confidential}\n"
)


def with_objective(first: str = "", second: str = "", more: str = "") -> Files:
    return with_more(OBJECTIVES.format(first=first, second=second) + more)


def action(secrecy: str = "", *, name: str = "x", what: str = "They may buy a rival") -> str:
    given = f"id: {name}, what: {what}, owner: ada, due: 2027-01-01{secrecy}"
    return f"    actions:\n      - {{{given}}}\n"


def role(more: str) -> Files:
    path = "content/roles/kam.yaml"
    statement = "  - says: Answers for the result of the account.\n"
    return {**FILES, path: FILES[path].replace(statement, f"{statement}{more}")}


CLASSED_FIRST = "id: first\n    class: confidential"
STRATEGY = "accounts/acme/strategy.yaml"
OPEN = with_objective(action())
RAISED = with_objective(action(RAISES))
ELSEWHERE = with_objective(second=action(RAISES))
UNDER_ANOTHER_ID = with_objective(action(RAISES, name="y"))
REWORDED = with_objective(action(RAISES, name="y", what="They may soon buy a rival"))


def comment_on(*states: Files, edition: Edition = Edition.TEAM) -> str:
    """A comparison of the first state with the last one as a comment."""
    return as_markdown(compared(states, edition), "one", "other")


def compared(states: tuple[Files, ...], edition: Edition) -> Comparison:
    base, head, gate = loaded(states[0]), loaded(states[-1]), gate_of_the_first(states)
    return review(
        base,
        head,
        edition,
        DAY,
        hidden=gate.hidden(base),
        gates=gate.gated_pair,
    )


def gate_of_the_first(states: tuple[Files, ...]) -> PastGate:
    log = log_of(*states)
    return PastGate(loaded(states[-1]), log.commits[0].id, log.graph)


@dataclass(frozen=True, slots=True)
class History:
    """States, the oldest first; ``word`` must not be shown for the oldest."""

    states: tuple[Files, ...]
    word: str = "rival"


HISTORIES = {
    "moved and made secret": History((OPEN, ELSEWHERE)),
    "made secret, then moved": History((OPEN, RAISED, ELSEWHERE)),
    "made secret, then another id": History((OPEN, RAISED, UNDER_ANOTHER_ID)),
    "its holder got another id": History(
        (OPEN, with_more(OBJECTIVES.format(first=action(RAISES), second="").replace("first", "y")))
    ),
    "its holder made secret": History(
        (
            OPEN,
            {**OPEN, STRATEGY: OPEN[STRATEGY].replace("id: first", CLASSED_FIRST)},
            with_objective(),
        )
    ),
}

# Known limits of the gate (ADR 0013): nothing says that both are the same. The comparison says that
# something open came to an end, and nothing of what is secret since.
KNOWN_LIMITS = {
    "another id in the commit that made it secret": History((OPEN, UNDER_ANOTHER_ID)),
    "another id and other words": History((OPEN, REWORDED)),
    "another id first, secret later": History(
        (OPEN, with_objective(action(name="y")), UNDER_ANOTHER_ID)
    ),
    "of another kind": History((OPEN, with_objective(more=RISK))),
    "its words in a secret entry": History(
        (
            with_more(OBJECTIVES.format(first="", second="").replace("First aim", "Buy a rival")),
            with_objective(more=RISK.replace("They may buy a rival", "Buy a rival")),
        )
    ),
}


@pytest.mark.parametrize("history", HISTORIES.values(), ids=HISTORIES)
def test_a_history_does_not_disclose_it(history: History) -> None:
    assert history.word in sentences(
        timeline_of(with_objective(), *history.states, edition=Edition.LEADERSHIP)
    )
    found = timeline_of(with_objective(), *history.states)
    assert history.word not in sentences(found)
    assert history.word not in str([state.item for state in found.states])


@pytest.mark.parametrize("history", HISTORIES.values(), ids=HISTORIES)
def test_a_comparison_and_an_earlier_site_do_not_disclose_it(history: History) -> None:
    assert history.word in comment_on(*history.states, edition=Edition.LEADERSHIP)
    assert history.word not in comment_on(*history.states)
    assert history.word not in str(seen_of_first(*history.states))


@pytest.mark.few(2)
@pytest.mark.parametrize("history", KNOWN_LIMITS.values(), ids=KNOWN_LIMITS)
def test_what_became_something_else_is_reported_as_removed(history: History) -> None:
    removed = sentences(timeline_of(with_objective(), *history.states))
    assert history.word in removed
    assert history.word in comment_on(*history.states)
    for text in (removed, comment_on(*history.states)):
        assert "soon" not in text
        assert "added" not in text.replace("rival” added", "")
    assert not compared(history.states, Edition.TEAM).withheld


def seen_of_first(*states: Files, edition: Edition = Edition.TEAM) -> Definitions:
    """What an edition may see of the first state today."""
    gate, then = gate_of_the_first(states), loaded(states[0])
    seen = view(gate.gated(then, edition, Purpose.SITE).shown, edition, without=gate.hidden(then))
    return seen.definitions


@pytest.mark.parametrize("edition", [Edition.PUBLIC, Edition.HR])
def test_it_holds_for_the_handbook(edition: Edition) -> None:
    """A public statement became internal, then moved elsewhere."""
    statement = "  - says: Sits in the price committee.\n"
    inside = "    class: internal\n"
    states = role(statement), role(statement + inside), role(statement + inside)
    path = "content/roles/kam.yaml"
    text = FILES[path].replace("  customer:\n", f"  customer:\n  {statement}  {inside}")
    assert text != FILES[path]
    moved = {**FILES, path: text}
    found = timeline_of(FILES, *states, moved, edition=edition, kind="role", item_id="kam")
    assert ("price committee" in sentences(found)) is (edition is Edition.HR)


# What is not secret is reported as before ---------------------------------------------------------


def test_an_ordinary_move_and_a_new_id_next_to_a_secret_are_reported() -> None:
    first = with_objective(action(what="Visit the works in the south"), more=RISK)
    second = with_objective(second=action(name="y", what="Visit the works in the south"), more=RISK)
    found = timeline_of(FILES, first, second)
    assert "Visit the works in the south" in str(found.steps[-1].changes)
    assert "Visit the works in the south" in comment_on(first, second)


def test_an_entry_removed_as_a_secret_one_of_another_name_is_added_is_reported() -> None:
    first = with_objective(action(what="Visit the works in the south"))
    assert "Visit the works" in comment_on(first, with_objective(more=RISK))
    assert "Visit the works" in sentences(timeline_of(FILES, first, with_objective(more=RISK)))


def test_words_that_a_secret_entry_had_all_the_time_hide_nothing() -> None:
    first = with_more(OBJECTIVES.format(first="", second="").replace("First aim", "Talk to them"))
    first["accounts/acme/strategy.yaml"] += RISK
    assert "Talk to them" in comment_on(first, with_objective(more=RISK))


# Definitions and people -----------------------------------------------------------------------


def globex(item_id: str, *, secret: bool = False) -> Files:
    text = FILES[ACCOUNT].replace("id: acme", f"id: {item_id}").replace("Acme Pumps", "Globex")
    text = text.replace("\nid:", "\nclass: confidential\nid:") if secret else text
    return {**FILES, f"accounts/{item_id}/account.yaml": text}


def renamed(item_id: str, former: str, name: str = "Globex") -> Files:
    """Globex, secret and under another id, with its former id as an alias."""
    path = f"accounts/{item_id}/account.yaml"
    files = globex(item_id, secret=True)
    files[path] = files[path].replace("\nname:", f"\naliases: [{former}]\nname:")
    files[path] = files[path].replace("Globex", name)
    return files


@pytest.mark.parametrize("name", ["Globex", "Zeta Holding"])
def test_an_account_that_is_secret_under_another_id(name: str) -> None:
    states = globex("globex"), renamed("zeta", "globex", name)
    assert "lobex" not in comment_on(*states)
    assert "lobex" not in str(seen_of_first(*states))
    # The same where it is removed today, and only a commit in between says so.
    assert "lobex" in comment_on(*states, FILES, edition=Edition.LEADERSHIP)
    assert "lobex" not in comment_on(*states, FILES)
    assert "lobex" not in str(seen_of_first(*states, FILES))


def test_an_account_without_its_former_id_is_reported_as_removed() -> None:
    """A known limit, see ADR 0013."""
    comment = comment_on(globex("globex"), globex("zeta", secret=True))
    assert "**Globex** (removed)" in comment
    assert "zeta" not in comment


def test_an_account_that_is_secret_under_another_id_is_no_longer_named_elsewhere() -> None:
    child = FILES[ACCOUNT].replace("tier: key", "tier: key\nparent: globex")
    with_parent = {**globex("globex"), ACCOUNT: child}
    assert "globex" in sentences(timeline_of(with_parent, FILES)).casefold()
    found = timeline_of(with_parent, renamed("zeta", "globex"))
    assert "globex" not in sentences(found).casefold()


def test_an_account_that_was_removed_openly_is_reported() -> None:
    assert "Globex" in comment_on(globex("globex"), FILES)
    assert "Globex" in comment_on(globex("globex"), globex("zeta"))


def dee(secrecy: str = "", item_id: str = "dee") -> Files:
    person = f"  - {{id: {item_id}, name: Dee Moor, function: sales{secrecy}}}\n"
    member = f"team:\n  - {{person: {item_id}, does: Watches}}\n"
    return {
        **FILES,
        PEOPLE: FILES[PEOPLE] + person,
        ACCOUNT: FILES[ACCOUNT].replace("team:\n", member),
    }


@pytest.mark.parametrize(
    "states",
    [
        (dee(), dee(RAISES)),
        (dee(), dee(RAISES), dee(RAISES, "eve"), FILES),
    ],
)
def test_a_person_who_became_secret(states: tuple[Files, ...]) -> None:
    found = timeline_of(FILES, *states)
    assert not {"dee", "moor", "eve"} & {*sentences(found).casefold().replace(".", "").split()}
    assert "Watches" not in sentences(found)
    assert "Moor" not in comment_on(*states)


def test_a_person_who_became_secret_under_another_id_is_reported_as_removed() -> None:
    """A known limit, see ADR 0013."""
    states = dee(), dee(RAISES, "eve")
    assert "Dee Moor" in comment_on(*states)
    assert "eve" not in comment_on(*states).casefold().split()
    assert "Team member dee removed." in sentences(timeline_of(FILES, *states, FILES))


def test_what_names_a_person_who_is_open_again_is_reported_as_removed() -> None:
    """A known limit, see ADR 0013: nobody made the entry itself secret."""
    without = {**dee(), ACCOUNT: FILES[ACCOUNT]}
    states = dee(), dee(RAISES), without
    assert "Team member Dee Moor removed." in comment_on(*states)
    assert "Team member Dee Moor removed." in sentences(timeline_of(without, *states))
    assert "Watches" not in str(seen_of_first(*states))
    still_secret = dee(), dee(RAISES), {**dee(RAISES), ACCOUNT: FILES[ACCOUNT]}
    assert "Moor" not in comment_on(*still_secret)


def test_a_person_who_went_openly_is_named() -> None:
    assert "Dee Moor" in comment_on(dee(), FILES)
    assert "Team member dee removed" in sentences(timeline_of(dee(), FILES))


# States that cannot be read -------------------------------------------------------------------


def broken(files: Files) -> Files:
    path = "accounts/acme/strategy.yaml"
    return {**files, path: files[path] + "x: [\n"}


def test_before_an_unreadable_state_only_what_stands_after_it_is_shown() -> None:
    """It may have become secret in that state."""
    states = (with_objective(), OPEN, broken(RAISED), with_objective())
    assert "rival" in sentences(timeline_of(*states, edition=Edition.LEADERSHIP))
    found = timeline_of(*states)
    assert "rival" not in sentences(found)
    assert "rival" in sentences(timeline_of(with_objective(), OPEN, broken(RAISED), OPEN))


def test_before_a_state_that_cannot_be_read_words_are_those_of_after_it() -> None:
    changed = with_objective(action(what="They stay as they are"))
    found = timeline_of(FILES, OPEN, broken(RAISED), changed)
    assert "rival" not in sentences(found)
    assert "They stay as they are" in str(found.states[0:2])


def test_who_may_have_become_secret_in_a_state_that_cannot_be_read_is_not_named() -> None:
    unread = {**dee(RAISES), PEOPLE: dee(RAISES)[PEOPLE] + "x: [\n"}
    assert "dee" not in sentences(timeline_of(FILES, dee(), unread, FILES))


# Ids that are left out ------------------------------------------------------------------------


def redacting(files: Files, item_id: str) -> Files:
    entry = f"{{id: {item_id}, on: 2026-05-04, because: Asked for it}}"
    text = f"schema: redactions/1\nredactions: [{entry}]\n"
    return {**files, "content/redactions.yaml": text}


@pytest.mark.parametrize("edition", list(Edition))
@pytest.mark.parametrize(
    "text", ["Ask j-doe of legal", "ask J-DOE", "(j-doe)", "Ask legal; j-doe, that is"]
)
def test_a_text_that_mentions_something_redacted_is_withheld(text: str, edition: Edition) -> None:
    then = with_objective(action(what=f"'{text}'"))
    after = redacting(with_objective(action(what="Ask somebody of legal")), "j-doe")
    assert "j-doe" not in comment_on(then, after, edition=edition).casefold()
    assert "j-doe" not in str(seen_of_first(then, after, edition=edition)).casefold()
    found = timeline_of(FILES, then, after, edition=edition)
    assert "j-doe" not in f"{sentences(found)} {found.states}".casefold()


def test_a_longer_id_and_other_words_are_no_mention() -> None:
    then = with_objective(action(what="Ask j-doe-two and xj-doe"))
    after = redacting(with_objective(), "j-doe")
    assert "j-doe-two" in comment_on(then, after)
    assert "j-doe-two" in sentences(timeline_of(then, after))
