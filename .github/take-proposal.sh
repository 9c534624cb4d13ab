#!/bin/sh
# Lays the definitions, pages and pictures of a proposal over what is checked out, and moves HEAD to
# it. Nothing else of it is taken: mkdocs.yml, theme, hooks, workflows, requirements and the generator
# stay those that are checked out. Usage: sh .github/take-proposal.sh COMMIT
set -eu

commit=$(git rev-parse --verify --end-of-options "$1^{commit}")
taken='\.(yaml|yml|md|png|jpe?g|gif|webp|svg)"?$|[/	]CODEOWNERS$'
list=$(mktemp)
before=$(mktemp)
# Words of this list, not files: the shell splits them.
places="accounts content CODEOWNERS .github/CODEOWNERS .gitlab/CODEOWNERS docs/CODEOWNERS"

git ls-tree -r HEAD -- $places > "$before"
git ls-tree -r "$commit" -- $places > "$list"
# More people may read the log than the definitions: no name of a file is printed.
if grep -q '^1[26]0000 ' "$list"; then
    echo "The proposal has a link or another repository in accounts/ or content/: remove it." >&2
    echo "\`git ls-files --stage accounts content | grep ^1[26]\` lists them." >&2
    exit 1
fi
left=$(grep -Eiv "$taken" "$list" | grep -Fvxc -f "$before" || true)
if [ "$left" -gt 0 ]; then
    echo "Not taken of the proposal: $left of its files in accounts/ and content/ are neither" \
        "definitions nor pages nor pictures."
fi

git ls-files -- $places | grep -Ei "$taken" > "$before"
git --literal-pathspecs rm --quiet --force --pathspec-from-file="$before"
grep -Ei "$taken" "$list" | sed 's/^100755 /100644 /' | git update-index --index-info
git checkout-index --all --quiet
git update-ref --no-deref HEAD "$commit"
rm -f "$list" "$before"
