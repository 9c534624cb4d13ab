"""Our own people and organisation, and ids that are left out of the past."""

from datetime import date
from typing import ClassVar

from generator.findings.classification import Subject
from generator.model.grammars import (
    Count,
    Currency,
    Date,
    Flag,
    FunctionRef,
    Handle,
    Id,
    Line,
    MethodRef,
    Number,
    Paragraph,
    PostRef,
    RoleRef,
    Span,
    TimeZone,
)
from generator.model.item import Item, confidential, internal, public, restricted


class Absence(Item):
    """A planned absence; without ``until`` its end is open. The reason has no field."""

    key_fields = ("from_",)

    from_: Date = internal("first day", alias="from")
    until: Date | None = internal("last day", default=None)

    def touches(self, first: date, last: date | None) -> bool:
        """Whether it has one of the days from ``first`` to ``last``; ``None``: without an end."""
        return (last is None or self.from_ <= last) and (self.until is None or self.until >= first)


class CarriedElsewhere(Item):
    """Work outside this repository, declared and marked as such."""

    accounts: Count = confidential("number of accounts")
    as_of: Date = confidential("day of the declaration", happened=True)


class Person(Item):
    """One of our own staff."""

    id: Id = internal("short id")
    name: Line = internal("the name people use")
    function: FunctionRef = internal("function")
    post: PostRef | None = internal("post or role", default=None)
    handle: Handle | None = internal(
        "the name on GitHub or GitLab, without the @: asked to review changes of their files",
        default=None,
    )
    based: TimeZone | None = internal("time zone", default=None)
    away: tuple[Absence, ...] = internal("planned absences", default=())
    also_carries: CarriedElsewhere | None = confidential(
        "accounts outside this repository", default=None
    )


class People(Item):
    """Each of our people who appears in a definition."""

    subject: ClassVar[Subject] = Subject.PEOPLE

    schema_: Line = internal("kind and schema version of the file", alias="schema")
    fictional: Flag = internal("invented examples", default=False)
    figures: Flag = internal(
        "whether figures about named people may be shown at all", default=False
    )
    people: tuple[Person, ...] = internal("people", default=())


class Function(Item):
    """A function of our company."""

    id: Id = public("short id")
    name: Line = public("the name people use")
    handle: Handle | None = internal(
        "the group on GitHub or GitLab, without the @: asked to review changes of its files",
        default=None,
    )


class Post(Item):
    """A post that is no role of this handbook."""

    id: Id = public("short id")
    name: Line = public("the name people use")
    reports_to: tuple[PostRef, ...] = public("posts it reports to", default=())


class Product(Item):
    """Something we offer."""

    id: Id = internal("short id")
    name: Line = internal("the name people use")
    what: Line | None = internal("what it is", default=None)


class RoleExpectation(Item):
    """The company's own answer: what exactly do we expect of this post?"""

    subject: ClassVar[Subject] = Subject.HANDBOOK

    role: RoleRef = internal("the role")
    expects: tuple[Paragraph, ...] = internal("what we expect", min_length=1)


class Programme(Item):
    """The key account programme."""

    key_accounts: Span = internal("how many accounts it can carry")
    source: Line | None = internal("where the number comes from", default=None)
    leading_method: MethodRef | None = internal(
        "the matrix whose cell decides the strategy of an account that is rated by several; "
        "without it the newest rating does",
        default=None,
    )


class Conversion(Item):
    """What one unit of another currency was worth on a day."""

    key_fields = ("from_",)

    from_: Currency = internal("the other currency", alias="from")
    rate: Number = internal("units of the portfolio's currency for one of the other")
    on: Date = internal("day of the rate")
    source: Line = internal("where the rate comes from")


class Currencies(Item):
    """How amounts of several accounts are brought to one currency."""

    portfolio: Currency = internal("currency of every sum over accounts")
    conversions: tuple[Conversion, ...] = internal("dated rates", default=())


class Organisation(Item):
    """Our company: what accounts and roles refer to."""

    subject: ClassVar[Subject] = Subject.ORGANISATION

    schema_: Line = public("kind and schema version of the file", alias="schema")
    name: Line = public("our name")
    fictional: Flag = public("an invented example", default=False)
    examples_as_of: Date | None = public(
        "the day that the dates of the fictional accounts are written for; sites of examples are "
        "built as of it",
        default=None,
    )
    handbook_since: Date | None = public(
        "the day our own handbook began; what changed in it up to that day is how it began, and no "
        "news",
        default=None,
    )
    pay_transparency: Flag = public(
        "the EU's rules on pay transparency apply to us, so each role has to say what its pay "
        "depends on and its range",
        default=False,
    )
    functions: tuple[Function, ...] = public("our functions", default=())
    posts: tuple[Post, ...] = public("posts that are no role here", default=())
    offer: tuple[Product, ...] = internal("products and services", default=())
    programme: Programme | None = internal("the key account programme", default=None)
    currencies: Currencies | None = internal(
        "currency of sums over accounts, and the rates they are converted at", default=None
    )
    organisation_expects: tuple[RoleExpectation, ...] = public(
        "what we expect of each role", default=()
    )


class Redaction(Item):
    """An id that no history and no comparison mentions, whatever the old files say."""

    id: Id = restricted("the id: of an account, a post, a person or anything else that has one")
    on: Date = restricted("day from which it is left out")
    because: Paragraph = restricted("why, without saying what is hidden")


class Redactions(Item):
    """What is left out of histories and comparisons; Git itself still holds it."""

    schema_: Line = restricted("kind and schema version of the file", alias="schema")
    redactions: tuple[Redaction, ...] = restricted("what is left out", default=())
