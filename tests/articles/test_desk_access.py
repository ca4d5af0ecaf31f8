"""Every address of the desk, asked by everybody: a new address without a line in the table fails."""

import re
from urllib.parse import unquote

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Group
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.test import Client
from django.urls import get_resolver

from articles.autosave import Autosave
from articles.models import Article, GlossaryEntry, PreviewLink
from classifieds.models import ContactBan
from comments.models import Ruling, StopWord
from language.slugs import slugify
from people.bans import Ban
from tests.builders import ago, make_article, make_author, make_comment, make_hashtag, make_member, make_section
from tests.classifieds.building import make_ad, make_field
from tests.corrections.builders import report

pytestmark = pytest.mark.django_db

ROLES = ["anonymous", "reporter, own", "reporter, another's", "editor", "chief", "moderator"]
SECRET, SLUG = "Тайный мост", slugify("Тайный мост")
# Route → the answers to ROLES; «POST» where asking is not enough. 302 to a stranger is the login page.
TABLE = {
    "admin/language/": "POST 302 302 302 302 302 302",
    "admin/pictures/upload/": "POST 403 422 422 422 422 403",
    "admin/r/<int:content_type_id>/<path:object_id>/": "302 302 404 302 302 404",
    "admin/": "302 200 200 200 200 200",
    "admin/login/": "200 302 302 302 302 302",
    "admin/logout/": "POST 302 200 200 200 200 200",
    "admin/password_change/": "302 200 200 200 200 200",
    "admin/password_change/done/": "302 200 200 200 200 200",
    "admin/autocomplete/": "302 403 403 403 403 403",
    "admin/jsi18n/": "302 200 200 200 200 200",
    "admin/articles/article/preview/": "POST 302 422 422 422 422 403",
    "admin/articles/article/<int:pk>/preview/": "POST 302 422 404 422 422 403",
    "admin/articles/article/embed/": "302 200 200 200 200 200",
    "admin/articles/article/<int:pk>/history/<int:number>/restore/": "302 200 404 200 200 404",
    "admin/articles/article/token/": "302 200 200 200 200 200",
    "admin/articles/article/article/autosave/": "POST 302 400 400 400 400 404",
    "admin/articles/article/<int:pk>/autosave/": "POST 302 400 404 400 400 404",
    "admin/articles/article/article/unsaved/": "302 200 200 200 200 404",
    "admin/articles/article/<int:pk>/unsaved/": "302 200 404 200 200 404",
    "admin/articles/article/unsaved/<int:autosave>/": "302 200 200 404 404 404",
    "admin/articles/article/unsaved/<int:autosave>/forget/": "POST 302 200 200 200 200 200",
    "admin/articles/article/<int:pk>/presence/": "POST 302 400 404 400 400 404",
    "admin/articles/article/preflight/": "POST 302 200 200 200 200 404",
    "admin/articles/article/<int:pk>/preflight/": "POST 302 200 404 200 200 404",
    "admin/articles/article/<int:pk>/guests/": "302 200 404 200 200 404",
    "admin/articles/article/<int:pk>/guests/new/": "POST 302 200 404 200 200 404",
    "admin/articles/article/<int:pk>/guests/<int:link>/revoke/": "POST 302 302 404 302 302 404",
    "admin/articles/article/<int:pk>/guests/remarks/<int:remark>/done/": "POST 302 302 404 302 302 404",
    "admin/articles/article/pairs/": "302 200 200 200 200 403",
    "admin/articles/article/<int:pk>/translate/": "POST 302 302 404 302 302 403",
    "admin/articles/article/<int:pk>/follow/": "POST 302 302 404 302 302 404",
    "admin/articles/article/board/": "302 403 403 200 200 403",
    "admin/articles/article/board/preview/": "POST 302 403 403 200 200 403",
    "admin/articles/article/board/undo/": "POST 302 403 403 400 400 403",
    "admin/articles/article/bin/": "302 200 200 200 200 403",
    "admin/articles/article/<int:pk>/out-of-bin/": "POST 302 302 404 302 302 404",
    "admin/articles/article/<int:pk>/delete-for-good/": "302 403 404 403 200 404",
    "admin/articles/article/review/": "302 200 200 200 200 403",
    "admin/articles/article/<int:pk>/send-to-review/": "POST 302 302 404 302 302 404",
    "admin/articles/article/<int:pk>/send-back/": "POST 302 302 404 302 302 404",
    "admin/articles/article/<int:pk>/withdraw/": "302 403 404 200 200 404",
    "admin/articles/article/": "302 200 200 200 200 403",
    "admin/articles/article/add/": "302 200 200 200 200 403",
    "admin/articles/article/<path:object_id>/history/": "302 200 404 200 200 404",
    "admin/articles/article/<path:object_id>/delete/": "302 200 404 200 200 404",
    "admin/articles/article/<path:object_id>/change/": "302 200 404 200 200 404",
    "admin/articles/article/<path:object_id>/": "302 302 302 302 302 302",
    "admin/articles/section/adminsortable2_update/": "POST 302 403 403 403 400 403",
    "admin/articles/section/": "302 403 403 200 200 403",
    "admin/articles/section/add/": "302 403 403 403 200 403",
    "admin/articles/section/<path:object_id>/history/": "302 403 403 200 200 403",
    "admin/articles/section/<path:object_id>/delete/": "302 403 403 403 200 403",
    "admin/articles/section/<path:object_id>/change/": "302 403 403 200 200 403",
    "admin/articles/section/<path:object_id>/": "302 302 302 302 302 302",
    "admin/articles/author/": "302 403 403 200 200 403",
    "admin/articles/author/add/": "302 403 403 200 200 403",
    "admin/articles/author/<path:object_id>/history/": "302 403 403 200 200 403",
    "admin/articles/author/<path:object_id>/delete/": "302 403 403 403 200 403",
    "admin/articles/author/<path:object_id>/change/": "302 403 403 200 200 403",
    "admin/articles/author/<path:object_id>/": "302 302 302 302 302 302",
    "admin/articles/hashtag/suggest/": "302 200 200 200 200 403",
    "admin/articles/hashtag/<int:pk>/merge/": "302 403 403 200 200 403",
    "admin/articles/hashtag/<int:pk>/synonym/": "302 403 403 200 200 403",
    "admin/articles/hashtag/": "302 200 200 200 200 403",
    "admin/articles/hashtag/add/": "302 403 403 200 200 403",
    "admin/articles/hashtag/<path:object_id>/history/": "302 200 200 200 200 403",
    "admin/articles/hashtag/<path:object_id>/delete/": "302 403 403 200 200 403",
    "admin/articles/hashtag/<path:object_id>/change/": "302 200 200 200 200 403",
    "admin/articles/hashtag/<path:object_id>/": "302 302 302 302 302 302",
    "admin/articles/publication/": "302 302 302 302 302 302",
    "admin/articles/publication/add/": "302 403 403 403 403 403",
    "admin/articles/publication/<path:object_id>/history/": "302 403 403 403 200 403",
    "admin/articles/publication/<path:object_id>/delete/": "302 403 403 403 403 403",
    "admin/articles/publication/<path:object_id>/change/": "302 403 403 403 200 403",
    "admin/articles/publication/<path:object_id>/": "302 302 302 302 302 302",
    "admin/admin/logentry/": "302 403 403 403 200 403",
    "admin/admin/logentry/add/": "302 403 403 403 403 403",
    "admin/admin/logentry/<path:object_id>/history/": "302 403 403 403 200 403",
    "admin/admin/logentry/<path:object_id>/delete/": "302 403 403 403 403 403",
    "admin/admin/logentry/<path:object_id>/change/": "302 403 403 403 200 403",
    "admin/admin/logentry/<path:object_id>/": "302 302 302 302 302 302",
    "admin/articles/glossaryentry/": "302 403 403 200 200 403",
    "admin/articles/glossaryentry/add/": "302 403 403 200 200 403",
    "admin/articles/glossaryentry/<path:object_id>/history/": "302 403 403 200 200 403",
    "admin/articles/glossaryentry/<path:object_id>/delete/": "302 403 403 200 200 403",
    "admin/articles/glossaryentry/<path:object_id>/change/": "302 403 403 200 200 403",
    "admin/articles/glossaryentry/<path:object_id>/": "302 302 302 302 302 302",
    "admin/corrections/ticket/figures/": "302 403 403 200 200 403",
    "admin/corrections/ticket/undo/": "POST 302 403 403 302 302 403",
    "admin/corrections/ticket/of/<int:article>/apply/": "POST 302 403 403 302 302 403",
    "admin/corrections/ticket/<int:pk>/apply/": "POST 302 403 403 302 302 403",
    "admin/corrections/ticket/<int:pk>/reject/": "POST 302 403 403 302 302 403",
    "admin/corrections/ticket/<int:pk>/undo/": "POST 302 403 403 302 302 403",
    "admin/corrections/ticket/": "302 403 403 200 200 403",
    "admin/corrections/ticket/add/": "302 403 403 403 403 403",
    "admin/corrections/ticket/<path:object_id>/history/": "302 403 403 200 200 403",
    "admin/corrections/ticket/<path:object_id>/delete/": "302 403 403 403 403 403",
    "admin/corrections/ticket/<path:object_id>/change/": "302 403 403 200 200 403",
    "admin/corrections/ticket/<path:object_id>/": "302 302 302 302 302 302",
    "admin/classifieds/ad/<int:pk>/approve/": "POST 302 403 403 302 302 302",
    "admin/classifieds/ad/<int:pk>/reject/": "POST 302 403 403 302 302 302",
    "admin/classifieds/ad/<int:pk>/hide/": "POST 302 403 403 302 302 302",
    "admin/classifieds/ad/<int:pk>/ban/": "POST 302 403 403 302 302 302",
    "admin/classifieds/ad/<int:pk>/move/": "POST 302 403 403 302 302 302",
    "admin/classifieds/ad/<int:pk>/promote/": "POST 302 403 403 302 302 403",
    "admin/classifieds/ad/export/": "302 403 403 200 200 403",
    "admin/classifieds/ad/": "302 403 403 200 200 200",
    "admin/classifieds/ad/add/": "302 403 403 403 403 403",
    "admin/classifieds/ad/<path:object_id>/history/": "302 403 403 200 200 200",
    "admin/classifieds/ad/<path:object_id>/delete/": "302 403 403 403 403 403",
    "admin/classifieds/ad/<path:object_id>/change/": "302 403 403 200 200 200",
    "admin/classifieds/ad/<path:object_id>/": "302 302 302 302 302 302",
    "admin/classifieds/contactban/": "302 403 403 200 200 200",
    "admin/classifieds/contactban/add/": "302 403 403 403 403 403",
    "admin/classifieds/contactban/<path:object_id>/history/": "302 403 403 200 200 200",
    "admin/classifieds/contactban/<path:object_id>/delete/": "302 403 403 403 403 403",
    "admin/classifieds/contactban/<path:object_id>/change/": "302 403 403 200 200 200",
    "admin/classifieds/contactban/<path:object_id>/": "302 302 302 302 302 302",
    "admin/classifieds/category/": "302 403 403 200 200 403",
    "admin/classifieds/category/add/": "302 403 403 200 200 403",
    "admin/classifieds/category/<path:object_id>/history/": "302 403 403 200 200 403",
    "admin/classifieds/category/<path:object_id>/delete/": "302 403 403 200 200 403",
    "admin/classifieds/category/<path:object_id>/change/": "302 403 403 200 200 403",
    "admin/classifieds/category/<path:object_id>/": "302 302 302 302 302 302",
    "admin/classifieds/field/": "302 403 403 200 200 403",
    "admin/classifieds/field/add/": "302 403 403 200 200 403",
    "admin/classifieds/field/<path:object_id>/history/": "302 403 403 200 200 403",
    "admin/classifieds/field/<path:object_id>/delete/": "302 403 403 200 200 403",
    "admin/classifieds/field/<path:object_id>/change/": "302 403 403 200 200 403",
    "admin/classifieds/field/<path:object_id>/": "302 302 302 302 302 302",
    "admin/classifieds/place/": "302 403 403 200 200 403",
    "admin/classifieds/place/add/": "302 403 403 200 200 403",
    "admin/classifieds/place/<path:object_id>/history/": "302 403 403 200 200 403",
    "admin/classifieds/place/<path:object_id>/delete/": "302 403 403 200 200 403",
    "admin/classifieds/place/<path:object_id>/change/": "302 403 403 200 200 403",
    "admin/classifieds/place/<path:object_id>/": "302 302 302 302 302 302",
    "admin/comments/comment/queue/": "302 403 403 200 200 200",
    "admin/comments/comment/bans/": "302 403 403 200 200 200",
    "admin/comments/comment/<int:pk>/approve/": "POST 302 403 403 302 302 302",
    "admin/comments/comment/<int:pk>/hide/": "POST 302 403 403 302 302 302",
    "admin/comments/comment/<int:pk>/ban/": "POST 302 403 403 302 302 302",
    "admin/comments/comment/<int:pk>/reply/": "POST 302 403 403 422 422 422",
    "admin/comments/comment/bans/<int:ban>/lift/": "POST 302 403 403 302 302 302",
    "admin/comments/comment/bans/<int:ban>/refuse/": "POST 302 403 403 302 302 302",
    "admin/comments/comment/undo/": "POST 302 403 403 302 302 302",
    "admin/comments/comment/undo/<int:ruling>/": "POST 302 403 403 302 302 302",
    "admin/comments/comment/rules/": "POST 302 403 403 302 302 302",
    "admin/comments/comment/article/<int:article>/": "302 403 403 200 200 200",
    "admin/comments/comment/article/<int:article>/rules/": "POST 302 403 403 302 302 302",
    "admin/comments/comment/": "302 403 403 200 200 200",
    "admin/comments/comment/add/": "302 403 403 403 403 403",
    "admin/comments/comment/<path:object_id>/history/": "302 403 403 200 200 200",
    "admin/comments/comment/<path:object_id>/delete/": "302 403 403 403 403 403",
    "admin/comments/comment/<path:object_id>/change/": "302 403 403 200 200 200",
    "admin/comments/comment/<path:object_id>/": "302 302 302 302 302 302",
    "admin/comments/stopword/": "302 403 403 200 200 200",
    "admin/comments/stopword/add/": "302 403 403 200 200 200",
    "admin/comments/stopword/<path:object_id>/history/": "302 403 403 200 200 200",
    "admin/comments/stopword/<path:object_id>/delete/": "302 403 403 200 200 200",
    "admin/comments/stopword/<path:object_id>/change/": "302 403 403 200 200 200",
    "admin/comments/stopword/<path:object_id>/": "302 302 302 302 302 302",
    "admin/comments/ruling/": "302 403 403 200 200 200",
    "admin/comments/ruling/add/": "302 403 403 403 403 403",
    "admin/comments/ruling/<path:object_id>/history/": "302 403 403 200 200 200",
    "admin/comments/ruling/<path:object_id>/delete/": "302 403 403 403 403 403",
    "admin/comments/ruling/<path:object_id>/change/": "302 403 403 200 200 200",
    "admin/comments/ruling/<path:object_id>/": "302 302 302 302 302 302",
    "admin/people/user/<id>/password/": "302 403 403 403 200 403",
    "admin/people/user/": "302 403 403 403 200 403",
    "admin/people/user/add/": "302 403 403 403 200 403",
    "admin/people/user/<path:object_id>/history/": "302 403 403 403 200 403",
    "admin/people/user/<path:object_id>/delete/": "302 403 403 403 200 403",
    "admin/people/user/<path:object_id>/change/": "302 403 403 403 200 403",
    "admin/people/user/<path:object_id>/": "302 302 302 302 302 302",
    "admin/auth/group/": "302 403 403 403 200 403",
    "admin/auth/group/add/": "302 403 403 403 403 403",
    "admin/auth/group/<path:object_id>/history/": "302 403 403 403 200 403",
    "admin/auth/group/<path:object_id>/delete/": "302 403 403 403 403 403",
    "admin/auth/group/<path:object_id>/change/": "302 403 403 403 200 403",
    "admin/auth/group/<path:object_id>/": "302 302 302 302 302 302",
    "admin/^(?P<app_label>articles|admin|comments|corrections|classifieds|people|auth)/$": "302 200 200 200 200 404",
    "admin/(?P<url>.*)$": "302 404 404 404 404 404",
}
AS_IT_WAS = {
    "state": "shown",
    "held_for": "",
    "hidden_for": "",
    "shown_at": None,
    "complained_at": None,
    "complaints": [],
}
IN_BIN = {"out-of-bin", "delete-for-good"}


