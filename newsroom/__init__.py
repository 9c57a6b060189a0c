"""Composition of the archive: settings, database, addresses, server. Nothing here knows what an article is."""
