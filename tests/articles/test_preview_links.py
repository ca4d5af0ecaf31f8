"""Preview links: a draft shown to one person without an account, and that person's remarks."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from articles.models import Article, GuestRemark, PreviewLink
from articles.preview_links import REMARKS_AN_HOUR, blocks_of, find_block
from people.models import User
from tests.builders import ago, make_article, make_photo

pytestmark = pytest.mark.django_db
FROM_HERE = {"Sec-Fetch-Site": "same-origin"}


@pytest.fixture
def anna():
    return User.objects.create_superuser("anna", password="anna-anna-1")


@pytest.fixture
def draft():
    """A draft of two paragraphs with a photo between them."""
    draft = make_article("Тайный мост", status="draft", publish_at=None, photos=1, hashtags=["мост"])
    picture = draft.photos.get().picture_id
    draft.body = f'<p>Лёд ушёл.</p><figure data-photo="{picture}"></figure><p>Вот и всё. #мост</p>'
    draft.save()
    return draft


@pytest.fixture
def link(draft, anna):
    return PreviewLink.objects.make(draft, by=anna, label="Юрист", allows_remarks=True)


def address(link, number):
    return f"{link.get_absolute_url()}remark/{number}/"


def test_a_stranger_reads_the_draft_as_readers_will(client, link):
    answer = client.get(link.get_absolute_url())

    assert answer.status_code == 200
    assert '<h1 data-block="headline">Тайный мост</h1>' in answer.text
    assert "Лёд ушёл." in answer.text
    assert 'rel="tag">#мост</a>' in answer.text


def test_it_shows_what_was_saved_last(client, link, draft):
    draft.headline = "Новый мост"
    draft.save()

    assert "Новый мост" in client.get(link.get_absolute_url()).text


def test_no_cache_no_index_no_referrer(client, link):
    answer = client.get(link.get_absolute_url())

    assert answer.headers["Cache-Control"] == "private, no-store"
    assert answer.headers["X-Robots-Tag"] == "noindex, nofollow, noarchive"
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert not answer.cookies


def test_it_tells_machines_nothing(client, link):
    text = client.get(link.get_absolute_url()).text

    told = [mark for mark in ("ld+json", 'rel="canonical"', "og:", "hreflang=", "share-links") if mark in text]
    assert told == ["hreflang="]
    assert "<title>Тайный" not in text


def test_its_text_speaks_the_articles_language(client, anna):
    link = PreviewLink.objects.make(make_article("Құпия көпір", status="draft", language="kk"), by=anna)

    answer = client.get(link.get_absolute_url())

    assert '<html lang="kk">' in answer.text
    assert answer.headers["Content-Language"] == "kk"


def test_every_link_to_a_page_of_the_draft_stays_under_the_preview(client, link, draft):
    text = client.get(link.get_absolute_url()).text

    assert f"/news/{draft.pk}/" not in text
    assert f'href="{link.get_absolute_url()}photo/1/"' in text


def test_its_photo_opens_and_leads_back(client, link, draft):
    answer = client.get(f"{link.get_absolute_url()}photo/1/")

    assert answer.status_code == 200
    assert f'href="{link.get_absolute_url()}#photo-1"' in answer.text
    assert "og:" not in answer.text
    assert f"/news/{draft.pk}/" not in answer.text
    assert answer.headers["Cache-Control"] == "private, no-store"


def test_a_photo_that_is_not_there_leads_to_the_text(client, link):
    assert client.get(f"{link.get_absolute_url()}photo/9/").headers["Location"] == link.get_absolute_url()


def test_no_other_draft_shows_through(client, link):
    make_article("Второй тайный мост", status="draft", hashtags=["мост"])

    assert "Второй тайный" not in client.get(link.get_absolute_url()).text


def test_a_link_opens_one_article_only(client, link):
    other = make_article("Другой", status="draft")

    assert client.get(other.get_absolute_url()).status_code == 404
    assert client.get(link.article.get_absolute_url()).status_code == 404


def test_a_link_that_is_over_says_so_and_shows_nothing(client, link):
    PreviewLink.objects.update(expires_at=ago(seconds=1))
    expired = client.get(link.get_absolute_url())
    PreviewLink.objects.update(expires_at=timezone.now() + timedelta(days=1))
    link.revoke()
    revoked = client.get(link.get_absolute_url())

    assert [expired.status_code, revoked.status_code] == [410, 410]
    assert expired.text == revoked.text
    assert "Тайный" not in expired.text


def test_a_closed_link_closes_its_photos_and_its_form(client, link):
    link.revoke()

    assert client.get(f"{link.get_absolute_url()}photo/1/").status_code == 410
    assert client.post(address(link, 1), {"text": "Нет."}, headers=FROM_HERE).status_code == 410
    assert not GuestRemark.objects.exists()


@pytest.mark.parametrize("change", [lambda t: t[:-1] + ("A" if t[-1] != "A" else "B"), lambda t: t.split(".")[0]])
def test_a_tampered_link_is_unknown(client, link, change):
    answer = client.get(f"/preview/{change(link.token)}/")

    assert answer.status_code == 404
    assert "Тайный" not in answer.text


def test_a_signature_is_good_for_its_own_link_only(client, link, draft):
    other = PreviewLink.objects.make(draft, by=None)
    forged = f"{other.pk}.{link.token.split('.')[1]}"

    assert client.get(f"/preview/{forged}/").status_code == 404


@pytest.mark.parametrize("token", ["1", "1.", ".", "1.ё", "-1.x", "9" * 400])
def test_a_made_up_link_is_unknown_in_the_same_words(client, link, token):
    made_up = client.get(f"/preview/{token}/")
    link.revoke()

    assert made_up.status_code == 404
    assert made_up.text == client.get(link.get_absolute_url()).text
    assert made_up.headers["Cache-Control"] == "private, no-store"


def test_a_link_to_a_deleted_article_is_unknown(client, link, draft):
    token = link.token
    draft.delete()

    assert client.get(f"/preview/{token}/").status_code == 404


def test_a_link_to_an_article_in_the_bin_is_unknown_until_it_is_taken_out(client, link, draft, anna):
    draft.put_in_bin(anna)
    in_bin = client.get(link.get_absolute_url()).status_code
    draft.take_out_of_bin(anna)

    assert in_bin == 404
    assert client.get(link.get_absolute_url()).status_code == 200


def test_the_page_of_a_dead_link_speaks_both_languages(client, db):
    text = client.get("/preview/1.x/").text

    assert '<div lang="ru">' in text
    assert '<div lang="kk">' in text


def test_opening_is_counted_and_changes_nothing_else(client, link, draft):
    before = Article.objects.values().get(pk=draft.pk)

    client.get(link.get_absolute_url())
    client.head(link.get_absolute_url())
    client.get(f"{link.get_absolute_url()}photo/1/")

    link.refresh_from_db()
    assert link.openings == 1
    assert link.last_opened_at > ago(minutes=1)
    assert Article.objects.values().get(pk=draft.pk) == before


def test_a_link_lasts_a_week_unless_said_otherwise(draft, anna):
    link = PreviewLink.objects.make(draft, by=anna)

    assert timedelta(days=6, hours=23) < link.expires_at - timezone.now() <= timedelta(days=7)


def test_reading_takes_few_queries(client, link, draft, django_assert_max_num_queries):
    for _photo in range(4):
        make_photo(draft)

    with django_assert_max_num_queries(12):
        client.get(link.get_absolute_url())


def test_each_paragraph_leads_to_its_form(client, link):
    text = client.get(link.get_absolute_url()).text

    led_to = [number for number in range(6) if f'href="{address(link, number)}"' in text]
    assert led_to == [0, 1, 2, 3]


def test_the_form_quotes_the_paragraph(client, link):
    assert "<blockquote>Вот и всё. #мост</blockquote>" in client.get(address(link, 3)).text
    assert "<blockquote>фото 1 Подпись 1</blockquote>" in client.get(address(link, 2)).text
    assert "<blockquote>Тайный мост Полоса закрыта до пятницы.</blockquote>" in client.get(address(link, 0)).text


def test_a_remark_is_kept_with_its_paragraph(client, link):
    said = {"text": " Не всё.\r\nПроверьте. ", "name": "Сергей", "quote": "Вот и всё. #мост"}

    answer = client.post(address(link, 3), said, headers=FROM_HERE, follow=True)

    remark = GuestRemark.objects.get()
    assert (remark.block, remark.quote, remark.text) == (3, "Вот и всё. #мост", "Не всё.\nПроверьте.")
    assert (remark.name, remark.link) == ("Сергей", link)
    assert 'role="status"' in answer.text


def test_a_remark_follows_its_paragraph_when_the_text_has_moved(client, link, draft):
    draft.body = "<p>Новое начало.</p>" + draft.body
    draft.save()

    client.post(address(link, 1), {"text": "Когда?", "quote": "Лёд ушёл."}, headers=FROM_HERE)

    assert GuestRemark.objects.get().block == 2


def test_a_remark_on_a_paragraph_that_is_gone_keeps_its_quote(client, link, draft):
    draft.body = "<p>Совсем другое.</p>"
    draft.save()

    client.post(address(link, 3), {"text": "Когда?", "quote": "Вот и всё. #мост"}, headers=FROM_HERE)

    remark = GuestRemark.objects.get()
    assert (remark.block, remark.quote) == (1, "Вот и всё. #мост")


def test_the_number_of_no_paragraph_leads_to_the_text(client, link):
    answers = [client.get(address(link, number)) for number in (4, 10**30)]

    assert [answer.headers["Location"] for answer in answers] == [link.get_absolute_url()] * 2


@pytest.mark.parametrize("text", ["", "  \r\n ", "я" * 2001])
def test_an_unfit_remark_is_refused_in_words_and_kept_in_the_form(client, link, text):
    answer = client.post(address(link, 1), {"text": text, "name": "Сергей"}, headers=FROM_HERE)

    assert answer.status_code == 422
    assert "errorlist" in answer.text
    assert text in answer.context["form"]["text"].value()
    assert 'value="Сергей"' in answer.text
    assert not GuestRemark.objects.exists()


def test_line_ends_count_once(client, link):
    client.post(address(link, 1), {"text": "я\r\n" * 999 + "конец"[:2]}, headers=FROM_HERE)

    assert len(GuestRemark.objects.get().text) == 2000


@pytest.mark.parametrize(
    "headers",
    [{}, {"Origin": "null"}, {"Origin": "https://example.com"}, {"Sec-Fetch-Site": "cross-site"}],
    ids=["nothing", "null", "elsewhere", "cross-site"],
)
def test_a_form_sent_from_elsewhere_is_refused_with_its_text(client, link, headers):
    answer = client.post(address(link, 1), {"text": "Когда?"}, headers=headers)

    assert answer.status_code == 403
    assert "Когда?" in answer.text
    assert not GuestRemark.objects.exists()


def test_an_old_browser_is_known_by_its_origin(client, link):
    answer = client.post(address(link, 1), {"text": "Когда?"}, headers={"Origin": "http://testserver"})

    assert answer.status_code == 302
    assert GuestRemark.objects.exists()


def test_a_page_with_a_form_lets_the_browser_name_its_origin(client, link):
    assert client.get(address(link, 1)).headers["Referrer-Policy"] == "same-origin"


def test_a_link_without_remarks_takes_none(client, draft, anna):
    link = PreviewLink.objects.make(draft, by=anna)

    answer = client.post(address(link, 1), {"text": "Когда?"}, headers=FROM_HERE)

    assert answer.headers["Location"] == link.get_absolute_url()
    assert not GuestRemark.objects.exists()
    assert "/remark/" not in client.get(link.get_absolute_url()).text


def test_too_many_remarks_within_an_hour_are_refused_with_the_text(client, link):
    GuestRemark.objects.bulk_create(GuestRemark(link=link, block=1, text="Да.") for _n in range(REMARKS_AN_HOUR))

    answer = client.post(address(link, 1), {"text": "Когда?"}, headers=FROM_HERE)

    assert answer.status_code == 429
    assert "Когда?" in answer.text
    assert GuestRemark.objects.count() == REMARKS_AN_HOUR


def test_after_an_hour_there_is_room_again(link):
    GuestRemark.objects.bulk_create(GuestRemark(link=link, block=1, text="Да.") for _n in range(REMARKS_AN_HOUR))
    with pytest.raises(ValidationError):
        link.take_remark(block=1, quote="", text="Когда?")
    GuestRemark.objects.update(created_at=ago(hours=1, seconds=1))

    assert link.take_remark(block=1, quote="", text="Когда?").pk


def test_blocks_are_the_top_level_ones(draft):
    draft.body = "<ul><li><p>Раз</p></li><li><p>Два</p></li></ul><blockquote><p>Три</p></blockquote>"

    assert [(block.number, block.quote) for block in blocks_of(draft)[1:]] == [(1, "Раз Два"), (2, "Три")]


def test_a_paragraph_said_twice_is_found_by_its_place(draft):
    draft.body = "<p>Да.</p><p>Нет.</p><p>Да.</p>"

    assert [find_block(blocks_of(draft), number, "Да.") for number in (1, 3, 9)] == [1, 3, 3]


@pytest.fixture
def desk(client, anna):
    client.force_login(anna)
    return client


def guests(article, tail=""):
    return f"/admin/articles/article/{article.pk}/guests/{tail}"


def test_the_desk_makes_a_link(desk, draft, anna):
    said = {"label": "Переводчик", "days": "30", "allows_remarks": "on"}

    answer = desk.post(guests(draft, "new/"), said, follow=True)

    link = PreviewLink.objects.get()
    assert (link.label, link.allows_remarks, link.created_by) == ("Переводчик", True, anna)
    assert link.expires_at > timezone.now() + timedelta(days=29)
    assert link.get_absolute_url() in answer.text
    assert "no-store" in answer.headers["Cache-Control"]


@pytest.mark.parametrize("said", [{"days": "31"}, {"days": "-1"}, {"days": ""}, {"days": "7", "label": "я" * 81}])
def test_the_desk_refuses_a_link_of_other_terms(desk, draft, said):
    answer = desk.post(guests(draft, "new/"), said)

    assert "errorlist" in answer.text
    assert not PreviewLink.objects.exists()


def test_the_articles_form_shows_links_and_remarks(desk, link, draft):
    link.count_opening()
    link.take_remark(block=3, quote="Вот и всё.", text="Проверьте дату.", name="Сергей")

    text = desk.get(f"/admin/articles/article/{draft.pk}/change/").text

    assert link.get_absolute_url() in text
    assert "<blockquote>Вот и всё.</blockquote>" in text
    assert "Проверьте дату." in text


def test_remarks_stand_in_the_order_of_the_text(desk, link, draft):
    link.take_remark(block=3, quote="", text="Поздняя")
    link.take_remark(block=1, quote="", text="Ранняя")

    text = desk.get(guests(draft)).text

    assert text.index("Ранняя") < text.index("Поздняя")


def test_the_desk_closes_a_link(desk, link, draft):
    desk.post(guests(draft, f"{link.pk}/revoke/"))

    assert desk.get(link.get_absolute_url()).status_code == 410


def test_a_remark_that_is_done_is_out_of_the_way(desk, link, draft, anna):
    remark = link.take_remark(block=1, quote="", text="Проверьте дату.")

    answer = desk.post(guests(draft, f"remarks/{remark.pk}/done/"), follow=True)

    remark.refresh_from_db()
    assert remark.done_by == anna
    assert "Проверьте дату." not in answer.text


def test_the_list_counts_the_remarks_that_wait(desk, link):
    link.take_remark(block=1, quote="", text="Раз")
    link.take_remark(block=1, quote="", text="Два")
    link.take_remark(block=1, quote="", text="Три").finish(None)

    assert '<td class="field-remarks">2</td>' in desk.get("/admin/articles/article/").text


def test_another_articles_link_and_remark_are_not_reached_through_this_one(desk, link):
    other = make_article("Другой", status="draft")
    remark = link.take_remark(block=1, quote="", text="Раз")

    answers = [
        desk.post(guests(other, tail)).status_code for tail in (f"{link.pk}/revoke/", f"remarks/{remark.pk}/done/")
    ]

    assert answers == [404, 404]
    link.refresh_from_db()
    assert link.is_open


def test_whoever_may_not_change_the_article_has_no_links(client, link, draft):
    client.force_login(User.objects.create_user("boris", password="boris-boris-1", is_staff=True))
    remark = link.take_remark(block=1, quote="", text="Раз")
    tails = ["new/", f"{link.pk}/revoke/", f"remarks/{remark.pk}/done/"]

    answers = [client.get(guests(draft))] + [client.post(guests(draft, tail), {"days": 7}) for tail in tails]

    assert {answer.status_code for answer in answers} <= {403, 404}
    assert PreviewLink.objects.get().is_open


def test_reading_a_link_changes_nothing_at_the_desk(desk, link, draft):
    tails = ["new/", f"{link.pk}/revoke/"]

    assert [desk.get(guests(draft, tail)).status_code for tail in tails] == [405, 405]
