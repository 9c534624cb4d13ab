"""The customer's people: who is covered, and where one thread carries all."""

from collections.abc import Iterator

from generator.analysis import Insight
from generator.checks.registry import Check, active, warning
from generator.editions import Catalog
from generator.findings.finding import Finding

AREA = "relationships"

UNCOVERED_KEY_POST = warning(
    "uncovered-key-post",
    "A post that can decide, pay or say no is covered by nobody.",
    "A veto from somebody we never met ends objectives that everybody else supports.",
    "Name who builds this relationship, or find who can introduce us.",
    AREA,
)
SINGLE_THREAD = warning(
    "single-threaded-region",
    "One person carries every relationship in a region.",
    "When that person is away or leaves, the region is lost for months.",
    "Bring a second person of ours into at least one relationship there.",
    AREA,
)
CONTACT_LAPSED = warning(
    "contact-lapsed",
    "A relationship is past its agreed rhythm.",
    "Relationships that are not kept up are found out when they are needed.",
    "Speak, then update `last_contact`; or change the rhythm if it was wrong.",
    AREA,
)


def _uncovered(catalog: Catalog, insight: Insight) -> Iterator[Finding]:
    for known in active(insight):
        for post in known.coverage.uncovered_key_posts:
            part = ", ".join(role.replace("-", " ") for role in post.buying)
            message = f"{post.function} ({part}) is covered by nobody."
            yield UNCOVERED_KEY_POST.at(post.where, message, account=known.account.id)


def _single_threads(catalog: Catalog, insight: Insight) -> Iterator[Finding]:
    for known in active(insight):
        for thread in known.coverage.single_threads:
            name = catalog.name("person", thread.person) or thread.person
            message = f"{thread.region.name} hangs on one person: {name}."
            yield SINGLE_THREAD.at(thread.region.where, message, account=known.account.id)


def _lapsed(catalog: Catalog, insight: Insight) -> Iterator[Finding]:
    for known in active(insight):
        for link in known.account.relationships:
            if link.every and link.every.after(link.last_contact) < insight.as_of:
                name = catalog.name("person", link.person) or link.person
                message = (
                    f"{name} and `{link.stakeholder}` should speak every {link.every}; the last "
                    f"time was on {link.last_contact.isoformat()}."
                )
                place = link.at("last_contact")
                yield CONTACT_LAPSED.at(place, message, account=known.account.id)


CHECKS = (
    Check(UNCOVERED_KEY_POST, _uncovered),
    Check(SINGLE_THREAD, _single_threads),
    Check(CONTACT_LAPSED, _lapsed),
)
