"""A definition that got another id where its former one cannot be read, or what it is now cannot.

Nothing of what may have become secret with the new id is shown under the former one, and nothing is
called removed or new that may stand there under another id.
"""

import re
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path, PurePosixPath

import pytest

from generator.changes.comparison import review
from generator.cli.app import run
from generator.findings.classification import Edition
from generator.model.kinds import KINDS
from generator.reading.mentions import Index
from tests.conftest import AS_OF
from tests.examples import spread
from tests.review.history import committed, git
from tests.review.test_broken_definitions import SMALL, WAYS, in_all_formats, read_from, told
from tests.review.test_secret_later import comment_on, compared, seen_of_first
from tests.review.test_trail import Files, sentences, timeline_of

FILES = {path: text for path, text in SMALL.items() if path.endswith(".yaml")}
CLASS = "class: confidential\n"
SYNTAX = "oops: [\n"
PLACES = {
    "account": "accounts/acme-pumps/account.yaml",
    "role": "content/roles/kam.yaml",
    "competency": "content/competencies/negotiation.yaml",
    "method": "content/methods/matrix.yaml",
}
KIND = pytest.mark.parametrize(
    "kind",
    [kind if kind == "account" else pytest.param(kind, marks=pytest.mark.slow) for kind in PLACES],
)


def with_copy(kind: str, item_id: str, change: Callable[[str], str] = str, path: str = "") -> Files:
    """The small repository with a definition a second time, under another id and name.

    ``path``: of its main file, if not where it belongs.
    """
    old = PLACES[kind]
    path = path or KINDS[kind].main_file(item_id)
    text = re.sub("(?m)^id: .*", f"id: {item_id}", FILES[old], count=1)
    copied = {path: change(re.sub("(?m)^name: .*", "name: Zebra", text, count=1))}
    if KINDS[kind].in_folders:
        here, there = (PurePosixPath(each).parent for each in (old, path))
        beside = [each for each in FILES if each.startswith(f"{here}/") and each != old]
        copied |= {each.replace(str(here), str(there), 1): FILES[each] for each in beside}
    return {**FILES, **copied}


def opened(kind: str) -> Files:
    return with_copy(kind, "zz")


def renamed(kind: str, more: str, path: str = "") -> Files:
    return with_copy(kind, "yy", lambda text: text + more, path)


DECLARED: Mapping[str, str] = {
    "beside an error": f"aliases: [zz]\n{CLASS}{SYNTAX}",
    "in a list below": f"aliases:\n  - zz\n{CLASS}{SYNTAX}",
    "with an anchor": f"aliases: &a [zz]\n{CLASS}x: *b\n",
    "in an open list": f"{CLASS}aliases: [zz\n",
    "without a list": f"aliases: zz\n{CLASS}",
    "with what is no id": f"aliases: [zz, 3!]\n{CLASS}",
    "in capitals": f"aliases: [Zz]\n{CLASS}",
    "under a key in capitals": f"Aliases: [zz]\n{CLASS}",
    "under another key": f"alias: [zz]\n{CLASS}",
    "under a misspelt key": f"alaises: [zz]\n{CLASS}",
    "under an escaped key": f'"ali\\x61ses": [zz]\n{CLASS}',
    "escaped": f'aliases: ["z\\x7a"]\n{CLASS}{SYNTAX}',
    "in words of their own": f"{CLASS}was_before: zz\n{SYNTAX}",
    "encrypted": f"{CLASS}aliases: ENC[AES256_GCM,data:x]\n{SYNTAX}",
}


@KIND
@pytest.mark.parametrize("declared", spread(DECLARED.values(), 6), ids=DECLARED)
def test_what_a_commit_may_have_classed_under_another_id_is_not_told(
    kind: str, declared: str
) -> None:
    states = opened(kind), renamed(kind, declared), FILES
    assert "Zebra" in comment_on(*states, edition=Edition.LEADERSHIP)
    assert "Zebra" not in comment_on(*states)
    assert "Zebra" not in str(seen_of_first(*states))


