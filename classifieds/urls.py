"""/ads/…: what stands under fixed words first, then ads by their number, then categories by their names."""

from django.urls import path

from classifieds import (
    ad_views,
    complaint_views,
    favourite_views,
    finding_views,
    owner_views,
    photo_views,
    posting_views,
    search_views,
)
from classifieds.feeds import NewestAds

urlpatterns = [
    path("ads/", finding_views.offers, name="ads"),
    path("ads/in/<slug:place>/", finding_views.offers, name="ads_in"),
    path("ads/rss.xml", NewestAds(), name="ads_rss"),
    # posting and managing
    path("ads/new/", posting_views.choose, name="ad_choose"),
    path("ads/new/<slug:category>/", posting_views.new, name="ad_new"),
    path("ads/photos/", photo_views.photos, name="ad_photos"),
    path("ads/rules/", posting_views.rules, name="ads_rules"),
    path("ads/mine/", owner_views.mine, name="ads_mine"),
    path("ads/manage/<str:token>/", owner_views.manage, name="ad_manage"),
    path("ads/manage/<str:token>/edit/", owner_views.edit, name="ad_edit"),
    path("ads/manage/<str:token>/<slug:deed>/", owner_views.do, name="ad_do"),
    # favourites
    path("ads/favourites/", favourite_views.favourites, name="ads_favourites"),
    path("ads/favourites/rows/", favourite_views.rows, name="ads_favourites_rows"),
    # saved searches
    path("ads/searches/", search_views.save, name="search_save"),
    path("ads/searches/<str:token>/", search_views.confirm, name="search_confirm"),
    path("ads/searches/<str:token>/end/", search_views.end, name="search_end"),
    # one ad
    path("ads/<int:pk>/phone/", ad_views.phone, name="ad_phone"),
    path("ads/<int:pk>/seen/", ad_views.seen, name="ad_seen"),
    path("ads/<int:pk>/kept/", favourite_views.keep, name="ad_kept"),
    path("ads/<int:pk>/complaint/", complaint_views.complaint, name="ad_complaint"),
    path("ads/<int:pk>/", ad_views.ad, name="ad_by_number"),
    path("ads/<int:pk>/<slug:slug>/", ad_views.ad, name="ad"),
    # categories
    path("ads/<slug:category>/", finding_views.offers, name="ads_category"),
    path("ads/<slug:category>/rss.xml", NewestAds(), name="ads_category_rss"),
    path("ads/<slug:category>/in/<slug:place>/", finding_views.offers, name="ads_category_in"),
]
