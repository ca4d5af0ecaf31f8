"""No silent overwrite: what somebody else saved meanwhile goes together with what was typed, or is asked about."""

from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.db import transaction
from django.forms import Script, all_valid
from django.shortcuts import render
from django.utils.translation import gettext as _
from js_asset.media import Media

from articles.desk import notes
from articles.desk.from_scripts import signed
from articles.desk.questions import ROWS, question, values
from articles.merging import ORDER, changed_apart, merge
from articles.models import Article
from articles.revisions import PHOTO_WORDS, snapshot_of

MOST_ROWS = 1000
MOST_CONFLICTS = 1000
IN_ORDER = f"{ROWS}-{ORDER}"
ANSWERS = ("mine", "theirs", "both", "edited")


class MergesEdits:
    """A ModelAdmin of articles whose form knows on which revision it was opened."""

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        """Write the newest revision's number into the form; before saving on an older one, merge or ask."""
        if object_id is None:
            return super().changeform_view(request, object_id, form_url, extra_context)
        if request.method != "POST":
            # Read before the article: a save in between makes the base too old, which is safe, and never too new.
            numbers = Article.objects.filter(pk=_number(unquote(object_id))).values_list(
                "revisions__number", flat=True
            )
            base = {"base": max((number or 0 for number in numbers), default=0)}
            return super().changeform_view(request, object_id, form_url, base | (extra_context or {}))
        with transaction.atomic():
            asks = self._merge_or_ask(request, unquote(object_id))
            if asks:
                return asks
            base = {"base": request.POST.get("base", "")}
            return super().changeform_view(request, object_id, form_url, base | (extra_context or {}))

    def _merge_or_ask(self, request, object_id):
        """Return the page that asks, or None when request.POST may be saved as it is now."""
        article = self.get_object(request, object_id)
        if article is None or not self.has_change_permission(request, article):
            return None
        article.keep_revision(None)
        request.POST = answered(request.POST)
        newest, base = article.newest_revision, base_of(article, request.POST)
        if base == newest or not self._move_rows(request, article):
            return None
        noted = notes.notes_in(request.POST, article, self.has_publish_permission(request))
        if noted is not None:
            request.POST = notes.with_notes(request.POST, article, noted)
        mine = self._typed(request, article)
        if mine is None:
            return None
        mine |= {} if noted is None else {"notes": noted}
        # What readers found and the desk has fixed since then is no change of anybody's to ask about.
        before, typed = article.tickets.carried_since(base, mine) if base else (None, mine)
        result = merge(before, newest.snapshot, typed)
        form = self.get_form(request, article, change=True)(instance=article)
        request.POST = filled(request.POST, form, article, result.snapshot)
        if result.conflicts:
            return conflict_page(self, request, article, newest, result)
        request.POST["base"] = str(newest.number)
        if changed_apart(result.snapshot, mine):
            say_whose(request, article, base)
        return None

    def _move_rows(self, request, article):
        """Name the photo rows by their pictures, whatever rows there were when the form was opened.

        Files that came without a script are taken in first. False when the rows cannot be read: the form says why.
        """
        if any(name.startswith(f"{ROWS}-") for name in request.FILES):
            formsets, _inlines = self._create_formsets(request, article, change=True)
            all_valid(formsets)
            rows = next(formset for formset in formsets if formset.prefix == ROWS)
            if any("file" in row.errors for row in rows.forms):
                return False
            request.POST = request.POST.copy()
            request.POST.update({row.add_prefix("picture"): row["picture"].value() or "" for row in rows.forms})
            request.FILES.clear()
        photos, lead = rows_in(request.POST)
        if photos is None:
            return False
        request.POST = with_rows(request.POST, article, photos, lead)
        return True

    def _typed(self, request, article):
        """Return the snapshot that saving the form would leave, None when it cannot be saved; nothing is kept."""
        form = self.get_form(request, article, change=True)(request.POST, request.FILES, instance=article)
        is_valid = form.is_valid()
        formsets, _inlines = self._create_formsets(request, form.instance, change=True)
        if not all_valid(formsets) or not is_valid:
            return None
        with transaction.atomic():
            self.save_model(request, self.save_form(request, form, True), form, True)
            self.save_related(request, form, formsets, True)
            typed = snapshot_of(Article.objects.get(pk=article.pk))
            transaction.set_rollback(True)
        return typed


def base_of(article, posted):
    """Return the Revision on which a form was opened, None when it does not say.

    0 means that there was none yet: it is the first one, which keeps what was there before.
    """
    number = _number(posted.get("base"))
    known = article.revisions.filter(number=max(number, 1)).first() if number is not None else None
    newest = article.newest_revision
    return newest if known is None and newest.number == 1 else known


def say_whose(request, article, base):
    """Tell whose changes are now together with those of the person."""
    others = article.revisions.defer("snapshot").select_related("author").order_by("number")
    others = others.filter(number__gt=base.number if base else 0)
    names = "; ".join(signed(revision) for revision in others)
    messages.info(request, _("Your changes were put together with those of: %(names)s") % {"names": names})


