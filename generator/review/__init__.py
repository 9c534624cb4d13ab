"""What changed between two revisions, and what a change asks for.

``revision`` reads a revision from Git; ``compare`` finds the changes between two definitions;
``weights`` says how heavy each is; ``versions`` holds them against the versions declared.
"""
