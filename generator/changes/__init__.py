"""Comparison of two states: pure functions that read nothing."""
