"""Ads before moderators."""

import re

import pytest
from django.core import mail
from django.db.models import ProtectedError

from articles.templatetags.articles import iso
from classifieds.models import Ad, Complaint, ContactBan, State
from paging.shared import forget
from pictures.models import Picture
from tests.builders import make_member, make_picture, make_visitor
from tests.classifieds.building import make_ad, make_category, make_field
from tests.meanwhile import just_before

pytestmark = pytest.mark.django_db
QUEUE = "/admin/classifieds/ad/"


@pytest.fixture
def moderator(client):
    member = make_member("moderator")
    client.force_login(member)
    return member


@pytest.fixture
def editor(client):
    member = make_member("editor")
    client.force_login(member)
    return member


def decide(client, ad, deed, **values):
    return client.post(f"{QUEUE}{ad.pk}/{deed}/", values, HTTP_ACCEPT="application/json")


def test_the_longest_waiting_stands_first(client, moderator):
    second, first = make_ad("Вторым", state=State.REVIEW), make_ad("Первым", state=State.REVIEW)
    Ad.objects.filter(pk=first.pk).update(waits_since=second.waits_since.replace(year=2025))
    html = client.get(QUEUE).content.decode()

    assert html.index("Первым") < html.index("Вторым")


def test_one_that_is_live_already_waits_too(client, moderator):
    ad = make_ad()
    ad.change({"title": "Слон"}, [])
    html = client.get(QUEUE).content.decode()

    assert "<ins>Слон</ins>" in html


def test_an_edit_is_shown_line_by_line_and_word_by_word(client, moderator):
    ad = make_ad(text="Продаю диван, почти новый.", fields={"rooms": 1, "make": "lada"})
    make_field(ad.category, "rooms", name="Комнат")
    make_field(ad.category, "make", "choice", name="Марка", options=["lada", "kia"])
    make_field(ad.category, "crashed", "yes_no", name="Битая")
    forget()
    ad.change(
        {
            "text": "Продаю диван, совсем новый.",
            "is_business": True,
            "fields": {"rooms": 2, "make": "lada", "crashed": True},
        },
        [],
    )
    html = client.get(QUEUE).text

    assert "Текст: Продаю диван, <del>почти </del><ins>совсем </ins>новый." in html
    assert "От бизнеса: <del>нет</del><ins>да</ins>" in html
    assert "Комнат: <del>1</del><ins>2</ins>" in html
    assert "Битая: <ins>да</ins>" in html
    assert "Марка: <" not in html
    assert "{&#x27;" not in html


def test_approving_lets_it_in_and_tells_its_author(client, moderator, work):
    ad = make_ad(state=State.REVIEW)
    assert decide(client, ad, "approve").status_code == 200
    work()
    ad.refresh_from_db()

    assert ad.is_live
    assert ad.title in mail.outbox[0].subject


def test_rejecting_takes_a_reason(client, moderator):
    ad = make_ad(state=State.REVIEW)
    assert decide(client, ad, "reject").status_code == 422
    assert decide(client, ad, "reject", reason="fraud", note="Проверьте").status_code == 200
    ad.refresh_from_db()

    assert (ad.state, ad.reason, ad.note) == (State.REJECTED, "fraud", "Проверьте")


def test_a_second_moderator_is_told_that_it_is_decided(client, moderator):
    ad = make_ad(state=State.REVIEW)
    decide(client, ad, "approve")

    assert decide(client, ad, "approve").status_code == 409
    assert decide(client, ad, "reject", reason="fraud").status_code == 409
    ad.refresh_from_db()
    assert ad.is_live


@pytest.mark.parametrize("state", [State.LIVE, State.REVIEW])
def test_words_that_came_after_the_moderator_looked_are_not_approved_unread(client, moderator, state):
    ad = make_ad(state=state)
    ad.change({"title": "Слон"}, [])
    seen = re.search(r'name="seen" value="(\d+)"', client.get(QUEUE).text)[1]
    ad.change({"title": "Казино"}, [])

    answer = decide(client, ad, "approve", seen=seen)

    ad.refresh_from_db()
    assert answer.status_code == 409
    assert ad.waits_since
    assert "Казино" in answer.json()["rows"][f"ad-{ad.pk}"]
    assert "изменил объявление" in answer.json()["said"]
    assert decide(client, ad, "approve", seen=ad.seen).status_code == 200


