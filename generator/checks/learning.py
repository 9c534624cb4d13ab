"""Exercises for newcomers, which name the finding of `playbook check` to fix.

Rules belong to the program and not to the definitions, so an unknown id is only a warning: a newer
program without the rule must still build the site.
"""

from collections.abc import Collection, Iterator

from generator.analysis import AccountInsight, Insight
from generator.checks.check import Check, CheckArea, Scope
from generator.editions import Catalog
from generator.findings.finding import Finding
from generator.text.suggestions import did_you_mean

_MOST_SUGGESTIONS = 100
"""A suggestion compares with all rules, which takes long for thousands of wrong ids."""

EXERCISES = CheckArea("onboarding").warning(
    "exercise-unknown-rule",
    "An exercise names a rule that does not exist.",
    "Its page would call the exercise solved, whatever the newcomer does.",
    "Write the id of a rule as `playbook rules` lists it.",
    scope=Scope.ACCOUNTS,
    removal_fixes=(object,),
)


def exercises(rules: Collection[str]) -> Check:
    """The check of exercises that name none of ``rules``, the ids of all rules.

    They are passed in because some are defined in packages above.
    """
    suggestions: dict[str, str] = {}

    def find(insight: AccountInsight, catalog: Catalog, whole: Insight) -> Iterator[Finding]:
        for exercise in insight.account.exercises:
            if exercise.rule in rules:
                continue
            if exercise.rule not in suggestions and len(suggestions) < _MOST_SUGGESTIONS:
                suggestions[exercise.rule] = did_you_mean(exercise.rule, rules)
            message = (
                f"there is no rule `{exercise.rule[:80]}`.{suggestions.get(exercise.rule, '')}"
            )
            yield EXERCISES.at(exercise.at("rule"), message)

    return EXERCISES(find)
