"""Rules about changes: what a change needs before it can be agreed to; and all rules."""

from generator import checks
from generator.findings.finding import Rule, RuleArea

VERSIONS = RuleArea("versions")

REVIEW = RuleArea("review")

VERSION_TOO_LOW = VERSIONS.error(
    "version-too-low",
    "A definition changed more than its version says.",
    "People who rely on a version, for a level reached or a rating made, would not notice that it "
    "no longer applies.",
    "Raise `version` and say under `changes` what changed.",
)

VERSION_BACK = VERSIONS.error(
    "version-goes-back",
    "A definition has a lower version than before.",
    "Nobody could tell which of two states is the newer one.",
    "Give it a version above the one of the base.",
)

RENAMED_WITHOUT_ALIAS = VERSIONS.error(
    "renamed-without-alias",
    "A definition has a new id, and the old one is not an alias.",
    "Links and references to the old id are broken, and its history ends.",
    "Add the old id under `aliases`.",
)

DELETED_WHILE_ACTIVE = VERSIONS.warning(
    "deleted-while-active",
    "A definition that was active at the base was removed.",
    "Links to it are broken, and people who rely on it never learn that it no longer applies.",
    "Restore it with `status: deprecated` and remove it later, or list its id under `aliases` of "
    "its replacement.",
)

BASE_BROKEN = VERSIONS.warning(
    "base-not-readable",
    "A definition of the base has errors and is not compared.",
    "Its changes since then are unknown.",
    "Compare with a base in which it loads, or review its changes by hand.",
)

VERSION_UNCHANGED = REVIEW.warning(
    "account-version-unchanged",
    "A plan changed without a new version.",
    "People who agreed to a version believe that the plan is still the one they agreed to.",
    "Raise `version` by one, and say under `changes` what changed and why.",
)

ACCOUNT_VERSION_BACK = REVIEW.error(
    "account-version-goes-back",
    "An account has a lower version than before.",
    "Nobody could tell which of two plans is the newer one.",
    "Give it a version above the one of the base.",
)

RECORD_BACK = REVIEW.warning(
    "record-goes-back",
    "A record was replaced by an older one.",
    "Whatever was learnt since then is lost: the newest measurement, judgement or contact counts.",
    "Restore the newer one. If it was wrong, say so under `changes`, with a new `version`.",
)

NOT_DECIDED = REVIEW.warning(
    "cell-changed-without-decision",
    "The strategy changed (cell, target stage, tier, direction or status), and no decision says "
    "so.",
    "Another cell means another strategy; in a year nobody will know who decided it and why.",
    "Write a decision: what was decided, by whom, why, what was rejected, what would reopen it.",
)

REASON_STALE = REVIEW.warning(
    "grey-band-reason-of-before",
    "A value crossed its cut inside the grey band, and the written reason is still that for the "
    "other cell.",
    "It explains a position that the account no longer has.",
    "Write into `grey_band_reason` why it belongs on this side of the cut.",
)

APPROVAL_OF_ANOTHER = REVIEW.warning(
    "approval-of-another-version",
    "A new version carries the approval of the one before.",
    "It looks as if someone had approved a plan they have not seen.",
    "Have it approved and write who and when under `approved`, or remove `approved`.",
    topic="approval",
)

APPROVAL_REPLACED = REVIEW.warning(
    "approval-replaced",
    "The approval of a version changed, but the version did not.",
    "Later readers would believe that someone else approved it, or on another day.",
    "Restore the approval; or raise `version`, say under `changes` what changed, and have it "
    "approved.",
)

APPROVED_BY_OWNER = REVIEW.warning(
    "approved-by-owner",
    "The owner of a plan approved it.",
    "An approval is a second person's review of the plan, and there was none.",
    "Have it approved by someone other than the owner.",
)

APPROVED_BY_NO_SUPERIOR = REVIEW.warning(
    "approved-by-no-superior",
    "A plan was approved by someone its owner does not report to.",
    "Who approves a plan decides on the owner's limits, money and people, and only a superior may "
    "do that.",
    "Have it approved by one of our people whose post is above the owner's; or correct `post` of "
    "the owner, or `reports_to` of the posts between them.",
)

APPROVED_BY_AUTHOR = REVIEW.warning(
    "approved-by-author",
    "The person who approved a plan is the only known author of the change.",
    "An approval is a second person's review of the plan, and there was none.",
    "Let the owner propose the change; or have it approved by another superior of the owner. If "
    "others wrote it too, give them their `handle` in `content/people.yaml`.",
)

APPROVAL_NOT_CONFIRMED = REVIEW.warning(
    "approval-not-confirmed",
    "The person named in an approval has not approved the proposal.",
    "Anyone can write a name into a file; it is an approval once that person gives it.",
    "Ask that person to approve the proposal on GitHub or GitLab, and run this check again; or "
    "remove `approved`. A commit is no approval, and people are known by their `handle` in "
    "`content/people.yaml` alone.",
)

BY_ANOTHER = REVIEW.info(
    "changed-by-another",
    "A definition was changed by someone other than its owner.",
    "The owner of a plan must know what it says.",
    "Ask the owner for their approval of this change.",
)

MERGE_DROPPED = REVIEW.warning(
    "merge-dropped-changes",
    "A merge left out what had been changed in the base.",
    "What colleagues recorded and agreed to is gone, and nobody wrote that it is.",
    "Take these files as they are in the base, and make your change on them again.",
)

ACCOUNT_DELETED = REVIEW.warning(
    "account-deleted-while-active",
    "An account that was active at the base was removed.",
    "Its promises and its history are lost, and people who look for it find nothing.",
    "Restore it with `status: retired` and the reason under `selection`, and delete it later; "
    "if it has a new id, list the old one under `aliases` there.",
)

LIKELY_RENAME = REVIEW.warning(
    "account-renamed-without-alias",
    "A new account looks like a removed one under another id.",
    "Links to the former id are broken, and its history ends.",
    "List the former id under `aliases`. If it is another account, keep the removed one with "
    "`status: retired`.",
)

DECISIONS = (NOT_DECIDED, REASON_STALE)
"""Rules about what a position asks for."""

RESTING_ON_MORE = (*DECISIONS, APPROVED_BY_NO_SUPERIOR)
"""Rules of a change that rest on more than what changed: on results of both states, or on posts."""

BY_FILE = (BY_ANOTHER, MERGE_DROPPED)
"""Rules whose findings name the files and authors that an edition may know."""

TOLD_FIRST = (
    MERGE_DROPPED.id,
    RECORD_BACK.id,
    "day-to-come",
    "kept-late-as-exact",
    "share-above-100",
    "sale-twice",
    "shown-unconfirmed",
)
"""Ids of rules that a verdict tells: what is recorded may not be so, or cannot be done."""

TOLD_BY_EFFECTS = {"reading": RECORD_BACK.id, "late_as_exact": "kept-late-as-exact"}
"""Rules whose findings an effect with that key tells as well."""

RULES: tuple[Rule, ...] = (
    *checks.RULES,
    *(value for value in globals().values() if isinstance(value, Rule)),
)
"""All rules: those of the checks first."""

RULE_IDS = frozenset(rule.id for rule in RULES)
