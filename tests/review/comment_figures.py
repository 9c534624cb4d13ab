"""A second reckoning of the figures in a comment, from the files alone.

It shares no code with the review: it reads the YAML, does its own sums, and takes the sentences of
a comment apart. What it cannot account for is an error, so a new sentence with a figure needs a
row. Left out are diagrams, which have tests of their own.
"""

import html
import re
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from decimal import ROUND_HALF_EVEN, Decimal
from typing import Any

import yaml

Files = Mapping[str, str]
_ACCOUNTS = {"Acme Pumps": "acme-pumps", "Brook Dairies": "brook-dairies"}
_MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
_DAY = rf"\d{{1,2}} (?:{'|'.join(_MONTHS)}) \d{{4}}"
_MINUS = "\N{MINUS SIGN}"
_TWO = r"(?P<a>EUR [\d.,]+(?: [km])?) -> (?P<b>EUR [\d.,]+(?: [km])?)"
_CUT = Decimal("5.5")
_TODAY = date(2026, 11, 2)


def unexplained(comment: str, before: Files, after: Files, edits: int) -> list[str]:
    """What is wrong in a comment: figures that are off, and figures that nothing accounts for."""
    text = _plain(comment)
    states = [_State(before), _State(after)]
    wrong: list[str] = []
    account = ""
    for line in text.splitlines():
        named = re.match(r"(?:- \*\*|#### |<summary>Account )(Acme Pumps|Brook Dairies)", line)
        placed = re.search(r"accounts/([\w-]+)/", line)
        account = _ACCOUNTS[named[1]] if named else placed[1] if placed else account
        wrong += _line(line, account, states)
    rows = len(re.findall(r"^\| (?:major|minor|patch) \|", text, re.M))
    told = [int(each) for each in re.findall(r"^<summary>Account .*: (\d+) changes?,", text, re.M)]
    if rows != sum(told) or rows != edits:
        wrong.append(f"{edits} edits, {told} told, {rows} rows")
    wrong += _counts(text)
    return wrong


def _plain(comment: str) -> str:
    text = html.unescape(comment.replace("\u200b", ""))
    return re.sub(r"```mermaid[^`]*```(?:\n\n(?:- \d+: [^\n]*\n)+)?", "", text)


def _counts(text: str) -> list[str]:
    """The counts of the summary, counted again."""
    wrong = []
    headings = {
        "What this change still needs": r"(\d+) points? still open",
        "New findings": r"(\d+) new findings?",
        "Fixed findings": r"(\d+) findings? fixed",
        "No longer checked": r"(\d+) findings? no longer checked",
    }
    for heading, pattern in headings.items():
        part = re.search(
            rf"(?s)#### {heading}\n(.*?)(?=\n####|\n<details>\n<summary>(?!\d)|\Z)", text
        )
        bullets = len(re.findall(r"^- \*\*", part[1], re.M)) if part else 0
        told = re.search(pattern, text)
        if bullets != (int(told[1]) if told else 0):
            wrong.append(f"{heading}: {bullets} counted, {told and told[0]} told")
    for changes in re.split(r"(?m)^<summary>Account ", text)[1:]:
        wrong += _of_one(text, changes)
    changed = len(set(re.findall(r"<summary>Account (.*?) \(", text)))
    if (told := re.search(r"(\d+) accounts? changed", text)) and int(told[1]) != changed:
        wrong.append(f"{changed} accounts, {told[0]} told")
    return wrong


