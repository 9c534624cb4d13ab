"""What readers of the handbook find: in the portfolio, and in small made-up repositories."""

import posixpath
import re
import shutil
from datetime import date
from pathlib import Path

import pytest

from generator.findings.classification import Edition
from generator.findings.finding import FindingLevel, Location, Rule
from generator.pages import Page
from generator.pipeline.assemble import Assembled, assemble
from generator.site.navigation import SECTIONS
from generator.text.formats import without_fields
from generator.text.markdown import coded, encode
from tests.conftest import AS_OF, FIXTURE, PORTFOLIO, ROOT, assembled_on

EDITIONS = list(Edition)
WITHOUT_ACCOUNTS = [Edition.PUBLIC, Edition.HR]


def built(edition: Edition, as_of: date = AS_OF) -> Assembled:
    return assembled_on(as_of, edition)


def by_path(assembled: Assembled) -> dict[str, Page]:
    return {page.path: page for page in assembled.pages}


def text_of(edition: Edition, path: str, as_of: date = AS_OF) -> str:
    return by_path(built(edition, as_of))[path].markdown


def section(markdown: str, anchor: str) -> str:
    """The part of a page from the heading with ``anchor`` to the next of its level or above."""
    start = re.search(rf'^(#+) <a id="{anchor}">.*$', markdown, re.MULTILINE)
    assert start, anchor
    rest = markdown[start.end() :]
    end = re.search(rf"^#{{1,{len(start.group(1))}}} |^---$", rest, re.MULTILINE)
    return rest[: end.start()] if end else rest


# A small repository -------------------------------------------------------------------------

ORGANISATION = """\
schema: organisation/1
name: Ours
functions: [{id: sales, name: Sales}]
"""

FRAMEWORK = """\
schema: framework/1
id: framework
name: Framework
version: 1.0.0
status: active
owner: sales
review: {last: 2026-10-01, every: 12 months}
scale:
  - {id: basic, name: Basic, means: Does it with help}
  - {id: full, name: Full, means: Does it alone}
areas:
  - {id: people, name: People, what: Working with people}
"""

COMPETENCY = """\
schema: competency/2
id: {id}
name: {name}
version: 1.0.0
status: active
owner: sales
review: {{last: 2026-10-01, every: 12 months}}
area: people
what: What it is
why: Why it matters
levels:
  basic: [Asks for help]
  full: [Gives help]
"""

ROLE = """\
schema: role/2
id: {id}
name: {name}
version: 1.0.0
status: active
owner: sales
review: {{last: {reviewed}, every: 12 months}}
purpose: {purpose}
position: {{level: {level}}}
requires: [{requires}]
{more}
changes:
  - version: 1.0.0
    on: 2026-10-01
    what: [The first words about {id}]
"""


COMPARE_LEVELS = "roles/compare/levels.md"


def role(role_id: str, requires: dict[str, str], **values: str) -> str:
    needs = ", ".join(f"{{competency: {c}, level: {level}}}" for c, level in requires.items())
    given = {
        "name": role_id.title(),
        "purpose": "A purpose",
        "level": "somewhere",
        "reviewed": "2026-10-01",
        "more": "",
    }
    return ROLE.format(id=role_id, requires=needs, **{**given, **values})


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """Two roles, junior and senior, with two competencies."""
    files = {
        "organisation.yaml": ORGANISATION,
        "competencies/framework.yaml": FRAMEWORK,
        "competencies/listening.yaml": COMPETENCY.format(id="listening", name="Listening"),
        "competencies/deciding.yaml": COMPETENCY.format(id="deciding", name="Deciding"),
        "roles/junior.yaml": role(
            "junior",
            {"listening": "full", "deciding": "basic"},
            level="floor",
            more="leads_to:\n  - {role: senior, adds: [More people]}",
        ),
        "roles/senior.yaml": role(
            "senior", {"listening": "full", "deciding": "full"}, level="roof"
        ),
    }
    for name, text in files.items():
        write(tmp_path, name, text)
    return tmp_path


def write(root: Path, name: str, text: str) -> None:
    file = root / "content" / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")


def page_of(root: Path, path: str, edition: Edition = Edition.HR, as_of: date = AS_OF) -> str:
    return by_path(assemble(root, edition, as_of))[path].markdown


# Editions -----------------------------------------------------------------------------------


@pytest.mark.parametrize("edition", WITHOUT_ACCOUNTS)
def test_an_edition_without_accounts_holds_no_trace_of_one(edition: Edition) -> None:
    full = built(Edition.LEADERSHIP).catalog
    traces = {"](accounts/", "/accounts/", "](reports/", "/reports/", "I review a strategy"}
    traces |= {"Accounts that use it", "Accounts that raise it", "Accounts on it"}
    for account in full.accounts.values():
        traces |= {account.id, account.name, *account.also_called}
        traces |= {str(full.name("person", member.person)) for member in account.team}
    for page in built(edition).pages:
        names = [item.path for item in (*page.siblings, *page.breadcrumbs)]
        everything = "\n".join([page.path, page.title, page.description, page.markdown, *names])
        assert not [trace for trace in traces if trace in everything], page.path


@pytest.mark.parametrize("edition", WITHOUT_ACCOUNTS)
def test_an_edition_without_accounts_is_the_same_when_there_are_none(
    tmp_path: Path, edition: Edition
) -> None:
    shutil.copytree(PORTFOLIO / "content", tmp_path / "content")
    assert assemble(tmp_path, edition, AS_OF).pages == built(edition).pages


def test_pay_and_interview_questions_are_shown_to_hr_and_leadership() -> None:
    shown = {
        edition: (
            'id="pay"' in text_of(edition, "roles/kam/background.md"),
            'id="pay"' in text_of(edition, "roles/kam/index.md"),
            'id="interview"' in text_of(edition, "competencies/negotiation/index.md"),
        )
        for edition in EDITIONS
    }
    readers = (Edition.HR, Edition.LEADERSHIP)
    assert shown == {edition: (edition in readers,) * 3 for edition in EDITIONS}


def test_what_pay_depends_on_is_open_and_the_range_is_for_hr_and_leadership(
    repository: Path,
) -> None:
    file = repository / "content/roles/junior.yaml"
    pay = (
        "pay_criteria: {effort: [Many deadlines], progression: [Levels reached]}\n"
        "pay_range: {from: 60 k, to: 80 k, currency: EUR, per: year, since: 2026-07-01}\n"
    )
    file.write_text(file.read_text("utf-8").replace("changes:\n", f"{pay}changes:\n"), "utf-8")
    for edition in EDITIONS:
        text = page_of(repository, "roles/pay.md", edition)
        assert "Many deadlines" in text and "| Responsibility | not said |" in text
        assert "Competencies required: 1 at Full and 1 at Basic" in text
        assert "Not said yet for: [Senior]" in text
        shown = "EUR 60,000 to 80,000 gross a year; since 1 Jul 2026" in text
        assert shown == (edition in (Edition.HR, Edition.LEADERSHIP))
        assert ("Range" in text) == shown
    changed = file.read_text("utf-8").replace("deciding, level: basic", "deciding, level: full")
    file.write_text(changed, "utf-8")
    assert "Competencies required: 2 at Full" in page_of(repository, "roles/pay.md")


