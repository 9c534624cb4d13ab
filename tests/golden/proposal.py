"""A proposal to the fixture that changes every kind of thing at once."""

import shutil
from pathlib import Path

from tests.scenarios.scenario import replace

NORVANE, TESSALY = "accounts/norvane-industrial-group", "accounts/tessaly-packaging"
HALLMERE = "accounts/hallmere-food-retail"
SHORTER = "accounts/tessaly"
"""Where one of the accounts moves to."""
KAM, NEGOTIATION = "content/roles/kam.yaml", "content/competencies/negotiation.yaml"
MATRIX, FIT = "content/methods/account-analysis-matrix.yaml", "content/competencies/fit.yaml"

EDITS = (
    # Scores, plan, team, money and promises of one account, with a version that says so.
    (f"{NORVANE}/account.yaml", "version: 4\nstatus", "version: 5\nstatus"),
    (f"{NORVANE}/account.yaml", "context: [globalising]", "context: [globalising, price-driven]"),
    (
        f"{NORVANE}/history.yaml",
        "changes:\n",
        "changes:\n  - {version: 5, on: 2026-11-02, by: ana-ruiz, what: [Access is better.],\n"
        "    because: Group procurement met us.}\n",
    ),
    (
        f"{NORVANE}/ratings.yaml",
        "score: 4\n          evidence: >-\n            The chief operating officer",
        "score: 7\n          evidence: >-\n            The chief operating officer",
    ),
    (
        f"{NORVANE}/objectives.yaml",
        "baseline: 14\n      target: 8",
        "baseline: 14\n      target: 6",
    ),
    (f"{NORVANE}/objectives.yaml", "due: 2027-12-31\n", "due: 2028-03-31\n"),
    (f"{NORVANE}/objectives.yaml", "id: cause-list-all-works", "id: causes-of-all-works"),
    (f"{NORVANE}/account.yaml", "person: p-iyer\n    does", "person: n-sato\n    does"),
    (f"{NORVANE}/economics.yaml", "revenue: 6.3 m", "revenue: 6.4 m"),
    (f"{NORVANE}/economics.yaml", "ours: 6.3 m", "ours: 6.6 m"),
    (
        f"{NORVANE}/promises.yaml",
        "due: 2026-11-27\n    owner: r-delgado\n    stakeholder: americas-operations-head\n",
        "due: 2026-11-27\n    owner: r-delgado\n    stakeholder: americas-operations-head\n"
        "    kept: {on: 2026-10-30, exactly: yes}\n",
    ),
    (f"{NORVANE}/promises.yaml", "due: 2027-04-09", "due: 2026-10-26"),
    (
        f"{NORVANE}/stakeholders.yaml",
        "buying: [veto-holder]\n    stance: unknown",
        "buying: [veto-holder]\n    stance: neutral",
    ),
    # A new version is forgotten, and an approval grows old.
    (f"{HALLMERE}/account.yaml", "tier: key\n", "tier: standard\n"),
    (f"{HALLMERE}/account.yaml", "owner: k-adeyemi\nreview", "owner: j-lind\nreview"),
    # An account gets a shorter id.
    (
        f"{TESSALY}/account.yaml",
        "id: tessaly-packaging\n",
        "id: tessaly\naliases: [tessaly-packaging]\n",
    ),
    # The handbook: requirements rise, fall and are reworded.
    (KAM, "version: 1.2.0\nstatus", "version: 1.3.0\nstatus"),
    (KAM, "forecasting, level: working", "forecasting, level: practitioner"),
    (KAM, "  - {competency: coaching, level: working}\n", ""),
    (KAM, "accounts: 1-2\n", "accounts: 1-3\n"),
    (KAM, "to: 60 k", "to: 65 k"),
    (NEGOTIATION, "version: 1.0.0\nstatus", "version: 1.1.0\nstatus"),
    (NEGOTIATION, "    - Breaks off when the limit is reached, and keeps the contact.\n", ""),
    (NEGOTIATION, "interview:\n", "interview:\n  - What is your limit, and who set it?\n"),
    (
        MATRIX,
        "weight: 25\n        source_words: business",
        "weight: 20\n        source_words: business",
    ),
    (
        MATRIX,
        "weight: 20\n        source_words: increase",
        "weight: 25\n        source_words: increase",
    ),
    ("content/methods/webster.yaml", "name: Transaction\n", "name: Single transaction\n"),
    (FIT, "customer-profitability, level: expert", "customer-profitability, level: practitioner"),
    ("content/competencies/framework.yaml", "name: Knowing the customer", "name: Insight"),
    ("content/onboarding/kam.yaml", "name: Day 30\n    day: 30", "name: Day 35\n    day: 35"),
    # People, functions, words and sources.
    (
        "content/people.yaml",
        "  # Hallmere\n",
        "  - {id: n-sato, name: Nao Sato, function: engineering, post: application-engineer,\n"
        "     based: Asia/Singapore, handle: n-sato}\n  # Hallmere\n",
    ),
    ("content/people.yaml", "name: Ana Ruiz\n", "name: Ana Ruiz\n    handle: ana-ruiz\n"),
    ("content/organisation.yaml", "name: Sales\n", "name: Sales\n    handle: our-team/sales\n"),
    ("content/organisation.yaml", "key_accounts: 15-35", "key_accounts: 2-35"),
    ("content/organisation.yaml", "rate: 0.90", "rate: 0.92"),
    ("content/glossary.yaml", "[termination date, cancellation period]", "[end of notice]"),
    ("content/glossary.yaml", "see: [notice-date, promise]", "see: [promise]"),
    (
        "content/glossary.yaml",
        "terms:\n",
        "terms:\n  - {id: seal, term: Seal, means: Keeps oil.}\n",
    ),
    ("content/sources.yaml", "Its list of tasks has gaps", "The list of its tasks has gaps"),
    # What is not compared.
    ("content/pages/guides/faq.md", "# Frequent questions", "# Questions and answers"),
    ("mkdocs.yml", "site_name: Account Playbook", "site_name: Our playbook"),
)


def propose(root: Path) -> None:
    """Make the edits in a copy of the fixture."""
    for path, find, new in EDITS:
        replace(root / path, find, new)
    shutil.move(root / TESSALY, root / SHORTER)
