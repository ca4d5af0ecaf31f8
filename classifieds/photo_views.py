"""The photographs of a form that has not been sent: taken in one by one, and drawn again after a reload."""

from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from classifieds.offered_photos import OfferedPhotos
from people.addresses import client_address, subnet
from people.guarding import guarded, private

UNFIT = 422


@guarded
@private
@require_http_methods(["GET", "HEAD", "POST"])
def photos(request):
    """/ads/photos/: the photographs a form carries, as its rows; a POST takes those in that come with it."""
    given = request.POST if request.method == "POST" else request.GET
    offered = OfferedPhotos.read(given, request.FILES.getlist("files"), subnet(client_address(request)))
    status = UNFIT if offered.wrong else 200
    return render(request, "classifieds/_own_photos.html", {"photos": offered}, status=status)
