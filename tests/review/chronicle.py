"""A realistic history: renames, merges, deletions, old formats, secrets and hostile messages.

It goes forwards: a small repository, then one change after the other. `hidden` is woven into
everything that no edition but leadership may see, into every message, and into changes of its own,
so that two histories differ in nothing else.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from tests.review.history import git_given
from tests.scenarios.scenario import BASE

HOSTILE = "**Bold** <script>alert(1)</script> [x](javascript:1) | `code` #1 @all closes #2 \x1b[31m"
OLD, NEW = "accounts/acme", "accounts/acme-pumps"
OLD_ROLE, ROLE = "content/roles/key-account-manager.yaml", "content/roles/kam.yaml"
COMPETENCY, MATRIX = "content/competencies/negotiation.yaml", "content/methods/matrix.yaml"
PEOPLE, GUIDE = "content/people.yaml", "content/pages/guide.md"

ACCOUNT_0 = """schema: account/0
id: acme
name: Acme Pumps
version: 1
status: active
manager: ada
reviewed: 2025-01-08
review_every: 6
approved_by: ada
approved_on: 2025-01-09
tier: key
sector: industrial
structure: single
currency: EUR
changes:
  - {version: 1, on: 2025-01-08, what: [First plan.]}
regions:
  - {id: north, name: North, time_zone: Europe/Berlin, hours: 09:00-17:00}
  - {id: south, name: South, time_zone: Europe/Rome, hours: 09:00-17:00}
team:
  - {person: ada, role: key-account-manager, does: Leads the account, share: 100, backup: cid}
  - {person: cid, does: Keeps the pumps running, share: 40}
"""
ACCOUNT_1 = (
    ACCOUNT_0.replace("account/0", "account/1")
    .replace("manager: ada", "owner: ada")
    .replace("reviewed: 2025-01-08\nreview_every: 6", "review: {last: 2025-01-08, every: 6 months}")
    .replace("approved_by: ada\napproved_on: 2025-01-09", "approved: {by: ada, on: 2025-01-09}")
    .replace("share: 100,", "share: 100 %,")
    .replace("share: 40}", "share: 40 %}")
)
RATING = """  - method: matrix
    on: {on}
    raters: [sales, service]
    scores:
      potential:
        volume: {{score: {volume}, evidence: Order book}}
        growth: {{score: 6, evidence: New line}}
      position:
        service: {{score: {service}, evidence: Their scorecard}}
"""
STRATEGY = (
    """schema: account/1
charter: {field: Seals for all pumps, they_gain: Fewer leaks, we_gain: A steady order book}
ratings:
"""
    + RATING.format(on="2025-01-05", volume=6, service=4)
    + """stages:
  - {method: stages, now: early, target: close, on: 2025-01-05, evidence: [Only two people talk.]}
objectives:
  - id: fewer-leaks
    whose: joint
    what: Fewer leaks
    metric: {unit: leaks, baseline: 9, target: 2, actual: 9, on: 2025-01-05}
    due: 2026-06-30
    owner: ada
  - {id: new-works, whose: ours, what: A second works, due: 2026-12-31, owner: cid}
assumptions:
  - id: new-line
    what: The new line starts in spring
    since: 2025-01-05
    evidence: Told by the works manager.
    confidence: low
    expires: 2027-03-31
    owner: ada
"""
)
PRICE = """  - id: price-holds
    what: The price of steel holds
    since: 2025-01-05
    evidence: A letter of the mill.
    confidence: medium
    expires: 2027-03-31
    owner: cid
"""
STAKEHOLDERS = """schema: account/1
stakeholders:
  - id: purchasing-head
    function: Head of purchasing
    area: Purchasing
    power: high
    interest: high
    buying: [veto-holder]
    known: confirmed
    on: 2025-01-05
relationships:
  - person: ada
    stakeholder: purchasing-head
    strength: working
    since: 2025-01-05
    last_contact: 2025-01-05
"""
DOE = """  - id: j-doe
    function: Plant lawyer
    area: Legal
    power: low
    interest: low
    known: assumed
    on: 2025-09-01
