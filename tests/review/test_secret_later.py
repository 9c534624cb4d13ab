"""What is secret later is not told of the time before, wherever in its definition it stands."""

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
    trail_of,
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


def aims(first: str = "", second: str = "", more: str = "") -> Files:
    return with_more(OBJECTIVES.format(first=first, second=second) + more)


def action(secrecy: str = "", *, called: str = "x", what: str = "They may buy a rival") -> str:
    given = f"id: {called}, what: {what}, owner: ada, due: 2027-01-01{secrecy}"
    return f"    actions:\n      - {{{given}}}\n"


def role(more: str) -> Files:
    path = "content/roles/kam.yaml"
    said = "  - says: Answers for the result of the account.\n"
    return {**FILES, path: FILES[path].replace(said, f"{said}{more}")}


CLASSED_FIRST = "id: first\n    class: confidential"
STRATEGY = "accounts/acme/strategy.yaml"
OPEN = aims(action())
RAISED = aims(action(RAISES))
ELSEWHERE = aims(second=action(RAISES))
UNDER_ANOTHER_ID = aims(action(RAISES, called="y"))
REWORDED = aims(action(RAISES, called="y", what="They may soon buy a rival"))


def told_of(*states: Files, edition: Edition = Edition.TEAM) -> str:
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
class Story:
    """States, the oldest first; the word must not be told of the oldest."""

    states: tuple[Files, ...]
    word: str = "rival"


STORIES = {
    "moved and made secret": Story((OPEN, ELSEWHERE)),
    "made secret, then moved": Story((OPEN, RAISED, ELSEWHERE)),
    "made secret, then another id": Story((OPEN, RAISED, UNDER_ANOTHER_ID)),
    "its holder got another id": Story(
        (OPEN, with_more(OBJECTIVES.format(first=action(RAISES), second="").replace("first", "y")))
    ),
    "its holder made secret": Story(
        (OPEN, {**OPEN, STRATEGY: OPEN[STRATEGY].replace("id: first", CLASSED_FIRST)}, aims())
    ),
}

# What the gate gives up (ADR 0013): here nothing says that both are the same. What is told is that
# something open came to an end, and nothing of what is secret since.
GIVEN_UP = {
    "another id in the commit that made it secret": Story((OPEN, UNDER_ANOTHER_ID)),
    "another id and other words": Story((OPEN, REWORDED)),
    "another id first, secret later": Story((OPEN, aims(action(called="y")), UNDER_ANOTHER_ID)),
    "of another kind": Story((OPEN, aims(more=RISK))),
    "its words in a secret entry": Story(
        (
            with_more(OBJECTIVES.format(first="", second="").replace("First aim", "Buy a rival")),
            aims(more=RISK.replace("They may buy a rival", "Buy a rival")),
        )
    ),
}


@pytest.mark.parametrize("story", STORIES.values(), ids=STORIES)
def test_a_history_does_not_tell_it(story: Story) -> None:
    assert story.word in sentences(trail_of(aims(), *story.states, edition=Edition.LEADERSHIP))
    found = trail_of(aims(), *story.states)
    assert story.word not in sentences(found)
    assert story.word not in str([state.item for state in found.states])


@pytest.mark.parametrize("story", STORIES.values(), ids=STORIES)
def test_a_comparison_and_an_earlier_site_do_not_tell_it(story: Story) -> None:
    assert story.word in told_of(*story.states, edition=Edition.LEADERSHIP)
    assert story.word not in told_of(*story.states)
    assert story.word not in str(seen_then(*story.states))


@pytest.mark.parametrize("story", GIVEN_UP.values(), ids=GIVEN_UP)
def test_what_became_something_else_is_told_as_gone(story: Story) -> None:
    removed = sentences(trail_of(aims(), *story.states))
    assert story.word in removed
    assert story.word in told_of(*story.states)
    for text in (removed, told_of(*story.states)):
        assert "soon" not in text
        assert "added" not in text.replace("rival” added", "")
    assert not compared(story.states, Edition.TEAM).withheld


