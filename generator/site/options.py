"""The options of our plugin in ``mkdocs.yml``."""

from datetime import date

from mkdocs.config import config_options as c
from mkdocs.config.base import Config

from generator.findings.classification import Edition


class PlaybookConfig(Config):  # type: ignore[no-untyped-call]  # MkDocs' base has no types
    """The plugin's options in ``mkdocs.yml``."""

    edition = c.Choice(tuple(edition.value for edition in Edition), default=Edition.TEAM.value)
    """The audience of the site: public, hr, team or leadership."""

    as_of = c.Optional(c.Type((str, date)))
    """The date to build for, 2026-11-02; else SOURCE_DATE_EPOCH, else today in UTC."""

    root = c.Optional(c.Dir(exists=True))
    """The folder that holds accounts/ and content/; by default that of mkdocs.yml."""

    policy = c.Type(dict, default={})
    """Further sources by directive that browsers may load: ``docs/browser-policy.md``."""

    served = c.Optional(c.Type(object))
    """A :class:`Session` in ``playbook serve``, which serves the site together with its policy."""
