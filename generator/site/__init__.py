"""Everything that knows MkDocs: plugin, theme, navigation, search, publisher, disk writer."""
