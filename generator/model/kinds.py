"""What people write: one frozen model per kind of definition."""

from generator.model.account import Account, Note
from generator.model.company import Organisation, People
from generator.model.competency import Competency, Framework
from generator.model.fit import Fit
from generator.model.item import Item
from generator.model.learning import Glossary, Onboarding, Sources
from generator.model.method import Method
from generator.model.redactions import Redactions
from generator.model.role import Role

# kind -> (model, schema version in use)
KINDS: dict[str, tuple[type[Item], int]] = {
    "account": (Account, 1),
    "role": (Role, 1),
    "competency": (Competency, 1),
    "framework": (Framework, 1),
    "fit": (Fit, 1),
    "method": (Method, 1),
    "onboarding": (Onboarding, 1),
    "people": (People, 1),
    "organisation": (Organisation, 1),
    "glossary": (Glossary, 1),
    "sources": (Sources, 1),
    "redactions": (Redactions, 1),
    "note": (Note, 1),
}

__all__ = [
    "KINDS",
    "Account",
    "Competency",
    "Fit",
    "Framework",
    "Glossary",
    "Method",
    "Note",
    "Onboarding",
    "Organisation",
    "People",
    "Redactions",
    "Role",
    "Sources",
]