def test_a_job_description_has_all_behaviour_at_each_level_and_no_mark(repository: Path) -> None:
    file = repository / "content/roles/junior.yaml"
    duties = (
        "responsibilities:\n  - The result of the shop.\n"
        "  - {says: Said elsewhere., source: A book}\n"
    )
    file.write_text(file.read_text("utf-8").replace("changes:\n", f"{duties}changes:\n"), "utf-8")
    text = page_of(repository, "roles/junior/description.md", Edition.PUBLIC)
    assert "Version 1.0.0 of" in text
    assert "- The result of the shop.\n" in section(text, "duties")
    assert "Said elsewhere" not in text
    assert "origin" not in text
    row = "| Deciding | Basic<br>since 1.0.0, 1 Oct 2026 | Asks for help |"
    assert row in section(text, "competencies")
    changed = file.read_text("utf-8").replace("deciding, level: basic", "deciding, level: full")
    file.write_text(changed, "utf-8")
    assert "| Deciding | Full" in page_of(repository, "roles/junior/description.md")
    assert "](description.md)" in page_of(repository, "roles/junior/index.md")


def test_the_search_knows_pay_by_its_names_where_it_is_shown() -> None:
    for edition in EDITIONS:
        page = by_path(built(edition))["roles/kam/background.md"]
        found = [words for heading, words in page.synonyms if heading == "Pay"]
        assert bool(found) == (edition in (Edition.HR, Edition.LEADERSHIP))
        assert all("salary" in words for words in found)


def test_what_our_organisation_expects_stays_inside_the_company() -> None:
    for edition in EDITIONS:
        inside = 'id="organisation"' in text_of(edition, "roles/kam/index.md")
        assert inside == (edition is not Edition.PUBLIC)


@pytest.mark.parametrize("edition", EDITIONS)
def test_every_link_leads_to_a_page_and_an_anchor_of_the_edition(edition: Edition) -> None:
    pages = by_path(built(edition))
    data = {artifact.path for artifact in built(edition).artifacts}
    anchors = {path: re.findall(r'<a id="([^"]+)"', page.markdown) for path, page in pages.items()}
    for path, page in pages.items():
        assert len(anchors[path]) == len(set(anchors[path])), path
        for target in re.findall(r"\]\(([^)]+)\)", page.markdown):
            if re.match(r"https?:|mailto:", target) or "guides/" in target:
                continue
            if target in {picture.name for picture in page.pictures}:
                continue
            file, _, anchor = target.partition("#")
            file = file.partition("?")[0]
            there = posixpath.normpath(posixpath.join(posixpath.dirname(path), file))
            there = there if file else path
            if there in data:
                continue
            assert there in pages, f"{path} links to {target}"
            assert not anchor or anchor in anchors[there], f"{path} links to {target}"
        for item in (*page.siblings, *page.breadcrumbs):
            assert item.path in pages, f"{path} lists {item.path}"


@pytest.mark.parametrize("edition", EDITIONS)
def test_every_page_stands_in_the_navigation_of_its_section(edition: Edition) -> None:
    for page in built(edition).pages:
        assert page.section in SECTIONS, page.path
        own = {"index.md"} if page.section == "home" else set()
        own |= {f"{page.section}/index.md", f"{page.section}.md"}
        assert page.path in own | {item.path for item in page.siblings}, page.path


@pytest.mark.parametrize("edition", EDITIONS)
def test_every_file_of_data_is_linked_with_what_it_holds(edition: Edition) -> None:
    found = {}
    for path, page in by_path(built(edition)).items():
        for line in page.markdown.split("\n"):
            for target in re.findall(r"\]\(([^)#]*data/[^)#]*)\)", line):
                there = posixpath.normpath(posixpath.join(posixpath.dirname(path), target))
                found[there] = line
    assert set(found) == {artifact.path for artifact in built(edition).artifacts}
    told = (line for path, line in found.items() if "/calendars/" not in path)
    assert not [line for line in told if "version" not in line]
    headings = {heading for page in built(edition).pages for heading, _ in page.synonyms}
    assert "Take it as data" in headings


def test_home_links_only_to_sections_that_exist(tmp_path: Path) -> None:
    for edition in EDITIONS:
        entries = re.findall(r"^- \*\*\[(.+?)\]", text_of(edition, "index.md"), re.MULTILINE)
        has_accounts = edition not in WITHOUT_ACCOUNTS
        review = ["I work on accounts", "I review a strategy"] if has_accounts else []
        assert bool(by_path(built(edition))["index.md"].readers) is has_accounts
        if edition is Edition.HR:
            assert entries == ["I work in HR and look up a role", "I am new here"]
        else:
            assert entries == ["I am new here", *review, "I look up a role"]
    assert [page.path for page in assemble(tmp_path, Edition.TEAM, AS_OF).pages] == ["index.md"]


# Home ---------------------------------------------------------------------------------------


NEWER = ["1.10.0", "1.9.0"]


@pytest.mark.parametrize(
    ("as_of", "shown"),
    [
        (date(2026, 9, 30), False),  # not yet
        (date(2026, 10, 1), True),
        (date(2026, 10, 30), True),
        (date(2026, 10, 31), False),  # 30 days ago is no longer within the last 30
    ],
)
def test_changes_of_the_last_30_days_move_with_the_date(
    repository: Path, as_of: date, shown: bool
) -> None:
    home = page_of(repository, "index.md", as_of=as_of)
    listed = re.search(r"^- .*The first words about senior", section(home, "changed"), re.MULTILINE)
    assert bool(listed) is shown


def test_versions_of_one_day_are_listed_with_the_newest_first(repository: Path) -> None:
    role = repository / "content/roles/senior.yaml"
    entries = "".join(
        f"  - {{version: {each}, on: 2026-10-20, what: [{each}.]}}\n" for each in NEWER
    )
    role.write_text(role.read_text("utf-8").replace("changes:\n", f"changes:\n{entries}"), "utf-8")
    listed = section(page_of(repository, "index.md", as_of=date(2026, 10, 20)), "changed")
    assert re.findall(r"version (1\.\d+\.0)\.", listed)[:2] == NEWER


@pytest.mark.parametrize(
    ("began", "said"),
    [
        ("2026-09-30", "version 1.0.0. The first words about senior"),
        ("2026-10-01", "began on 2026-10-01; nothing has changed since."),
        ("2026-10-09", "Nothing changed in the last 30 days."),  # of a build as of a day before
    ],
)
def test_what_a_handbook_began_with_is_no_news(began: str, said: str, repository: Path) -> None:
    organisation = repository / "content/organisation.yaml"
    organisation.write_text(f"{ORGANISATION}handbook_since: {began}\n", "utf-8")
    home = section(page_of(repository, "index.md", as_of=date(2026, 10, 8)), "changed")
    assert said in re.sub(r'<time datetime="(.*?)">.*?</time>', r"\1", home)


