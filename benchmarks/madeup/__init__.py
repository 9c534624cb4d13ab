"""A made-up portfolio: the same seed gives the same customers, people and plans."""
