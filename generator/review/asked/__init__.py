"""What a change asks for, and what becomes of the findings of the checks."""