def test_readers_of_one_name_are_told_apart_by_their_ids(repository: Path) -> None:
    people = "schema: people/1\npeople:\n"
    for key, name in (("ada", "Ada Blum"), ("ada-b", "Ada Blum"), ("proto", "__proto__")):
        people += f"  - {{id: {key}, name: {name}, function: sales}}\n"
    (repository / "content/people.yaml").write_text(people, encoding="utf-8")
    found = by_path(assemble(repository, Edition.TEAM, AS_OF))["index.md"].readers
    assert found == (
        ("Ada Blum (ada)", "people/ada/index.md"),
        ("Ada Blum (ada-b)", "people/ada-b/index.md"),
        ("__proto__", "people/proto/index.md"),
    )


def test_home_says_of_which_day_it_is_and_whether_its_texts_are_newer(repository: Path) -> None:
    day = "**All dates and figures are as of"
    assert f"{day} 31 Oct 2026.**" in page_of(repository, "index.md", as_of=date(2026, 10, 31))
    before = page_of(repository, "index.md", as_of=date(2026, 9, 30))
    assert (
        f"{day} 30 Sep 2026. Some texts are newer; the list of changes below ends on that day.**"
        in before
    )


def test_home_counts_every_row_that_it_lists() -> None:
    due = section(text_of(Edition.TEAM, "index.md"), "due")
    rows = re.findall(r"^\| (?!When|---)", due, re.MULTILINE)
    said = re.search(r"1 thing was overdue; (\d+) were due within 30 days; 1 more was urgent", due)
    assert said
    assert len(rows) == 2 + int(said[1])


def test_home_says_which_reviews_are_due_and_overdue(repository: Path) -> None:
    write(repository, "roles/junior.yaml", role("junior", {}, reviewed="2025-10-01"))
    write(repository, "roles/senior.yaml", role("senior", {}, reviewed="2025-11-20"))
    due = section(page_of(repository, "index.md"), "due")
    assert "On 2 Nov 2026, 1 thing was overdue; 1 was due within 30 days." in due
    junior, senior = re.findall(r"^\| <time.*$", due, re.MULTILINE)
    assert "1 Oct 2026" in junior
    assert "overdue" in junior
    assert "20 Nov 2026" in senior
    assert "overdue" not in senior


# Roles --------------------------------------------------------------------------------------


def test_marks_lead_to_the_source_article() -> None:
    kam = text_of(Edition.HR, "roles/kam/index.md")
    sources = text_of(Edition.HR, "sources.md")
    found = re.findall(r"\(\[(\d{3})\]\(\.\./\.\./sources\.md#source-(\d{3})\)\)", kam)
    assert found
    for text, anchor in found:
        assert text == anchor
        assert f'<a id="source-{anchor}"></a>{anchor}' in sources


MARKED = """\
tasks:
  - {says: Taken over, origin: 001, doubt: Half a page is missing.}
  - {says: Read into it, reading: {of: 001, shows: a list with gaps.}}
  - {says: Found later, source: A book}
"""
MARKED_LINES = [
    '- Taken over <span class="origin">([001](../../sources.md#source-001))</span> '
    '<span class="origin doubt">(doubtful: Half a page is missing)</span>',
    '- Read into it <span class="origin">(our reading of '
    "[001](../../sources.md#source-001): a list with gaps)</span>",
    '- Found later <span class="origin">(later work: A book)</span>',
]
ARTICLES = "roles/junior/articles.md"


def lines_of_tasks(repository: Path) -> list[str]:
    lines = section(page_of(repository, "roles/junior/index.md"), "tasks").split("\n")
    return [line for line in lines if line]


def test_a_role_without_words_of_ours_shows_what_articles_and_later_work_say(
    repository: Path,
) -> None:
    write(repository, "sources.yaml", SOURCES)
    write(repository, "roles/junior.yaml", role("junior", {}, more=MARKED))
    assert lines_of_tasks(repository) == MARKED_LINES
    assert ARTICLES not in by_path(assemble(repository, Edition.TEAM, AS_OF))


@pytest.mark.parametrize("ours", ["Said by us", "{says: Said by us}"])
def test_where_we_have_words_of_our_own_the_articles_say_theirs_on_their_page(
    repository: Path, ours: str
) -> None:
    write(repository, "sources.yaml", SOURCES)
    write(repository, "roles/junior.yaml", role("junior", {}, more=f"{MARKED}  - {ours}\n"))
    assert lines_of_tasks(repository) == ["- Said by us"]
    assert "[articles](articles.md)" in page_of(repository, "roles/junior/index.md")
    page = page_of(repository, ARTICLES)
    assert page.split("## [Tasks](index.md#tasks)\n\n")[1].split("\n")[:3] == MARKED_LINES
    assert "Said by us" not in page


EVERY_PART = """\
responsibilities: BOTH
functions: [{id: one, name: One, does: BOTH}]
tasks: BOTH
principles: BOTH
expects: {customer: BOTH, company: BOTH}
direction: {question: Which?, says: BOTH}
profile:
  skills: BOTH
  education: BOTH
  languages: BOTH
  travel: BOTH
  sectors: BOTH
  personality: BOTH
leads_to: [{role: senior, adds: BOTH}]
""".replace("BOTH", "[{says: Theirs, origin: 001}, Ours]")


def test_each_part_of_a_role_is_in_our_words_on_all_its_pages_but_the_one_of_the_articles(
    repository: Path,
) -> None:
    write(repository, "sources.yaml", SOURCES)
    write(repository, "roles/junior.yaml", role("junior", {}, more=EVERY_PART))
    pages = by_path(assemble(repository, Edition.TEAM, AS_OF))
    assert pages[ARTICLES].markdown.count("- Theirs ") == EVERY_PART.count("Theirs") == 14
    assert [path for path, page in pages.items() if "Theirs" in page.markdown] == [ARTICLES]
    assert "Theirs" not in str(pages["roles/junior/index.md"].structured)


PLACED = """\
position:
  level: middle
  reading: {of: 001, shows: '"in the middle", of others'}
  reports_to: [senior]
  reports_to_basis: {origin: 001}
  placed_at: headquarters
  placed_at_basis: {reading: {of: 001, shows: '"a headquarters", and not whose'}}
"""


def test_where_a_role_stands_shows_what_that_rests_on(repository: Path) -> None:
    write(repository, "sources.yaml", SOURCES)
    text = role("junior", {})
    write(repository, "roles/junior.yaml", text.replace("position: {level: somewhere}\n", PLACED))
    mark = "[001]({}sources.md#source-001)"
    for page, up in (("roles/junior/index.md", "../../"), ("roles/compare.md", "../")):
        text = page_of(repository, page)
        read = f"(our reading of {mark.format(up)}: "
        assert f'middle <span class="origin">{read}"in the middle", of others)</span>' in text, page
        assert f'headquarters <span class="origin">{read}"a headquarters", and not whose)' in text
        assert f'<span class="origin">({mark.format(up)})</span>' in text, page
    assert '"in the middle", of others)' in page_of(repository, "roles/index.md")


