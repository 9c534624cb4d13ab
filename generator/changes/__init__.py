"""What changed between two states: pure comparison, nothing is read here."""
