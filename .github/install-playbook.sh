#!/bin/sh
# Installs the command `playbook` for a job: the generator itself in its own repository, elsewhere
# what requirements.txt names. Run it from the top of the repository.
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
else
    echo "requirements.txt is missing: it names the wheel of the playbook, see docs/review.md" >&2
    exit 1
fi
playbook --version
