"""Two states of the definitions: what belongs together, and what differs."""
