"""Public frameworks of competencies become competencies and roles of ours.

A reader (``financial_times``, ``gov_uk``) says what a file of its publisher holds, in its own
levels (``found``); ``definitions`` works out which definitions of ours that makes, and writes their
text. Nothing here writes files, and nothing of these frameworks comes with the program.
"""
