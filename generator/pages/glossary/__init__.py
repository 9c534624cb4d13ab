"""The glossary and the sources."""
