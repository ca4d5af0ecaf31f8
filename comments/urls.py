"""The addresses of comments; each stands in both editions."""

from django.urls import path

from comments import views

urlpatterns = [
    # /news/<id>/comments/
    path("news/<int:pk>/comments/", views.discussion, name="discussion"),
    # /comments/
    path("comments/", views.comments, name="comments"),
    # /comments/<id>/
    path("comments/<int:pk>/", views.comment, name="comment"),
    path("comments/<int:pk>/reply/", views.reply, name="comment_reply"),
    path("comments/<int:pk>/reaction/", views.reaction, name="comment_reaction"),
]