def _of_one(text: str, part: str) -> list[str]:
    """The counts of one account; ``part``: its changes."""
    heading = re.match(r"(.*?) \(.*?: (\d+) changes?", part)
    assert heading, part
    name, told_here = heading.groups()
    table = part.split("</details>", maxsplit=1)[0]
    rows = re.findall(r"(?m)^\| (major|minor|patch) \|.*\| (.*?) \| \S+ \|$", table)
    reasons = {reason for severity, reason in rows if severity != "patch"}
    path = re.escape(f"accounts/{_ACCOUNTS[name]}/account.yaml)")
    below = re.search(rf"(?s)\n#### {name} [^\n]*\n\n(.*?)(?=\n\n####|\n\n<details>)", text)
    effects = len(re.findall(r"^- ", below[1], re.M)) if below else 0
    told_below = re.search(rf"^- \*\*{name}\*\*.* (\d+) more below\.", text, re.M)
    more = int(told_below[1]) if told_below else effects
    counted = (
        (rf"<summary>Account {name} .*?: (\d+) changes?", len(rows)),
        (rf"^- \*\*{name}\*\*.*?: (\d+) changes?, m", int(told_here)),
        (rf"^- \*\*A plan changed.*; and (\d+) more\..*{path}$", len(reasons) - 3),
        # Also changes that no effect tells.
        (rf"^- \*\*{name}\*\*.* (\d+) more below\.", min(max(more, effects), effects + len(rows))),
    )
    found = ((re.search(pattern, text, re.M), number) for pattern, number in counted)
    return [
        f"{name}: {number}, {told[0]}" for told, number in found if told and int(told[1]) != number
    ]


class _State:
    """One state, read and reckoned again."""

    def __init__(self, files: Files) -> None:
        self.files = files
        self.accounts: dict[str, dict[str, Any]] = {}
        for path, text in files.items():
            if path.startswith("accounts/") and path.endswith(".yaml"):
                read = yaml.load(text, yaml.CSafeLoader)
                self.accounts.setdefault(path.split("/")[1], {}).update(read)

    def scores(self, account: str) -> dict[str, int]:
        found = self.accounts[account]["ratings"][0]["scores"]
        return {name: each["score"] for axis in found.values() for name, each in axis.items()}

    def axes(self, account: str) -> dict[str, Decimal]:
        scores = {name: Decimal(each) for name, each in self.scores(account).items()}
        potential = scores["volume"] * Decimal("0.6") + scores["growth"] * Decimal("0.4")
        return {"Potential": potential, "Position": scores["service"]}

    def cell(self, account: str) -> str:
        high = {name: value >= _CUT for name, value in self.axes(account).items()}
        names = {(True, True): "Strategic", (True, False): "Star", (False, True): "Status"}
        return names.get((high["Potential"], high["Position"]), "Streamline")

    def metric(self, account: str) -> dict[str, Decimal]:
        metric = self.accounts[account]["objectives"][0]["metric"]
        return {key: Decimal(metric[key]) for key in ("baseline", "target", "actual")}

    def way(self, account: str) -> str:
        return self.way_with(account, {})

    def way_with(self, account: str, others: Mapping[str, Decimal]) -> str:
        """The way with some figures of another state."""
        it = {**self.metric(account), **others}
        if it["target"] == it["baseline"]:
            return "not known"
        share = (it["actual"] - it["baseline"]) / (it["target"] - it["baseline"]) * 100
        share = abs(min(max(share, Decimal(0)), Decimal(100)))  # no negative zero
        return f"{share.quantize(Decimal(1), ROUND_HALF_EVEN)} %"

    def amount(self, key: str) -> Decimal:
        period = self.accounts["acme-pumps"]["economics"]["periods"][0]
        wallet = self.accounts["acme-pumps"]["wallet"]
        return _number(period[key] if key in period else wallet[key])

    def contribution(self) -> Decimal:
        costs = ("goods", "terms", "cost_to_serve")
        return self.amount("revenue") - sum(self.amount(each) for each in costs)

    def contributed(self) -> str:
        share = self.contribution() / self.amount("revenue") * 100
        return _signed(share, 1)

    def wallet(self) -> str:
        share = self.amount("ours") / self.amount("total") * 100
        return f"{share.quantize(Decimal(1), ROUND_HALF_EVEN)} %"

    def floor(self) -> str:
        return str(self.accounts["acme-pumps"]["economics"]["margin_floor"])

    def days(self) -> set[str]:
        """Every day in the accounts, and those that follow: notice and reviews."""
        found = {
            str(each)
            for text in self.files.values()
            for each in re.findall(r"\d{4}-\d\d-\d\d", text)
        }
        days = {_day(date.fromisoformat(each)) for each in found} | {_day(_TODAY)}
        ends = self.accounts["acme-pumps"]["contracts"][0]["ends"]
        return days | {_day(_months(ends, -3)), _day(_months(date(2026, 10, 1), 6))}


