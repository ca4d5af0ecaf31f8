"""/media/: the files of pictures."""

from django.urls import path

from pictures import views

urlpatterns = [
    path("<path:path>", views.media, name="media"),
]
