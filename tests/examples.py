"""How many examples a property is tested with: few in every run, all in `make test-all`."""

import os


def examples(quick: int, thorough: int) -> int:
    """``thorough`` where ALL_EXAMPLES is set, as `make test-all` does."""
    return thorough if os.environ.get("ALL_EXAMPLES") else quick