ELSEWHERE = {
    "account": ("accounts/.yy/account.yaml", "accounts/yy/account.yml"),
    "role": (
        "content/roles/yy.yaml.bak",
        "content/roles/yy.yml",
        "content/roles/.yy.yaml",
        "content/roles/sub/yy.yaml",
        "content/yy.yaml",
    ),
}


@pytest.mark.parametrize("path", [path for paths in ELSEWHERE.values() for path in paths])
def test_nor_where_the_file_is_not_read(path: str) -> None:
    kind = next(each for each, paths in ELSEWHERE.items() if path in paths)
    states = opened(kind), renamed(kind, f"aliases: [zz]\n{CLASS}", path), FILES
    assert "Zebra" in comment_on(*states, edition=Edition.LEADERSHIP)
    assert "Zebra" not in comment_on(*states)


def test_nor_where_the_class_is_in_another_file_of_its_folder() -> None:
    """Each of the two files alone says too little."""
    moved = renamed("account", "aliases: [zz]\n", "accounts/.yy/account.yaml")
    path = "accounts/.yy/strategy.yaml"
    states = opened("account"), {**moved, path: f"{moved[path]}{CLASS}"}, FILES
    assert "Zebra" not in comment_on(*states)


RISK = (
    "  - {{id: zoo, what: The zoo is sold, trigger: News, likelihood: low, impact: high,"
    " response: Talk to them, owner: ada{}}}\n"
)


def with_risk(files: Files, item_id: str, secrecy: str = "") -> Files:
    path = f"accounts/{item_id}/strategy.yaml"
    assert files[path].count("risks:\n") == 1
    text = files[path].replace("risks:\n", f"risks:\n{RISK.format(secrecy)}")
    return {**files, path: text}


@pytest.mark.parametrize("lost", ["id: yy\n", ""])
def test_an_entry_that_was_classed_while_its_account_had_another_id_is_not_told(lost: str) -> None:
    now = opened("account")
    if lost:
        between = with_copy("account", "yy", lambda text: text.replace(lost, "was: zz\n"))
    else:
        between = renamed("account", f"aliases: [zz]\n{SYNTAX}")
    states = with_risk(now, "zz"), with_risk(between, "yy", ", class: confidential"), now
    assert "is sold" in comment_on(*states, edition=Edition.LEADERSHIP)
    assert "is sold" not in comment_on(*states)
    assert "is sold" not in str(seen_of_first(*states))
    assert "is sold" not in sentences(timeline_of(*states, item_id="zz"))


def test_a_class_that_follows_the_rename_counts_too() -> None:
    """The commit that names the former id could not be read, and the next one names it no more."""
    states = (
        opened("account"),
        renamed("account", f"aliases: [zz]\n{SYNTAX}"),
        renamed("account", CLASS),
    )
    assert "Zebra" not in comment_on(*states)


MENTION = f"{CLASS}what_else: As with zz\n"
FRAMEWORK = "content/competencies/framework.yaml"
OPENLY = {
    "no word of it": (opened("account"), renamed("account", f"{CLASS}{SYNTAX}"), FILES),
    "a part of a word": (
        opened("account"),
        renamed("account", f"{CLASS}what: zz1 and xzz\n{SYNTAX}"),
        FILES,
    ),
    "nothing that classes": (
        opened("account"),
        renamed("account", f"aliases: [zz]\n{SYNTAX}"),
        FILES,
    ),
    "a word in what can be read": (
        opened("account"),
        {**renamed("account", CLASS.replace("class", "# zz\nclass"))},
        FILES,
    ),
    "a word of one that stands beside it": (
        opened("account"),
        {**opened("account"), **renamed("account", f"{MENTION}{SYNTAX}")},
        opened("account"),
        FILES,
    ),
    "a word of a text beside its folder": (
        opened("account"),
        {**FILES, "accounts/README.md": f"As with zz\n{CLASS}"},
        FILES,
    ),
    "a word of another kind in its folder": (
        opened("competency"),
        {**FILES, FRAMEWORK: f"{FILES[FRAMEWORK]}# zz {CLASS}"},
        FILES,
    ),
    "a word of another kind": (opened("account"), renamed("role", f"{MENTION}{SYNTAX}"), FILES),
}


