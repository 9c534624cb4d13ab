"""Parts shared by several kinds of pages."""
