"""Suggestions for an account or a figure that does not exist."""

from collections.abc import Iterable, Mapping

from generator.model.kinds import Account
from generator.text.suggestions import did_you_mean, nearest

_FEW = 12


def did_you_mean_or_list(word: str, candidates: Iterable[str]) -> str:
    """A sentence suggesting the nearest candidate, else listing all if few, else empty."""
    names = tuple(candidates)
    listed = f" Known: {', '.join(names)}." if 0 < len(names) <= _FEW else ""
    return did_you_mean(word, names) or listed


def account_hint(word: str, accounts: Mapping[str, Account]) -> str:
    """As :func:`did_you_mean_or_list`, for an account: by its id, its names or a former id."""
    ids = {
        name: key
        for key, account in accounts.items()
        for name in (account.name, *account.also_called, *account.aliases, key)
    }
    meant = nearest(word, ids)
    return f" Did you mean `{ids[meant]}`?" if meant else did_you_mean_or_list(word, accounts)