def _number(written: Any) -> Decimal:
    found = re.fullmatch(r"([\d.]+)(?: (k|m))?", str(written))
    assert found, written
    return Decimal(found[1]) * {None: 1, "k": 1000, "m": 1_000_000}[found[2]]


def _signed(value: Decimal, digits: int) -> str:
    sign = _MINUS if value < 0 else ""
    return f"{sign}{abs(value):,.{digits}f} %"


def _day(day: date) -> str:
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def _months(day: date, months: int) -> date:
    first = day.year * 12 + day.month - 1 + months
    start = date(first // 12, first % 12 + 1, 1)
    last = (start.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
    return start.replace(day=min(day.day, last.day))


def _money(value: Decimal) -> str:
    """EUR 1.2 m, as it is written."""
    sign, size = (_MINUS if value < 0 else ""), abs(value)
    for factor, unit in ((10**6, " m"), (10**3, " k")):
        if size >= factor:
            return f"{sign}EUR {_short(size / factor)}{unit}"
    return f"{sign}EUR {_short(size)}"


def _short(value: Decimal) -> str:
    text = f"{value:,.2f}"
    return text.rstrip("0").rstrip(".")


_Check = Callable[[re.Match[str], str, list[_State]], bool]


def _pair(of: Callable[[_State], str]) -> _Check:
    """Whether two groups are a value before and after."""
    return lambda found, _, states: [found["a"], found["b"]] == [of(each) for each in states]


def _of_account(of: Callable[[_State, str], str]) -> _Check:
    return lambda found, account, states: (
        [found["a"], found["b"]] == [of(each, account) for each in states]
    )


def _axis(found: re.Match[str], account: str, states: list[_State]) -> bool:
    values = [f"{each.axes(account)[found['axis']]:.2f}" for each in states]
    return values == [found["a"], found["b"]]


def _outside(found: re.Match[str], account: str, states: list[_State]) -> bool:
    """Whether a place is as it is said, and further than 1 from the border of 5.50."""
    values = states[1].axes(account)
    told = [f"{values['Potential']:.2f}", f"{values['Position']:.2f}"] == [found["a"], found["b"]]
    return told and all(abs(each - Decimal("5.5")) > 1 for each in values.values())


def _stays(found: re.Match[str], account: str, states: list[_State]) -> bool:
    return found["a"] == states[1].cell(account)


def _factor(found: re.Match[str], account: str, states: list[_State]) -> bool:
    name = found["factor"].lower()
    return [str(each.scores(account)[name]) for each in states] == [found["a"], found["b"]]


def _several(found: re.Match[str], account: str, states: list[_State]) -> bool:
    then, now = (each.scores(account) for each in states)
    steps = [now[name] - then[name] for name in then if now[name] != then[name]]
    number = len(then) if found["all"] else int(found["n"])
    if number != len(steps) or int(found["of"] or found["all"]) != len(then):
        return False
    if found["how"] == "moved":
        return min(steps) < 0 < max(steps)
    low, high = min(map(abs, steps)), max(map(abs, steps))
    size = str(low) if low == high else f"{low} to {high}"
    return found["how"] == ("rose" if min(steps) > 0 else "fell") and found["by"] == size


def _metric(key: str) -> Callable[[_State, str], str]:
    return lambda state, account: _short(state.metric(account)[key])


def _moved(account: str, states: list[_State]) -> tuple[dict[str, Decimal], set[str]]:
    """The figures of a metric before, and which of them moved."""
    then, now = (each.metric(account) for each in states)
    return then, {key for key in then if then[key] != now[key]}


def _because(found: re.Match[str], account: str, states: list[_State]) -> bool:
    """Whether what is named moved, and nothing else."""
    key = {"start": "baseline", "target": "target"}[found["end"]]
    return _moved(account, states)[1] == {key}


def _on_the_old(found: re.Match[str], account: str, states: list[_State]) -> bool:
    """The new result by the old measure, of which all is named that moved."""
    then, moved = _moved(account, states)
    named = {{"start": "baseline"}.get(each, each) for each in found["ends"].split(" and ")}
    old = {key: then[key] for key in ("baseline", "target")}
    right = states[1].way_with(account, old) == found["a"] and moved == {*named, "actual"}
    direction = then["target"] - then["baseline"]
    worse = (states[1].metric(account)["actual"] - then["actual"]) * direction < 0
    return right and (worse or not found["worse"])


def _by_the_target(found: re.Match[str], account: str, states: list[_State]) -> bool:
    moved = {"target": states[1].metric(account)["target"]}
    both = _moved(account, states)[1] == {"baseline", "target"}
    return both and states[0].way_with(account, moved) == found["a"]


def _same_result(_: re.Match[str], account: str, states: list[_State]) -> bool:
    return "actual" not in _moved(account, states)[1]


def _by_estimate(found: re.Match[str], _: str, states: list[_State]) -> bool:
    """Whether the estimate moved alone, and if it is said that what they buy did not."""
    kept = [key for key in ("ours", "revenue") if len({e.amount(key) for e in states}) == 1]
    moved = len({each.amount("total") for each in states}) == 2
    return moved and "ours" in kept and bool(found["same"]) == ("revenue" in kept)


_CHECKS: tuple[tuple[str, _Check], ...] = (
    (
        r"(?P<worse>although the result got worse: )?(?P<a>\d+ %|not known) on the old "
        r"(?P<ends>start and target|start|target)",
        _on_the_old,
    ),
    (r"because the (?P<end>start|target) moved; the result is the same", _because),
    (r"(?P<a>\d+ %|not known) by the target alone", _by_the_target),
    (r"with the same result|; the result is the same", _same_result),
    (
        r"still (?P<a>\d+ %) of the way",
        lambda found, account, states: {found["a"]} == {each.way(account) for each in states},
    ),
    (
        r" and the (?P<key>start|target) from (?P<a>\d+) to (?P<b>\d+)",
        lambda found, account, states: (
            [found["a"], found["b"]]
            == [
                _metric({"start": "baseline"}.get(found["key"], "target"))(each, account)
                for each in states
            ]
        ),
    ),
    (r"(?P<axis>Potential|Position) (?P<a>\d+\.\d\d) -> (?P<b>\d+\.\d\d)", _axis),
    (
        r"Potential (?P<a>\d+\.\d\d) and Position (?P<b>\d+\.\d\d): outside the grey band",
        _outside,
    ),
    (
        r"(?P<a>Strategic|Star|Status|Streamline) -> (?P<b>Strategic|Star|Status|Streamline)",
        _of_account(_State.cell),
    ),
    (r", stays (?P<a>\w+)", _stays),
    (r"(?P<factor>Volume|Growth|Service)(?:, score:)? (?P<a>\d+) -> (?P<b>\d+)", _factor),
    (
        r"(?:All (?P<all>\d)|(?P<n>\d) of (?P<of>\d)) scores (?P<how>rose|fell|moved)"
        r"(?: by (?P<by>\d(?: to \d)?))?",
        _several,
    ),
    (
        r"(?P<a>\N{MINUS SIGN}?-?\d+ %|not known) -> (?P<b>-?\d+ %|not known) of the way",
        _of_account(_State.way),
    ),
    (
        r"the start changes from (?P<a>\d+) to (?P<b>\d+) \w+ and is now (?:at|beyond) the target"
        r" of (?P<c>\d+)",
        lambda found, account, states: (
            [Decimal(found["a"]), Decimal(found["b"])]
            == [each.metric(account)["baseline"] for each in states]
            and Decimal(found["c"]) == states[1].metric(account)["target"]
        ),
    ),
    (
        r"the target changes from (?P<a>\d+) to (?P<b>\d+)",
        _of_account(_metric("target")),
    ),
    (
        r"the baseline changes from (?P<a>\d+) to (?P<b>\d+)",
        _of_account(_metric("baseline")),
    ),
    (
        r"the baseline is (?P<a>\d+)",
        lambda found, account, states: found["a"] == _metric("baseline")(states[1], account),
    ),
    (r"”: (?P<a>\d+) -> (?P<b>\d+) (?:leak|stop)s?\b", _of_account(_metric("actual"))),
    (
        r"metric, (?P<key>target|baseline|actual): (?P<a>\d+)(?: leaks?| stops?)? -> (?P<b>\d+)",
        lambda found, account, states: (
            [found["a"], found["b"]] == [_metric(found["key"])(each, account) for each in states]
        ),
    ),
    (
        r"because the estimate of the whole changed(?P<same>; what they buy from us did not)?",
        _by_estimate,
    ),
    (
        r"wallet (?P<a>EUR [\d.,]+(?: [km])?) -> (?P<b>EUR [\d.,]+(?: [km])?)",
        _pair(lambda state: _money(state.amount("total"))),
    ),
    (r"Share of wallet: (?P<a>\d+ %) -> (?P<b>\d+ %)", _pair(_State.wallet)),
    (
        r"Contribution: (?P<a>\S+ %) -> (?P<b>\S+ %) of revenue",
        _pair(_State.contributed),
    ),
    (
        r"revenue (?P<a>EUR [\d.,]+(?: [km])?) -> (?P<b>EUR [\d.,]+(?: [km])?)",
        _pair(lambda state: _money(state.amount("revenue"))),
    ),
    (
        r"contribution (?P<a>\S?EUR [\d.,]+(?: [km])?) -> (?P<b>\S?EUR [\d.,]+(?: [km])?)",
        _pair(lambda state: _money(state.contribution())),
    ),
    (
        r"now a loss of (?P<a>EUR [\d.,]+(?: [km])?)",
        lambda found, _, states: found["a"] == _money(-states[1].contribution()),
    ),
    (
        rf"(?:Wallet|period fy2026), (?P<key>ours|total|goods|revenue|cost to serve): {_TWO}",
        lambda found, _, states: (
            [found["a"], found["b"]]
            == [_money(each.amount(found["key"].replace(" ", "_"))) for each in states]
        ),
    ),
    (
        r"(?P<a>-?[\d,]+\.\d %) in fy2026, the floor is (?P<b>\d+ %)",
        lambda found, _, states: (
            [found["a"].replace("-", _MINUS), found["b"]]
            == [states[1].contributed(), states[1].floor()]
        ),
    ),
    (
        r"Contribution stays (?P<a>\S+ %) of revenue",
        lambda found, _, states: {found["a"]} == {each.contributed() for each in states},
    ),
    (r"margin floor: (?P<a>[\d.]+ %) -> (?P<b>[\d.]+ %)", _pair(_State.floor)),
    (r"margin floor is lower: (?P<a>[\d.]+ %) -> (?P<b>[\d.]+ %)", _pair(_State.floor)),
    (r"floor of (?P<a>[\d.]+ %)", lambda found, _, states: found["a"] == states[1].floor()),
)

_GIVEN = (
    r"“[^”]*”",  # quoted
    r"`[^`]*`",
    r"\(?(?:still )?version \d+(?: -> \d+)?\)?",
    r"[Tt]he version is still \d+",
    r"the cut of 5\.50|grey band round 5\.50",
    r"a review period \(6 months\)",
    r"^\d+ accounts? changed.*$",  # counted apart
    r"^<summary>Account .*$",
    r"\d+ more below|and \d+ more\.|: \d+ changes?, (?:minor|major|patch)",  # counted apart
    r"in fy2026|fy2026",
    r"^<summary>\d+ more.*$",
    r"accounts/\S+",
)


def _line(line: str, account: str, states: list[_State]) -> list[str]:
    """What is wrong in one line."""
    wrong = []
    rest = line
    for pattern, holds in _CHECKS:
        for found in re.finditer(pattern, rest):
            if not holds(found, account, states):
                wrong.append(f"off: {found[0]!r} in {line!r}")
        rest = re.sub(pattern, "", rest)
    days = states[0].days() | states[1].days()
    wrong += [
        f"no such day: {each} in {line!r}" for each in re.findall(_DAY, rest) if each not in days
    ]
    for pattern in (*_GIVEN, _DAY):
        rest = re.sub(pattern, "", rest)
    return [*wrong, *([f"not accounted for: {rest!r}"] if re.search(r"\d", rest) else [])]
