"""A small handbook in which every kind of definition can change."""

from generator.model.definitions import Definitions
from generator.reading.files import SourceFile
from generator.reading.load import load

_HEAD = "version: 2.1.0\nstatus: active\nowner: sales\nreview: {last: 2026-10-01, every: 1 year}\n"

FRAMEWORK = f"""schema: framework/1
id: framework
name: Framework
{_HEAD}scale:
  - {{id: basic, name: Basic, means: Does it with help.}}
  - {{id: able, name: Able, means: Does it alone and well.}}
  - {{id: expert, name: Expert, means: Teaches it to others.}}
areas:
  - {{id: people, name: People, what: Working with people.}}
  - {{id: money, name: Money, what: Working with figures.}}
"""
COMPETENCY = f"""schema: competency/2
id: listening
name: Listening
{_HEAD}area: people
also_called: [hearing]
what: Hears what is meant by what is said.
why: [{{says: It saves both sides a second meeting., origin: 001}}]
levels:
  basic: [Lets others finish what they say., Writes down what was agreed.]
  able: [Asks what is meant before answering.]
  expert: [Teaches others to hear what is not said.]
developed_by: [Sitting in on talks of others.]
interview: [When did you last misunderstand a customer?]
"""
ROLE = f"""schema: role/2
id: kam
name: Key Account Manager
abbreviation: KAM
{_HEAD}purpose: Leads a few large accounts. Answers for their result.
position:
  level: middle management
  reports_to: [director]
  placed_at: headquarters
span:
  accounts: 1-2
  origin: 002
  others:
    - {{accounts: 3-10, source: a survey}}
responsibilities:
  - says: Coordinates the departments that work for the account.
    origin: 000
  - says: Answers for the result of the account.
functions:
  - id: lead
    name: Leading
    does:
      - says: Leads a team that reports to others.
requires:
  - {{competency: listening, level: able}}
expects:
  customer:
    - says: Negotiated terms are fulfilled exactly.
direction:
  question: Whose side does the manager take?
  says:
    - says: The most effective choose the customer's side.
profile:
  skills:
    - says: Negotiates well in two languages.
  pay:
    - {{from: 45 k, to: 60 k, currency: EUR, per: year, country: Spain, year: about 2019}}
leads_to:
  - role: director
    adds: [Leads managers instead of accounts.]
kpis:
  - {{id: contribution, name: Contribution, how: Revenue less all costs of the account.}}
faq:
  - {{id: level, question: First or middle level?, answer: Middle level in most companies.}}
"""
METHOD = f"""schema: method/1
id: matrix
name: Matrix
{_HEAD}kind: matrix
answers: Where do we invest and where do we not?
axes:
  - id: potential
    name: Potential
    asks: What could it bring us?
    cut: 5.0
    grey_band: 0.5
    factors:
      - id: volume
        name: Volume
        asks: How much do they buy?
        weight: 60
        anchors: {{1: They buy hardly anything., 10: They buy more than anybody else.}}
      - {{id: growth, name: Growth, asks: How fast do they grow?, weight: 40}}
  - id: position
    name: Position
    asks: How do they see us?
    cut: 5.0
    grey_band: 0.5
    factors:
      - {{id: service, name: Service, asks: How good is our service?, weight: 100}}
cells:
""" + "".join(
    f"""  - id: {cell}
    name: {cell.title()}
    when: {{potential: {up}, position: {right}}}
    strategy: Do what the cell {cell} asks for and nothing else.
    relationship: As close as the strategy needs it.
    activity: As much as the strategy needs of it.
    wants: [develop]
"""
    for cell, up, right in (
        ("strategic", "high", "high"),
        ("star", "high", "low"),
        ("status", "low", "high"),
        ("streamline", "low", "low"),
    )
)
STEPS = f"""schema: method/1
id: stages
name: Stages
{_HEAD}kind: steps
answers: How close are we?
steps:
  - {{id: early, name: Early, means: A first order and a few contacts.}}
  - {{id: late, name: Late, means: Both plan the year together.}}
"""
FIT = f"""schema: fit/2
id: fit
name: What accounts add
{_HEAD}rules:
  - id: global
    name: Going global
    when: {{context: [globalising]}}
    because: One objective has to hold in several countries.
    adds: [{{competency: listening, level: able}}]
"""
PATH = f"""schema: onboarding/1
id: kam
name: First 90 days
{_HEAD}role: kam
promise: After 90 days you lead the account.
milestones:
  - id: day-1
    name: Day 1
    day: 1
    tasks: [Read the playbook once from top to bottom.]
"""
ORGANISATION = """schema: organisation/1
name: Ours
functions: [{id: sales, name: Sales}, {id: finance, name: Finance}]
posts: [{id: director, name: Director}, {id: president, name: President}]
"""
HANDBOOK = {
    "content/competencies/framework.yaml": FRAMEWORK,
    "content/competencies/fit.yaml": FIT,
    "content/competencies/listening.yaml": COMPETENCY,
    "content/roles/kam.yaml": ROLE,
    "content/methods/matrix.yaml": METHOD,
    "content/methods/stages.yaml": STEPS,
    "content/onboarding/kam.yaml": PATH,
    "content/organisation.yaml": ORGANISATION,
}


def loaded(files: dict[str, str]) -> Definitions:
    """The definitions of files by path; they have no error."""
    definitions, findings = load(SourceFile(path, text.encode()) for path, text in files.items())
    assert not findings, [f"{each.where} {each.message}" for each in findings]
    return definitions


def edited(path: str, *edits: tuple[str, str]) -> dict[str, str]:
    """The handbook with texts of one file replaced; each stands there exactly once."""
    text = HANDBOOK[path]
    for old, new in edits:
        assert text.count(old) == 1, (path, old, text.count(old))
        text = text.replace(old, new)
    return {**HANDBOOK, path: text}