def test_a_comparison_and_the_list_of_roles_keep_doubts_and_marks(repository: Path) -> None:
    write(repository, "sources.yaml", SOURCES)
    more = """\
direction: {question: Which?, says: [{says: This way, origin: 001, doubt: Half is missing.}]}
leads_to: [{role: junior}, {role: senior, origin: 001}]
"""
    write(repository, "roles/one.yaml", role("one", {}, more=more))
    mark = '<span class="origin">([001](../sources.md#source-001))</span>'
    compared = page_of(repository, "roles/compare.md")
    assert f'This way {mark} <span class="origin doubt">(doubtful: Half is missing)' in compared
    # Of two posts in a row, the mark of the second must not seem to cover the first.
    listed = f"| – [Junior](junior/index.md)<br>– [Senior](senior/index.md) {mark} |"
    assert listed in page_of(repository, "roles/index.md")


def test_a_figure_says_where_it_rests_on_one_source(repository: Path) -> None:
    write(repository, "sources.yaml", SOURCES)
    pay = (
        "profile:\n  pay:\n    - {from: 1 k, to: 2 k, currency: EUR, per: month, country: Spain, "
        "year: '2019', origin: 001}\n"
    )
    write(
        repository,
        "roles/one.yaml",
        role("one", {}, more=f"span: {{accounts: 1-2, origin: 001}}\n{pay}"),
    )
    write(
        repository,
        "roles/two.yaml",
        role("two", {}, more="span: {accounts: 1-2, origin: 001, source: X}\n"),
    )
    assert "(one source)</span>" in page_of(repository, "roles/one/index.md")
    assert "(one source)" not in page_of(repository, "roles/two/index.md")
    for page in ("roles/index.md", "roles/compare.md"):
        assert page_of(repository, page).count("(one source)</span>") == 1, page
    background = page_of(repository, "roles/one/background.md", Edition.HR)
    assert "- Source: Article [001](../../sources.md#source-001), and no other\n" in background


def test_in_a_paragraph_a_mark_follows_its_own_statement(repository: Path) -> None:
    write(repository, "sources.yaml", SOURCES)
    terms = """\
schema: glossary/2
terms:
  - id: one
    term: One
    means:
      - {says: The article says so., origin: 001}
      - We add this.
  - {id: two, term: Two, means: Ours alone.}
"""
    write(repository, "glossary.yaml", terms)
    mark = '<span class="origin">([001](../sources.md#source-001))</span>'
    page = page_of(repository, "glossary/k-o.md")
    assert f"\nThe article says so. {mark} We add this.\n" in page
    assert "\nOurs alone.\n" in page_of(repository, "glossary/t-z.md")


SOURCES = """\
schema: sources/1
sources:
  - {id: 001, title: An article, contributes: Something}
"""


def test_both_sides_of_a_disputed_point_stand_side_by_side() -> None:
    background = text_of(Edition.PUBLIC, "roles/kam/background.md")
    rows = [line for line in section(background, "tension-farmer-or-hunter").split("\n") if line]
    assert rows[0] == "| Who says it | What |"
    sides = [row.strip("| ").split(" | ") for row in rows[2:]]
    assert [re.findall(r"\[(\d+)\]", who) for who, _ in sides] == [["000"], ["002", "003"]]
    assert "Farmer, not hunter" in sides[0][1]


@pytest.mark.parametrize("role_id", ["account-manager", "national-account-manager", "gkam"])
def test_a_role_of_which_no_source_names_the_pay_says_so(role_id: str) -> None:
    page = by_path(built(Edition.HR))[f"roles/{role_id}/background.md"]
    pay = section(page.markdown, "pay")
    assert "Our sources do not say what this role is paid" in pay
    assert "[Key Account Manager](../kam/background.md#pay)" in pay
    words = dict(page.synonyms)["Pay"].split()
    assert {"salary", "earn"} <= set(words)
    assert "](background.md#pay)" in text_of(Edition.HR, f"roles/{role_id}/index.md")
    public = by_path(built(Edition.PUBLIC))[f"roles/{role_id}/background.md"]
    assert "paid" not in public.markdown
    assert not public.synonyms


def test_the_page_says_when_the_organisation_has_no_expectations(
    repository: Path,
) -> None:
    text = page_of(repository, "roles/junior/index.md")
    assert "has not yet said what it expects" in section(text, "organisation")
    assert "has not yet said" not in text_of(Edition.HR, "roles/kam/index.md")


def test_two_entries_of_what_we_expect_of_a_role_both_count(repository: Path) -> None:
    with (repository / "content/organisation.yaml").open("a", encoding="utf-8") as file:
        file.write(
            "organisation_expects:\n"
            "  - {role: junior, expects: [A plan.]}\n"
            "  - {role: junior, expects: [A ledger.]}\n"
        )
    found = section(page_of(repository, "roles/junior/index.md"), "organisation")
    assert found.index("- A plan.") < found.index("- A ledger.")


def test_the_checklist_is_made_to_tick_and_leads_to_the_levels() -> None:
    kam = built(Edition.HR).catalog.roles["kam"]
    checklist = text_of(Edition.HR, "roles/kam/checklist.md")
    for need in kam.requires:
        item = re.search(
            rf'^- \[ \] <a id="need-{need.competency}"></a>.*'
            rf"competencies/{need.competency}/index\.md#level-{need.level}\)[^\n]*\n\n    - \w",
            checklist,
            re.MULTILINE,
        )
        assert item, need.competency


def test_a_checklist_says_where_more_stands_than_it_shows() -> None:
    catalog = built(Edition.HR).catalog
    text = text_of(Edition.HR, "roles/kam/checklist.md")
    for need in catalog.roles["kam"].requires:
        competency = catalog.competencies[need.competency]
        behaviours = [str(encode(each.says)) for each in competency.levels[need.level]]
        shown = [each for each in behaviours if f"    - {each}" in text]
        assert shown == behaviours[:1]
        more = f"[{len(behaviours) - 1} more](levels/{competency.area}.md#need-{need.competency})"
        assert (more in text) is (len(behaviours) > 1), need.competency


def test_the_ladder_puts_a_role_after_those_that_lead_to_it() -> None:
    titles = re.findall(r"^## ([^<\n]+)$", text_of(Edition.PUBLIC, "roles/index.md"), re.MULTILINE)
    assert titles == [
        "Account Manager (AM)",
        "Key Account Manager (KAM)",
        "National Account Manager (NAM)",
        "Global Key Account Manager (GKAM)",
    ]


def cells_of(markdown: str) -> dict[str, list[str]]:
    """The rows of the tables of a page by their first cell."""
    rows = [
        [cell.strip() for cell in line.strip("|").split("|")]
        for line in markdown.split("\n")
        if line.startswith("| ")
    ]
    return {row[0]: row[1:] for row in rows}


def test_comparing_says_in_words_where_roles_differ(repository: Path) -> None:
    cells = cells_of(page_of(repository, "roles/compare.md"))
    assert cells["**At which level does it stand?**"] == ["floor", "roof", "differs"]
    assert cells["**What is it for?**"] == ["A purpose", "A purpose", "same"]
    cells = cells_of(page_of(repository, COMPARE_LEVELS))
    assert cells["[Listening](../../competencies/listening/index.md)"][-1] == "same"
    assert cells["[Deciding](../../competencies/deciding/index.md)"][-1] == "rises by 1 level"
    assert cells["[Deciding](../../competencies/deciding/index.md)"][1].endswith(
        ' <span class="rise">↑1</span>'
    )
    assert "↑" not in cells["[Listening](../../competencies/listening/index.md)"][1]


