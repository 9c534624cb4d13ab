"""What the exported results of one account are made from."""

from dataclasses import dataclass

from generator.catalog import Catalog
from generator.diagnostics import Finding
from generator.insight import AccountInsight


@dataclass(frozen=True, slots=True)
class Source:
    """One account of an edition's view; ``findings`` are those about this account."""

    catalog: Catalog
    known: AccountInsight
    findings: tuple[Finding, ...]
