"""The command as a whole: workbooks, files it needs, names outside of Git, and many rows."""

import csv
import io
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator.cli.app import run
from generator.findings.finding import FindingLevel
from generator.importing.columns import columns_of, read_mapping
from generator.importing.known import KNOWN, Layout
from generator.importing.proposal import proposed
from generator.importing.remembered import FILE
from generator.importing.table import read_table
from generator.pipeline import check, read_definitions
from tests.examples import examples
from tests.importing.scenario import DAY
from tests.importing.test_tables import workbook
from tests.scenarios.scenario import AS_OF, BASE, contents, copy_of, replace

Import = Callable[..., int]
HEADER = [
    "Account ID",
    "Account Name",
    "Account Owner",
    "Industry",
    "Parent Account ID",
    "Account Currency",
]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return copy_of(BASE, tmp_path / "repository")


@pytest.fixture
def import_(root: Path) -> Import:
    return lambda file, *args: run(["import", str(file), *args, *DAY, "--root", str(root)])


def table(rows: list[list[str]], header: list[str] = HEADER) -> str:
    out = io.StringIO()
    csv.writer(out).writerows([header, *rows])
    return out.getvalue()


def saved(folder: Path, text: str, name: str = "table.csv") -> Path:
    (folder / name).write_text(text, encoding="utf-8", newline="")
    return folder / name


