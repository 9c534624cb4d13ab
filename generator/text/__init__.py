"""Formats of words, dates and figures, and one encoder per output format."""