def seen_then(*states: Files, edition: Edition = Edition.TEAM) -> Definitions:
    """What an edition may see of the first state today."""
    gate, then = gate_of_the_first(states), loaded(states[0])
    seen = view(gate.gated(then, edition, Purpose.SITE).shown, edition, without=gate.hidden(then))
    return seen.definitions


@pytest.mark.parametrize("edition", [Edition.PUBLIC, Edition.HR])
def test_it_holds_for_the_handbook(edition: Edition) -> None:
    """A statement for everybody was for the handbook's own readers, then stood elsewhere."""
    says = "  - says: Sits in the price committee.\n"
    inside = "    class: internal\n"
    states = role(says), role(says + inside), role(says + inside)
    path = "content/roles/kam.yaml"
    text = FILES[path].replace("  customer:\n", f"  customer:\n  {says}  {inside}")
    assert text != FILES[path]
    moved = {**FILES, path: text}
    found = trail_of(FILES, *states, moved, edition=edition, kind="role", item_id="kam")
    assert ("price committee" in sentences(found)) is (edition is Edition.HR)


# What is not secret is told as before ---------------------------------------------------------


def test_an_ordinary_move_and_a_new_id_beside_a_secret_are_told() -> None:
    first = aims(action(what="Visit the works in the south"), more=RISK)
    second = aims(second=action(called="y", what="Visit the works in the south"), more=RISK)
    found = trail_of(FILES, first, second)
    assert "Visit the works in the south" in str(found.steps[-1].changes)
    assert "Visit the works in the south" in told_of(first, second)


def test_what_goes_when_something_secret_of_another_name_comes_is_told() -> None:
    first = aims(action(what="Visit the works in the south"))
    assert "Visit the works" in told_of(first, aims(more=RISK))
    assert "Visit the works" in sentences(trail_of(FILES, first, aims(more=RISK)))


def test_words_that_a_secret_entry_had_all_the_time_hide_nothing() -> None:
    first = with_more(OBJECTIVES.format(first="", second="").replace("First aim", "Talk to them"))
    first["accounts/acme/strategy.yaml"] += RISK
    assert "Talk to them" in told_of(first, aims(more=RISK))


# Definitions and people -----------------------------------------------------------------------


def globex(item_id: str, *, secret: bool = False) -> Files:
    text = FILES[ACCOUNT].replace("id: acme", f"id: {item_id}").replace("Acme Pumps", "Globex")
    text = text.replace("\nid:", "\nclass: confidential\nid:") if secret else text
    return {**FILES, f"accounts/{item_id}/account.yaml": text}


def renamed(item_id: str, former: str, name: str = "Globex") -> Files:
    """Globex under another id, of which it says so, and secret."""
    path = f"accounts/{item_id}/account.yaml"
    files = globex(item_id, secret=True)
    files[path] = files[path].replace("\nname:", f"\naliases: [{former}]\nname:")
    files[path] = files[path].replace("Globex", name)
    return files


@pytest.mark.parametrize("name", ["Globex", "Zeta Holding"])
def test_an_account_that_is_secret_under_another_id(name: str) -> None:
    states = globex("globex"), renamed("zeta", "globex", name)
    assert "lobex" not in told_of(*states)
    assert "lobex" not in str(seen_then(*states))
    # The same where it is gone today, and only a commit in between says so.
    assert "lobex" in told_of(*states, FILES, edition=Edition.LEADERSHIP)
    assert "lobex" not in told_of(*states, FILES)
    assert "lobex" not in str(seen_then(*states, FILES))


def test_an_account_that_does_not_say_its_former_id_is_told_as_gone() -> None:
    """Given up, see ADR 0013."""
    told = told_of(globex("globex"), globex("zeta", secret=True))
    assert "Globex (removed)" in told
    assert "zeta" not in told