@pytest.mark.parametrize("states", OPENLY.values(), ids=OPENLY)
def test_what_went_openly_is_told(states: tuple[Files, ...]) -> None:
    assert "Zebra (removed)" in comment_on(*states)
    assert not compared(states, Edition.TEAM).withheld


# Not compared ------------------------------------------------------------------------------------
DAMAGES = {name: change for name, change in WAYS.items() if name != "nothing in it"}


@KIND
@pytest.mark.parametrize("damage", spread(DAMAGES.values(), 2), ids=DAMAGES)
def test_what_may_have_another_id_is_neither_removed_nor_new(
    kind: str, damage: Callable[[str], str]
) -> None:
    def aliased(text: str) -> str:
        return f"{text}aliases: [zz]\n"

    pairs = (
        (with_copy(kind, "zz"), with_copy(kind, "yy", lambda text: damage(aliased(text)))),
        (with_copy(kind, "zz", damage), with_copy(kind, "yy", aliased)),
    )
    if damage(FILES[PLACES[kind]]) == FILES[PLACES[kind]]:
        return
    for base, head in pairs:
        older, newer = read_from(base), read_from(head)
        for one, two in ((older, newer), (newer, older)):
            for edition in (Edition.LEADERSHIP, Edition.TEAM):
                found = review(one, two, edition, AS_OF)
                assert told(found) == [], in_all_formats(found)
                named = {each.id for each in found.unread}
                assert {"zz", "yy"} <= named | {None}
                assert "zz" in named


def test_what_has_no_word_of_it_leaves_the_rest_compared() -> None:
    path = PLACES["account"]
    base, head = read_from(opened("account")), read_from(renamed("account", SYNTAX))
    found = review(base, head, Edition.TEAM, AS_OF)
    assert [(each.id, each.kind) for each in found.differences] == [("zz", "removed")]
    # What has errors in both, or is sound in the other, is no other definition.
    broken = {path: f"{FILES[path]}# zz\n{SYNTAX}"}
    for then, now in ((broken, broken), (broken, {}), ({}, broken)):
        base = read_from({**opened("account"), **then})
        head = read_from({**FILES, **now})
        found = review(base, head, Edition.TEAM, AS_OF)
        assert [(each.id, each.kind) for each in found.differences] == [("zz", "removed")]


def test_a_command_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    def write(files: Files) -> None:
        for path, text in files.items():
            (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / path).write_text(text, "utf-8")

    write({**opened("account"), "mkdocs.yml": "site_name: x\n"})
    committed(tmp_path)
    shutil.rmtree(tmp_path / "accounts/zz")
    write(renamed("account", f"aliases: [zz]\n{SYNTAX}"))
    said = []
    for revisions in (["HEAD"], ["HEAD~1", "HEAD"], ["HEAD~1"]):
        assert run(["diff", *revisions, "--root", str(tmp_path)]) == 0
        said.append(capsys.readouterr().out)
        if len(said) == 1:
            git(tmp_path, "add", "--all")
            git(tmp_path, "commit", "--quiet", "--message", "Second")
    for printed in said:
        assert "account zz, in the newer state" in printed
        assert "(removed)" not in printed


# The words of a file -----------------------------------------------------------------------------
def test_ids_are_found_in_any_case_and_with_any_marks_between_their_words() -> None:
    index = Index(["acme-pumps", "acme", "zz-two"])
    assert index.mentioned("See Acme_Pumps.") == {"acme-pumps", "acme"}
    assert index.mentioned("acmepumps, zz two") == {"acme-pumps", "zz-two"}
    assert index.mentioned("acmes, pumps, zz-twofold") == frozenset()


def test_no_other_field_resembles_that_of_former_ids() -> None:
    index = Index(["zz"])
    for path, text in FILES.items():
        data = re.sub(r"(?m)^(\s*-? *)(\w+): .*", r"\1\2: zz", text).encode()
        assert not index.declared_in(data), path
    for kind in KINDS.values():
        for name in {*kind.model.model_fields} - {"aliases"}:
            assert not index.declared_in(f"{name}: zz\n".encode()), name
