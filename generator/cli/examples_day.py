"""The own day of examples, read from the few files that say it."""

from datetime import date
from pathlib import Path

from generator.findings.finding import Location
from generator.model.nodes import Map
from generator.reading.parse import read
from generator.site.dates import iso_date


def day_of_examples(root: Path) -> date | None:
    """The day that the accounts are written for if all of them are fictional, else ``None``.

    A file with errors says nothing here: the command that asks will report them.
    """
    # Paths as text: the registry of kinds loads all models, which a build without changes does not.
    accounts = sorted((root / "accounts").glob("*/account.yaml"))
    if not accounts or not all(map(_is_fictional, accounts)):
        return None
    return iso_date(str(_keys(root / "content/organisation.yaml").get("examples_as_of")))


def _is_fictional(file: Path) -> bool:
    return str(_keys(file).get("fictional")).casefold() in ("yes", "true")


def _keys(file: Path) -> Map:
    try:
        found, _ = read(file.name, file.read_bytes())
    except OSError:
        found = None
    return Map(Location(file.name)) if found is None else found
