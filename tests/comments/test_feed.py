"""The site's feed of comments stands once on every public page, and on none where it would distract."""

import pytest

from tests.builders import make_article, make_comment
from tests.classifieds.building import make_ad

pytestmark = pytest.mark.django_db

FEED = 'data-topic="site"'


@pytest.fixture
def comment():
    return make_comment(make_article(), text="Перила давно пора менять.")


PUBLIC = ["/", "/news/", "/comments/", "/comments/agreement/", "/comments/me/", "/ads/", "/ads/rules/", "/about/"]


@pytest.mark.parametrize("address", PUBLIC)
@pytest.mark.parametrize("edition", ["", "/kk"])
def test_it_stands_once_on_every_page(client, comment, edition, address):
    page = client.get(edition + address).text

    assert page.count(FEED) == 1
    assert comment.text in page


def test_it_stands_once_beside_what_people_read(client, comment):
    pages = [make_ad().get_absolute_url(), comment.get_absolute_url(), comment.article.address("discussion")]

    assert [client.get(address).text.count(FEED) for address in [*pages, comment.article.get_absolute_url()]] == [
        1
    ] * 4


@pytest.mark.parametrize("address", ["/ads/new/", "/comments/confirm/", "/comments/me/erase/", "/nowhere/"])
def test_it_stands_on_no_page_where_somebody_fills_in_a_form_or_is_lost(client, comment, address):
    assert FEED not in client.get(address).text


def test_it_does_not_stand_beside_a_reply_or_a_complaint(client, comment):
    pages = [comment.address_of("comment_reply"), comment.address_of("comment_complaint")]

    assert [FEED in client.get(address).text for address in pages] == [False, False]
