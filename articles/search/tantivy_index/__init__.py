"""The archive's search engine on tantivy, an embedded index in a folder. It imports nothing of Django."""
