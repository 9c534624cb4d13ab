"""Older formats of the definitions: read as the newest one, and rewritten on demand.

A format is the schema version of one kind of file. Between two versions stand steps
(:mod:`.formats`), each a change of shape that is told in one sentence. The same steps are carried
out on what the reader has read (:mod:`.on_nodes`, so that places stay those of the author's file)
and on the text itself (:mod:`.on_text`, so that comments stay). Both are functions of one file:
nothing here knows a folder, a date or a history.
"""
