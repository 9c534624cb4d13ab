"""Names cannot issue commands to the job that prints them."""

from io import StringIO

import pytest
from rich.console import Console, RenderableType

from generator.changes.comparison import review
from generator.findings.classification import Edition
from generator.findings.finding import FindingLevel, Location, Rule
from generator.reading.files import SourceFile
from generator.reading.load import load
from generator.reading.tree import read_tree
from generator.reporters import as_log, text
from generator.reporters.comparison_text import review_text
from generator.text.forge import harmless
from tests.scenarios.scenario import AS_OF, BASE

COMMAND = "::error file=x::pwn"
OLD, NEW = b"name: Acme Pumps", f'name: "{COMMAND}"'.encode()
WRONG = Rule("wrong", FindingLevel.ERROR, "Something is wrong.", "It matters.", "Mend it.")


@pytest.mark.parametrize(
    ("output", "printed"),
    [
        ("::error::x", ":\u200b:error::x"),
        ("a\n  ::error::x", "a\n  :\u200b:error::x"),
        ("\t::x", "\t:\u200b:x"),
        ("a ##[group]x", "a #\u200b#[group]x"),
        ("##vso[task]x", "#\u200b#vso[task]x"),
        ("a ::error::x", "a ::error::x"),
        ("a\n\n: b ## c [d]", "a\n\n: b ## c [d]"),
    ],
)
def test_what_a_log_would_act_on_is_broken_in_two(output: str, printed: str) -> None:
    assert harmless(output) == printed


def printed(what: RenderableType) -> str:
    out = StringIO()
    Console(file=out, width=1000, soft_wrap=True).print(what)
    return out.getvalue()


def commands(output: str) -> list[str]:
    return [line for line in output.splitlines() if line.lstrip().startswith("::")]


@pytest.mark.parametrize("width", [None, 24])
def test_no_line_of_a_comparison_begins_with_a_command(width: int | None) -> None:
    files = read_tree(BASE)[0]
    named = [SourceFile(each.path, each.data.replace(OLD, NEW)) for each in files]
    found = review(load(files)[0], load(named)[0], Edition.LEADERSHIP, AS_OF)
    output = printed(review_text(found, COMMAND, COMMAND, width))
    assert "\n:\u200b:error file=x::pwn (" in output
    assert not commands(output)


@pytest.mark.parametrize("width", [None, 24])
def test_no_line_of_a_finding_begins_with_a_command(width: int | None) -> None:
    path = "content/roles/kam.yaml"
    finding = WRONG.at(Location(path, 1, 1), COMMAND, remedy=COMMAND)
    output = printed(text([finding], {path: f"{COMMAND}\n".encode()}, width))
    assert output.count("error file=x::pwn") == 3
    assert not commands(output)
    assert not commands(as_log([finding], Edition.LEADERSHIP))
