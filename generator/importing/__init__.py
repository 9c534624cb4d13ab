"""Tables of other systems become accounts, posts and opportunities.

In order: a table is read (``table``), its columns are named (``known``, ``columns``), its cells
become values of ours (``values``, ``records``), rows find what they are about (``matching``), and
what would change is worked out (``plan``) and put into the text of the files (``edits``). Nothing
here writes.
"""
