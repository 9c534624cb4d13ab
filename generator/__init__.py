"""Account Playbook: key accounts as checked definitions, rendered as a handbook.

Layers, lowest first; nobody below imports anybody above (``import-linter`` holds us to it)::

    editions, diagnostics   who may see what; findings and where they are
    definitions             text -> validated, frozen models
    catalog                 references become objects, back-links, one edition's view
    insight                 what follows from the view
    checks                  findings about it
    pages                   Page(path, title, markdown, ...) for each thing a reader looks up
    exports                 the same as data, for programs; beside the pages
    pipeline                the stages above in one straight line
    site                    MkDocs plugin and publisher; the disk writer
    cli                     one verb per file
"""

__version__ = "0.1.0"
