"""What a run worked out, on disk or in memory, for the next one; correct or nothing."""
