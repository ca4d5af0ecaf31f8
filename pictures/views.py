"""Picture files for readers, and the desk's upload."""

import os

from django.http import FileResponse, Http404, JsonResponse
from django.utils.cache import get_conditional_response
from django.utils.http import http_date
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_protect
from django.views.decorators.http import require_POST, require_safe

from pictures import renditions
from pictures.models import Picture
from pictures.recognising import Unreadable

THUMB = 480


@require_safe
def media(request, path):
    """Serve one file of a picture, cacheable for ever; nothing else under media exists for readers."""
    file = _open(path)
    stat = os.fstat(file.fileno())
    etag = f'"{stat.st_mtime_ns:x}-{stat.st_size:x}"'
    response = get_conditional_response(request, etag=etag, last_modified=int(stat.st_mtime))
    if response:
        file.close()
    else:
        response = FileResponse(file, content_type=renditions.CONTENT_TYPES[path.rpartition(".")[2]])
    response["Cache-Control"] = "public, max-age=31536000, immutable"
    response["ETag"] = etag
    response["Last-Modified"] = http_date(stat.st_mtime)
    response["X-Content-Type-Options"] = "nosniff"
    return response


@csrf_protect
@require_POST
def upload(request):
    """Take one picture in from the desk, answering in JSON: the picture, or a sentence that says why not."""
    if not _may_upload(request.user):
        return _refusal(_("You may not upload pictures. Log in again, or ask your editor."), status=403)
    file = request.FILES.get("file")
    if file is None:
        return _refusal(_("Choose a picture."), status=422)
    try:
        picture = Picture.objects.take_in(file, by=request.user)
    except Unreadable as error:
        return _refusal(error.message, status=422)
    return JsonResponse(_described(picture), status=201)


def _open(path):
    try:
        return renditions.find(path).open("rb")
    except FileNotFoundError:
        raise Http404 from None


def _may_upload(user):
    return user.is_active and user.is_staff and user.has_perm("pictures.add_picture")


def _refusal(sentence, status):
    return JsonResponse({"error": sentence}, status=status)


def _described(picture):
    return {
        "id": picture.pk,
        "width": picture.width,
        "height": picture.height,
        "thumb": picture.url(THUMB),
        "name": picture.original_name,
    }