def rows_in(posted):
    """Return ([photo as in a snapshot], the picture that leads) of posted rows; (None, None) when there are none."""
    total = _number(posted.get(f"{ROWS}-TOTAL_FORMS"))
    if total is None or total > MOST_ROWS:
        return None, None
    rows = []
    for place in range(total):
        row = {name: posted.get(f"{ROWS}-{place}-{name}", "") for name in ("picture", *PHOTO_WORDS, "number")}
        is_empty = not any(row[name] for name in ("picture", *PHOTO_WORDS))
        if not is_empty and not posted.get(f"{ROWS}-{place}-DELETE"):
            rows.append(row | {"leads": posted.get(f"{ROWS}-lead") == f"{ROWS}-{place}"})
    rows.sort(key=lambda row: _number(row["number"]) or 0)
    return rows, next((row["picture"] for row in rows if row["leads"]), None)


def with_rows(posted, article, photos, lead):
    """Return the form with these photos as its rows: those the article has first, as a formset wants them."""
    data = posted.copy()
    for name in [name for name in data if name.startswith(f"{ROWS}-")]:
        del data[name]
    places = {str(photo["picture"]): (place, photo) for place, photo in enumerate(photos, start=1) if photo["picture"]}
    standing = list(article.photos.order_by("number", "pk"))
    rows = [(photo, *places.pop(str(photo.picture_id), (photo.number, None))) for photo in standing]
    rows += [(None, *row) for row in places.values()]
    rows += [(None, place, photo) for place, photo in enumerate(photos, start=1) if not photo["picture"]]
    data[f"{ROWS}-TOTAL_FORMS"], data[f"{ROWS}-INITIAL_FORMS"] = str(len(rows)), str(len(standing))
    for place, (photo, number, words) in enumerate(rows):
        picture = words["picture"] if words else photo.picture_id
        row = {"id": photo.pk if photo else "", "article": article.pk, "picture": picture, "number": number}
        row |= {word: words[word] for word in PHOTO_WORDS} if words else {"DELETE": "on"}
        data.update({f"{ROWS}-{place}-{name}": str(value) for name, value in row.items()})
        if lead is not None and str(picture) == str(lead):
            data[f"{ROWS}-lead"] = f"{ROWS}-{place}"
    return data


def filled(posted, form, article, snapshot):
    """Return the form with the snapshot's values in all its fields."""
    data = with_rows(posted, article, snapshot["photos"], snapshot["lead_picture"])
    for name in form.fields:
        key = "pair" if name == "counterpart" else name
        if key in snapshot:
            data.setlist(name, values(key, snapshot[key]))
    data["asked"] = " ".join(form.fields)
    return notes.with_notes(data, article, snapshot["notes"]) if "notes" in snapshot else data


def answered(posted):
    """Return the form that a conflict page sent, with what was chosen in its place.

    While a choice is missing its base stays as old as it was, so that the page comes again.
    """
    number = min(_number(posted.get("conflicts")) or 0, MOST_CONFLICTS)
    if not number:
        return posted
    data, answers = posted.copy(), {}
    for place in range(number):
        given = {name: posted.get(f"conflict-{place}-{name}", "") for name in ("mine", "theirs", "edited")}
        given["both"] = given["theirs"] + given["mine"]
        choice = posted.get(f"conflict-{place}")
        answers[f"conflict-{place}"] = given.get(choice, given["mine"])
        data[posted.get(f"conflict-{place}-input", "")] = answers[f"conflict-{place}"]
        if choice in ANSWERS:
            continue
        data["newest"] = posted.get("base", "")
    data["body"] = "".join(answers.get(piece, piece) for piece in posted.getlist("body"))
    data["base"] = data.get("newest", "")
    put_in_order(data)
    for name in [name for name in data if name.startswith("conflict") or name == "newest"]:
        del data[name]
    return data


def put_in_order(data):
    """Number the photo rows as the answer about their order says: the ids of the pictures, one after the other."""
    places = {picture: place for place, picture in enumerate(data.get(IN_ORDER, "").split(), start=1)}
    for name in [name for name in data if name.startswith(f"{ROWS}-") and name.endswith("-picture")]:
        if data[name] in places:
            data[f"{name.removesuffix('picture')}number"] = str(places[data[name]])


def conflict_page(desk, request, article, newest, result):
    """Show, for each place that both changed, what was there, theirs and mine; the rest of the form comes along."""
    editor = Article._meta.get_field("body").formfield().widget
    conflicts = [
        question(place, conflict, result, request.POST, editor).as_context()
        for place, conflict in enumerate(result.conflicts)
    ]
    left_out = {"body", "csrfmiddlewaretoken", "_save", "_continue", "_addanother", "newest", "conflicts"}
    hidden = [(name, value) for name, values in request.POST.lists() if name not in left_out for value in values]
    media = Media.from_media(desk.media + editor.media, nonce=str(request.csp_nonce))
    context = desk.admin_site.each_context(request) | {
        "title": _("Changed by two people at once"),
        "opts": desk.opts,
        "original": article,
        "newest": newest,
        "signed": signed(newest),
        "conflicts": conflicts,
        "hidden": hidden + [("body", piece) for piece in _pieces(result)],
        "media": media + Media(js=[Script("desk/conflict.js", type="module")]),
    }
    response = render(request, "admin/articles/article/conflict.html", context, status=409)
    response.headers["Cache-Control"] = "private, no-store"
    return response


def _pieces(result):
    """The merged body as the page posts it back: HTML, and placeholders where an answer comes."""
    asked = {conflict.place: n for n, conflict in enumerate(result.conflicts) if conflict.field == "body"}
    return [f"conflict-{asked[n]}" if n in asked else "".join(piece) for n, piece in enumerate(result.body)]


def _number(text):
    text = str(text)
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None
