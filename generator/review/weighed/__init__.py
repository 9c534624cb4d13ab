"""What a change weighs, and why."""
