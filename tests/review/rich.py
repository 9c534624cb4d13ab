"""One change with everything in it, and hostile values."""

from tests.review.scenario_table import Files, edited, small

STRATEGY, ACCOUNT = "accounts/acme-pumps/strategy.yaml", "accounts/acme-pumps/account.yaml"
BROOK, ROLE = "accounts/brook-dairies/account.yaml", "content/roles/kam.yaml"
MATRIX, OLD = "content/methods/matrix.yaml", "content/roles/old.yaml"


def replaced(file: str, find: str, new: str) -> dict[str, str]:
    return {"file": file, "find": find, "replace": new}


def rich_change() -> tuple[Files, Files]:
    """Two accounts move, a role asks for more; one definition comes, one goes, one has errors."""
    before = edited(
        small(),
        [
            replaced(
                MATRIX,
                "name: Strategic\n    when: {potential: high, position: high}\n",
                "name: Strategic\n    when: {potential: high, position: high}\n"
                "    wants: [invest]\n    refuses: [streamline]\n",
            ),
            replaced(
                STRATEGY,
                "      - {id: visit,",
                "      - {id: fewer, what: Fewer visits, owner: ben, due: 2027-02-15, "
                "kind: streamline}\n      - {id: visit,",
            ),
            {
                "file": "content/roles/old.yaml",
                "write": small()[ROLE].replace("id: kam", "id: old"),
            },
            replaced("content/glossary.yaml", "terms:", "terms: no\nother:"),
        ],
    )
    after = edited(
        before,
        [
            replaced(STRATEGY, "service: {score: 5,", "service: {score: 7,"),
            replaced(STRATEGY, "baseline: 9, target: 3", "baseline: 9, target: 5"),
            replaced(ACCOUNT, "version: 1\nstatus", "version: 2\nstatus"),
            replaced(BROOK, "growth: {score: 4,", "growth: {score: 6,"),
            replaced(BROOK, "last: 2026-10-01", "last: 2026-01-01"),
            replaced(ROLE, "accounts: 1-2", "accounts: 1-3"),
            {"file": OLD, "delete": True},
            replaced("content/glossary.yaml", "terms: no\nother:", "terms:"),
            {
                "file": "content/methods/steps.yaml",
                "write": small()["content/methods/stages.yaml"]
                .replace("id: stages", "id: steps")
                .replace("name: Stages", "name: Steps"),
            },
        ],
    )
    return before, after
