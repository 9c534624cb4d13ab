"""Text into validated, frozen models; every problem has a file, a line and a column."""
