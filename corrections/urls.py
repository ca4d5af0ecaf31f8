"""The addresses of corrections; each stands in both editions."""

from django.urls import path

from corrections import views

urlpatterns = [
    path("typo/<int:pk>/", views.typo, name="typo"),
    path("typo/outcomes/", views.outcomes, name="typo_outcomes"),
]
