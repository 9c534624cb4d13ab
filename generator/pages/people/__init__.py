"""The pages of our people."""