def test_a_workbook(root: Path, import_: Import, tmp_path: Path) -> None:
    rows: list[list[object]] = [
        [*HEADER],
        [4711, "Alpha", "Ada Blum", "food", None, "EUR"],
        [4712, "Beta", "Ada Blum", '="fo"&"od"', None, "EUR"],
    ]
    file = tmp_path / "accounts.xlsx"
    file.write_bytes(workbook(("Accounts", rows)))
    assert import_(file, "--write") == 1
    account = read_definitions(root).definitions.accounts["alpha"]
    assert (account.external_id, account.sector) == ({"salesforce": "4711"}, "food")
    assert "beta" not in read_definitions(root).definitions.accounts


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (["nowhere.csv"], 2, "there is no file"),
        (["."], 2, "directory"),
        (["table.csv", "--mapping", "nowhere.yaml"], 2, "there is no file"),
        (["table.csv", "--names", "repository/names.yaml"], 2, "inside of the repository"),
        (["table.csv", "--names", "nowhere./names.yaml"], 2, "there is no folder"),
        (["table.csv", "--as-of", "never"], 2, "never"),
        (["image.csv"], 2, "neither UTF-8"),
    ],
)
def test_what_the_command_needs(
    arguments: list[str],
    code: int,
    message: str,
    root: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    tmp_path = root.parent
    saved(tmp_path, table([["1", "Alpha", "Ada Blum", "food", "", "EUR"]]))
    (tmp_path / "image.csv").write_bytes(b"\x00\x01" * 50 + b"\xff\x00\x00")
    before = contents(root)
    places = [str(tmp_path / each) if "." in each else each for each in arguments]
    assert run(["import", *places, "--root", str(root)]) == code
    assert message in " ".join(capsys.readouterr().err.split())
    assert contents(root) == before


def test_no_more_is_read_than_a_table_may_have(
    import_: Import, capsys: pytest.CaptureFixture[str]
) -> None:
    assert import_(Path("/dev/zero")) == 2  # which has no end
    assert "more than 100 MiB" in capsys.readouterr().err


def test_definitions_with_errors_come_first(
    root: Path, import_: Import, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    replace(root / "accounts/acme-pumps/account.yaml", "tier: key", "tier: gold")
    file = saved(tmp_path, table([["1", "Alpha", "Ada Blum", "food", "", "EUR"]]))
    assert import_(file, "--write") == 1
    assert "1 error in the definitions" in capsys.readouterr().err


def test_names_are_written_outside_only_and_when_asked(
    root: Path, import_: Import, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    header = ["Contact ID", "Account Name", "Title", "First Name", "Last Name", "Email"]
    rows = [
        ["1", "Acme Pumps", "Fitter", "Jane", "Doe", "jane@acme.example"],
        ["2", "Acme Pumps", "Works manager", "Max", "Roe", ""],
        ["3", "Acme Pumps", "Doe, Jane", "Jane", "Doe", ""],
    ]
    file = saved(tmp_path, table(rows, header))
    names = tmp_path / "names.yaml"
    assert import_(file, "--names", str(names)) == 1
    assert not names.exists()
    assert import_(file, "--write", "--names", str(names)) == 1
    assert names.stat().st_mode & 0o777 == 0o600
    held = names.read_text(encoding="utf-8")
    assert "acme-pumps/fitter: Jane Doe" in held
    assert "acme-pumps/works-manager: Max Roe" in held
    printed = capsys.readouterr()
    everything = b"".join([*contents(root).values(), (printed.out + printed.err).encode()])
    for word in (b"Jane", b"Roe", b"jane@"):
        assert word not in everything


def test_what_was_remembered_is_damaged_or_gone(
    root: Path, import_: Import, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = saved(tmp_path, table([["1", "Alpha", "Ada Blum", "food", "", "EUR"]]))
    assert import_(file, "--write") == 0
    later = saved(tmp_path, table([["1", "Alpha", "Ada Blum", "grocery", "", "EUR"]]))
    for data in (b"<<<<<<<", b"{}", b'{"records": []}', b'{"records": {"a": 1}}', b"\xff"):
        (root / FILE).write_bytes(data)
        assert import_(later, "--write") == 2
        assert FILE in capsys.readouterr().err
    (root / FILE).unlink()
    assert import_(later, "--write") == 0
    assert read_definitions(root).definitions.accounts["alpha"].sector == "food"
    assert "stays `food`" in capsys.readouterr().out


def test_an_account_that_cannot_be_edited_is_left_alone(
    root: Path, import_: Import, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    header = ["Contact ID", "Account Name", "Title", "Last Name"]
    path = root / "accounts/acme-pumps/stakeholders.yaml"
    path.write_text(
        "schema: account/1\nstakeholders: "
        "[{id: works-manager, function: Works manager, area: Works,"
        " power: low, interest: low, known: assumed, on: 2026-01-01}]\n",
        encoding="utf-8",
    )
    before = contents(root)
    file = saved(tmp_path, table([["1", "Acme Pumps", "Fitter", "Doe"]], header))
    import_(file, "--write")
    assert contents(root) == before
    out, err = capsys.readouterr()
    assert "give each entry a line of its own" in out or "error" in err


def test_the_guide_names_every_known_export_and_its_mapping_is_read(real_root: Path) -> None:
    text = (real_root / "docs/import.md").read_text(encoding="utf-8")
    assert [each.title for each in KNOWN if f"| {each.title} |" not in text] == []
    block = text.partition("    schema: import/1")
    lines = [line[4:] for line in (block[1] + block[2].partition("\n\n")[0]).splitlines()]
    mapping = read_mapping("import.md", "\n".join(lines).encode())
    assert (mapping.kind, mapping.dates, mapping.separator) == ("account", "DD.MM.YYYY", ";")


@pytest.mark.parametrize("layout", KNOWN, ids=lambda each: each.title)
def test_a_proposed_mapping_of_a_known_export_reads_it(layout: Layout) -> None:
    named = (*layout.columns.values(), *layout.links.values())
    header = list(dict.fromkeys(names[0] for names in named))
    found = read_table(table([["x"] * len(header)], header).encode())
    mapping = read_mapping("proposed.yaml", proposed(found, "table.csv").encode())
    columns = columns_of(found, mapping)
    assert (columns.system, columns.kind) == (layout.system, layout.kind)
    known = columns_of(found, None)
    assert (columns.at, columns.links) == (known.at, known.links)


@pytest.mark.parametrize(("count", "asked"), [(20, 20), (21, 0)])
def test_a_proposal_asks_for_words_where_they_are_few(count: int, asked: int) -> None:
    rows = [[f"Deal {at}", f"Stage {at}"] for at in range(count)]
    text = proposed(read_table(table(rows, ["Deal Name", "Deal Stage"]).encode()), "deals.csv")
    assert text.count(': "?"\n') == asked


def test_ids_are_made_of_names(
    root: Path, import_: Import, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    made = {
        "Łódź Straße 7": "lodz-strasse-7",
        "2026": "account-2026",
        "7-Eleven": "account-7-eleven",
        "Index": "account-index",
        "a" * 70: "a" * 56,
        "東京": None,
    }
    rows = [[str(at), name, "Ada Blum", "", "", "EUR"] for at, name in enumerate(made)]
    assert import_(saved(tmp_path, table(rows)), "--write") == 1
    assert "no id can be made of this name" in capsys.readouterr().out
    found = {each.name for each in (root / "accounts").iterdir()}
    assert found == {"acme-pumps", *(each for each in made.values() if each)}


# A thousand rows ---------------------------------------------------------------------------------
def rows_of(count: int, sector: str) -> list[list[str]]:
    return [
        [
            f"{at:015d}",
            f"Customer {at}",
            "Ada Blum" if at % 2 else "ben",
            sector if at % 3 else "retail",
            f"{at // 10:015d}" if at % 10 and at >= 10 else "",
            "EUR",
        ]
        for at in range(count)
    ]


ROWS = examples(60, 1000)


def test_many_rows_two_edits_and_again(
    root: Path, import_: Import, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = saved(tmp_path, table(rows_of(ROWS, "food")))
    assert import_(file, "--write") == 0
    held = contents(root)
    assert import_(file, "--write") == 0
    assert contents(root) == held
    replace(root / "accounts/customer-7/account.yaml", "sector: food", "# Ours.\nsector: cold food")
    replace(root / "accounts/customer-8/account.yaml", "currency: EUR", "currency: EUR  # as ever")
    capsys.readouterr()
    assert import_(saved(tmp_path, table(rows_of(ROWS, "grocery"))), "--write") == 0
    assert (
        "customer-7: sector stays `cold food`; D9 (Industry) says `grocery`"
        in capsys.readouterr().out
    )
    for at, words in ((7, "# Ours.\nsector: cold food"), (8, "currency: EUR  # as ever")):
        assert words in (root / f"accounts/customer-{at}/account.yaml").read_text(encoding="utf-8")
    definitions = read_definitions(root)
    found = check(root, AS_OF).findings
    assert not [each for each in found if each.level is not FindingLevel.INFO]
    assert len(definitions.definitions.accounts) == ROWS + 1
    assert definitions.definitions.accounts["customer-8"].sector == "grocery"


# Whatever is in the cells ------------------------------------------------------------------------
WORDS = st.one_of(
    st.sampled_from(
        [
            *(
                "",
                "Ada Blum",
                "ben",
                "EUR",
                "USD",
                "=1+1",
                "1",
                "2",
                "Acme Pumps",
                "Closed Won",
                "no",
            ),
            *(
                "1.234,5",
                "1,234.5",
                "12",
                "31.12.2027",
                "2027-01-31",
                "60",
                "- x",
                "a: b",
                "#",
                '"',
            ),
            *(
                "\ufeff",
                "{a}",
                "null",
                "000",
                "Fitter",
                "Works manager",
                "a\nb",
                "Â€",
                "www.a.example",
            ),
        ]
    ),
    st.text(max_size=12),
)
HEADERS = (
    HEADER,
    ["Contact ID", "Account Name", "Title", "Department", "Reports To ID", "Last Name"],
    [
        *("Opportunity ID", "Account Name", "Opportunity Name", "Stage", "Close Date"),
        *("Amount", "Probability (%)", "Opportunity Owner", "Next Step"),
    ],
)


@settings(
    max_examples=examples(12, 300),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(data=st.data())
def test_whatever_is_in_the_cells(
    data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    header = data.draw(st.sampled_from(HEADERS))
    rows = data.draw(
        st.lists(st.lists(WORDS, min_size=2, max_size=len(header) + 1), min_size=1, max_size=5)
    )
    folder = tmp_path_factory.mktemp("cells")
    root = copy_of(BASE, folder / "repository")
    out = io.StringIO()
    csv.writer(out).writerows([header, *rows])
    file = folder / "table.csv"
    file.write_bytes(out.getvalue().encode("utf-8", "replace"))
    command = ["import", str(file), *DAY, "--root", str(root)]
    before = contents(root)
    shown = run(command)
    assert shown in (0, 1, 2)
    assert contents(root) == before
    assert run([*command, "--write"]) == shown
    once = contents(root)
    assert not [each for each in root.iterdir() if each.name.startswith(".playbook-writing")]
    assert not check(root, AS_OF).definitions.broken
    errors = [each for each in read_definitions(root).findings if each.level.value == "error"]
    assert not errors
    run([*command, "--write"])
    assert contents(root) == once
