"""Words, dates and figures, and one encoder for each place where values are written."""
