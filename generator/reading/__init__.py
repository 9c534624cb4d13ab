"""From files to definitions; every problem has a file, a line and a column."""
