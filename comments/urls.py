"""The addresses of comments; each stands in both editions."""

from django.urls import path

from comments import complaint_views, confirming, own_views, views

urlpatterns = [
    # /news/<id>/comments/
    path("news/<int:pk>/comments/", views.discussion, name="discussion"),
    path("news/<int:pk>/comments/held/", own_views.held, name="comment_held"),
    # /comments/
    path("comments/", views.comments, name="comments"),
    path("comments/agreement/", views.agreement, name="comment_agreement"),
    path("comments/confirm/", confirming.confirm, name="comment_confirm"),
    # /comments/me/
    path("comments/me/", own_views.me, name="comment_me"),
    path("comments/me/name/", own_views.name, name="comment_my_name"),
    path("comments/me/data/", own_views.data, name="comment_my_data"),
    path("comments/me/erase/", own_views.erase, name="comment_erase"),
    path("comments/me/appeal/", own_views.appeal, name="comment_appeal"),
    # /comments/<id>/
    path("comments/<int:pk>/", views.comment, name="comment"),
    path("comments/<int:pk>/reply/", views.reply, name="comment_reply"),
    path("comments/<int:pk>/edit/", own_views.edit, name="comment_edit"),
    path("comments/<int:pk>/delete/", own_views.delete, name="comment_delete"),
    path("comments/<int:pk>/reaction/", views.reaction, name="comment_reaction"),
    path("comments/<int:pk>/complaint/", complaint_views.complaint, name="comment_complaint"),
]