def test_an_account_that_is_secret_under_another_id_is_no_longer_named_elsewhere() -> None:
    child = FILES[ACCOUNT].replace("tier: key", "tier: key\nparent: globex")
    with_parent = {**globex("globex"), ACCOUNT: child}
    assert "globex" in sentences(trail_of(with_parent, FILES)).casefold()
    found = trail_of(with_parent, renamed("zeta", "globex"))
    assert "globex" not in sentences(found).casefold()


def test_an_account_that_went_openly_is_told() -> None:
    assert "Globex" in told_of(globex("globex"), FILES)
    assert "Globex" in told_of(globex("globex"), globex("zeta"))


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
    found = trail_of(FILES, *states)
    assert not {"dee", "moor", "eve"} & {*sentences(found).casefold().replace(".", "").split()}
    assert "Watches" not in sentences(found)
    assert "Moor" not in told_of(*states)


def test_a_person_who_became_secret_under_another_id_is_told_as_gone() -> None:
    """Given up, see ADR 0013."""
    states = dee(), dee(RAISES, "eve")
    assert "Dee Moor" in told_of(*states)
    assert "eve" not in told_of(*states).casefold().split()
    assert "Team member dee removed." in sentences(trail_of(FILES, *states, FILES))


def test_a_person_who_went_openly_is_named() -> None:
    assert "Dee Moor" in told_of(dee(), FILES)
    assert "Team member dee removed" in sentences(trail_of(dee(), FILES))


# States that cannot be read -------------------------------------------------------------------


def broken(files: Files) -> Files:
    path = "accounts/acme/strategy.yaml"
    return {**files, path: files[path] + "x: [\n"}


def test_before_a_state_that_cannot_be_read_only_what_stands_after_it_is_told() -> None:
    """It may have been made secret there."""
    states = (aims(), OPEN, broken(RAISED), aims())
    assert "rival" in sentences(trail_of(*states, edition=Edition.LEADERSHIP))
    found = trail_of(*states)
    assert "rival" not in sentences(found)
    assert "rival" in sentences(trail_of(aims(), OPEN, broken(RAISED), OPEN))


def test_before_a_state_that_cannot_be_read_words_are_those_of_after_it() -> None:
    changed = aims(action(what="They stay as they are"))
    found = trail_of(FILES, OPEN, broken(RAISED), changed)
    assert "rival" not in sentences(found)
    assert "They stay as they are" in str(found.states[0:2])


def test_who_may_have_become_secret_in_a_state_that_cannot_be_read_is_not_named() -> None:
    unread = {**dee(RAISES), PEOPLE: dee(RAISES)[PEOPLE] + "x: [\n"}
    assert "dee" not in sentences(trail_of(FILES, dee(), unread, FILES))


# Ids that are left out ------------------------------------------------------------------------


def redacting(files: Files, item_id: str) -> Files:
    entry = f"{{id: {item_id}, on: 2026-05-04, because: Asked for it}}"
    text = f"schema: redactions/1\nredactions: [{entry}]\n"
    return {**files, "content/redactions.yaml": text}


@pytest.mark.parametrize("edition", list(Edition))
@pytest.mark.parametrize(
    "says", ["Ask j-doe of legal", "ask J-DOE", "(j-doe)", "Ask legal; j-doe, that is"]
)
def test_a_text_that_mentions_what_is_redacted_is_not_told(says: str, edition: Edition) -> None:
    then = aims(action(what=f"'{says}'"))
    after = redacting(aims(action(what="Ask somebody of legal")), "j-doe")
    assert "j-doe" not in told_of(then, after, edition=edition).casefold()
    assert "j-doe" not in str(seen_then(then, after, edition=edition)).casefold()
    found = trail_of(FILES, then, after, edition=edition)
    assert "j-doe" not in f"{sentences(found)} {found.states}".casefold()


def test_a_longer_id_and_other_words_are_no_mention() -> None:
    then = aims(action(what="Ask j-doe-two and xj-doe"))
    after = redacting(aims(), "j-doe")
    assert "j-doe-two" in told_of(then, after)
    assert "j-doe-two" in sentences(trail_of(then, after))
