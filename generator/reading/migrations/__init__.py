"""Older formats: read as the current one, and rewritten on request.

A format is the schema version of one kind of file. Between two versions are steps
(:mod:`.formats`), each a structural change described in one sentence. They are applied to nodes
(:mod:`.on_nodes`), whose locations remain those of the author's file;
:mod:`generator.reading.rewrite` writes a file from the result and keeps its comments. Both work on
one file: nothing here depends on a folder, a date or a history.
"""