def test_what_is_expected_of_roles_is_compared_on_a_page_of_its_own(repository: Path) -> None:
    assert "roles/compare/expectations.md" not in by_path(assemble(repository, Edition.HR, AS_OF))
    more = "expects: {customer: [{says: An answer}], company: [{says: Sales}]}"
    write(repository, "roles/senior.yaml", role("senior", {"deciding": "full"}, more=more))
    cells = cells_of(page_of(repository, "roles/compare/expectations.md"))
    only = "only Senior says it"
    assert cells["**What does the customer expect?**"] == ["not said", "An answer", only]
    assert cells["**What does the company expect?**"] == ["not said", "Sales", only]
    assert "(compare/expectations.md#expectations)" in page_of(repository, "roles/compare.md")


def test_where_comparisons_stood_leads_to_where_they_stand(repository: Path) -> None:
    lines = page_of(repository, "roles/compare.md").split("\n")
    for anchor, there in (("levels", "levels"), ("steps", "steps"), ("step-junior-to-senior",) * 2):
        line = next(each for each in lines if f'<a id="{anchor}"></a>' in each)
        assert f"(compare/levels.md#{'levels' if there == 'levels' else 'steps'})" in line
        assert f'<a id="{there}"></a>' in page_of(repository, COMPARE_LEVELS)


def test_a_step_says_what_it_adds_and_which_levels_rise(repository: Path) -> None:
    compare = section(page_of(repository, COMPARE_LEVELS), "step-junior-to-senior")
    role_page = section(page_of(repository, "roles/junior/index.md"), "leads-to")
    assert "- More people" in compare
    assert "The required level rises in 1 competency:" in compare
    row = next(line for line in compare.split("\n") if "[Deciding]" in line)
    assert re.findall(r"\[(\w+)\]", row) == ["Deciding", "Basic", "Full"]
    assert "Listening" not in compare
    assert "- More people" in role_page
    there = "../compare/levels.md?roles=junior,senior#step-junior-to-senior"
    assert f"[The required level rises in 1 competency]({there})" in role_page


def test_a_step_that_asks_for_less_somewhere_says_so_too(repository: Path) -> None:
    write(repository, "roles/senior.yaml", role("senior", {"deciding": "full"}))
    step = section(page_of(repository, COMPARE_LEVELS), "step-junior-to-senior")
    less = step.split("Lower levels than before:")[1]
    assert "[Listening]" in less
    assert "not required" in less
    assert "Deciding" not in less
    role_page = section(page_of(repository, "roles/junior/index.md"), "leads-to")
    assert "[The required level rises in 1 competency, and falls in 1 competency](" in role_page


def test_a_variant_without_a_step_is_compared_with_its_role(repository: Path) -> None:
    write(repository, "roles/other.yaml", role("other", {}, more="variant_of: junior"))
    compare = page_of(repository, COMPARE_LEVELS)
    assert "Junior to Other, a variant" in compare
    assert "No required level rises." in section(compare, "step-junior-to-other")
    assert "Variants: [Other](../other/index.md)" in page_of(repository, "roles/junior/index.md")
    assert "variant" not in section(page_of(repository, "roles/junior/index.md"), "leads-to")


def test_a_step_out_of_the_handbook_says_that_its_levels_are_unknown() -> None:
    step = section(text_of(Edition.HR, COMPARE_LEVELS), "step-kam-to-sales-director")
    assert "No levels are recorded." in step


@pytest.mark.parametrize("role_id", ["account-manager", "kam", "national-account-manager", "gkam"])
def test_every_behaviour_of_a_level_stands_on_the_pages_of_the_role(role_id: str) -> None:
    catalog = built(Edition.PUBLIC).catalog
    levels = text_of(Edition.PUBLIC, f"roles/{role_id}/levels.md")
    role_page = section(text_of(Edition.PUBLIC, f"roles/{role_id}/index.md"), "competencies")
    for need in catalog.roles[role_id].requires:
        competency, anchor = catalog.competencies[need.competency], f"need-{need.competency}"
        area = text_of(Edition.PUBLIC, f"roles/{role_id}/levels/{competency.area}.md")
        in_full = section(area, anchor)
        for behaviour in competency.levels[need.level]:
            assert str(encode(behaviour.says)) in in_full, need.competency
        row = next(line for line in levels.split("\n") if f'<a id="{anchor}">' in line)
        assert str(encode(competency.levels[need.level][0].says)) in row
        for text in (in_full, row):
            assert f"competencies/{competency.id}/index.md#level-{need.level})" in text
            assert str(encode(need.because or "")) in text
        level = catalog.name("level", need.level)
        of_level = rf"\*\*{level}:\*\* [^<|]*\[{competency.name}\]\(levels\.md#{anchor}\)"
        assert re.search(of_level, role_page), need.competency


def test_a_competency_without_an_area_page_of_the_role_is_none(repository: Path) -> None:
    write(repository, "roles/junior.yaml", role("junior", {}))
    pages = by_path(assemble(repository, Edition.HR, AS_OF))
    assert "roles/senior/levels/people.md" in pages
    assert "roles/junior/levels/people.md" not in pages
    assert "No competency is recorded" in pages["roles/junior/levels.md"].markdown
    assert "No competency is recorded" in pages["roles/junior/index.md"].markdown


def test_where_background_stood_on_a_role_leads_to_where_it_stands() -> None:
    kam = section(text_of(Edition.LEADERSHIP, "roles/kam/index.md"), "background")
    background = text_of(Edition.LEADERSHIP, "roles/kam/background.md")
    inside = ("tension-farmer-or-hunter", "faq-key-responsibilities")
    for anchor in ("position-notes", "pay", "tensions", "faq", "accounts", "versions", *inside):
        line = next(each for each in kam.split("\n") if f'<a id="{anchor}"></a>' in each)
        assert "](background.md#" in line
        assert f'<a id="{anchor}"></a>' in background


def test_a_section_that_a_role_has_no_more_leads_to_its_background(repository: Path) -> None:
    faq = "faq: [{id: tasks, question: Which tasks?, answer: Many.}]\nprinciples: [Be there.]\n"
    write(repository, "roles/junior.yaml", role("junior", {}, more=faq))
    text = page_of(repository, "roles/junior/index.md")
    assert text.count('<a id="principles"></a>') == 1
    line = next(each for each in text.split("\n") if '<a id="tasks"></a>' in each)
    assert line.endswith("[Frequent questions](background.md#faq)")
    assert '<a id="tasks-section"></a>' in line


def test_what_our_organisation_expects_comes_before_what_articles_say() -> None:
    kam = text_of(Edition.TEAM, "roles/kam/index.md")
    anchors = ("position", "organisation", "kpis", "functions", "competencies", "expectations")
    places = [kam.index(f'<a id="{anchor}"></a>') for anchor in anchors]
    assert places == sorted(places)


