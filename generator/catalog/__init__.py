"""The resolved whole: references become objects, back-links, one edition's view."""

from generator.catalog.catalog import Catalog, Released, Use, resolve
from generator.catalog.view import view

__all__ = ["Catalog", "Released", "Use", "resolve", "view"]
