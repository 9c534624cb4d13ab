"""The pages of the competency framework."""
