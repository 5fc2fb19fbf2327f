"""The public addresses (other programs rely on them)."""

from django.urls import URLPattern

app_name = "articles"
urlpatterns: list[URLPattern] = []
