"""Rules of YAML syntax.

We read a small, strict subset of YAML: text, mappings and lists. Each rule says what a writer loses
when it is broken; :mod:`generator.reading.parse` applies them.
"""

from generator.findings.finding import FindingLevel, Rule

MAX_BYTES = 1024 * 1024

MAX_DEPTH = 20

MAX_NODES = 100_000

MAX_TEXT = 20_000

MAX_FINDINGS = 100


def _rule(identifier: str, title: str, why: str, remedy: str) -> Rule:
    return Rule(identifier, FindingLevel.ERROR, title, why, remedy, area="reading")


FILE_TOO_LARGE = _rule(
    "file-too-large",
    "The file is larger than a definition file may be",
    "A file of this size is nearly always something else that was saved under the wrong name, "
    "and nobody can review it.",
    f"Split the file by subject; each may have up to {MAX_BYTES // 1024} KiB.",
)

TOO_DEEP = _rule(
    "too-deep",
    "Lists and mappings are nested too deeply",
    "No definition needs this depth; it is a slip of brackets or indentation.",
    f"Check the brackets and the indentation; up to {MAX_DEPTH} levels are read.",
)

TOO_MANY_NODES = _rule(
    "too-many-nodes",
    "The file holds more entries than a definition file may hold",
    "Such a file was made by a program, and no person can keep it correct.",
    f"Split the file by subject; each may hold up to {MAX_NODES:,} entries.",
)

TEXT_TOO_LONG = _rule(
    "text-too-long",
    "One text is too long",
    "A text of this length does not belong into one field: no page has room for it. Often a "
    "missing quotation mark has swallowed the lines below.",
    f"Shorten the text to {MAX_TEXT:,} characters, or move it to a note in Markdown.",
)

TOO_MANY_PROBLEMS = _rule(
    "too-many-problems",
    "The file has more problems than one report holds",
    "A long list of findings helps nobody; the first ones are often the cause of the others.",
    "Mend the problems reported above, then check again.",
)

NOT_UTF8 = _rule(
    "not-utf8",
    "The file is not saved as UTF-8",
    "In any other encoding, letters with accents and currency signs turn into the wrong ones.",
    "Save the file again and choose the encoding UTF-8 in your editor.",
)

CONTROL_CHARACTER = _rule(
    "control-character",
    "The text holds an invisible control character",
    "Nobody can see it in a review, yet it can break a page, hide words or turn their order "
    "around. It usually comes along when text is copied from another program.",
    "Delete the character, or type the passage again.",
)

TAB_INDENTATION = _rule(
    "tab-indentation",
    "A line is indented with a tab",
    "Indentation says what belongs to what, and a tab is as wide as each editor likes; "
    "so only spaces count.",
    "Replace the tab at the beginning of the line by spaces, two for each level.",
)

WRONG_INDENTATION = _rule(
    "wrong-indentation",
    "A line is not aligned with the entry it belongs to",
    "Indentation says what belongs to what; a line that stands between two levels could belong "
    "to either.",
    "Let entries of the same level begin in the same column.",
)

COLON_IN_TEXT = _rule(
    "colon-in-text",
    "A colon splits a text that has no quotes",
    "A colon followed by a space ends a key, so the words before it are no longer read as text.",
    "Put quotes round the whole text, or write `>-` behind the key and the text, indented, on "
    "the lines below.",
)

COLON_WITHOUT_SPACE = _rule(
    "colon-without-space",
    "A key has no space after its colon",
    "Without the space, key and value are read as one word.",
    "Write a space after the colon, as in `name: value`.",
)

COMMA_IN_BRACES = _rule(
    "comma-in-braces",
    "Inside braces, a comma splits a text or an entry has no value",
    "Inside `{ }` a comma begins the next entry, so the rest of the text is read as a key of "
    "its own and its meaning is lost.",
    "Put quotes round the text that holds the comma, or write the entries on lines of their own "
    "without braces.",
)

RESERVED_START = _rule(
    "reserved-start",
    "A text begins with a character that YAML keeps for itself",
    "Some characters have a meaning of their own at the beginning of a text.",
    "Put quotes round the whole text.",
)

QUOTES_NOT_CLOSED = _rule(
    "quotes-not-closed",
    "A quotation mark has no partner, or text follows the closing one",
    "Text in quotes ends at the next mark of the same kind; everything after it is lost.",
    'Put the whole text into one pair of quotes. Text with an apostrophe takes double quotes "; '
    "text with double quotes takes single ones. Look at the texts in quotes further up, too.",
)