def test_only_accounts_with_a_holder_of_the_role_use_it() -> None:
    """Norvane has an exercise for key account managers, but its owner is a global one."""
    used = section(text_of(Edition.TEAM, "roles/kam/background.md"), "accounts")
    assert "Hallmere" in used
    assert "Norvane" not in used
    assert "Norvane" in section(text_of(Edition.TEAM, "roles/gkam/background.md"), "accounts")


def test_the_reason_for_a_level_stands_by_the_level(repository: Path) -> None:
    page = page_of(repository, "competencies/deciding/index.md")
    assert "| Role | Level |\n| --- | --- |\n" in section(page, "needed")
    text = (repository / "content/roles/junior.yaml").read_text(encoding="utf-8")
    changed_text = text.replace(
        "deciding, level: basic", "deciding, level: basic, because: It has to"
    )
    write(repository, "roles/junior.yaml", changed_text)
    page = page_of(repository, "competencies/deciding/index.md")
    assert "(#level-basic), since 1.0.0, 1 Oct 2026 | It has to |" in section(page, "needed")
    levels = page_of(repository, "roles/junior/levels.md")
    row = "#level-basic)<br>since 1.0.0, 1 Oct 2026<br>Why: It has to. | Asks for help |"
    assert row in levels
    assert "What each looks like, and some reasons:" in page_of(repository, "roles/junior/index.md")
    assert "and some reasons" not in page_of(repository, "roles/senior/index.md")


def test_a_role_leads_to_what_accounts_ask_for_on_top_of_it() -> None:
    for leaf in ("index", "levels", "levels/commercial"):
        assert "fit.md)" in text_of(Edition.HR, f"roles/kam/{leaf}.md"), leaf
    assert not [
        need
        for need in built(Edition.HR).catalog.roles["kam"].requires
        if "add more" in (need.because or "")
    ]


def test_whose_side_a_role_takes_leads_to_the_guide_that_helps_to_decide() -> None:
    for role_id in built(Edition.HR).catalog.roles:
        text = section(text_of(Edition.HR, f"roles/{role_id}/index.md"), "direction")
        assert "](../../guides/representative-or-advocate.md)" in text, role_id


def test_versions_of_the_framework_of_one_day_are_counted_together(repository: Path) -> None:
    changes = """\
changes:
  - {version: 1.1.0, on: 2026-10-01, what: [More.]}
  - {version: 1.0.0, on: 2026-10-01, what: [First version.]}
"""
    text = FRAMEWORK.replace("version: 1.0.0", "version: 1.1.0") + changes
    write(repository, "competencies/framework.yaml", text)
    counted = section(page_of(repository, "competencies/index.md"), "releases")
    assert re.search(r"- \*\*1\.0\.0 and 1\.1\.0\*\*.*: 2 new roles", counted)
    assert counted.count("- **") == 1


def test_public_frameworks_are_told_once_and_led_to(repository: Path) -> None:
    own, path = "competencies/public-frameworks.md", "competencies/deciding/index.md"
    pages = by_path(assemble(repository, Edition.PUBLIC, AS_OF))
    assert own not in pages
    assert "Public references" not in pages[path].markdown
    example = """\
references: Nobody has read one.
public_frameworks:
  - id: example
    name: Example
    publisher: Example publisher
    url: https://www.example.org/skills
    holds: Skills
    use: Good for comparing
"""
    write(repository, "competencies/framework.yaml", FRAMEWORK + example)
    pages = by_path(assemble(repository, Edition.PUBLIC, AS_OF))
    text = pages[own].markdown
    assert "Nobody has read one." in text
    entry = section(text, "framework-example")
    assert "[Example publisher](https://www.example.org/skills)" in entry
    assert "In our judgement: Good for comparing" in entry
    for other, address in ((path, "../public-frameworks.md"), ("competencies/index.md", "")):
        leads = section(pages[other].markdown, "references")
        assert f"]({address or 'public-frameworks.md'})" in leads
        assert "Nobody has read one." not in pages[other].markdown


def test_a_former_id_still_leads_to_the_role_and_its_checklist(repository: Path) -> None:
    write(repository, "roles/junior.yaml", role("junior", {}, more="aliases: [novice]"))
    pages = by_path(assemble(repository, Edition.HR, AS_OF))
    for leaf in ("index.md", "levels.md", "background.md", "checklist.md"):
        assert pages[f"roles/junior/{leaf}"].former_paths == (f"roles/novice/{leaf}",)


def test_values_stay_values(repository: Path) -> None:
    hostile = "'a | b <script>x</script> [c](d) `e` *f*'"
    write(repository, "roles/junior.yaml", role("junior", {}, name=hostile, level=hostile))
    for page in assemble(repository, Edition.HR, AS_OF).pages:
        assert "<script>" not in page.markdown
        assert "[c](d)" not in page.markdown
        rows = [line for line in page.markdown.split("\n") if line.startswith("|")]
        tables = re.findall(r"(?:^\|.*\n)+", page.markdown, re.MULTILINE)
        assert sum(table.count("\n") for table in tables) == len(rows)
        for table in tables:
            assert len({line.count("|") for line in table.strip().split("\n")}) == 1, page.path


# Competencies, methods, onboarding, glossary ------------------------------------------------


def test_a_competency_says_who_needs_it_at_which_level(repository: Path) -> None:
    page = page_of(repository, "competencies/deciding/index.md")
    assert "Required of: [Junior]" in section(page, "level-basic")
    assert "Required of: [Senior]" in section(page, "level-full")
    assert "- Gives help" in section(page, "level-full")


def test_accounts_that_raise_a_competency_are_named_with_what_raises_it_and_why() -> None:
    path = "competencies/process-efficiency/index.md"
    raised = section(text_of(Edition.TEAM, path), "accounts")
    row = next(line for line in raised.split("\n") if "Hallmere" in line)
    assert "[Practitioner](#level-practitioner) | Awareness |" in row
    assert "| [A customer in a mature, competitive market](../fit.md#rule-mature-market): W" in row
    assert "Hallmere" not in text_of(Edition.HR, path)
    # A rule asks for one level of this, the account itself for a higher one.
    raised = section(text_of(Edition.TEAM, "competencies/forecasting/index.md"), "accounts")
    assert "| The account itself: The joint forecast is an objective of both sides" in raised
    assert "fit.md#rule-retail" not in raised


def test_an_account_whose_role_needs_the_level_anyway_does_not_raise_it() -> None:
    team_edition = built(Edition.TEAM)
    for account in team_edition.insight.accounts.values():
        for need in account.needs:
            page = text_of(Edition.TEAM, f"competencies/{need.competency.id}/index.md")
            named = f"](../../accounts/{account.account.id}/checklist.md) | " in page
            assert named is (need.from_role != need.level), (account.account.id, need.competency.id)
    same = [
        (account, need.competency.id)
        for account, one in team_edition.insight.accounts.items()
        for need in one.needs
        if need.added and need.from_role == need.level
    ]
    assert same, "nothing would show that such an account is left out"


