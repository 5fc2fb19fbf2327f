"""Addresses: the desk at /admin/, all else is the public site."""

from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("admin/", include("articles.admin.front")),
    path("admin/", admin.site.urls),
    path("", include("articles.urls")),
]

handler400 = "articles.views.errors.misunderstood"
handler404 = "articles.views.errors.not_found"
handler500 = "articles.views.errors.broken"