BRACKET_NOT_CLOSED = _rule(
    "bracket-not-closed",
    "A bracket or brace has no partner, or a comma is missing",
    "Without the closing bracket, everything below is read as part of the list.",
    "Close the bracket and put commas between its entries; put quotes round text that begins "
    "with a bracket.",
)

BACKSLASH_IN_QUOTES = _rule(
    "backslash-in-quotes",
    "A backslash in double quotes stands before a character it cannot change",
    "In double quotes a backslash gives the next character a special meaning.",
    "Use single quotes round the text, or write the backslash twice.",
)

YAML_SYNTAX = _rule(
    "yaml-syntax",
    "The line does not follow the rules of YAML",
    "Nothing below this place can be read.",
    "Write `key: value`, or `- item` in a list, and put quotes round text with special characters.",
)

YAML_ANCHOR = _rule(
    "yaml-anchor",
    "An anchor (&) or alias (*) is used",
    "It puts text in a place where a reader of the file does not see it, and a change in one "
    "place silently changes others.",
    "Write the value out in each place. Text that begins with `&` or `*` needs quotes.",
)

YAML_TAG = _rule(
    "yaml-tag",
    "A tag (!) is used",
    "Each field knows its own kind of value; a tag could only contradict it.",
    "Delete the tag. Text that begins with `!` needs quotes.",
)

YAML_MERGE_KEY = _rule(
    "yaml-merge-key",
    "A merge key (<<) is used",
    "It takes over entries from another place, where a reader of the file does not see them.",
    "Write the entries out.",
)

YAML_DIRECTIVE = _rule(
    "yaml-directive",
    "A line begins with a YAML directive (%)",
    "Directives change how a file is read; every definition is read in the same way.",
    "Delete the line. Text that begins with `%` needs quotes.",
)

DUPLICATE_KEY = _rule(
    "duplicate-key",
    "A key stands twice in the same mapping",
    "Only one of the two values could count, and nobody can tell which one was meant.",
    "Delete one of the two, or give it its right name.",
)

COMPLEX_KEY = _rule(
    "complex-key",
    "A key is not plain text",
    "A key is the name of a field; a list, a mapping or the `?` notation names nothing.",
    "Write the key as a word, followed by a colon. Text that begins with a bracket needs quotes.",
)

EMPTY_VALUE = _rule(
    "empty-value",
    "A key or a list item has no value",
    "A reader cannot tell whether nothing is known, nothing applies or something was forgotten.",
    "Write a value or remove the line.",
)

EMPTY_FILE = _rule(
    "empty-file",
    "The file is empty",
    "A definition file that says nothing is probably one that was not saved.",
    "Write the definition, or delete the file.",
)

SEVERAL_DOCUMENTS = _rule(
    "several-documents",
    "The file goes on after its definition has ended",
    "One file holds one definition, so that its name says what is in it.",
    "Delete the line `---` or `...`, or move what follows to a file of its own.",
)

NOT_A_MAPPING = _rule(
    "not-a-mapping",
    "The file does not consist of keys and values",
    "A definition is a set of named fields; a bare list or text has no names.",
    "Begin the file with `schema: ` and write every field as `key: value`.",
)

RULES = (
    FILE_TOO_LARGE,
    TOO_DEEP,
    TOO_MANY_NODES,
    TEXT_TOO_LONG,
    TOO_MANY_PROBLEMS,
    NOT_UTF8,
    CONTROL_CHARACTER,
    TAB_INDENTATION,
    WRONG_INDENTATION,
    COLON_IN_TEXT,
    COLON_WITHOUT_SPACE,
    COMMA_IN_BRACES,
    RESERVED_START,
    QUOTES_NOT_CLOSED,
    BRACKET_NOT_CLOSED,
    BACKSLASH_IN_QUOTES,
    YAML_SYNTAX,
    YAML_ANCHOR,
    YAML_TAG,
    YAML_MERGE_KEY,
    YAML_DIRECTIVE,
    DUPLICATE_KEY,
    COMPLEX_KEY,
    EMPTY_VALUE,
    EMPTY_FILE,
    SEVERAL_DOCUMENTS,
    NOT_A_MAPPING,
)
