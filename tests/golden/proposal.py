"""A proposal to the fixture that changes every kind of thing at once."""

import shutil
from pathlib import Path

from tests.scenarios.scenario import replace

ALDANE, BREVIK = "accounts/aldane-group", "accounts/brevik-coatings"
SHORTER = "accounts/brevik"
"""Where one of the accounts moves to."""
KAM, NEGOTIATION = "content/roles/kam.yaml", "content/competencies/negotiation.yaml"
MATRIX, FIT = "content/methods/account-analysis-matrix.yaml", "content/competencies/fit.yaml"

EDITS = (
    # Scores, plan, team, money and promises of one account, with a version that says so.
    (f"{ALDANE}/account.yaml", "version: 2\nstatus", "version: 3\nstatus"),
    (f"{ALDANE}/account.yaml", "context: [globalising]", "context: [globalising, price-driven]"),
    (
        f"{ALDANE}/history.yaml",
        "changes:\n",
        "changes:\n  - {version: 3, on: 2026-11-02, by: ana-ruiz, what: [Access is better.],\n"
        "    because: Group procurement met us.}\n",
    ),
    (
        f"{ALDANE}/ratings.yaml",
        "score: 4\n          evidence: Procurement",
        "score: 7\n          evidence: Procurement",
    ),
    (
        f"{ALDANE}/strategy.yaml",
        "{unit: stops a quarter, baseline: 14, target: 8,",
        "{unit: stops a quarter, baseline: 14, target: 6,",
    ),
    (f"{ALDANE}/strategy.yaml", "due: 2027-06-30\n", "due: 2027-09-30\n"),
    (f"{ALDANE}/strategy.yaml", "id: emea-annex\n", "id: annex-emea\n"),
    (f"{ALDANE}/account.yaml", "person: h-nyman\n    does", "person: n-sato\n    does"),
    (f"{ALDANE}/economics.yaml", "revenue: 6.3 m", "revenue: 6.4 m"),
    (f"{ALDANE}/economics.yaml", "ours: 6.3 m", "ours: 6.6 m"),
    (
        f"{ALDANE}/strategy.yaml",
        "due: 2026-11-27\n    owner: s-tan\n    stakeholder: apac-operations-head\n",
        "due: 2026-11-27\n    owner: s-tan\n    stakeholder: apac-operations-head\n"
        "    kept: {on: 2026-10-30, exactly: yes}\n",
    ),
    (f"{ALDANE}/strategy.yaml", "due: 2026-12-07", "due: 2026-10-26"),
    (
        f"{ALDANE}/stakeholders.yaml",
        "buying: [veto-holder, gatekeeper]\n",
        "buying: [veto-holder, gatekeeper]\n    stance: neutral\n",
    ),
    # A new version is forgotten, an approval grows old, and an account gets a shorter id.
    (f"{BREVIK}/account.yaml", "tier: standard\n", "tier: key\n"),
    (f"{BREVIK}/account.yaml", "owner: g-conti\nreview", "owner: t-brandt\nreview"),
    (
        f"{BREVIK}/account.yaml",
        "id: brevik-coatings\n",
        "id: brevik\naliases: [brevik-coatings]\n",
    ),
    # The handbook: requirements rise, fall and are reworded.
    (KAM, "version: 1.1.0\nstatus", "version: 1.2.0\nstatus"),
    (KAM, "level: practitioner\n    because: Both sides", "level: expert\n    because: Both sides"),
    (KAM, "  - {says: A plan that decides.}\n", ""),
    (KAM, "accounts: 1-2\n", "accounts: 1-3\n"),
    (KAM, "to: 60 k", "to: 65 k"),
    (NEGOTIATION, "version: 1.0.0\nstatus", "version: 1.1.0\nstatus"),
    (NEGOTIATION, "    - Breaks off when the limit is reached.\n", ""),
    (NEGOTIATION, "interview:\n", "interview:\n  - What is your limit, and who set it?\n"),
    (MATRIX, "weight: 60\n", "weight: 55\n"),
    (MATRIX, "weight: 40\n", "weight: 45\n"),
    (MATRIX, "name: in between,", "name: between,"),
    (FIT, "{competency: negotiation, level: expert}", "{competency: negotiation, level: working}"),
    ("content/competencies/framework.yaml", "name: Money and terms", "name: Money"),
    ("content/onboarding/kam.yaml", "name: Day 90\n    day: 90", "name: Day 80\n    day: 80"),
    # People, functions, words and sources.
    (
        "content/people.yaml",
        "people:\n",
        "people:\n  - {id: n-sato, name: Nao Sato, function: service, based: Asia/Singapore,\n"
        "     handle: n-sato}\n",
    ),
    ("content/people.yaml", "name: Tilda Brandt,", "name: Tilda Brandt, handle: t-brandt,"),
    ("content/organisation.yaml", "name: Field service}", "name: Field service, handle: service}"),
    ("content/organisation.yaml", "key_accounts: 15-35", "key_accounts: 2-35"),
    ("content/organisation.yaml", "rate: 0.90", "rate: 0.92"),
    ("content/glossary.yaml", "[strategic account]", "[major account]"),
    ("content/glossary.yaml", "    see: [promise]\n", ""),
    (
        "content/glossary.yaml",
        "terms:\n",
        "terms:\n  - {id: seal, term: Seal, means: Keeps oil.}\n",
    ),
    ("content/sources.yaml", "names only two cells", "names two cells"),
    # What is not compared.
    ("content/pages/guides/index.md", "# Guides", "# Texts"),
    ("mkdocs.yml", "site_name: Account Playbook", "site_name: Our playbook"),
)


def propose(root: Path) -> None:
    """Make the edits in a copy of the fixture."""
    for path, find, new in EDITS:
        replace(root / path, find, new)
    shutil.move(root / BREVIK, root / SHORTER)
