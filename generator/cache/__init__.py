"""What a build or a check worked out, kept on disk for the next one; correct or nothing."""
