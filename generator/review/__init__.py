"""What changed between two revisions, and what a change asks for.

``revision`` reads a revision from Git; ``compare`` finds the changes between two definitions;
``weights`` says how heavy each is; ``gone`` finds what was renamed or deleted; ``versions`` holds
them against the versions declared. ``log`` reads the whole history in one pass; ``moments``,
``past`` and ``trail`` tell from it what became of one definition, as an edition may know it.
"""
