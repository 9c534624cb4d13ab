"""What the commands write, byte for byte: new definitions, rewritten files, code owners.

Each golden below ``written/`` is what one command prints and every file it makes or changes, in a
small repository. Of `init` it is what it prints alone: the files are those of this checkout.

``pytest tests/golden --regenerate`` writes the goldens anew; read the difference before you commit
it.
"""

import shlex
from pathlib import Path

import pytest

from tests.golden.command import playbook
from tests.scenarios.scenario import AS_OF, HERE, Scenario, contents

GOLDENS = Path(__file__).parent / "written"
DAY = f"--as-of {AS_OF.isoformat()}"
COMMANDS = {
    "account": ("_base", f"new account brook-dairies {DAY}"),
    "role": ("_base", f"new role channel-manager --name 'Channel: manager' --owner ben {DAY}"),
    "competency": ("_base", f"new competency tender-writing {DAY}"),
    "migrate": ("definitions/34-older-format-beside-the-new-one", "migrate"),
    "migrate-check": ("definitions/35-older-format-with-errors", "migrate --check"),
}


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_writes_what_it_did(name: str, tmp_path: Path, regenerate: bool) -> None:
    scenario, command = COMMANDS[name]
    root = Scenario(HERE / scenario).lay_out(tmp_path / "repository")
    before = contents(root)
    answer = playbook(*shlex.split(command), "--root", str(root))
    after = contents(root)
    assert before.keys() <= after.keys()
    changed = {path: data for path, data in after.items() if before.get(path) != data}
    files = (f"\n=== {path}\n".encode() + data for path, data in changed.items())
    written = b"".join((f"exit code {answer.code}\n".encode(), answer.out, answer.err, *files))
    _expect(GOLDENS / name, written, regenerate=regenerate)


def test_init_says_what_comes_next(tmp_path: Path, regenerate: bool) -> None:
    answer = playbook("init", str(tmp_path / "ours"))
    assert (answer.code, answer.err) == (0, b"")
    printed = answer.out.replace(str(tmp_path).encode(), b"FOLDER")
    _expect(GOLDENS / "init", printed, regenerate=regenerate)


def _expect(golden: Path, written: bytes, *, regenerate: bool) -> None:
    if regenerate:
        golden.parent.mkdir(exist_ok=True)
        golden.write_bytes(written)
    assert written == golden.read_bytes()
