"""Builds a site for ``playbook build``, and returns what to print."""

from pathlib import Path

from generator import pipeline, reporters
from generator.cache.disk import Cache
from generator.changes.sections import withheld
from generator.cli.last_output import FOLDERS
from generator.cli.options import as_of_date, edition_of
from generator.cli.output import Stopwatch, captured, console
from generator.findings.errors import DefinitionError
from generator.site.checkout import Earlier, earlier
from generator.site.paths import below, config_path
from generator.site.publish import BuildReport, build_site
from generator.text.formats import day_text, megabytes


def pages_elsewhere(root: Path) -> str:
    """The folder of hand-written pages; empty if it stands among the definitions, as usual.

    Raises UsageError if there is no ``mkdocs.yml``, or it cannot be read.
    """
    from generator.site.settings import docs_dir  # noqa: PLC0415 - MkDocs takes a while

    folder = docs_dir(config_path(root))
    place = below(folder, root)
    return "" if place and place.partition("/")[0] in FOLDERS else str(folder)


def built(
    root: Path,
    site_dir: Path,
    edition: str,
    as_of: str | None,
    at: str | None,
    cache: Cache,
    jobs: int,
    quiet: bool,
) -> dict[str, str]:
    """Build as the options of ``playbook build`` say; raises what :func:`build_site` does.

    Returns what to print before and after the time it took, that ``time``, what the ``cache`` now
    takes, and as ``site_state`` the state of the site's folder, empty if another build may differ.
    """
    watch = Stopwatch(quiet=quiet)
    checkout = None
    if at is not None:
        checkout = earlier(root, at, pipeline.sound_definitions(root, edition_of(edition)))
    try:
        report = build_site(
            root,
            site_dir,
            edition_of(edition),
            as_of_date(as_of or (checkout.day.isoformat() if checkout else None), root),
            at=checkout,
            cache=cache,
            jobs=jobs,
            stage=watch,
        )
    except DefinitionError:
        if checkout:
            console(stderr=True).print(_day(checkout), markup=False)
        raise
    head = captured(console(), *_head(report, checkout))
    tail = captured(console(), *(f"Note: {remark}" for remark in report.remarks))
    size = cache.trim()
    said = {"head": head, "time": str(watch), "tail": tail}
    kept = f"; cache: {megabytes(size)}" if size else ""
    return {**said, "cache": kept, "site_state": report.site_state}


def _head(report: BuildReport, checkout: Earlier | None) -> list[str]:
    lines = [_day(checkout)] if checkout else []
    if report.withheld:
        lines.append(withheld(report.withheld))
    listed = "" if checkout else " `playbook check` lists them."
    return [
        *lines,
        f"{_number(report.definitions, 'definition')}, {_number(report.pages, 'page')}, "
        f"{reporters.summary(report.findings)}.{listed}",
        f"Edition {report.edition.value} as of {report.as_of.isoformat()} in {report.site_dir}",
    ]


def _day(checkout: Earlier) -> str:
    return f"As it was on {day_text(checkout.day)}, commit {checkout.commit[:12]}:"


def _number(count: int, name: str) -> str:
    return f"{count} {name}{'' if count == 1 else 's'}"
