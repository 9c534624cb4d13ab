"""What each change of an account weighs.

Major is what the strategy rests on or says: whoever agreed to it has to agree again. Minor is any
other change of the plan. A patch keeps the records up to date (a promise kept, a contact made, a
figure read) or says the same in other words: it asks for no new version.
"""

from generator.review.weighed.handbook_table import ANY, BOTH, ITSELF, Entry, Weight

_UPKEEP = "the records are kept up to date"
_PLAN = "the plan changes"
_RESTATED = "a reported figure is restated"
_UPDATED = ("updated",)
_REPORTED = (
    ("revenue",),
    ("goods",),
    ("terms",),
    ("cost_to_serve",),
    ("starts",),
    ("ends",),
    ("by_driver", "*", "cost"),
)
"""What a period of ``economics`` reports, by its fields; the rest of it is aimed at."""

ACCOUNT: tuple[Entry, ...] = (
    *ITSELF,
    # What the strategy rests on, and what it says.
    (("tier",), ANY, Weight.MAJOR, "it is ranked otherwise"),
    (("status",), ANY, Weight.MAJOR, "its standing changes"),
    (("owner",), ANY, Weight.MAJOR, "somebody else answers for the plan"),
    (("structure",), ANY, Weight.MAJOR, "the team is organised otherwise"),
    (("parent",), ANY, Weight.MAJOR, "it is part of another account"),
    (("currency",), ANY, Weight.MAJOR, "every amount reads otherwise"),
    (("charter",), ANY, Weight.MAJOR, "the charter changes"),
    (("charter", "**"), ANY, Weight.MAJOR, "the charter changes"),
    (("direction",), ANY, Weight.MAJOR, "the direction changes"),
    (("direction", "**"), ANY, Weight.MAJOR, "the direction changes"),
    (("economics", "margin_floor"), ANY, Weight.MAJOR, "the limit we set ourselves is another one"),
    (("ratings", "*"), ("added",), Weight.MAJOR, "its position is judged anew"),
    (("ratings", "*"), ("removed",), Weight.MAJOR, "a judgement is taken back"),
    (("ratings", "*", "scores", "**"), ANY, Weight.MAJOR, "a judgement made before is rewritten"),
    (("ratings", "*", "override"), ANY, Weight.MAJOR, "the cell is chosen by people"),
    (("ratings", "*", "override", "**"), ANY, Weight.MAJOR, "the cell is chosen by people"),
    (("stages", "*"), BOTH, Weight.MAJOR, "the relationship is judged anew"),
    (("stages", "*", "now"), ANY, Weight.MAJOR, "the relationship is judged anew"),
    (("stages", "*", "target"), ANY, Weight.MAJOR, "another relationship is aimed at"),
    (("objectives", "*"), ("added",), Weight.MAJOR, "one more thing is wanted"),
    (("objectives", "*"), ("removed",), Weight.MAJOR, "something is no longer wanted"),
    (("objectives", "*", "what"), ANY, Weight.MAJOR, "something else is wanted"),
    (("objectives", "*", "whose"), ANY, Weight.MAJOR, "it is somebody else's objective"),
    (("objectives", "*", "status"), ANY, Weight.MAJOR, "an objective is closed or reopened"),
    (("objectives", "*", "metric"), ANY, Weight.MAJOR, "success is measured otherwise"),
    (("objectives", "*", "metric", "target"), ANY, Weight.MAJOR, "another result is promised"),
    (("objectives", "*", "metric", "baseline"), ANY, Weight.MAJOR, "the start is another one"),
    (("objectives", "*", "metric", "measure"), ANY, Weight.MAJOR, "success is measured otherwise"),
    (("decisions", "*"), ("added",), Weight.MAJOR, "a decision is made"),
    (("decisions", "*"), ("removed",), Weight.MAJOR, "a decision is gone from the record"),
    (("decisions", "*", "revisit_on"), ANY, Weight.MINOR, _PLAN),
    (("decisions", "*", "**"), ANY, Weight.MAJOR, "a decision is rewritten"),
    (("selection", "*"), BOTH, Weight.MAJOR, "its selection is decided anew"),
    (("promotion",), ANY, Weight.MAJOR, "another event changes its tier"),
    (("promotion", "**"), ANY, Weight.MAJOR, "another event changes its tier"),
    # Records, which are kept up between the versions.
    (("objectives", "*", "metric", "actual"), ANY, Weight.PATCH, _UPKEEP),
    (("objectives", "*", "metric", "on"), ANY, Weight.PATCH, _UPKEEP),
    (("objectives", "*", "actions", "*", "done"), ("added",), Weight.PATCH, _UPKEEP),
    (("promises", "*"), ("added",), Weight.PATCH, "the ledger is kept up to date"),
    (("promises", "*", "kept"), ("added",), Weight.PATCH, "the ledger is kept up to date"),
    (("relationships", "*", "last_contact"), _UPDATED, Weight.PATCH, _UPKEEP),
    (("stakeholders", "*", "on"), _UPDATED, Weight.PATCH, _UPKEEP),
    (("stakeholders", "*", "evidence"), ANY, Weight.PATCH, _UPKEEP),
    (("economics", "periods", "*"), ("added",), Weight.PATCH, "a period is reported"),
    *(
        (("economics", "periods", "*", *figure), _UPDATED, Weight.MINOR, _RESTATED)
        for figure in _REPORTED
    ),
    (("handover", "**"), ANY, Weight.PATCH, _UPKEEP),
    (("exercises", "**"), ANY, Weight.PATCH, "practice for newcomers, no part of the plan"),
    (("also_called", "**"), ANY, Weight.PATCH, "readers find it by other words"),
    (("aliases", "**"), ANY, Weight.PATCH, "former addresses lead here"),
    (("sections", "**"), ANY, Weight.PATCH, "which files there are, no part of the plan"),
    (("fictional",), ANY, Weight.PATCH, "how it is marked, no part of the plan"),
    # Everything else.
    (("name",), ANY, Weight.MINOR, "it has another name"),
    (("id",), ANY, Weight.PATCH, "former addresses lead here"),
    (("context", "**"), ANY, Weight.MINOR, "its situation is described otherwise"),
    (("team", "**"), ANY, Weight.MINOR, "the team changes"),
    (("stakeholders", "**"), ANY, Weight.MINOR, "the customer's people are seen otherwise"),
    (("relationships", "**"), ANY, Weight.MINOR, "who covers whom changes"),
    (("promises", "**"), ANY, Weight.MINOR, "a promise is put otherwise"),
    (("**",), ANY, Weight.MINOR, _PLAN),
)
