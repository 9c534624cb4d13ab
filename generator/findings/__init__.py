"""Findings, errors with exit codes, and classification: plain values without dependencies."""
