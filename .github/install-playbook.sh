#!/bin/sh
# Installs the command `playbook` for a job: the generator itself in its own repository, elsewhere
# what requirements.txt names. Run it from the top of the repository.
set -eu

if [ -f generator/cli/app.py ]; then
    python -m pip install --quiet --require-hashes -r requirements/site.txt
    python -m pip install --quiet --no-deps --no-build-isolation .
elif [ -f requirements.txt ]; then
    python -m pip install --quiet -r requirements.txt
else
    echo "requirements.txt is missing: name in it the version of the playbook you use," >&2
    echo "for instance a line ./wheels/account_playbook-1.0.0-py3-none-any.whl" >&2
    exit 1
fi
playbook --version
