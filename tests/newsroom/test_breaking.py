"""What a reader is told when something of ours gives way."""

import pytest
from django.db import InterfaceError, OperationalError

from newsroom import views
from tests.builders import make_article


@pytest.fixture
def front_raises(client, monkeypatch):
    """Open the front page while its view raises this; say the answer."""
    client.raise_request_exception = False

    def open_front(error, address="/"):
        def breaking(language):
            raise error

        monkeypatch.setattr(views, "front_context", breaking)
        return client.get(address)

    return open_front


@pytest.mark.django_db
@pytest.mark.parametrize(
    "error", [OperationalError("the database is starting up"), InterfaceError("connection already closed")]
)
def test_a_database_that_is_away_is_503_and_asks_to_come_back(front_raises, error):
    answer = front_raises(error)

    assert answer.status_code == 503
    assert int(answer.headers["Retry-After"]) > 0
    assert "no-store" in answer.headers["Cache-Control"]
    assert "Сайт сейчас вернётся" in answer.content.decode()


@pytest.mark.django_db
def test_the_words_are_kazakh_on_kazakh_pages(front_raises):
    assert "Сайт қазір оралады" in front_raises(OperationalError("gone"), "/kk/").content.decode()


@pytest.mark.django_db
def test_a_defect_of_ours_is_still_500(front_raises):
    answer = front_raises(ZeroDivisionError("ours"))

    assert answer.status_code == 500
    assert "Retry-After" not in answer.headers
    assert "Страница сломалась" in answer.content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("/?page=%00", "Отправленное пришло не целиком"),
        ("/kk/tags/%00/", "Жібергеніңіз толық жетпеді"),
        ("/admin/articles/article/?status__exact=%00", "Отправленное пришло не целиком"),
    ],
)
def test_an_address_with_nul_is_refused_in_words(admin_client, address, words):
    answer = admin_client.get(address)

    assert answer.status_code == 400
    assert words in answer.content.decode()


@pytest.mark.django_db
def test_more_than_we_take_at_once_is_refused_in_words(client, settings):
    address = f"/kk/news/{make_article().pk}/comments/"
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 10
    answer = client.post(address, {"text": "Ж" * 20}, HTTP_SEC_FETCH_SITE="same-origin")

    assert answer.status_code == 400
    assert "Жібергеніңіз толық жетпеді" in answer.content.decode()
