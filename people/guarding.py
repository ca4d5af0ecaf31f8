"""What every address that takes something from a reader has in common."""

from functools import wraps

from django.http import HttpResponseNotAllowed
from django.shortcuts import render
from django.utils.cache import patch_cache_control
from django.views.decorators.csrf import csrf_exempt

from people.origin import same_origin

REFUSED = 403


def guarded(view):
    """Let a POST pass only from a page of this site: there is no token in pages that are the same for everybody."""

    @csrf_exempt
    @wraps(view)
    def checked(request, *args, **kwargs):
        if request.method not in ("GET", "HEAD", "POST"):
            return HttpResponseNotAllowed(["GET", "HEAD", "POST"])
        if request.method == "POST" and not same_origin(request):
            return render(request, "people/not_from_here.html", status=REFUSED)
        return view(request, *args, **kwargs)

    return checked


def private(view):
    """Keep what the view answers out of every cache: it is one reader's own."""

    @wraps(view)
    def kept(request, *args, **kwargs):
        answer = view(request, *args, **kwargs)
        patch_cache_control(answer, private=True, no_store=True)
        answer.headers["X-Robots-Tag"] = "noindex"
        return answer

    return kept


def wants_json(request):
    """Tell whether a script asks, not a plain form."""
    return request.accepts("application/json") and not request.accepts("text/html")
