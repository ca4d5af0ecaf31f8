"""The addresses of the reading pages; each stands in both editions."""

from django.urls import path

from articles import feeds, views

urlpatterns = [
    # /news/
    path("news/", views.latest, name="latest"),
    path("news/<int:pk>/<slug:slug>/photo/<int:number>/", views.photo, name="photo"),
    path("news/<int:pk>/read/", views.read, name="read"),
    path("news/<int:pk>/<slug:rest>/", views.article, name="article"),
    path("news/<int:pk>/", views.article, name="article_by_id"),
    path("news/<int:pk>/<path:rest>", views.article, name="article_by_old_address"),
    # lists
    path("section/<slug:slug>/", views.section, name="section"),
    path("tag/<slug:slug>/", views.hashtag, name="hashtag"),
    path("author/<slug:slug>/", views.author, name="author"),
    path("photo/", views.photo_reports, name="photo_reports"),
    path("corrections/", views.corrections, name="corrections"),
    # /archive/
    path("archive/", views.archive, name="archive"),
    path("archive/<int:year>/<int:month>/<int:day>/", views.day, name="day"),
    # feeds
    path("rss.xml", feeds.MainFeed(), name="rss"),
]
