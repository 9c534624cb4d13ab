"""The definition format: one frozen model per kind of definition."""
