"""What Git holds: files, commits and their authors, read and never changed."""
