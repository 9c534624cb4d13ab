"""What a change needs before it can be agreed to."""
