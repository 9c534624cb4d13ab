"""Where the account hangs on one person: posts nobody covers, single threads, missing stand-ins."""

from collections.abc import Iterator

from generator.analysis import AccountInsight
from generator.analysis.coverage import KEY_ROLES
from generator.pages.account.names import absences
from generator.pages.kit.context import Context
from generator.text import markdown as md


def single_points(context: Context, known: AccountInsight) -> list[str]:
    """Every single point of failure as a sentence, the worst kind first; one when there is none."""
    found = [
        *_uncovered(known),
        *_threads(context, known),
        *_one_line(context, known),
        *_without_backup(context, known),
    ]
    if found or not known.account.stakeholders:
        return found or ["No post of theirs is written down, so nothing can be said about it."]
    return [
        "Nowhere that shows: every post that decides, pays or can say no is covered by more than "
        "one of ours, and everybody has a stand-in."
    ]


def _uncovered(known: AccountInsight) -> Iterator[str]:
    for stakeholder in known.coverage.uncovered_key_posts:
        parts = md.listed([md.words(part) for part in stakeholder.buying if part in KEY_ROLES])
        yield f"{stakeholder.function} ({parts}) is covered by nobody."


def _threads(context: Context, known: AccountInsight) -> Iterator[str]:
    for thread in known.coverage.single_threads:
        yield f"{thread.region.name}: every contact runs through {context.person(thread.person)}."


def _one_line(context: Context, known: AccountInsight) -> Iterator[str]:
    """Key posts one of ours covers alone, one sentence per person of ours."""
    threaded = {thread.region.id for thread in known.coverage.single_threads}
    alone: dict[str, list[str]] = {}
    for covered in known.coverage.posts:
        people = {link.person for link in covered.relationships}
        if covered.key and len(people) == 1 and covered.stakeholder.region not in threaded:
            alone.setdefault(people.pop(), []).append(covered.stakeholder.function)
    for person, posts in alone.items():
        yield f"{context.person(person)} is the only one who covers: {', '.join(posts)}."


def _without_backup(context: Context, known: AccountInsight) -> Iterator[str]:
    for member in known.account.team:
        if member.backup:
            continue
        name = context.person(member.person)
        away = "".join(f" ({each})" for each in absences(context, member.person))
        what = "holds the account" if member == known.holder else "works on the account"
        yield f"{name} {what}{away} and nobody is named to stand in."
