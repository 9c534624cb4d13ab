"""What somebody most likely meant who named an account or a figure that is not there."""

from collections.abc import Iterable, Mapping

from generator.model.kinds import Account
from generator.text.suggestions import did_you_mean, nearest

_FEW = 12


def or_known(word: str, known: Iterable[str]) -> str:
    """A sentence that suggests the nearest known word, else the few there are, else nothing."""
    names = tuple(known)
    listed = f" Known: {', '.join(names)}." if 0 < len(names) <= _FEW else ""
    return did_you_mean(word, names) or listed


def account_hint(word: str, accounts: Mapping[str, Account]) -> str:
    """As :func:`or_known`, for the id of an account; its names and former ids count as well."""
    ids = {
        name: key
        for key, account in accounts.items()
        for name in (account.name, *account.also_called, *account.aliases, key)
    }
    meant = nearest(word, ids)
    return f" Did you mean `{ids[meant]}`?" if meant else or_known(word, accounts)
