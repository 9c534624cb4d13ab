"""The pages of onboarding paths."""
