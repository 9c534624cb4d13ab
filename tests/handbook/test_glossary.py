"""What a term means, in our words and in those of the articles, without reading twice."""

from generator.model.common import Statement
from tests.conftest import shipped_definitions


def _opening(statement: Statement) -> str:
    words = statement.says.lower().removeprefix("a measure of ").split()
    return " ".join(words[:3])


def test_what_the_articles_say_does_not_begin_as_our_own_words_do() -> None:
    glossary = shipped_definitions().glossary
    assert glossary
    for term in glossary.terms:
        ours = {_opening(each) for each in term.means if each.ours}
        again = [each.says for each in term.means if not each.ours and _opening(each) in ours]
        assert not again, term.id


def test_our_own_words_come_before_what_the_articles_say() -> None:
    glossary = shipped_definitions().glossary
    assert glossary
    for term in glossary.terms:
        articles = [bool(each.origin) for each in term.means if each.origin or each.ours]
        opens_with_an_article = articles[:1] == [True]
        assert articles == sorted(articles) or opens_with_an_article, term.id