def test_new_photos_of_an_ad_are_rejected_without_it(client, moderator, work):
    ad = make_ad()
    ad.change({}, [make_picture()])
    assert f"{QUEUE}{ad.pk}/reject/" in client.get(QUEUE).text

    assert decide(client, ad, "reject", reason="photo").status_code == 200
    work()

    ad.refresh_from_db()
    assert (ad.is_live, ad.waits_since, ad.photos.count()) == (True, None, 0)
    assert not Picture.objects.exists()


def test_a_ban_holds_both_contacts_and_takes_their_ads_away(client, moderator):
    ad, other = make_ad(state=State.REVIEW), make_ad("Другое")
    stranger = make_ad("Чужое", phone="+77019999999", email="z@example.com")
    decide(client, ad, "ban", reason="fraud", period="30")

    assert ContactBan.objects.holding(ad).count() == 2
    assert {Ad.objects.get(pk=one.pk).state for one in (ad, other)} == {State.HIDDEN}
    stranger.refresh_from_db()
    assert stranger.is_live


def test_a_ban_holds_though_one_of_the_ads_is_deleted_meanwhile(client, moderator):
    ad, other = make_ad(), make_ad("Другое")

    with just_before("UPDATE", Ad, other.delete_by_author):
        assert decide(client, ad, "ban", reason="fraud", period="30").status_code == 200

    ad.refresh_from_db()
    other.refresh_from_db()
    assert (ad.state, other.state) == (State.HIDDEN, State.ARCHIVED)
    assert ContactBan.objects.holding(ad).count() == 2


def test_a_decision_rules_on_complaints(client, moderator):
    right, wrong = make_ad(), make_ad("Другое", state=State.HIDDEN)
    for ad in (right, wrong):
        Complaint.objects.create(ad=ad, visitor=make_visitor(), reason="fraud")
    decide(client, right, "hide", reason="fraud")
    decide(client, wrong, "approve")

    assert right.complaints.get().was_right is True
    assert wrong.complaints.get().was_right is False


def test_what_complaints_have_hidden_stays_so_by_a_moderators_word(client, moderator):
    ad = make_ad()
    Complaint.objects.create(ad=ad, visitor=make_visitor(), reason="fraud")
    ad.hide(None, "fraud")
    assert f"{QUEUE}{ad.pk}/hide/" in client.get(QUEUE).text

    assert decide(client, ad, "hide", reason="rude").status_code == 200

    ad.refresh_from_db()
    assert (ad.state, ad.reason, ad.waits_since) == (State.HIDDEN, "rude", None)
    assert ad.complaints.get().was_right is True
    assert decide(client, ad, "hide", reason="fraud").status_code == 409


def test_a_ban_settles_what_complaints_have_hidden(client, moderator):
    ad = make_ad()
    ad.hide(None, "fraud")
    decide(client, ad, "ban", reason="fraud", period="30")

    ad.refresh_from_db()
    assert ad.waits_since is None


def test_promotion_needs_an_invoice_and_an_editor(client, editor):
    ad = make_ad()
    assert decide(client, ad, "promote", promoted="7").status_code == 422
    decide(client, ad, "promote", promoted="7", urgent="x", invoice="№ 12")
    ad.refresh_from_db()

    assert ad.is_promoted
    assert not ad.is_urgent


def test_an_ad_moves_to_the_category_it_belongs_to(client, moderator):
    cars, flats = make_category(), make_category("Квартиры", slug="flats")
    make_field(cars, "year")
    for shelf in (cars, flats):
        make_field(shelf, "colour", "text")
    ad = make_ad(category=cars, fields={"year": 2009, "colour": "белый"})
    ad.change({"title": "Слон", "fields": {"year": 2010, "colour": "чёрный"}}, [])
    forget()
    assert decide(client, ad, "move", category="nowhere").status_code == 422
    seen = ad.seen

    assert decide(client, ad, "move", category="flats").status_code == 200

    ad = Ad.objects.get()
    assert (ad.category, ad.fields) == (flats, {"colour": "белый"})
    assert ad.edit == {"title": "Слон", "fields": {"colour": "чёрный"}}
    assert ad.is_live
    assert ad.seen == seen
    assert ad.log.first().by == moderator
    assert f"{cars.slug} → flats" in client.get(f"{QUEUE}{ad.pk}/change/").text


