#!/bin/sh
# Installs the command `playbook` for a job: the generator itself in its own repository, elsewhere
# the version that pyproject.toml names, from wheels/ or from the index of pip; where
# requirements.txt pins all packages, those. Run it from the top of the repository.
set -eu

if [ -f generator/cli/app.py ]; then
    python -m pip install --quiet --require-hashes -r requirements/site.txt
    python -m pip install --quiet --no-deps --no-build-isolation .
elif [ -f requirements.txt ]; then
    for wheel in $(sed -n 's/^\(\.\/[^ ;#]*\.whl\).*/\1/p' requirements.txt); do
        if [ ! -f "$wheel" ]; then
            echo "requirements.txt names $wheel, which is not in the repository: add it" >&2
            exit 1
        fi
    done
    python -m pip install --quiet -r requirements.txt
elif [ -f pyproject.toml ]; then
    wanted=$(python -I -c 'import tomllib
with open("pyproject.toml", "rb") as file:
    print(*tomllib.load(file)["project"]["dependencies"], sep="\n")')
    if ! printf '%s\n' "$wanted" |
        python -m pip install --quiet --find-links wheels -r /dev/stdin; then
        echo "No $wanted: put its wheel into wheels/, see docs/review.md" >&2
        exit 1
    fi
else
    echo "pyproject.toml is missing: it names the version of the playbook, see docs/review.md" >&2
    exit 1
fi
playbook --version
