"""Who holds the account's role, and what it asks of that person."""

from generator.exports.record import Record, says
from generator.exports.source import Source


class Holder(Record):
    """The person who answers for the account."""

    person: str = says("id of the person")
    name: str | None = says("the name people use", None)
    role: str | None = says("id of the role held on the account", None)


class AddedLevel(Record):
    """A level the account asks for beyond the role."""

    level: str = says("id of the level")
    rule: str | None = says(
        "id of the rule for its situation; absent where it says so itself", None
    )
    because: str = says("why")


class RequiredCompetency(Record):
    """A competency and the level it takes: the highest that role and account ask for."""

    competency: str = says("id of the competency")
    level: str = says("id of the level required")
    from_role: str | None = says("id of the level the role asks for", None)
    added: tuple[AddedLevel, ...] = says("what the account adds", ())


def holder(source: Source) -> Holder | None:
    """The first of the team who holds a role."""
    member = source.known.holder
    if member is None:
        return None
    return Holder(
        person=str(member.person),
        name=source.catalog.name("person", member.person),
        role=str(member.role) if member.role else None,
    )


def required(source: Source) -> tuple[RequiredCompetency, ...]:
    """In the order of the framework's areas."""
    return tuple(
        RequiredCompetency(
            competency=need.competency.id,
            level=need.level.id,
            from_role=need.from_role.id if need.from_role else None,
            added=tuple(
                AddedLevel(
                    level=each.level.id,
                    rule=each.rule.id if each.rule else None,
                    because=each.because,
                )
                for each in need.added
            ),
        )
        for need in source.known.needs
    )
