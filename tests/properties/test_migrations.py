"""Properties of every file of an older format: rewritten or only read, it means the same."""

import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.model.nodes import List, Map, Node
from generator.reading.files import SourceFile
from generator.reading.load import load
from generator.reading.parse import read
from generator.reading.rewrite import comments_in, rewritten
from tests.properties.test_reader_laws import maps, yaml_like

PATH = "accounts/acme/account.yaml"
law = settings(derandomize=True, database=None, deadline=None, max_examples=25)

HEAD = """id: acme
name: Acme
version: 1
status: draft
tier: key
sector: pumps
structure: single
currency: EUR"""
CHANGED = (
    "manager: ada",
    "reviewed: 2026-10-01",
    "review_every: 6",
    "approved_by: ada\napproved_on: 2026-10-02",
    """team:
  - {person: ada, does: Leads, share: 100}
  - person: ben
    does: Helps
    share: 40""",
    """meetings:
- id: round
  what: >-
    What is
    needed
  every: 1""",
    """ratings:
  - method: matrix
    on: 2026-09-15
    raters: [sales]
    scores:
      - axis: potential
        factor: volume
        score: 8
      - {axis: potential, factor: growth, score: 7}
      - score: 5
        evidence: |
          Their
          card
        axis: position
        factor: service""",
    """relationships:
  - {person: ada, stakeholder: head, strength: 2, since: 2026-01-15, last_contact: 2026-10-20}
  - person: ben
    stakeholder: head
    strength: '3'
    since: 2026-01-15
    last_contact: 2026-10-20
    every: 12""",
)
# Behind these a comment would be refused, as it may be a part of the text.
FREE_TEXT = ("schema", "name", "sector", "does", "what")


def block_begins(line: str) -> bool:
    return line.endswith((">-", "|"))


@st.composite
def drafts(draw: st.DrawFn) -> str:
    """A draft account: sections in any order, with comments and blank lines anywhere."""
    sections = draw(st.permutations([*HEAD.split("\n"), *CHANGED]))
    written = []
    block = -1  # the indentation of the key whose text block goes on
    for number, line in enumerate("\n".join(["schema: account/0", *sections]).split("\n")):
        indent = len(line) - len(line.lstrip())
        block = -1 if indent <= block else block
        if block < 0:
            written += draw(
                st.sampled_from([[], [], [], [""], [" " * indent + f"# above {number}"]])
            )
            silent = any(word in line.partition(": ")[0] for word in FREE_TEXT) or block_begins(
                line
            )
            behind = "" if silent else draw(st.sampled_from(["", "", f"  # by {number}"]))
            written.append(line + behind)
            block = indent if block_begins(line) else -1
        else:
            written.append(line)
    return "\n".join(written) + "\n"


@law
@given(drafts(), st.sampled_from(["\n", "\r\n"]))
def test_a_rewritten_file_loads_as_it_was_carried_over_on_load(draft: str, ending: str) -> None:
    old = draft.replace("\n", ending).encode()
    found = rewritten(PATH, old, "account")
    assert found.data is not None, found.refusal or found.findings
    before, notes = load([SourceFile(PATH, old)])
    after, none = load([SourceFile(PATH, found.data)])
    assert before.accounts["acme"] == after.accounts["acme"]
    assert [each.rule.id for each in notes] == ["older-format"]
    assert none == ()
    assert comments_in(draft) == comments_in(found.data.decode().replace("\r\n", "\n"))
    assert rewritten(PATH, found.data, "account").data is None


@law
@given(
    st.one_of(
        st.tuples(maps, st.booleans(), st.sampled_from([20, 80])).map(
            lambda drawn: (
                yaml.safe_dump(
                    drawn[0], default_flow_style=drawn[1], width=drawn[2], allow_unicode=True
                )
                if drawn[0]
                else ""
            )
        ),
        yaml_like,
    )
)
def test_any_text_is_rewritten_without_loss_or_left_alone(body: str) -> None:
    old = f"schema: account/0\n{body}".encode()
    found = rewritten(PATH, old, "account")
    assert bool(found.data) + bool(found.findings) + bool(found.refusal) == 1
    if found.data is not None:
        assert _values(read(PATH, found.data)[0]) == {
            **_values(read(PATH, old)[0]),
            "schema": "account/1",
        }


def _values(node: Node | None) -> dict[str, object]:
    assert isinstance(node, Map)
    return {key: _plain(value) for key, value in node.items()}


def _plain(node: Node) -> object:
    if isinstance(node, Map):
        return _values(node)
    return [_plain(each) for each in node] if isinstance(node, List) else str(node)
