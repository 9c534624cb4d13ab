"""How many examples a law is tried on: few in every run, all of them in `make test-all`."""

import os


def examples(quick: int, thorough: int) -> int:
    """``thorough`` where ALL_EXAMPLES is set, as `make test-all` does."""
    return thorough if os.environ.get("ALL_EXAMPLES") else quick
