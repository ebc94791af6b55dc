"""In which language somebody is taken to write: as their phone says, where the letters agree."""

import pytest
from starlette.requests import Request

from workshop.kinds.languages import written_in
from workshop.live.spoken import writes_in


@pytest.mark.parametrize(
    ("language", "text", "can_be"),
    [
        ("pl", "Nikt nie odbiera", True),
        ("ur", "NHS کا فون کوئی نہیں اٹھاتا", True),
        ("ur", "Nobody answers", False),
        ("uk", "Ніхто не відповідає", True),
        ("en", "Ніхто не відповідає", False),
        ("ku", "Kes bersiv nade", True),
        ("zh", "没人接电话", True),
        ("ti", "ማንም አይመልስም", True),
        ("ar", "24/7?", True),
        ("ar", "لا أحد يرد على الهاتف في العيادة", True),
        ("ar", "کوئی فون نہیں اٹھاتا", False),
        ("ar", "گھر دور ہے۔", False),
        ("fa", "هیچ‌کس گوشی را برنمی‌دارد", True),
        ("fa", "کوئی فون نہیں اٹھاتا", False),
        ("ps", "هېڅوک ټيليفون نه پورته کوي", True),
        ("ps", "کوئی فون نہیں اٹھاتا", False),
        ("ur", "لا أحد يرد على الهاتف في العيادة", False),
        ("ur", "هېڅوک ټيليفون نه پورته کوي", False),
        ("ru", "Никто не отвечает по телефону", True),
        ("ru", "Ніхто не відповідає", False),
        ("ru", "Мы ездим в Київ", True),
        ("bg", "Никой не вдига телефона, дъще", True),
        ("bg", "Мы не знаем, кто это", False),
        ("uk", "Мы не знаем, кто это", False),
        ("pl", "Pani Ștefania nie dzwoni, a (Țepeș) też", True),
        ("pl", "nu răspunde nimeni și e târziu", False),
        ("ro", "nu răspunde nimeni și e târziu", True),
        ("ro", "nikt się nie zgłasza i już jest późno", False),
        ("ro", "Domnul Małysz nu răspunde", True),
        ("cy", "Does neb yn y tŷ, a’r dŵr yn oer", True),
        ("cy", "nikt się nie zgłasza", False),
        ("en", "nikt się nie zgłasza", False),
        ("en", "The café of Mr Wałęsa is naïve", True),
    ],
)
def test_letters_say_no(language: str, text: str, can_be: bool) -> None:
    assert written_in(language, text) is can_be


@pytest.mark.parametrize(
    ("headers", "text", "found"),
    [
        ({"accept-language": "pl-PL,pl;q=0.9,en;q=0.8"}, "Nikt nie odbiera", "pl"),
        ({"accept-language": "pl", "cookie": "reframe_words=uk"}, "Ніхто", "uk"),
        ({"accept-language": "en-GB"}, "Ніхто", ""),
        ({"accept-language": "tlh"}, "nuqneH", ""),
        ({}, "Nobody", ""),
        ({"accept-language": "pl"}, None, ""),
    ],
)
def test_a_card_is_in_the_language_of_the_phone(
    headers: dict[str, str], text: object, found: str
) -> None:
    raw = [(name.encode(), value.encode()) for name, value in headers.items()]
    assert writes_in(Request({"type": "http", "headers": raw}), text) == found
