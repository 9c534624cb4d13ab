"""Rules about changes: what a change needs before it can be agreed to; and all rules."""

from generator import checks
from generator.findings.finding import FindingLevel, Rule

VERSION_TOO_LOW = Rule(
    "version-too-low",
    FindingLevel.ERROR,
    "A definition changed more than its version says.",
    "Who relies on a version, such as a level reached or a rating made, would not notice that it "
    "no longer holds.",
    "Raise `version` and say under `changes` what changed.",
    area="versions",
)

VERSION_BACK = Rule(
    "version-goes-back",
    FindingLevel.ERROR,
    "A definition has a lower version than before.",
    "Nobody could tell which of two states is the newer one.",
    "Give it a version above the one of the base.",
    area="versions",
)

RENAMED_WITHOUT_ALIAS = Rule(
    "renamed-without-alias",
    FindingLevel.ERROR,
    "A definition has a new id, and the old one is no alias.",
    "Every link and every reference to the old id leads nowhere, and its history ends.",
    "Add the old id under `aliases`.",
    area="versions",
)

DELETED_WHILE_ACTIVE = Rule(
    "deleted-while-active",
    FindingLevel.WARNING,
    "A definition that was active at the base is gone.",
    "Links to it lead nowhere, and whoever relies on it is never told that it no longer holds.",
    "Bring it back with `status: deprecated` and take it out later, or name it under `aliases` of "
    "what takes its place.",
    area="versions",
)

BASE_BROKEN = Rule(
    "base-not-readable",
    FindingLevel.WARNING,
    "A definition of the base has errors and is not compared.",
    "What changed in it since cannot be said.",
    "Compare with a base in which it loads, or read its change by eye.",
    area="versions",
)

VERSION_UNCHANGED = Rule(
    "account-version-unchanged",
    FindingLevel.WARNING,
    "A plan changed, and its version does not say so.",
    "Whoever agreed to a version believes the plan is still the one they agreed to.",
    "Raise `version` by one, and say under `changes` what changed and why.",
    area="review",
)

ACCOUNT_VERSION_BACK = Rule(
    "account-version-goes-back",
    FindingLevel.ERROR,
    "An account has a lower version than before.",
    "Nobody could tell which of two plans is the newer one.",
    "Give it a version above the one of the base.",
    area="review",
)

NOT_DECIDED = Rule(
    "cell-changed-without-decision",
    FindingLevel.WARNING,
    "The strategy turned (cell, stage aimed at, tier, direction or status), and no decision says "
    "so.",
    "Another cell is another strategy; in a year nobody will know who wanted it and why.",
    "Write a decision: what was decided, by whom, why, what was rejected, what would reopen it.",
    area="review",
)

REASON_STALE = Rule(
    "grey-band-reason-of-before",
    FindingLevel.WARNING,
    "A value crossed its cut inside the grey band, and the written reason is that of the other "
    "cell.",
    "It says why the account was put where it no longer stands.",
    "Write into `grey_band_reason` why it belongs on this side of the cut.",
    area="review",
)

APPROVAL_OF_ANOTHER = Rule(
    "approval-of-another-version",
    FindingLevel.WARNING,
    "A new version carries the approval of the one before.",
    "It looks as if somebody had agreed to a plan they have not seen.",
    "Have it approved and write who and when under `approved`, or take `approved` out.",
    area="review",
    topic="approval",
)

APPROVAL_REPLACED = Rule(
    "approval-replaced",
    FindingLevel.WARNING,
    "The approval of a version is another one than before, and the version is the same.",
    "Later readers would believe that somebody else agreed, or on another day.",
    "Put the approval back; or raise `version`, say under `changes` what changed, and have it "
    "approved.",
    area="review",
)

APPROVED_BY_OWNER = Rule(
    "approved-by-owner",
    FindingLevel.WARNING,
    "The owner of a plan approved it.",
    "An approval is somebody else's look at the plan; nobody has had it.",
    "Have somebody approve it who does not answer for it.",
    area="review",
)

BY_ANOTHER = Rule(
    "changed-by-another",
    FindingLevel.INFO,
    "A definition was changed by somebody else than its owner.",
    "Who answers for a plan must know what it says.",
    "Ask the owner for their approval of this change.",
    area="review",
)

ACCOUNT_DELETED = Rule(
    "account-deleted-while-active",
    FindingLevel.WARNING,
    "An account that was active at the base is gone.",
    "What was promised and learned goes with it, and whoever looks for it finds nothing.",
    "Bring it back with `status: retired` and the reason under `selection`, and delete it later; "
    "where it has another id now, write the old one under `aliases` there.",
    area="review",
)

DECISIONS = (NOT_DECIDED, REASON_STALE)
"""Rules about what a position asks for, which rests on the results of both states."""

RULES: tuple[Rule, ...] = (
    *checks.RULES,
    VERSION_TOO_LOW,
    VERSION_BACK,
    RENAMED_WITHOUT_ALIAS,
    DELETED_WHILE_ACTIVE,
    BASE_BROKEN,
    VERSION_UNCHANGED,
    ACCOUNT_VERSION_BACK,
    NOT_DECIDED,
    REASON_STALE,
    APPROVAL_OF_ANOTHER,
    APPROVAL_REPLACED,
    APPROVED_BY_OWNER,
    BY_ANOTHER,
    ACCOUNT_DELETED,
)
"""All rules: those of the checks first."""

RULE_IDS = frozenset(rule.id for rule in RULES)
