"""Words without their endings."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from language.stems import kazakh_stem, stems, words


@pytest.mark.parametrize(
    "forms",
    [
        "көлік көлігі көліктер көлікте көліктің көлігіміз көлікті көліктердің",
        "пәтер пәтерді пәтерлер пәтерлерді пәтеріміз пәтерде",
        "үй үйде үйдің үйге үйі үйім",
        "жұмыс жұмысқа жұмысы жұмыстан",
        "қызмет қызметі қызметтер қызметке",
        "бала балалар балаға баласы баласына",
        "мектеп мектебі мектепте мектебіне",
        "кітап кітабы кітаптар кітабын",
        "телефон телефоны телефондар телефонды",
        "машина машинаны машинасы машиналар машинаға",
        "тоңазытқыш тоңазытқышы тоңазытқышты",
        "су суды суы",
    ],
)
def test_forms_of_a_kazakh_word_meet(forms):
    assert len({kazakh_stem(word) for word in forms.split()}) == 1


def test_forms_of_a_russian_word_meet():
    assert set(stems("машина")) & set(stems("машинами")) & set(stems("машину"))


def test_accents_and_yo_make_no_difference():
    assert words("Ёлка за\u0301мок") == ["елка", "замок"]


@given(st.text(alphabet="абвгдежзийклмнопрстуфхцчшщъыьэюяәғқңөұүһі", min_size=1, max_size=14))
def test_a_stem_is_its_own_stem(word):
    assert kazakh_stem(kazakh_stem(word)) == kazakh_stem(word)
