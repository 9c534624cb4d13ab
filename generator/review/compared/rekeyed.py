"""The older of two states with the ids of the newer one, so that its entries are found again."""

from generator.catalog import Catalog, resolve
from generator.review.compared.differences import by_key
from generator.review.compared.renames import following, new_ids


def rekeyed(older: Catalog, newer: Catalog) -> Catalog:
    """The older of two views with the ids its people, posts, promises ... have in the newer one.

    What follows from it can be held against what follows from the newer one, entry by entry.
    Definitions keep the ids they had, and so do the parts of methods, which ratings name without
    being references. ``older`` itself where no entry has another id.
    """
    held = by_key(older.definitions)
    found = new_ids(held, by_key(newer.definitions))
    if not found.inside:
        return older
    carried = {
        key: item if key[0] == "method" else found.carried(key, item) for key, item in held.items()
    }
    items = {key: following(item, found.led_to(key)) for key, item in carried.items()}
    changed = {key: item for key, item in items.items() if item is not held[key]}
    definitions = older.definitions.taking(changed)
    return resolve(definitions, older.edition, older.released, older.withheld)
