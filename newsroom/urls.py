"""The table of contents of the site: Kazakh pages live under /kk/, the desk and machine files outside editions."""

from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.contrib.sitemaps import views as sitemap_views
from django.urls import include, path
from django.views.decorators.csrf import csrf_protect
from django.views.i18n import set_language

from articles.sitemaps import news_map
from newsroom import views
from newsroom.sitemaps import SITEMAPS
from pictures import views as picture_views

handler400 = "newsroom.views.not_understood"
handler403 = "newsroom.views.forbidden"
handler404 = "newsroom.views.not_found"
handler500 = "newsroom.views.broken"

urlpatterns = [
    # the desk
    path("admin/language/", csrf_protect(set_language), name="desk_language"),
    path("admin/pictures/upload/", picture_views.upload, name="picture-upload"),
    path("admin/", admin.site.urls),
    # files
    path("media/", include("pictures.urls")),
    # for people without an account
    path("preview/", include("articles.guest_urls")),
    # machines
    path("robots.txt", views.robots),
    path("sitemap.xml", sitemap_views.index, {"sitemaps": SITEMAPS, "sitemap_url_name": "sitemap"}),
    path("sitemap-<section>.xml", sitemap_views.sitemap, {"sitemaps": SITEMAPS}, name="sitemap"),
    path("news-sitemap.xml", news_map),
    path("livez", views.livez),
    path("readyz", views.readyz),
    # the editions
    *i18n_patterns(
        path("", views.front, name="front"),
        path("about/", views.about, name="about"),
        path("reuse/", views.reuse, name="reuse"),
        path("", include("comments.urls")),
        path("", include("corrections.urls")),
        path("", include("classifieds.urls")),
        path("", include("articles.urls")),
        prefix_default_language=False,
    ),
]