def routes(resolver=None, before=""):
    """Every route of the desk, as it is written in the addresses' tables."""
    for entry in (resolver or get_resolver()).url_patterns:
        route = before + str(entry.pattern)
        if hasattr(entry, "url_patterns"):
            yield from routes(entry, route)
        elif route.startswith("admin/"):
            yield route


def ads_of_the_world():
    """An ad with what hangs on it."""
    ad = make_ad()
    field = make_field(ad.category, "year")
    ban = ContactBan.objects.create(contact_hash="0", ad=ad, reason="fraud")
    return {"ad": ad.pk, "category": ad.category_id, "place": ad.place_id, "field": field.pk, "contactban": ban.pk}


@pytest.fixture
def world():
    """One of everything, and the ids that stand in the addresses."""
    aigul, other = make_member("reporter", username="aigul"), make_member("editor", username="other")
    section = make_section()
    fields = {"section": section, "status": "draft", "publish_at": None, "hashtags": ["мост"]}
    own = make_article("Своя", created_by=aigul, **fields)
    strange = make_article(SECRET, created_by=other, **fields)
    for article in (own, strange):
        article.keep_revision(article.created_by)
        guest = PreviewLink.objects.make(article, by=other, label="Юрист", allows_remarks=True)
        guest.take_remark(block=1, quote="", text="Дата?", name="Юрист")
    LogEntry.objects.log_actions(other.pk, [strange], 2, "published", single_object=True)
    comment = make_comment(make_article("Вышли перила"))
    ban = Ban.objects.create(visitor=comment.visitor, reason="hate")
    return {
        "people": {
            "reporter, own": aigul,
            "reporter, another's": aigul,
            "editor": make_member("editor"),
            "chief": make_member("chief"),
            "moderator": make_member("moderator"),
        },
        "own": own,
        "autosave": Autosave.objects.keep(aigul, "0" * 32, {"headline": ["Своя"]}, own).pk,
        "strange": strange,
        "section": section.pk,
        "author": make_author().pk,
        "hashtag": make_hashtag("мост").pk,
        "publication": 1,
        "user": other.pk,
        "group": Group.objects.get(name="reporter").pk,
        "logentry": LogEntry.objects.get().pk,
        "comment": comment.pk,
        "talked_about": comment.article_id,
        "ban": ban.pk,
        "ruling": Ruling.objects.create(by=other, what="hidden", comment=comment, before=AS_IT_WAS).pk,
        "ticket": report(comment.article, "перила", "ограждения", block="headline").ticket_id,
        **ads_of_the_world(),
        "stopword": StopWord.objects.create(word="казино").pk,
        "glossaryentry": GlossaryEntry.objects.create(language="ru", wrong="Кызыл-Жар", right="Кызылжар").pk,
    }


