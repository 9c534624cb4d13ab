"""Rules about changes: what a change needs before it can be agreed to; and all rules."""

from generator import checks
from generator.findings.finding import FindingLevel, Rule

VERSION_TOO_LOW = Rule(
    "version-too-low",
    FindingLevel.ERROR,
    "A definition changed more than its version says.",
    "People who rely on a version, for a level reached or a rating made, would not notice that it "
    "no longer applies.",
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
    "A definition has a new id, and the old one is not an alias.",
    "Links and references to the old id are broken, and its history ends.",
    "Add the old id under `aliases`.",
    area="versions",
)

DELETED_WHILE_ACTIVE = Rule(
    "deleted-while-active",
    FindingLevel.WARNING,
    "A definition that was active at the base was removed.",
    "Links to it are broken, and people who rely on it never learn that it no longer applies.",
    "Restore it with `status: deprecated` and remove it later, or list its id under `aliases` of "
    "its replacement.",
    area="versions",
)

BASE_BROKEN = Rule(
    "base-not-readable",
    FindingLevel.WARNING,
    "A definition of the base has errors and is not compared.",
    "Its changes since then are unknown.",
    "Compare with a base in which it loads, or review its changes by hand.",
    area="versions",
)

VERSION_UNCHANGED = Rule(
    "account-version-unchanged",
    FindingLevel.WARNING,
    "A plan changed without a new version.",
    "People who agreed to a version believe that the plan is still the one they agreed to.",
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
    "The strategy changed (cell, target stage, tier, direction or status), and no decision says "
    "so.",
    "Another cell means another strategy; in a year nobody will know who decided it and why.",
    "Write a decision: what was decided, by whom, why, what was rejected, what would reopen it.",
    area="review",
)

REASON_STALE = Rule(
    "grey-band-reason-of-before",
    FindingLevel.WARNING,
    "A value crossed its cut inside the grey band, and the written reason is still that for the "
    "other cell.",
    "It explains a position that the account no longer has.",
    "Write into `grey_band_reason` why it belongs on this side of the cut.",
    area="review",
)

APPROVAL_OF_ANOTHER = Rule(
    "approval-of-another-version",
    FindingLevel.WARNING,
    "A new version carries the approval of the one before.",
    "It looks as if someone had approved a plan they have not seen.",
    "Have it approved and write who and when under `approved`, or remove `approved`.",
    area="review",
    topic="approval",
)

APPROVAL_REPLACED = Rule(
    "approval-replaced",
    FindingLevel.WARNING,
    "The approval of a version changed, but the version did not.",
    "Later readers would believe that someone else approved it, or on another day.",
    "Restore the approval; or raise `version`, say under `changes` what changed, and have it "
    "approved.",
    area="review",
)

APPROVED_BY_OWNER = Rule(
    "approved-by-owner",
    FindingLevel.WARNING,
    "The owner of a plan approved it.",
    "An approval is a second person's review of the plan, and there was none.",
    "Have it approved by someone other than the owner.",
    area="review",
)

BY_ANOTHER = Rule(
    "changed-by-another",
    FindingLevel.INFO,
    "A definition was changed by someone other than its owner.",
    "The owner of a plan must know what it says.",
    "Ask the owner for their approval of this change.",
    area="review",
)

ACCOUNT_DELETED = Rule(
    "account-deleted-while-active",
    FindingLevel.WARNING,
    "An account that was active at the base was removed.",
    "Its promises and its history are lost, and people who look for it find nothing.",
    "Restore it with `status: retired` and the reason under `selection`, and delete it later; "
    "if it has a new id, list the old one under `aliases` there.",
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
