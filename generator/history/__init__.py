"""The past from Git: states of definitions, what of them may be shown, and revisions compared."""
