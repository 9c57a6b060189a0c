"""The pure stages of reading a source, in the order in which `articles.ingest.segment` runs them. No Django here."""
