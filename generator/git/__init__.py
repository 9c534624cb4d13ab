"""The only package that runs Git: files, commits and authors of a revision as plain data."""
