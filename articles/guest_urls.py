"""/preview/: what a preview link shows to a person without an account."""

from django.urls import path

from articles import guest_views

urlpatterns = [
    path("<str:token>/", guest_views.preview, name="guest_preview"),
    path("<str:token>/photo/<int:number>/", guest_views.photo, name="guest_photo"),
    path("<str:token>/remark/<int:number>/", guest_views.remark, name="guest_remark"),
]
