"""All files of one made-up account."""

from collections.abc import Iterator
from textwrap import fill

from benchmarks.madeup.contacts import contacts
from benchmarks.madeup.customer import Customer
from benchmarks.madeup.dice import Dice, words
from benchmarks.madeup.figures import money, ratings
from benchmarks.madeup.names import slug
from benchmarks.madeup.plan import strategy
from benchmarks.madeup.profile import handover, header, history, places, team, working_together
from benchmarks.madeup.work import contracts, objectives, promises
from benchmarks.madeup.yaml_text import Value, account_file, separate

Sections = dict[str, Value]


def account_files(customer: Customer, dice: Dice, parent: str | None) -> Iterator[tuple[str, str]]:
    """Name and text of each file; ``parent``: the account it is part of, if any.

    A light plan keeps in few files what a full one spreads over many.
    """
    versions = dice.between(1, 5 if customer.size.team else 3)
    ledger = {**promises(customer, dice), **contracts(customer, dice)}
    aims = objectives(customer, dice)
    plan = strategy(customer, dice)
    past = history(customer, dice, versions)
    together = working_together(customer, dice)
    profile: Sections = {**places(customer, dice), **team(customer, dice)}
    files: dict[str, Sections] = {
        "ratings": ratings(customer, dice),
        "stakeholders": contacts(customer, dice),
    }
    if customer.size.team:
        files |= {"strategy": plan, "objectives": aims, "promises": ledger, "history": past}
        files["team"] = {**together, **handover(customer, dice)}
    else:
        files["strategy"] = {**plan, **aims, **ledger}
        profile |= {**together, **past}
    if customer.money:
        files["economics"] = money(customer, dice)
    head = {
        **header(customer, dice, versions, parent),
        "sections": [f"{name}.yaml" for name in sorted(files)],
    }
    yield "account.yaml", account_file(head, *separate(profile))
    for name, sections in sorted(files.items()):
        yield f"{name}.yaml", account_file(*separate(sections))
    for number in range(1, dice.between(*customer.size.notes) + 1):
        yield _note(customer, number, dice)


def _note(customer: Customer, number: int, dice: Dice) -> tuple[str, str]:
    stock = dice.pick(words()["notes"])
    title = customer.said(dice, stock["title"])
    points = "\n".join(
        fill(f"- {customer.said(dice, text)}", 100, subsequent_indent="  ")
        for text in stock["list"]
    )
    paragraphs = [fill(customer.said(dice, text), 100) for text in (*stock["text"], stock["close"])]
    body = "\n\n".join((*paragraphs[:-1], f"What follows for us:\n\n{points}", paragraphs[-1]))
    front = f"---\nschema: note/1\ntitle: {title}\n---\n"
    return f"notes/{slug(title)}-{number}.md", f"{front}\n{body}\n"