def test_the_matrix_links_each_cell_and_places_accounts_only_where_they_are_shown() -> None:
    path = "methods/account-analysis-matrix/index.md"
    team = text_of(Edition.TEAM, path)
    grid = section(team, "matrix")
    assert "| **high** | [Star](#cell-star) | [Strategic](#cell-strategic) |" in grid
    assert "| **low** | [Streamline](#cell-streamline) | [Status](#cell-status) |" in grid
    row = next(line for line in section(team, "accounts").split("\n") if "Norvane" in line)
    assert "7.90 (high) | 4.85 (weak, grey band) | [Star](#cell-star)" in row
    assert 'id="accounts"' not in text_of(Edition.HR, path)


def test_weights_and_questions_stand_by_each_factor_and_the_articles_words_below() -> None:
    axis = section(
        text_of(Edition.PUBLIC, "methods/account-analysis-matrix/scoring.md"), "axis-potential"
    )
    row = next(line for line in axis.split("\n") if 'id="factor-customer-share"' in line)
    assert "15 %" in row
    assert '- Customer share (headroom): "customer fee"' in axis[axis.index("article's words") :]
    meaning = next(line for line in axis.split("\n") if line.startswith("| Volume |"))
    assert meaning.count("|") == 6  # the factor and the anchors 1, 4, 7 and 10


def test_stages_show_their_evidence_and_the_accounts_on_them() -> None:
    page = text_of(Edition.TEAM, "methods/millman-wilson/index.md")
    assert "What would show it:" in section(page, "step-mid-kam")
    row = next(line for line in section(page, "accounts").split("\n") if "Norvane" in line)
    assert "[Early KAM](#step-early-kam) | Mid KAM" in row


def test_every_method_says_on_its_background_where_it_comes_from_and_what_is_doubtful() -> None:
    for method in built(Edition.PUBLIC).catalog.methods.values():
        page = text_of(Edition.PUBLIC, f"methods/{method.id}/background.md")
        assert "see the choices above" not in page[: page.find('id="choices"')]
        leads = section(text_of(Edition.PUBLIC, f"methods/{method.id}/index.md"), "background")
        parts = {"citations": len(method.citations), "doubts": len(method.doubts)}
        parts |= {"choices": len(method.choices)}
        for anchor, count in parts.items():
            if not count:
                assert f'id="{anchor}"' not in page + leads
                continue
            lines = re.findall(r"^- ", section(page, anchor), re.MULTILINE)
            assert len(lines) == count, (method.id, anchor)
            assert f'<a id="{anchor}"></a>' in leads
            assert f"(background.md#{anchor})" in leads


def test_exercises_have_a_page_of_their_own_to_which_the_path_leads() -> None:
    path = section(text_of(Edition.TEAM, "onboarding/kam.md"), "exercises")
    page = by_path(built(Edition.TEAM))["onboarding/kam/exercises.md"]
    found = re.findall(r'^## <a id="(exercise-[\w-]+)"></a>', page.markdown, re.MULTILINE)
    assert len(found) > 1
    for anchor in found:
        assert f'<a id="{anchor}"></a>[' in path
        assert f"(kam/exercises.md#{anchor})" in path
        assert "- [ ] " in section(page.markdown, anchor)
        assert "Today the check says: " in section(page.markdown, anchor)
    assert page.checklist is not None
    assert (page.checklist.kind, page.checklist.id) == ("onboarding", "kam-exercises")
    assert "onboarding/kam/exercises.md" not in by_path(built(Edition.HR))


def test_onboarding_is_found_under_the_role_with_days_in_order() -> None:
    page = text_of(Edition.HR, "onboarding/kam.md")
    days = re.findall(r"^## (?:<a id=[^>]+></a>)*((?:Day|Week) \d+)$", page, re.MULTILINE)
    assert days[:2] == ["Day 1", "Day 2"]
    assert days[-1].startswith("Week ")
    anchors = [page.index(f'id="milestone-day-{day}"') for day in (1, 30, 60, 90)]
    assert anchors == sorted(anchors)
    assert "- [ ] " in page
    assert "**Day 30: you are there when**" in page


def test_the_glossary_is_found_in_german_and_spanish_and_in_order() -> None:
    entries = [
        page.markdown
        for path, page in sorted(by_path(assembled_on(AS_OF, Edition.PUBLIC, ROOT)).items())
        if path.startswith("glossary/")
    ]
    assert all("- German: " in page and "- Spanish: " in page for page in entries)
    titles = re.findall(r'^### (?:<a id="[\w-]+"></a>)+(.+)$', "\n".join(entries), re.MULTILINE)
    names = [title.split(" (")[0].casefold() for title in titles]
    assert names == sorted(names)
    assert len(names) > 70


def test_the_list_of_terms_leads_from_each_to_its_entry() -> None:
    pages = by_path(built(Edition.PUBLIC))
    rows = pages["glossary.md"].markdown.split("\n")
    glossary = built(Edition.PUBLIC).catalog.definitions.glossary
    assert glossary is not None
    for term in glossary.terms:
        anchor = f'<a id="term-{term.id}"></a>'
        row = next(each for each in rows if anchor in each)
        target = re.search(rf"\((glossary/[a-z-]+\.md)#term-{term.id}\)", row)
        assert target, term.id
        assert anchor in pages[target[1]].markdown
        assert all(str(encode(name)) in row for name in term.also_called)


def test_terms_of_any_alphabet_have_a_page_that_stays_theirs(tmp_path: Path) -> None:
    words = {"Änderung": "a-b", "éclair": "e-j", "Zelle": "t-z", "4S": "other", "Ключ": "other"}
    terms = "".join(
        f"  - {{id: term-{number}, term: {word}, means: It}}\n" for number, word in enumerate(words)
    )
    write(tmp_path, "glossary.yaml", f"schema: glossary/2\nterms:\n{terms}")
    pages = by_path(assemble(tmp_path, Edition.PUBLIC, AS_OF))
    for number, leaf in enumerate(words.values()):
        assert f'<a id="term-term-{number}"></a>' in pages[f"glossary/{leaf}.md"].markdown
    assert "glossary/c-d.md" not in pages


# Reports ------------------------------------------------------------------------------------


def test_capacity_says_when_figures_about_people_are_not_shown() -> None:
    team = text_of(Edition.TEAM, "reports/capacity.md")
    leadership = text_of(Edition.LEADERSHIP, "reports/capacity.md")
    assert "Whether anyone carries too much is in the leadership edition" in team
    assert "In all" not in team
    assert "is in the leadership edition" not in leadership
    row = next(line for line in leadership.split("\n") if "Giulia Conti" in line)
    assert "| 13 (declared on 1 Oct 2026) | 14 | 10 to 25 | within |" in row


def test_capacity_sends_nobody_to_the_edition_that_they_read(tmp_path: Path) -> None:
    repository = Path(shutil.copytree(FIXTURE, tmp_path / "repository"))
    people = repository / "content/people.yaml"
    people.write_text(people.read_text("utf-8").replace("figures: yes", "figures: no"), "utf-8")
    for edition, says in (
        (Edition.LEADERSHIP, "is not said, as our settings show no figures about people."),
        (Edition.TEAM, "is in the leadership edition, where settings show figures"),
    ):
        pages = assemble(repository, edition, AS_OF).pages
        text = next(page.markdown for page in pages if page.path == "reports/capacity.md")
        assert f"Whether anyone carries too much {says}" in text


