"""What changed between two revisions, and what a change asks for.

``revision`` reads a revision from Git; ``compare`` finds the changes between two definitions;
``weights`` says how heavy each is; ``gone`` finds what was renamed or deleted; ``versions`` holds
them against the versions declared.
"""