relationships:
"""


@dataclass
class HistoryBuilder:
    """The history so far: `files` as they stand, and one entry per commit."""

    hidden: str
    files: dict[str, str] = field(default_factory=dict)
    commits: list[tuple[str, dict[str, str], str, str, list[int]]] = field(default_factory=list)
    tip: int = 0

    def edit(self, path: str, old: str, new: str) -> None:
        assert self.files[path].count(old) == 1, (path, old, self.files[path].count(old))
        self.files[path] = self.files[path].replace(old, new)

    def commit(
        self,
        day: str,
        subject: str = "Work",
        *,
        author: str = "Ada Blum",
        parents: list[int] | None = None,
    ) -> int:
        """One commit of the files as they stand; `parents`: others than the last one."""
        before = parents if parents is not None else [self.tip] if self.tip else []
        subject_line = f"{subject} ({self.hidden})"
        self.commits.append(
            (day, dict(self.files), subject_line, f"{author} {self.hidden}", before)
        )
        self.tip = len(self.commits)
        return self.tip

    def stream(self, prefix: str = "") -> Iterator[str]:
        """What `git fast-import` reads."""
        for mark, (day, files, subject, author, parents) in enumerate(self.commits, 1):
            seconds = int(datetime.fromisoformat(f"{day}T12:00:00").replace(tzinfo=UTC).timestamp())
            yield f"commit refs/heads/main\nmark :{mark}\n"
            yield f"author {author} <a@example.org> {seconds} +0200\n"
            yield f"committer {author} <a@example.org> {seconds} +0200\n"
            yield f"data {len(subject.encode())}\n{subject}\n"
            for verb, parent in zip(("from", "merge"), parents, strict=False):
                yield f"{verb} :{parent}\n"
            yield "deleteall\n"
            for path, text in sorted(files.items()):
                yield f"M 100644 inline {prefix}{path}\ndata {len(text.encode())}\n{text}\n"


def full_history(hidden: str = "one") -> HistoryBuilder:
    """The full history, from the first plan to today."""
    builder = HistoryBuilder(hidden)
    for part in (_first_year, _renamed, _broken_and_back, _recent_changes):
        part(builder)
    return builder


def _first_year(t: HistoryBuilder) -> None:
    for file in sorted((BASE / "content").rglob("*")):
        if file.is_file() and file.suffix == ".yaml":
            t.files[file.relative_to(BASE).as_posix()] = file.read_text("utf-8")
    t.files[GUIDE] = "# Guide\n\nWritten in the first year.\n"
    t.files[OLD_ROLE] = t.files.pop(ROLE).replace("id: kam", "id: key-account-manager")
    t.edit("content/organisation.yaml", "role: kam", "role: key-account-manager")
    t.edit(PEOPLE, "post: kam}", "post: key-account-manager}")
    t.files[PEOPLE] += "  - {id: cid, name: Cid Marsh, function: service}\n"
    t.files[f"{OLD}/account.yaml"] = ACCOUNT_0
    t.files[f"{OLD}/strategy.yaml"] = STRATEGY + PRICE
    t.files[f"{OLD}/stakeholders.yaml"] = STAKEHOLDERS
    t.files[f"{OLD}/economics.yaml"] = _economics(t, 1)
    t.commit("2025-01-10", "First plan")
    t.files[f"{OLD}/strategy.yaml"] = "# by hand\n" + t.files[f"{OLD}/strategy.yaml"]
    t.commit("2025-02-03", "Only a comment")
    t.files[f"{OLD}/account.yaml"] = ACCOUNT_1
    t.commit("2025-03-01", "Format account/1")
    t.files[f"{OLD}/economics.yaml"] = _economics(t, 2)
    t.commit("2025-03-20", "Amounts")
    t.files[f"{OLD}/strategy.yaml"] += _risks("takeover", "They may buy a rival")
    t.commit("2025-04-02", "A risk")
    if t.hidden == "two":
        t.files[f"{OLD}/economics.yaml"] = _economics(t, 3)
        t.commit("2025-04-09", "A change that only leadership sees")
    _second_version(t)
    t.edit(f"{OLD}/account.yaml", "approved: {by: ada, on: 2025-01-09}", _approved("2025-07-04"))
    t.commit("2025-07-04", "Approved")
    t.edit(f"{OLD}/stakeholders.yaml", "last_contact: 2025-01-05", "last_contact: 2025-07-20")
    t.edit(f"{OLD}/strategy.yaml", "actual: 9, on: 2025-01-05", "actual: 7, on: 2025-07-20")
    t.commit("2025-07-21", "Kept up to date")


def _economics(t: HistoryBuilder, turn: int) -> str:
    text = (BASE / "accounts/acme-pumps/economics.yaml").read_text("utf-8")
    return text.replace("revenue: 1000 k", f"revenue: {1000 + turn * len(t.hidden) * 7} k")


def _risks(risk_id: str, what: str) -> str:
    return (
        f"risks:\n  - id: {risk_id}\n    what: {what}\n    trigger: A press release\n"
        "    likelihood: low\n    impact: high\n    response: Talk to the owners.\n    owner: ada\n"
    )


def _approved(on: str) -> str:
    return f"approved: {{by: ada, on: {on}}}"


def _second_version(t: HistoryBuilder) -> None:
    """The target is lowered in the version that raises the score."""
    t.edit(f"{OLD}/account.yaml", "version: 1\nstatus", "version: 2\nstatus")
    words = (
        "changes:\n  - version: 2\n    on: 2025-07-01\n    by: ada\n    what: [Second plan.]\n"
        "    because: Half-yearly review.\n"
    )
    t.edit(f"{OLD}/account.yaml", "changes:\n", words)
    newer = RATING.format(on="2025-06-28", volume=7, service=5)
    t.edit(f"{OLD}/strategy.yaml", "ratings:\n", f"ratings:\n{newer}")
    t.edit(f"{OLD}/strategy.yaml", "target: 2,", "target: 3,")
    t.edit(f"{OLD}/strategy.yaml", PRICE, "")
    t.edit(f"{OLD}/strategy.yaml", "confidence: low", "confidence: medium")
    t.commit("2025-07-01", "Version 2")


def _renamed(t: HistoryBuilder) -> None:
    for path in [each for each in t.files if each.startswith(f"{OLD}/")]:
        t.files[path.replace(OLD, NEW)] = t.files.pop(path)
    t.edit(f"{NEW}/account.yaml", "id: acme\n", "id: acme-pumps\naliases: [acme]\n")
    t.edit(f"{NEW}/account.yaml", "sector: industrial", "sector: pumps")
    t.commit("2025-08-04", "Renamed, and edited in the same commit")
    _merged(t)
    t.edit(f"{NEW}/stakeholders.yaml", "relationships:\n", DOE)
    t.commit("2025-09-02", "Met j-doe, the plant lawyer")
    t.edit(f"{NEW}/stakeholders.yaml", DOE, "relationships:\n")
    t.commit("2025-09-30", "He left")
    t.edit(f"{NEW}/strategy.yaml", "what: They may buy a rival", f"what: They buy {t.hidden}")
    t.edit(f"{NEW}/strategy.yaml", "id: takeover\n", "id: takeover\n    class: confidential\n")
    t.commit("2025-10-06", "The takeover is confidential now")
    t.files[ROLE] = t.files.pop(OLD_ROLE).replace(
        "id: key-account-manager\n", "id: kam\naliases: [key-account-manager]\n"
    )
    for path in ("content/organisation.yaml", PEOPLE, f"{NEW}/account.yaml"):
        t.files[path] = t.files[path].replace("key-account-manager", "kam")
    t.commit("2025-10-20", "The role has a shorter id")
    _secret_colleague(t)


def _secret_colleague(t: HistoryBuilder) -> None:
    """A person only leadership may know of joins the team and leaves without a trace."""
    named = f"id: dee-{t.hidden}, name: Dee {t.hidden}"
    person = f"  - {{{named}, function: service, class: confidential}}\n"
    member = f"  - {{person: dee-{t.hidden}, does: Watches}}\n"
    t.files[PEOPLE] += person
    t.edit(f"{NEW}/account.yaml", "team:\n", f"team:\n{member}")
    t.commit("2025-10-22", "Dee joins")
    t.edit(PEOPLE, person, "")
    t.edit(f"{NEW}/account.yaml", member, "")
    t.commit("2025-10-28", "Dee leaves")


def _merged(t: HistoryBuilder) -> None:
    """A branch of two commits; the line sees the merge."""
    fork = t.tip
    t.edit(f"{NEW}/account.yaml", "does: Leads the account,", "does: Leads the team,")
    t.commit("2025-08-10", "On the branch")
    t.edit(f"{NEW}/account.yaml", "does: Leads the team,", "does: Leads team and account,")
    branch = t.commit("2025-08-12", "On the branch again")
    t.edit(f"{NEW}/account.yaml", "does: Leads team and account,", "does: Leads the account,")
    t.edit(COMPETENCY, "Names the limits before the meeting.", "Names the limits in advance.")
    line = t.commit("2025-08-15", "On the line", parents=[fork])
    t.edit(f"{NEW}/account.yaml", "does: Leads the account,", "does: Leads team and account,")
    t.commit("2025-08-20", "Merge branch 'team' <img src=x>", parents=[line, branch])


def _broken_and_back(t: HistoryBuilder) -> None:
    good = t.files[f"{NEW}/account.yaml"]
    t.files[f"{NEW}/account.yaml"] = good.replace("status: active", "status: [active")
    t.commit("2025-11-03", "Broken")
    t.files[f"{NEW}/account.yaml"] = f"{good}mood: {t.hidden}\n"
    t.edit(f"{NEW}/account.yaml", "tier: key", "tier: national")
    t.commit("2025-11-04", "Mended, with a key of another model")
    t.edit(f"{NEW}/account.yaml", f"mood: {t.hidden}\n", "")
    t.commit("2025-11-05", "Without it")
    role = t.files[ROLE]
    t.files[ROLE] = role.replace("schema: role/2", "schema: role/9")
    t.commit("2025-11-10", "A format of the future")
    t.files[ROLE] = role
    t.edit(
        ROLE, "{competency: negotiation, level: expert}", "{competency: negotiation, level: basic}"
    )
    t.edit(ROLE, "version: 1.0.0\n", "version: 1.1.0\n")
    t.commit("2025-11-11", "Less is asked")
    whole = {path: text for path, text in t.files.items() if path.startswith(f"{NEW}/")}
    for path in whole:
        del t.files[path]
    t.commit("2025-12-01", "Deleted")
    t.files |= whole
    t.edit(f"{NEW}/account.yaml", "tier: national", "tier: key")
    t.commit("2025-12-08", "Back")


def _recent_changes(t: HistoryBuilder) -> None:
    t.files["accounts/borealis/account.yaml"] = (
        ACCOUNT_1.replace("acme", "borealis")
        .replace("Acme Pumps", f"Borealis {t.hidden}")
        .replace("key-account-manager", "kam")
        .replace("\nid:", "\nclass: confidential\nid:")
    )
    t.commit("2026-01-12", "An account nobody else may know of")
    _third_version(t)
    t.edit(MATRIX, "id: position\n    name: Position", "id: position\n    name: Our position")
    t.edit(MATRIX, "version: 1.0.0\n", "version: 1.1.0\n")
    t.commit("2026-03-02", "Names")
    # Cid left: out of the team, then out of our people.
    t.edit(f"{NEW}/account.yaml", "backup: cid", "backup: ben")
    t.edit(f"{NEW}/account.yaml", "person: cid", "person: ben")
    t.files["accounts/borealis/account.yaml"] = t.files["accounts/borealis/account.yaml"].replace(
        "cid", "ben"
    )
    t.commit("2026-04-01", HOSTILE, author="Bob | *Table* [x](y)")
    t.edit(PEOPLE, "  - {id: cid, name: Cid Marsh, function: service}\n", "")
    t.commit("2026-04-02", "Cid left")
    t.files["content/redactions.yaml"] = (
        "schema: redactions/1\nredactions:\n"
        f"  - {{id: j-doe, on: 2026-05-04, because: Asked for it {t.hidden}}}\n"
    )
    t.commit("2026-05-04", "Redacted")
    t.edit(f"{NEW}/strategy.yaml", "actual: 7, on: 2025-07-20", "actual: 4, on: 2026-09-01")
    again = PRICE.replace("cid", "ben")
    t.edit(f"{NEW}/strategy.yaml", "assumptions:\n", f"assumptions:\n{again}")
    t.commit("2026-09-01", "Read again")
    t.edit(GUIDE, "Written in the first year.", "Written anew.")
    t.commit("2026-09-07", "The guide")


def _third_version(t: HistoryBuilder) -> None:
    t.edit(f"{NEW}/account.yaml", "version: 2\nstatus", "version: 3\nstatus")
    words = (
        "changes:\n  - version: 3\n    on: 2026-02-02\n    what: [One works is enough.]\n"
        "    because: The customer closed its second works.\n"
    )
    t.edit(f"{NEW}/account.yaml", "changes:\n", words)
    dropped_objective = (
        "  - {id: new-works, whose: ours, what: A second works, due: 2026-12-31, owner: cid}\n"
    )
    t.edit(f"{NEW}/strategy.yaml", dropped_objective, "")
    t.edit(f"{NEW}/strategy.yaml", "confidence: medium", "confidence: high")
    t.edit(f"{NEW}/strategy.yaml", "Told by the works manager.", "Seen on the building site.")
    t.files[f"{NEW}/strategy.yaml"] += (
        "decisions:\n  - {id: one-works, what: We stay with one works, on: 2026-01-30, by: ada,"
        " because: It is enough.}\n"
    )
    t.commit("2026-02-03", "Version 3")


def repository(folder: Path, builder: HistoryBuilder, prefix: str = "") -> Path:
    """The history as a repository in `folder`, with its last files as the working tree.

    `prefix`: the sub folder in which everything lies, with a slash behind it.
    """
    folder.mkdir(exist_ok=True)
    git_given(folder, "", "init", "--quiet", "--initial-branch", "main", "--object-format", "sha1")
    git_given(
        folder, "".join(builder.stream(prefix)), "fast-import", "--quiet", "--date-format=raw"
    )
    for path, text in builder.files.items():
        target = folder / f"{prefix}{path}"
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8", newline="\n")
    git_given(folder, "", "reset", "--quiet")
    return folder
