"""Which ids exist, by kind; some only inside one account."""

from collections.abc import Iterable, Mapping
from typing import Any

from generator.model.definitions import Definitions
from generator.model.kinds import Account

Ids = Mapping[str, Mapping[str, Any]]


def _by_id(items: Iterable[Any]) -> dict[str, Any]:
    # The first of two with one id stands; a check reports the second.
    found: dict[str, Any] = {}
    for item in items:
        found.setdefault(item.id, item)
    return found


def global_ids(definitions: Definitions) -> Ids:
    """kind -> id -> object, for everything that can be referred to from anywhere."""
    framework, organisation = definitions.framework, definitions.organisation
    return {
        "account": definitions.accounts,
        "role": definitions.roles,
        "competency": definitions.competencies,
        "method": definitions.methods,
        "onboarding": definitions.onboarding,
        "level": _by_id(framework.scale if framework else ()),
        "area": _by_id(framework.areas if framework else ()),
        "person": _by_id(definitions.people.people if definitions.people else ()),
        "function": _by_id(organisation.functions if organisation else ()),
        "post": _by_id(organisation.posts if organisation else ()),
        "product": _by_id(organisation.offer if organisation else ()),
        "term": _by_id(definitions.glossary.terms if definitions.glossary else ()),
        "source": _by_id(definitions.sources.sources if definitions.sources else ()),
    }


def account_ids(account: Account) -> Ids:
    """kind -> id -> object, for what can be referred to inside one account only."""
    economics = account.economics
    return {
        "stakeholder": _by_id(account.stakeholders),
        "region": _by_id(account.regions),
        "unit": _by_id(account.units),
        "objective": _by_id(account.objectives),
        "driver": _by_id(economics.drivers if economics else ()),
        "period": _by_id(economics.periods if economics else ()),
    }


def known_ids(definitions: Definitions, root: object, shared: Ids | None = None) -> Ids:
    """Every id a definition may refer to; ``shared`` saves working out the global ones again."""
    everywhere = shared if shared is not None else global_ids(definitions)
    return {**everywhere, **account_ids(root)} if isinstance(root, Account) else everywhere
