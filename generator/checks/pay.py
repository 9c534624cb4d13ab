"""Pay transparency: what Directive (EU) 2023/970 asks of each role, where it applies to us."""

from collections.abc import Callable, Iterator

from generator.analysis import Insight
from generator.checks.check import Absent, CheckArea, NotFixed, Scope
from generator.editions import Catalog
from generator.findings.classification import Classification, Subject, may_see
from generator.findings.finding import Finding
from generator.model.kinds import Role
from generator.model.role import CRITERIA
from generator.text.formats import listed

AREA = CheckArea("pay")


def _asked_of(catalog: Catalog) -> tuple[Role, ...]:
    """The active roles, if the rules apply to our company."""
    organisation = catalog.definitions.organisation
    if organisation is None or not organisation.pay_transparency:
        return ()
    return tuple(each for each in catalog.roles.values() if each.status == "active")


def _missing_criteria(role: Role) -> list[str]:
    """Criteria that a role does not state; competencies required count as skills."""
    found = role.pay_criteria
    missing = [each for each in CRITERIA if not (found and getattr(found, each))]
    return [each.replace("_", " ") for each in missing if each != "skills" or not role.requires]


def _still(missing: Callable[[Role], object]) -> NotFixed:
    """Not fixed if a role lacks the same, and is only asked no more."""

    def because(absent: Absent) -> str:
        _, now = absent.entry
        if not isinstance(now, Role) or not missing(now):
            return ""
        if now.status != "active":
            return f"The role is {now.status} now."
        return "We no longer say that the rules on pay transparency apply (`pay_transparency`)."

    return because


@AREA.info(
    "pay-criteria-missing",
    "A role does not say what its pay depends on.",
    "Criteria of pay are objective, gender-neutral and open to every employee (Directive (EU) "
    "2023/970, Articles 4 and 6).",
    "Write them into the role (`pay_criteria`). Competencies required count as skills; skills are "
    "what comes beside them.",
    scope=Scope.WHOLE,
    not_fixed=_still(_missing_criteria),
)
def no_criteria(catalog: Catalog, whole: Insight) -> Iterator[Finding]:
    for role in _asked_of(catalog):
        if missing := _missing_criteria(role):
            message = f"{role.name} lacks {listed(missing)}."
            yield no_criteria.at(role.where, message, about=role.id)


@AREA.info(
    "pay-range-missing",
    "A role has no pay range.",
    "Applicants are told the range before the interview, and are not asked what they earned "
    "(Directive (EU) 2023/970, Article 5).",
    "Write what our company pays for the role, and since when (`pay_range`).",
    scope=Scope.WHOLE,
    not_fixed=_still(lambda role: role.pay_range is None),
)
def no_range(catalog: Catalog, whole: Insight) -> Iterator[Finding]:
    if may_see(catalog.edition, Subject.HANDBOOK, Classification.PERSONNEL):
        for role in _asked_of(catalog):
            if role.pay_range is None:
                yield no_range.at(role.where, f"{role.name} has none.", about=role.id)