def test_hours_of_one_person_are_told_where_figures_about_people_are() -> None:
    team = section(text_of(Edition.TEAM, "reports/capacity.md"), "hours")
    leadership = text_of(Edition.LEADERSHIP, "reports/capacity.md")
    assert "| Other posts (" in team
    assert not [line for line in team.split("\n") if line.startswith("| Global Key Account")]
    assert "The same by person" not in team
    assert "| Global Key Account Manager | 1 | 160 |" in leadership
    assert "| Ana Ruiz | 1 | 160 |" in leadership


def test_no_row_is_of_one_person_where_figures_about_people_are_not_shown() -> None:
    found = assembled_on(AS_OF, Edition.TEAM, root=FIXTURE).pages
    hours = next(page.markdown for page in found if page.path == "reports/capacity.md")
    rows = [line for line in section(hours, "hours").split("\n") if line.startswith("| ")][2:]
    assert rows
    assert all(re.match(r"\| [^|]+ \(\d+\) \|", row) for row in rows), rows


def test_every_report_begins_with_at_most_three_sentences_before_any_table() -> None:
    made = (*built(Edition.TEAM).pages, *assembled_on(AS_OF, Edition.TEAM, root=FIXTURE).pages)
    reports = [page for page in made if re.fullmatch(r"reports/\w+\.md", page.path)]
    templates = (ROOT / "generator/pages/reports").glob("*.md.j2")
    assert len({page.path for page in reports}) == len(list(templates))
    for page in reports:
        if page.path == "reports/index.md":
            continue
        opening = page.markdown.split("\n\n")[1].split("\n")
        assert 1 <= len(opening) <= 3
        assert all(line.startswith("- ") and line.endswith(".") for line in opening), page.path


def test_the_portfolio_counts_key_accounts_against_the_programme() -> None:
    text = text_of(Edition.TEAM, "reports/portfolio.md")
    assert "2 accounts are key (tiers global, national and key); our guideline" in text
    assert "is at most 35." in text
    assert "3 accounts are active: 1 Star, 1 Status and 1 Streamline." in text


def test_what_is_overdue_is_listed_with_how_late_it_is() -> None:
    late = section(text_of(Edition.TEAM, "reports/overdue.md"), "overdue")
    row = next(line for line in late.split("\n") if "Credit notes" in line)
    assert "16 Oct 2026" in row
    assert "| 17 days |" in row
    assert "Hallmere Food Retail" in row


def test_a_promise_says_to_whom_or_from_whom_and_leads_to_where_it_stands() -> None:
    """On every list of what is due, and among the promises of the progress report."""
    page = "accounts/hallmere-food-retail/strategy/plan.md#promise-summer-returns-credited"
    ours = f"issued]({{}}{page}) (to: Commercial finance manager) |"
    assert ours.format("") in section(text_of(Edition.TEAM, "index.md"), "due")
    overdue = text_of(Edition.TEAM, "reports/overdue.md")
    assert ours.format("../") in section(overdue, "overdue")
    assert "draft annex](" in overdue
    assert " (from: Head of operations Americas) |" in section(overdue, "overdue")
    progress = section(text_of(Edition.TEAM, "reports/progress.md"), "promises")
    assert f"issued](../{page}) | ours, to Commercial finance manager | <time" in progress


def test_findings_are_grouped_by_level_and_rule_each_with_its_remedy_and_place() -> None:
    built_team = built(Edition.TEAM)
    page = by_path(built_team)["reports/findings.md"].markdown
    assert built_team.findings
    for finding in built_team.findings:
        group = section(section(page, finding.level.value), f"rule-{finding.rule.id}")
        assert group.count(str(coded(without_fields(finding.remedy)))) == 1
        message = str(coded(finding.in_words))
        row = next(line for line in group.split("\n") if message in line)
        assert finding.where.path in row
        assert not re.search(r"\d{4}-\d{2}-\d{2}", row)
    rules = re.findall(r'<a id="rule-([a-z-]+)">', section(page, "info"))
    numbers = [sum(each.rule.id == rule for each in built_team.findings) for rule in rules]
    assert numbers == sorted(numbers)


def test_findings_say_what_was_looked_at_and_is_clean_and_only_that() -> None:
    every = built(Edition.TEAM).catalog.accounts.values()
    accounts = [each for each in every if each.status == "active"]
    objectives = [each for one in accounts for each in one.objectives if each.status == "open"]
    actions = [each for one in objectives for each in one.actions if each.done is None]
    clean = section(text_of(Edition.TEAM, "reports/findings.md"), "clean")
    assert (
        f"- Actions that go against the strategy: none of {len(actions)} open actions.\n" in clean
    )
    assert f"- Objectives past their due date: none of {len(objectives)} open" in clean
    later = section(text_of(Edition.TEAM, "reports/findings.md", date(2029, 1, 2)), "clean")
    assert "Actions that go against the strategy: none of" in later
    assert "Objectives past their due date" not in later
    assert "Reviews overdue" not in later


@pytest.mark.parametrize(
    ("message", "shown"),
    [
        (("due on ", date(2026, 10, 16), ", not kept"), "due on 16 Oct 2026, not kept"),
        (("(", date(2026, 10, 26), ")."), "(26 Oct 2026)."),
        (
            ("write `kept: 2026-10-16` by ", date(2026, 11, 2)),
            "write `kept: 2026-10-16` by 2 Nov 2026",
        ),
        (("2026-13-45, audit-2026-10-16, 12026-10-16",), None),
        (("Minutes of 2026-10-16: due",), None),  # somebody's own words
    ],
)
def test_days_in_messages_read_like_all_days_on_pages(
    message: tuple[str | date, ...], shown: str | None
) -> None:
    found = Rule("made-up", FindingLevel.INFO, "", "", "").at(Location(""), *message)
    assert found.message == "".join(map(str, message))
    assert found.in_words == (shown or found.message)


@pytest.mark.parametrize("name", ["portfolio", "progress", "capacity", "overdue", "findings"])
def test_every_report_says_where_to_read_on(name: str) -> None:
    assert (
        len(re.findall(r"^Next: \[", text_of(Edition.TEAM, f"reports/{name}.md"), re.MULTILINE))
        == 1
    )


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("Name a `backup` in `team`.", "Name a `backup` in `team`."),
        ("`a|b` *c*", "&#96;a&#124;b&#96; &#42;c&#42;"),
        ("one ` alone", "one &#96; alone"),
        ("`a`b`c` is no `key`", "&#96;a&#96;b&#96;c&#96; is no `key`"),
        ("`a` and `b `c` d`", "`a` and &#96;b &#96;c&#96; d&#96;"),
        ("Read `kam`s page and `gkam`.", "Read `kam`s page and `gkam`."),
        ("`` is no id", "&#96;&#96; is no id"),
        ("`{% x %}`", "&#96;&#123;% x %}&#96;"),
    ],
)
def test_keys_in_findings_become_code_unless_a_table_cell_could_not_hold_them(
    value: str, expected: str
) -> None:
    assert coded(value) == expected
