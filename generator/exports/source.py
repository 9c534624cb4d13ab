"""What the exported results of one account are made from."""

from dataclasses import dataclass

from generator.analysis import AccountInsight
from generator.editions import Catalog
from generator.findings.finding import Finding


@dataclass(frozen=True, slots=True)
class Source:
    """One account of an edition's view; ``findings`` are those about this account."""

    catalog: Catalog
    known: AccountInsight
    findings: tuple[Finding, ...]
