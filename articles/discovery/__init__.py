"""What programs read of the archive: feeds, sitemap, robots.txt, OpenSearch."""
