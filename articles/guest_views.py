"""What a preview link opens: the article as readers will see it, its photos, and a form for remarks.

Nobody logs in here, so there is no cookie and no token in the form: `people.origin` guards it.
"""

from functools import wraps

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext_lazy as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from articles.models import Article, GuestRemark, PreviewLink
from articles.preview_links import LONGEST_QUOTE, LONGEST_REMARK, blocks_of, find_block
from articles.views import photo_context, reading_context
from people.origin import same_origin

HEADERS = {
    "Cache-Control": "private, no-store",
    "X-Robots-Tag": "noindex, nofollow, noarchive",
    "Referrer-Policy": "no-referrer",
}
NOT_FOUND, GONE, TOO_MANY, UNFIT = 404, 410, 429, 422


class LinesField(forms.CharField):
    """Words over several lines, whose ends count as one character, however the browser sent them."""

    def to_python(self, value):
        """Return the words with plain line ends."""
        return super().to_python(value).replace("\r\n", "\n")


class RemarkForm(forms.ModelForm):
    """What a guest may say; nothing cuts a long text short while it is typed or pasted."""

    quote = forms.CharField(max_length=LONGEST_QUOTE, required=False, widget=forms.HiddenInput)
    text = LinesField(
        label=_("Your remark"),
        error_messages={"required": _("Write what you would change.")},
        widget=forms.Textarea(attrs={"rows": 6}),
        validators=[
            MaxLengthValidator(
                LONGEST_REMARK, _("Keep it within %(limit_value)d characters; now it has %(show_value)d.")
            )
        ],
    )
    name = forms.CharField(
        label=_("Your name"),
        required=False,
        max_length=80,
        help_text=_("You may leave it empty."),
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )

    class Meta:
        model = GuestRemark
        fields = ["quote", "text", "name"]

    def clean_quote(self):
        """Keep a quote on one line."""
        return " ".join(self.cleaned_data["quote"].split())


def for_guests(view):
    """Give the view the link of the token and its article, in the article's language; keep the answer private.

    Whatever is wrong with the link, its answer says the same; only the status tells a link that is over (410) from one
    that never was, or whose article is gone (404).
    """

    @wraps(view)
    def opened(request, token, **kwargs):
        link = PreviewLink.objects.by_token(token)
        article = link and Article.objects.for_reading().kept().filter(pk=link.article_id).first()
        if article is None or not link.is_open:
            response = render(request, "articles/guest_closed.html", status=GONE if article else NOT_FOUND)
        else:
            # Its pages stand under the link for as long as this answer is made.
            article.address = link.address
            article.publish_at = article.publish_at or timezone.now()
            with translation.override(article.language):
                response = view(request, link, article, **kwargs)
            response.headers["Content-Language"] = article.language
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        return response

    return opened


@require_safe
@for_guests
def preview(request, link, article):
    """/preview/<token>/: the article as it was last saved."""
    if request.method == "GET":
        link.count_opening()
    context = reading_context(article) | {"link": link, "blocks": blocks_of(article) if link.allows_remarks else []}
    return render(request, "articles/guest_article.html", context)


@require_safe
@for_guests
def photo(request, link, article, number):
    """/preview/<token>/photo/<n>/: one photo of the article."""
    try:
        context = photo_context(article, number)
    except Http404:
        return redirect(link)
    return render(request, "articles/guest_photo.html", context | {"link": link})


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
@for_guests
def remark(request, link, article, number):
    """/preview/<token>/remark/<n>/: the form for a remark on one block of the text; 0 is headline and lead."""
    blocks = blocks_of(article)
    if not link.allows_remarks or (request.method != "POST" and number >= len(blocks)):
        return redirect(link)
    quote = blocks[number].quote if number < len(blocks) else ""
    form = RemarkForm(request.POST or None, initial={"quote": quote})
    status = _keep(request, link, form, blocks, number)
    if status is None:
        return redirect(f"{reverse('guest_remark', args=[link.token, number])}?kept")
    context = {"article": article, "link": link, "form": form, "number": number, "kept": "kept" in request.GET}
    response = render(request, "articles/guest_remark.html", context, status=status)
    # Under no-referrer a browser would name no origin when it sends the form (see people.origin).
    response.headers["Referrer-Policy"] = "same-origin"
    return response


def _keep(request, link, form, blocks, number):
    """Keep a posted remark; return the status of the page that shows the form, or None when the remark is kept."""
    if request.method != "POST":
        return 200
    if not same_origin(request):
        form.add_error(None, _("This form was not sent from its own page. Send it again from here."))
        return 403
    if not form.is_valid():
        return UNFIT
    said = form.cleaned_data
    try:
        link.take_remark(block=find_block(blocks, number, said["quote"]), **said)
    except ValidationError as refusal:
        form.add_error(None, refusal)
        return TOO_MANY
    return None
