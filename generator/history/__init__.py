"""States of the past from Git: snapshots, timelines, and comparisons of revisions."""
