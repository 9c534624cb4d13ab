"""Account Playbook: key accounts as checked definitions, rendered as a handbook.

Layers, lowest first; no layer imports a higher one (checked by ``import-linter``)::

    cache         what earlier builds made, kept on disk
    text          words, dates and figures; one encoder for each place where values are written
    findings      findings, errors and exit codes; editions and classes, as plain values
    model         what people write: kinds, fields, grammars
    reading       files -> frozen models; every problem has a file, a line and a column
    git           the only place that runs Git
    editions      one edition's view, made first, and the gate of the past
    analysis      what follows from the view
    checks        findings about it
    importing     tables of other systems -> what would change in files
    charts        pictures
    changes       two states in, what changed and what it means out
    history       states of the past from Git
    exports       data files for programs, a registry of them
    pages         Page(path, title, markdown, ...) for each thing a reader looks up
    reporters     findings and comparisons as text, Markdown and annotations
    pipeline      the stages above in one straight line
    site          MkDocs plugin and publisher; the disk writer
    cli           one verb per file
"""

__version__ = "0.1.0"
