"""A small made-up edition: one page of each kind, as the page modules write them."""

from datetime import date
from functools import partial
from types import SimpleNamespace
from typing import Any

from generator.exports import Artifact
from generator.findings.finding import Finding
from generator.pages.kit.page import NavigationItem, Page

AS_OF = date(2026, 11, 2)

HOSTILE = '<img src=x onerror=alert(1)> & "Co"'
"""A name somebody might give an account; on every page it is these characters and nothing else."""

DATA = '{"schema":"accounts/1","accounts":[{"id":"zanzibar-only-in-data"}]}\n'

_ENCODED = '&lt;img src=x onerror=alert(1)&gt; & "Co"'

_FOOTER = """
---

- Owner: Sales management
- Version: 3, approved by M. Ortega on <time datetime="2026-10-05">5 Oct 2026</time>
- Last review: <time datetime="2026-10-05">5 Oct 2026</time>, next by 5 Jan 2027
- Source: {source}
"""

_HOME = """# Account Playbook

- [I am new here](onboarding/index.md) Your first day and the 90 days after it, by role.
- [I review a strategy](accounts/index.md) All accounts, what changed lately, what needs a look.
- [I look up a role](roles/index.md) What each role is for and what it asks of people.

## Due in the next 30 days

| When | What | Account | Owner |
| --- | --- | --- | --- |
| <time datetime="2026-10-30">30 Oct 2026</time> <span class="chip chip--warn">overdue</span> | \
Report on returns | [Hallmere Food Retail](accounts/hallmere/index.md) | Jonas Lind |
| <time datetime="2026-11-12">12 Nov 2026</time> | Meeting of the regions | \
[Norvane Industrial Group](accounts/norvane/index.md) | Ana Ruiz |
"""

_ACCOUNTS = """# Accounts

Three key accounts; one of them needs a decision.

| Account | Tier | Cell | Stage | Role holder | Next review | Findings |
| --- | --- | --- | --- | --- | --- | ---: |
| [Norvane Industrial Group](norvane/index.md) | global | star | early | Ana Ruiz | \
<time datetime="2027-01-05">5 Jan 2027</time> | 3 |
| [Hallmere Food Retail](hallmere/index.md) | national | streamline | mid | Jonas Lind | \
<time datetime="2026-12-01">1 Dec 2026</time> | 12 |
| [&lt;img src=x onerror=alert(1)&gt; & "Co"](hostile/index.md) | local | status | early | \
Mara Voss | <time datetime="2027-03-01">1 Mar 2027</time> | 0 |
"""

_PLAYBOOK = """# Norvane Industrial Group

<span class="chip">global</span> <span class="chip">star</span> <span class="chip">early \
stage</span> <span class="chip">active</span>

[Global key account manager](../../roles/gkam/index.md): Ana Ruiz. Backup: Tomas Weiss.
Next review: <time datetime="2027-01-05">5 Jan 2027</time>.

## In one minute

One set of service terms in three regions instead of eleven.

- They gain: plants that start again within a shift.
- We gain: 22 % of the category instead of 15 %.

## Where we stand

**Star.** High potential, and our position is not yet strong. Most of our Großkunden started here.
[The scores and their evidence](strategy.md).

<a id="objectives"></a>

## Objectives

| Objective | Whose | Figures | Way | Due |
| --- | --- | ---: | ---: | --- |
| [Harmonised service terms](strategy.md#objective-terms) | joint | 0 to 3 regions | 33 % | \
<time datetime="2027-06-30">30 Jun 2027</time> |
| [Uptime of critical lines](strategy.md#objective-uptime) | theirs | 96.4 to 98.5 % | 12 % | \
<time datetime="2026-10-30">30 Oct 2026</time> <span class="chip chip--warn">overdue</span> |

## What could go wrong

- **Local units resist the global contract** (likely, severe). We notice when: a plant buys beside
  the frame. Watched by Ana Ruiz.

<details><summary>Decided against</summary><p>A price promise for all regions.</p></details>
"""

_STRATEGY = """# Norvane Industrial Group: strategy

## Position

The account offers much and we are not yet strong in it.

| Factor | Weight | Score | Evidence | Date | Sure |
| --- | ---: | ---: | --- | --- | --- |
| Volume | 25 % | 9.0 | Bought 42 lines last year, twice as many as before | 1 Oct 2026 | high |
| Growth | 20 % | 8.0 | Two plants under construction | 1 Oct 2026 | medium |
| Fit of both parties' objectives | 15 % | 9.0 | Their service strategy names partners | \
12 Sep 2026 | low |

## Regions

Work is spread over EMEA, the Americas and APAC, with an office in Düsseldorf and one in São Paulo.

<a id="objective-terms"></a>

## Harmonised service terms

Ours and theirs. Three regions sign the same frame.

<a id="objective-uptime"></a>

## Uptime of critical lines

A (KAM) from each region reports it.
"""