def address(route, article, world):
    """Fill a route with what it asks for."""
    model = re.match(r"admin/\w+/(\w+)/", route)
    link = article.preview_links.get()
    ids = dict.fromkeys(["pk", "object_id", "id"], world.get(model[1], article.pk) if model else article.pk)
    ids |= {"number": 1, "link": link.pk, "remark": link.remarks.get().pk, "autosave": world["autosave"]}
    ids |= {"article": world["talked_about"], "ban": world["ban"], "ruling": world["ruling"]}
    ids |= {"content_type_id": ContentType.objects.get_for_model(Article).pk}
    path = re.sub(r"\(\?P<(\w+)>[^)]*\)", lambda name: {"app_label": "articles", "url": "nothing"}[name[1]], route)
    path = re.sub(r"<(?:\w+:)?(\w+)>", lambda name: str(ids[name[1]]), path)
    return "/" + path.replace("^", "").replace("$", "")


def ask(route, role, world):
    """Return what an address answers to somebody; what it did is undone."""
    client, article = Client(), world["own" if role == "reporter, own" else "strange"]
    with transaction.atomic():
        if route.split("/")[-2] in IN_BIN:
            Article.objects.filter(pk=article.pk).update(deleted_at=ago(days=1))
        if role in world["people"]:
            client.force_login(world["people"][role])
        how = client.post if TABLE[route].startswith("POST") else client.get
        answer = how(address(route, article, world))
        transaction.set_rollback(True)
    return answer


def shown(answer):
    """All that the answer tells: its text, and in its headers whither it leads."""
    return ("" if answer.streaming else answer.text.replace("\xa0", " ")) + unquote(str(answer.headers)).replace(
        SLUG, SECRET
    )


def test_every_address_has_a_line():
    assert sorted(set(routes())) == sorted(TABLE)


@pytest.mark.parametrize("route", TABLE)
def test_it_answers_everybody_as_the_table_says(world, route):
    answers = {role: ask(route, role, world) for role in ROLES}

    assert [str(answer.status_code) for answer in answers.values()] == TABLE[route].removeprefix("POST ").split()
    assert {role for role, answer in answers.items() if SECRET in shown(answer)} <= {"editor", "chief"}