def test_the_print_file_has_no_formulas(client, editor):
    make_ad('=HYPERLINK("http://x")', text="+7\n\tслова")
    text = client.get(f"{QUEUE}export/").content.decode()

    assert text.startswith("\ufeff")
    assert "'=HYPERLINK" in text
    assert ";'+7 слова;" in text


def test_a_category_with_ads_is_not_deleted(client, editor):
    ad = make_ad()
    client.post(f"/admin/classifieds/category/{ad.category_id}/delete/", {"post": "yes"})
    ad.refresh_from_db()

    assert ad.category_id
    with pytest.raises(ProtectedError):
        ad.category.delete()


def test_rows_of_fields_that_were_not_posted_are_not_made(client, editor):
    page = f"/admin/classifieds/category/{make_category().pk}/change/"
    answer = client.post(page, {"fields-TOTAL_FORMS": "9" * 9, "fields-INITIAL_FORMS": "0"})

    assert answer.context["inline_admin_formsets"][0].formset.forms == []


def test_every_cell_of_a_categorys_fields_has_a_name(client, editor):
    field = make_field(make_category(), "make", "choice", options=["lada"])
    for page in (f"category/{field.category.pk}", f"field/{field.pk}"):
        html = client.get(f"/admin/classifieds/{page}/change/").text
        cells = re.findall(r'<(?:input|select)[^>]* name="(?:fields|options)-(?:\d+|__prefix__)-[^>]*>', html)
        assert len([cell for cell in cells if 'type="hidden"' not in cell]) > 5
        assert [cell for cell in cells if 'type="hidden"' not in cell and not re.search('aria-label="..', cell)] == []


def test_its_ads_move_first(client, editor):
    parent = make_category("Транспорт")
    ad = make_ad(category=make_category("Авто", parent=parent))
    answer = client.post(
        "/admin/classifieds/category/", {"action": "move_ads_up", "_selected_action": [ad.category_id], "index": 0}
    )
    ad.refresh_from_db()

    assert answer.status_code == 302
    assert ad.category == parent


@pytest.mark.parametrize("asked", ["ВАЗ", "8 701 000 00 00", "aigul@example.com", "{pk}"])
def test_an_ad_is_found(client, moderator, asked):
    ad = make_ad(state=State.REVIEW)
    make_ad("Слон", text="Слова", state=State.REVIEW, phone="+77019999999", email="z@example.com")
    html = client.get(QUEUE, {"q": asked.format(pk=ad.pk)}).content.decode()

    assert html.count('<li class="mod-row') == 1
    assert "ВАЗ" in html


def test_what_only_looks_like_a_number_finds_nothing(client, moderator):
    assert client.get(QUEUE, {"q": "квартира 45 м²"}).status_code == 200
    assert client.get(f"{QUEUE}²/change/").status_code == 404


@pytest.mark.parametrize("state", [State.SOLD, State.EXPIRED])
def test_what_is_over_is_taken_away_from_its_page(client, moderator, state):
    ad = make_ad(state=state)
    assert f"{QUEUE}{ad.pk}/hide/" in client.get(f"{QUEUE}{ad.pk}/change/").text
    assert client.get(ad.get_absolute_url()).status_code == 200

    assert decide(client, ad, "hide", reason="fraud").status_code == 200

    assert client.get(ad.get_absolute_url()).status_code == 410


@pytest.mark.parametrize("state", [State.SOLD, State.EXPIRED])
def test_a_ban_takes_away_what_is_over_too(client, moderator, state):
    ad, over = make_ad(), make_ad("Другое", state=state)

    decide(client, ad, "ban", reason="fraud", period="30")

    assert Ad.objects.get(pk=over.pk).state == State.HIDDEN


