"""/comments/confirm/: a contact, then the code that came there, and what was begun or mended is still there."""

from django import forms
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.models import Article
from comments.agreement import VERSION
from comments.models import Comment
from comments.own import take_over
from comments.refusing import withdrawn
from people.addresses import client_address, subnet
from people.confirming import CLOSED, OPEN, MustWait, Proof, who_may_write
from people.contacts import tidy_contact
from people.gateways import NotSent
from people.guarding import guarded, private
from people.models import Visitor
from people.visitors import Contact, remember
from people.waiting import in_words

CARRIED = ["text", "name", "parent", "quote", "agree", "comment"]
LONGEST_ID = 18
UNFIT, TOO_MANY, UNREACHABLE = 400, 429, 503
LABELS = {Contact.SMS: gettext_lazy("Your phone number"), Contact.EMAIL: gettext_lazy("Your e-mail address")}
KINDS = {Contact.SMS: ("tel", "tel"), Contact.EMAIL: ("email", "email")}


class ContactForm(forms.Form):
    """Where the code goes."""

    contact = forms.CharField(
        max_length=254, error_messages={"required": gettext_lazy("Say where the code may be sent.")}
    )

    def __init__(self, *args, kind, **kwargs):
        super().__init__(*args, **kwargs)
        self.kind = kind
        self.fields["contact"].label = LABELS[kind]
        self.type, self.autocomplete = KINDS[kind]

    def clean_contact(self):
        """Return it in its one form."""
        return tidy_contact(self.kind, self.cleaned_data["contact"])


@private
@guarded
def confirm(request):
    """/comments/confirm/: asks for the contact; `send` sends a code there, `code` is what the reader has got."""
    kind, reason = who_may_write()
    try:
        article = _article(request)
    except Http404:
        if request.method != "POST":
            raise
        return withdrawn(request)
    if kind in (OPEN, CLOSED):
        return render(request, "comments/confirm_none.html", {"reason": reason, "article": article})
    if not ({"send", "code"} & set(request.POST)):
        return _page(request, article, ContactForm(kind=kind))
    form = ContactForm(request.POST, kind=kind)
    if not form.is_valid():
        return _page(request, article, form, status=UNFIT)
    proof = Proof(kind, form.cleaned_data["contact"])
    return _send(request, article, form, proof) if "send" in request.POST else _check(request, article, form, proof)


def _send(request, article, form, proof):
    address = client_address(request)
    try:
        proof.send_code(subnet(address) if ":" in address else address)
    except MustWait as must:
        said = _("A code can be asked for %(when)s.") % {"when": in_words(must.seconds)}
        answer = _page(request, article, form, _former(proof), said, TOO_MANY)
        answer.headers["Retry-After"] = str(must.seconds)
        return answer
    except NotSent:
        said = _("The code could not be sent. It is not your fault: try again in a few minutes.")
        return _page(request, article, form, _former(proof), said, UNREACHABLE)
    return _page(request, article, form, proof)


def _former(proof):
    """Return the proof where a code that came before may still be good: the field for it stays at hand."""
    return proof if proof.has_code else None


def _check(request, article, form, proof):
    digits = "".join(request.POST["code"].split())
    if not (digits.isascii() and proof.check(digits)):
        said = _("This code is not right, or its time is over. Look again, or ask for another.")
        return _page(request, article, form, proof, said, UNFIT)
    here = Visitor.objects.of(request)
    visitor = proof.visitor(**_known_of(here))
    if here and here != visitor and not here.contact_kind:
        take_over(here, visitor)
    context = {
        "article": article,
        "mended": Comment.objects.filter(visitor=visitor, pk=_number(request.POST.get("comment", ""))).first(),
        "kept": _kept(request),
        "words": request.POST.get("text", ""),
    }
    answer = render(request, "comments/confirmed.html", context)
    remember(answer, visitor)
    return answer


def _known_of(visitor):
    if visitor is None or visitor.contact_kind or visitor.agreement_version != VERSION:
        return {}
    known = ["name", "agreement_version", "agreed_at"]
    return {field: getattr(visitor, field) for field in known}


def _page(request, article, form, proof=None, said="", status=200):
    context = {"article": article, "form": form, "proof": proof, "said": said, "kept": _kept(request)}
    return render(request, "comments/confirm.html", context, status=status)


def _kept(request):
    """Return the fields of the comment that was begun, as they were typed."""
    return [(field, request.POST[field]) for field in CARRIED if request.POST.get(field)]


def _article(request):
    number = request.GET.get("article", "")
    if not number:
        return None
    return get_object_or_404(Article.objects.published(), pk=_number(number))


def _number(text):
    return int(text) if text.isascii() and text.isdigit() and len(text) < LONGEST_ID else 0
