"""A role: what it is for, what it does, what it requires, where it leads."""

from typing import ClassVar, Literal

from generator.findings.classification import Subject
from generator.model.common import (
    Duty,
    FactOrigin,
    HandbookDefinition,
    OurReading,
    PublishedWork,
    Statement,
    Statements,
)
from generator.model.grammars import (
    CompetencyRef,
    Currency,
    Date,
    Flag,
    Id,
    LevelRef,
    Line,
    Money,
    Origins,
    Paragraph,
    PostRef,
    RoleRef,
    Span,
)
from generator.model.item import Item, personnel, public


class Position(Item):
    """Where a role stands in the company."""

    level: Line = public("managerial class, as in middle management")
    reports_to: tuple[PostRef, ...] = public("posts it reports to", default=())
    reports_to_basis: FactOrigin | None = public("what the reporting line rests on", default=None)
    placed_at: Line | None = public("organisational level it is placed at", default=None)
    placed_at_basis: FactOrigin | None = public("what the place rests on", default=None)
    origin: Origins = public("the article that says its level, or a list of them", default=())
    reading: OurReading | None = public("the article that its level is read into", default=None)
    notes: tuple[Statement, ...] = public("what else is said about the post", default=())


class OtherSpan(Item):
    """A number of accounts given by another source."""

    accounts: Span = public("number of accounts")
    source: Line = public("its source")


class RoleSpan(Item):
    """How many accounts one person carries."""

    accounts: Span = public("number of accounts, the one we use")
    can: Flag = public("yes: how many one can carry, not how many one does", default=False)
    origin: Origins = public("the source article, or a list of them", default=())
    source: Line | None = public("the later work", default=None)
    others: tuple[OtherSpan, ...] = public("what others say", default=())

    @property
    def said(self) -> str:
        """``1 to 2``; ``can be 10 to 25`` where the source says only that it is possible."""
        return f"can be {self.accounts}" if self.can else str(self.accounts)


class FunctionGroup(Item):
    """Responsibilities of one function of the role."""

    id: Id = public("short id")
    name: Line = public("the function")
    does: tuple[Duty, ...] = public("what it means", min_length=1)


class Requirement(Item):
    """A competency a role requires at a level."""

    competency: CompetencyRef = public("which competency")
    level: LevelRef = public("level required")
    because: Line | None = public("why at this level", default=None)


class Expectations(Item):
    """What each side expects of the role."""

    customer: tuple[Statement, ...] = public("what the customer expects", default=())
    company: tuple[Statement, ...] = public("what the supplier expects", default=())


class DirectionQuestion(Item):
    """Advocate or representative: what is said about it for this role."""

    question: Paragraph = public("the question")
    says: tuple[Statement, ...] = public("what is said", min_length=1)
    guide: Line | None = public(
        "a page in content/pages that helps to decide, as guides/name.md", default=None
    )


class Pay(Item):
    """The pay of the role according to one source."""

    key_fields = ("country", "year")

    from_: Money = personnel("lower end, gross", alias="from")
    to: Money = personnel("upper end, gross")
    currency: Currency = personnel("currency")
    per: Literal["year", "month"] = personnel("per year or month")
    country: Line = personnel("where")
    year: Line = personnel("when")
    origin: Origins = personnel("the source article, or a list of them", default=())
    source: Line | None = personnel("the later work", default=None)
    doubt: Line | None = personnel("why it is doubtful", default=None)


class PayCriteria(Item):
    """What the work of the role is valued by, whoever does it.

    The four criteria that Directive (EU) 2023/970 names in Article 4(4), and what decides about
    more pay within the role (Article 6). The competencies required count as skills by themselves.
    """

    skills: tuple[Line, ...] = public("skills beside the competencies required", default=())
    effort: tuple[Line, ...] = public("the effort it takes", default=())
    responsibility: tuple[Line, ...] = public("what it is responsible for", default=())
    working_conditions: tuple[Line, ...] = public("the conditions of the work", default=())
    progression: tuple[Line, ...] = public("what decides about more pay in the role", default=())


CRITERIA = tuple(name for name in PayCriteria.model_fields if name in PayCriteria.__annotations__)
"""Fields of :class:`PayCriteria`, in the order of the law; those about class are none of them."""


class PayRange(Item):
    """What our company pays for the role, to be told to applicants before the interview."""

    from_: Money = personnel("lower end, gross", alias="from")
    to: Money = personnel("upper end, gross")
    currency: Currency = personnel("currency")
    per: Literal["year", "month"] = personnel("per year or month")
    since: Date = personnel("day from which it holds")
    includes: Line | None = personnel("what it includes, such as a bonus", default=None)


class Profile(Item):
    """What a person brings to the role."""

    skills: tuple[Statement, ...] = public("skills", default=())
    education: tuple[Statement, ...] = public("education", default=())
    languages: tuple[Statement, ...] = public("languages", default=())
    travel: tuple[Statement, ...] = public("travel", default=())
    sectors: tuple[Statement, ...] = public("sectors", default=())
    personality: tuple[Statement, ...] = public("personality", default=())
    pay: tuple[Pay, ...] = personnel("pay, with its provenance", default=())


class NextRole(Item):
    """Where the role leads."""

    role: PostRef = public("the next role or post")
    adds: tuple[Statement, ...] = public("what the step adds", default=())
    origin: Origins = public("the source article, or a list of them", default=())


class Kpi(Item):
    """How the role is measured."""

    id: Id = public("short id")
    name: Line = public("the measure")
    how: Paragraph = public("how it is read")
    origin: Origins = public("the source article, or a list of them", default=())


class Tension(Item):
    """A point on which the sources disagree; both sides are shown."""

    id: Id = public("short id")
    question: Line = public("the point")
    sides: tuple[Statement, ...] = public("what each says", min_length=2)


class Answer(Item):
    """A frequent question."""

    id: Id = public("short id")
    question: Line = public("the question")
    answer: Statements = public("the answer", min_length=1)


class Role(HandbookDefinition):
    """A role: what it is for, what it does, what it requires, where it leads."""

    subject: ClassVar[Subject] = Subject.HANDBOOK

    abbreviation: Line | None = public("the abbreviation readers type", default=None)
    also_called: tuple[Line, ...] = public("other names readers search for", default=())
    variant_of: RoleRef | None = public("the role this one is a variant of", default=None)
    purpose: Paragraph = public("what the role is for, in two sentences")
    position: Position = public("where it stands")
    span: RoleSpan | None = public("accounts per person", default=None)
    responsibilities: tuple[Duty, ...] = public("what it answers for", default=())
    functions: tuple[FunctionGroup, ...] = public("what it does, by function", default=())
    tasks: tuple[Duty, ...] = public("tasks", default=())
    principles: tuple[Statement, ...] = public("principles", default=())
    requires: tuple[Requirement, ...] = public("competencies required", default=())
    expects: Expectations | None = public("what each side expects", default=None)
    direction: DirectionQuestion | None = public("advocate or representative", default=None)
    profile: Profile | None = public("what a person brings", default=None)
    pay_criteria: PayCriteria | None = public("what its pay depends on", default=None)
    pay_range: PayRange | None = personnel("what our company pays for it", default=None)
    leads_to: tuple[NextRole, ...] = public("where it leads", default=())
    kpis: tuple[Kpi, ...] = public("how it is measured", default=())
    tensions: tuple[Tension, ...] = public("disputed points", default=())
    faq: tuple[Answer, ...] = public("frequent questions", default=())
    adapted_from: tuple[PublishedWork, ...] = public(
        "published works it is adapted from, with their licences", default=()
    )