def test_a_ban_tells_what_the_moderator_noted(client, moderator, work):
    ad = make_ad()

    decide(client, ad, "ban", reason="fraud", period="30", note="Три жалобы за день")
    work()

    ad.refresh_from_db()
    assert ad.note == "Три жалобы за день"
    assert "Три жалобы за день" in mail.outbox[0].body
    assert "изменить" not in mail.outbox[0].body


def test_who_is_hidden_is_told_why_and_may_mend_it(client, moderator, work):
    ad = make_ad()
    decide(client, ad, "hide", reason="contact", note="Уберите номер из текста")
    work()

    assert mail.outbox[0].subject == "Объявление скрыто: ВАЗ-2107 на ходу"
    assert "Уберите номер из текста" in mail.outbox[0].body
    ad.refresh_from_db()
    assert ad.change({"text": "Без номера."}, [])
    assert (ad.state, bool(ad.waits_since)) == (State.REVIEW, True)
    assert decide(client, ad, "approve").status_code == 200
    ad.refresh_from_db()
    assert (ad.is_live, ad.text) == (True, "Без номера.")


def test_one_promotion_leaves_the_other_as_it_was(client, editor):
    ad = make_ad()
    decide(client, ad, "promote", promoted="14", invoice="А-1")
    ad.refresh_from_db()
    before = ad.promoted_until

    assert decide(client, ad, "promote", urgent="3", invoice="Б-2").status_code == 200

    ad.refresh_from_db()
    assert (ad.promoted_until, ad.is_urgent, ad.invoice) == (before, True, "А-1; Б-2")


def test_the_form_of_promotion_says_what_runs_and_takes_one_off(client, editor):
    ad = make_ad()
    decide(client, ad, "promote", promoted="14", urgent="3", invoice="А-1")
    ad.refresh_from_db()
    page = client.get(f"{QUEUE}{ad.pk}/change/").text
    assert f'datetime="{iso(ad.promoted_until)}"' in page
    assert f'datetime="{iso(ad.urgent_until)}"' in page

    assert decide(client, ad, "promote", off="promoted").status_code == 200

    ad.refresh_from_db()
    assert (ad.promoted_until, ad.is_urgent, ad.invoice) == (None, True, "А-1")


def test_a_promotion_for_no_days_is_none(client, editor):
    ad = make_ad()

    assert decide(client, ad, "promote", invoice="А-1").status_code == 422
    assert decide(client, ad, "promote", off="state").status_code == 422

    ad.refresh_from_db()
    assert (ad.invoice, ad.is_promoted) == ("", False)


def test_a_field_that_ads_have_answered_keeps_its_key_and_kind_on_the_page_of_its_category(admin_client):
    cars = make_category()
    field = make_field(cars, "make", "choice", options=["lada"])
    page = f"/admin/classifieds/category/{cars.pk}/change/"
    names = ["name_ru", "name_kk", "slug", "nature", "term", "order"]
    posted = {name: getattr(cars, name) for name in names} | {
        "fields-TOTAL_FORMS": 1,
        "fields-INITIAL_FORMS": 1,
        "fields-0-id": field.pk,
        "fields-0-category": cars.pk,
        "fields-0-key": "brand",
        "fields-0-kind": "text",
        "fields-0-name_ru": "Марка",
        "fields-0-name_kk": "Маркасы",
        "fields-0-order": 0,
    }
    answer = admin_client.post(page, posted)
    field.refresh_from_db()

    assert answer.status_code == 302
    assert (field.key, field.kind, field.name_ru) == ("make", "choice", "Марка")


def test_a_category_at_the_top_that_has_ads_says_why_it_stays(admin_client):
    top = make_category("Авто")
    for number in range(22):
        make_ad(f"Машина {number}", category=top)
    moving = {"action": "move_ads_up", "_selected_action": [top.pk], "index": 0}
    moved = admin_client.post("/admin/classifieds/category/", moving, follow=True).text
    deleting = admin_client.get(f"/admin/classifieds/category/{top.pk}/delete/").text

    assert "Не перемещено, потому что выше ничего нет: Авто." in moved
    assert "Перемещено объявлений" not in moved
    assert "и ещё 2" in deleting
    assert "нет прав" not in deleting
