"""Older formats of the definitions: read as the newest one, and rewritten on demand.

A format is the schema version of one kind of file. Between two versions stand steps
(:mod:`.formats`), each a change of shape that is told in one sentence. They are carried out on what
the reader has read (:mod:`.on_nodes`), where places stay those of the author's file; a file is
rewritten from the result (:mod:`generator.reading.rewrite`), and its comments stay. Both are
functions of one file: nothing here knows a folder, a date or a history.
"""
