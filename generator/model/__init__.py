"""What people write: one frozen model per kind of definition."""
