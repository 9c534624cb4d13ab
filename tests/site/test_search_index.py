import json
from pathlib import Path

import pytest

from generator.site.search_index import add_plain_forms, plain_forms, prepare


@pytest.mark.parametrize(
    ("text", "forms"),
    [
        ("Großkunden", ("grosskunden",)),
        ("Müller", ("mueller", "muller")),
        ("Mu\u0308ller", ("mueller", "muller")),  # the umlaut as two characters
        ("São Paulo, Łódź", ("lodz", "sao")),
        ("Ærø", ("aero", "aeroe")),
        ("STRASSE Straße", ("strasse",)),
        ("plain words, 15 %", ()),
        ("Αθήνα", ()),  # no plain form in letters of another script
    ],
)
def test_words_as_people_type_them(text: str, forms: tuple[str, ...]) -> None:
    assert plain_forms(text) == forms


def index(*docs: dict[str, str]) -> str:
    return json.dumps({"config": {"fields": {}}, "docs": docs})


def test_plain_forms_stand_beside_the_text_they_belong_to(tmp_path: Path) -> None:
    path = tmp_path / "search_index.json"
    path.write_text(
        index(
            {"location": "a/", "title": "Kunden", "text": "<p>in D&uuml;sseldorf</p>"},
            {"location": "b/", "title": "Großkunden", "text": "é"},
            {"location": "c/", "title": "x", "text": "y"},
        )
    )
    add_plain_forms(path)
    first, second, third = json.loads(path.read_text())["docs"]
    assert first["text_plain"] == "duesseldorf dusseldorf"
    assert first["text"] == "<p>in D&uuml;sseldorf</p>"
    assert (second["title_plain"], second["text_plain"]) == ("grosskunden", "e")
    assert third == {"location": "c/", "title": "x", "text": "y"}


def test_an_abbreviation_that_is_an_english_word_is_found_by_its_beginning(tmp_path: Path) -> None:
    path = tmp_path / "search_index.json"
    path.write_text(index({"location": "a/", "title": "Account Manager (AM)", "text": "y"}))
    add_plain_forms(path)
    (document,) = json.loads(path.read_text())["docs"]
    assert document["title_plain"] == "AM0"


def test_short_words_of_a_synonym_are_found_by_their_beginning(tmp_path: Path) -> None:
    path = tmp_path / "search_index.json"
    path.write_text(index({"location": "a/#b", "title": "Backup", "text": "y"}))
    add_plain_forms(path, {("a/", "Backup"): "stand-in customer's stand-in"})
    (document,) = json.loads(path.read_text())["docs"]
    assert document["title_plain"] == "stand-in customer's stand-in in0 s0"


def test_a_document_without_such_words_keeps_its_fields(tmp_path: Path) -> None:
    path = tmp_path / "search_index.json"
    path.write_text(index({"location": "a/", "title": "x", "text": "y"}))
    before = json.loads(path.read_text())
    add_plain_forms(path)
    assert json.loads(path.read_text()) == before


def test_a_sites_own_search_settings_win() -> None:
    settings: dict[str, object] = {"separator": "[ ]", "fields": {"title_plain": {"boost": 5.0}}}
    prepare(settings)
    assert settings["separator"] == "[ ]"
    assert settings["fields"] == {"title_plain": {"boost": 5.0}, "text_plain": {"boost": 1.0}}
