"""The public addresses (other programs rely on them)."""

from django.urls import URLPattern, path, re_path

from .views import articles, front, machines, quotes, speakers

app_name = "articles"

_DATED = r"^articles/(?P<year>[0-9]{4})/(?P<month>[0-9]{2})/(?P<day>[0-9]{2})/(?P<slug>[-a-zA-Z0-9_]+)/"

urlpatterns: list[URLPattern] = [
    path("", front.home, name="home"),
    path("articles/", articles.archive, name="articles"),
    re_path(_DATED + "$", articles.article, name="article"),
    re_path(_DATED + "versions/$", articles.versions, name="versions"),
    path("people/", speakers.people, name="people"),
    path("people/<slug:slug>/", speakers.person, name="person"),
    path("sources/", speakers.sources, name="sources"),
    path("sources/<slug:slug>/", speakers.source, name="source"),
    path("topics/", speakers.topics, name="topics"),
    path("topics/<slug:slug>/", speakers.topic, name="topic"),
    path("quotes/", quotes.quotes, name="quotes"),
    path("quotes/<int:pk>/", quotes.quote, name="quote"),
    path("healthz", machines.healthz, name="healthz"),
    path("robots.txt", machines.robots, name="robots"),
]
