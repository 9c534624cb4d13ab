"""What changed between two revisions, what it means, and what a change asks for.

``store`` reads Git; ``compared`` finds what differs between two states, ``weighed`` says how heavy
it is, ``consequences`` what follows from it, ``asked`` what it still needs and what becomes of
findings, ``told`` puts all of it into words. ``past`` tells the states of one definition over time.
:mod:`.review` and :mod:`.since` bring these together.
"""
