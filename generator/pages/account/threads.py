"""Where the account hangs on one person: posts nobody covers, single threads, missing stand-ins."""

from collections.abc import Iterator

from generator.analysis import AccountInsight
from generator.analysis.coverage import KEY_ROLES
from generator.pages.account.names import absences
from generator.pages.kit.names import Names
from generator.text import markdown as md


def single_points(names: Names, insight: AccountInsight) -> list[str]:
    """Every single point of failure as a sentence, the worst kind first; one when there is none."""
    found = [
        *_uncovered(insight),
        *_threads(names, insight),
        *_one_line(names, insight),
        *_without_backup(names, insight),
    ]
    if found or not insight.account.stakeholders:
        return found or ["No post of theirs is written down, so nothing can be said about it."]
    return [
        "Nowhere that shows: every post that decides, pays or can say no is covered by more than "
        "one of ours, and everybody has a stand-in."
    ]


def _uncovered(insight: AccountInsight) -> Iterator[str]:
    for stakeholder in insight.coverage.uncovered_key_posts:
        parts = md.listed([md.words(part) for part in stakeholder.buying if part in KEY_ROLES])
        yield f"{stakeholder.function} ({parts}) is covered by nobody."


def _threads(names: Names, insight: AccountInsight) -> Iterator[str]:
    for thread in insight.coverage.single_threads:
        yield f"{thread.region.name}: every contact runs through {names.person(thread.person)}."


def _one_line(names: Names, insight: AccountInsight) -> Iterator[str]:
    """Key posts one of ours covers alone, one sentence per person of ours."""
    threaded = {thread.region.id for thread in insight.coverage.single_threads}
    alone: dict[str, list[str]] = {}
    for covered in insight.coverage.posts:
        people = {link.person for link in covered.relationships}
        if covered.key and len(people) == 1 and covered.stakeholder.region not in threaded:
            alone.setdefault(people.pop(), []).append(covered.stakeholder.function)
    for person, posts in alone.items():
        yield f"{names.person(person)} is the only one who covers: {', '.join(posts)}."


def _without_backup(names: Names, insight: AccountInsight) -> Iterator[str]:
    for member in insight.account.team:
        if member.backup:
            continue
        name = names.person(member.person)
        away = "".join(f" ({each})" for each in absences(names, member.person))
        what = "holds the account" if member == insight.holder else "works on the account"
        yield f"{name} {what}{away} and nobody is named to stand in."
