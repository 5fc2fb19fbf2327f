"""The public addresses (other programs rely on them)."""

from django.urls import URLPattern, path, re_path

from .views import (
    articles,
    cards,
    catalogues,
    citing,
    editions,
    embedding,
    feeds,
    front,
    machines,
    photos,
    preview,
    quotes,
    searching,
    sitemaps,
    speakers,
    topics,
)

app_name = "articles"

_DATED = r"^articles/(?P<year>[0-9]{4})/(?P<month>[0-9]{2})/(?P<day>[0-9]{2})/(?P<slug>[-a-zA-Z0-9_]+)/"

_FEED = r"feed\.(?P<form>rss|atom)$"
_SLUG = r"(?P<slug>[-a-zA-Z0-9_]+)/"

urlpatterns: list[URLPattern] = [
    path("", front.home, name="home"),
    path("articles/", articles.archive, name="articles"),
    re_path(_DATED + "$", articles.article, name="article"),
    re_path(_DATED + "versions/$", editions.versions, name="versions"),
    path("people/", catalogues.people, name="people"),
    path("people/<slug:slug>/", speakers.person, name="person"),
    path("sources/", catalogues.sources, name="sources"),
    path("sources/<slug:slug>/", speakers.source, name="source"),
    path("topics/", catalogues.topics, name="topics"),
    path("topics/<slug:slug>/", topics.topic, name="topic"),
    path("search/", searching.search, name="search"),
    path("search/suggestions/", searching.suggestions, name="suggestions"),
    path("quotes/", quotes.quotes, name="quotes"),
    path("quotes/<int:pk>/", quotes.quote, name="quote"),
    path("quotes/<int:pk>/card.png", cards.quote_card, name="quote_card"),
    path("quotes/<int:pk>/embed/", embedding.embed, name="quote_embed"),
    re_path(r"^quotes/(?P<pk>[0-9]{1,18})/cite\.(?P<form>bib|ris|json)$", citing.cite, name="quote_cite"),
    path("oembed/", embedding.oembed, name="oembed"),
    re_path(rf"^articles/{_FEED}", feeds.articles, name="articles_feed"),
    re_path(rf"^quotes/{_FEED}", feeds.quotes, name="quotes_feed"),
    re_path(rf"^people/{_SLUG}{_FEED}", feeds.person, name="person_feed"),
    re_path(rf"^sources/{_SLUG}{_FEED}", feeds.source, name="source_feed"),
    re_path(rf"^topics/{_SLUG}{_FEED}", feeds.topic, name="topic_feed"),
    path("sitemap.xml", sitemaps.index, name="sitemaps"),
    path("sitemap-<slug:kind>-<int:number>.xml", sitemaps.sitemap, name="sitemap"),
    path("news-sitemap.xml", sitemaps.news, name="news_sitemap"),
    path("opensearch.xml", machines.opensearch, name="opensearch"),
    path("preview/article/<int:pk>/", preview.for_the_desk, name="preview"),
    path("preview/article/<int:pk>/photo/", preview.photo_for_the_desk, name="preview_photo"),
    path("preview/<str:token>/", preview.shared, name="shared"),
    path("preview/<str:token>/photo/", preview.shared_photo, name="shared_photo"),
    re_path(r"^photos/(?P<name>[-A-Za-z0-9_.]{1,100})$", photos.photo, name="photo"),
    path("healthz", machines.healthz, name="healthz"),
    path("robots.txt", machines.robots, name="robots"),
]
