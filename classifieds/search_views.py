"""Saving a search without an account: a letter confirms it, every letter's link ends it."""

from django import forms
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from classifieds import alerts
from classifieds.catalogue import catalogue
from classifieds.finding import Question
from classifieds.saved_searches import Period, SavedSearch
from people.addresses import client_address, subnet
from people.contacts import LONGEST_EMAIL, hash_of, tidy_email
from people.guarding import guarded, private
from people.limits import wait
from people.visitors import Contact

OK, UNFIT, NOT_FOUND, TOO_MANY, UNREACHABLE = 200, 400, 404, 429, 503
A_DAY, TO_ONE_ADDRESS, FROM_SUBNET = 86400, 5, 40
LONGEST = SavedSearch._meta.get_field("filters").max_length


class SearchForm(forms.Form):
    """Where to write, and how often."""

    email = forms.CharField(max_length=LONGEST_EMAIL)
    period = forms.ChoiceField(choices=Period.choices)

    def clean_email(self):
        """Return it in small letters."""
        return tidy_email(self.cleaned_data["email"])


@require_POST
@guarded
@private
def save(request):
    """/ads/searches/: keeps a question, and sends the letter that confirms it; says the same if it was kept before."""
    tree, form = catalogue(), SearchForm(request.POST)
    category, place = (
        tree.categories.find(request.POST.get("category", "")),
        tree.places.find(request.POST.get("place", "")),
    )
    question = Question.read(category, place, request.POST.get("filters", "")[:LONGEST])
    said, status = _asked(request, form, question, category, place)
    if status == OK:
        return _page(request, said)
    # Nothing that was typed or chosen is lost: the form stands below what is wrong.
    again = {"question": question, "periods": Period.choices}
    again |= {name: request.POST.get(name, "")[:LONGEST_EMAIL] for name in form.fields}
    return _page(request, said, status=status, **again)


def _asked(request, form, question, category, place):
    """Keep the question and write the letter; return (what to say, the status)."""
    if not form.is_valid():
        return " ".join(text for texts in form.errors.values() for text in texts), UNFIT
    if len(question.filters) > LONGEST:
        # In an address some signs take twelve characters.
        return _("At most %(most)d characters.") % {"most": LONGEST}, UNFIT
    email = form.cleaned_data["email"]
    own = hash_of(Contact.EMAIL, email)
    if wait(f"search:{own}", TO_ONE_ADDRESS, A_DAY) or wait(
        f"search:{subnet(client_address(request))}", FROM_SUBNET, A_DAY
    ):
        return _("Too many searches at once. Try again tomorrow."), TOO_MANY
    search, _is_new = SavedSearch.objects.get_or_create(
        email_hash=own,
        category=category,
        place=place,
        filters=question.filters,
        ended_at=None,
        defaults={"email": email, "period": form.cleaned_data["period"], "language": get_language()},
    )
    # Until the letter's link is followed, only the link knows of another period.
    search.period = form.cleaned_data["period"]
    try:
        alerts.ask_to_confirm(search)
    except OSError:
        return _("The letter could not be sent. Try again in a minute."), UNREACHABLE
    return _("Look into your mail: a link there begins the letters."), OK


@guarded
@private
@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request, token):
    """/ads/searches/<token>/: begins a search by a button; opening the link changes nothing."""
    search = alerts.read(token, alerts.TO_CONFIRM)
    if search is None or search.ended_at:
        return _page(request, _("This link is not right."), status=NOT_FOUND)
    if request.method == "POST":
        alerts.begin(search)
        return _page(request, _("It runs: letters come when there is something new."))
    return _page(request, alerts.question_of(search).in_words, button=_("Begin"))


@csrf_exempt
@private
@require_http_methods(["GET", "HEAD", "POST"])
def end(request, token):
    """/ads/searches/<token>/end/: ends a search; mail programs post here for their readers (RFC 8058)."""
    search = alerts.read(token, alerts.TO_END)
    if search is None:
        return _page(request, _("This link is not right."), status=NOT_FOUND)
    if request.method == "POST":
        search.end()
        return _page(request, _("No more letters come."))
    return _page(request, alerts.question_of(search).in_words, button=_("No more letters"))


def _page(request, message, button="", status=OK, **context):
    context |= {"message": message, "button": button}
    return render(request, "classifieds/search.html", context, status=status)
