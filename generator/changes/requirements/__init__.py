"""Requirements: what a change needs before it can be approved."""
