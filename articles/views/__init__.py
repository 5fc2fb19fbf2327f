"""The public site: pages, feeds, sitemaps and the read API. Reads `models` and `search`, writes nothing."""