_CHECKLIST = """# Norvane Industrial Group: competency checklist

Why these: the role, and what this account adds.

- [x] Runs meetings across time zones
- [ ] Reads a balance sheet: level 3 of 4
- [ ] Leads a team that belongs to others
"""

_ROLE = """# Key account manager

Looks after one or two large customers, for the whole relationship.

## What the role is for

A key account manager (KAM) answers for the growth of an account and for keeping it. The role is a
bridge between the customer and everybody who works for it. \
<span class="origin" title="article 000">000</span>

## Disputed

> One or two accounts, says one source; whole portfolios, says another.
"""

_HOSTILE = f"""# {_ENCODED}

{{: onmouseover=alert(2) }}

| Field | Value |
| --- | --- |
| Note | text {{: .md-button onmouseover=alert(3) }} |
| Marker | [TOC] |
"""


def pages() -> tuple[Page, ...]:
    """The edition's pages."""
    accounts = NavigationItem("Accounts", "accounts/index.md")
    norvane = NavigationItem("Norvane Industrial Group", "accounts/norvane/index.md")
    neighbours = (
        NavigationItem("Playbook", norvane.path),
        NavigationItem("Strategy", "accounts/norvane/strategy.md"),
        NavigationItem("Checklist", "accounts/norvane/checklist.md"),
    )
    below = partial(Page, section="accounts", siblings=neighbours, breadcrumbs=(accounts, norvane))
    return (
        Page("index.md", "Account Playbook", _HOME, section="home"),
        Page("accounts/index.md", "Accounts", _ACCOUNTS, section="accounts"),
        Page(
            norvane.path,
            norvane.title,
            _with_footer(_PLAYBOOK, "accounts/norvane/account.yaml"),
            source="accounts/norvane/account.yaml",
            section="accounts",
            siblings=neighbours,
            breadcrumbs=(accounts,),
            boost=2.0,
            description="What we want with Norvane, and what is due.",
            former_paths=("accounts/norvane-old/index.md",),
        ),
        below(
            "accounts/norvane/strategy.md",
            "Norvane Industrial Group: strategy",
            _with_footer(_STRATEGY, "accounts/norvane/strategy.yaml"),
            source="accounts/norvane/strategy.yaml",
        ),
        below("accounts/norvane/checklist.md", "Competency checklist", _CHECKLIST),
        Page(
            "accounts/hallmere/index.md",
            "Hallmere Food Retail",
            "# Hallmere Food Retail\n\nA mature market with little growth.\n",
            source="accounts/hallmere/account.yaml",
            section="accounts",
            breadcrumbs=(accounts,),
        ),
        Page(
            "accounts/hostile/index.md",
            HOSTILE,
            _HOSTILE,
            section="accounts",
            siblings=(NavigationItem(HOSTILE, "accounts/hostile/index.md"), neighbours[1]),
            breadcrumbs=(accounts, NavigationItem(HOSTILE, "accounts/hostile/index.md")),
            description=HOSTILE,
        ),
        Page("roles/index.md", "Roles", "# Roles\n\n- [KAM](kam/index.md)\n", section="roles"),
        _role("kam", "Key account manager"),
        _role("gkam", "Global key account manager"),
        Page("onboarding/index.md", "Onboarding", "# Onboarding\n\nDay 1.\n", section="onboarding"),
        Page("glossary.md", "Glossary", "# Glossary\n\nWords.\n", section="glossary"),
    )


def assembled(
    made: tuple[Page, ...] | None = None,
    findings: tuple[Finding, ...] = (),
    artifacts: tuple[Artifact, ...] = (Artifact("data/accounts.json", DATA),),
) -> Any:
    """The parts of the pipeline's result that the site layer uses."""
    return SimpleNamespace(
        pages=pages() if made is None else made,
        findings=findings,
        artifacts=artifacts,
        definitions=0,
        withheld=0,
    )


def _role(key: str, title: str) -> Page:
    source = f"content/roles/{key}.yaml"
    neighbours = (("Roles", "index.md"), ("KAM", "kam/index.md"), ("GKAM", "gkam/index.md"))
    return Page(
        f"roles/{key}/index.md",
        title,
        _with_footer(_ROLE, source),
        source=source,
        section="roles",
        siblings=tuple(NavigationItem(name, f"roles/{path}") for name, path in neighbours),
        breadcrumbs=(NavigationItem("Roles", "roles/index.md"),),
    )


def _with_footer(markdown: str, source: str) -> str:
    return markdown + _FOOTER.format(source=source)
