"""The catalog: resolved references, back-links, and one edition's view."""

from generator.editions.catalog import Catalog, Released, Use, handbook_of, resolve
from generator.editions.view import view

__all__ = ["Catalog", "Released", "Use", "handbook_of", "resolve", "view"]
