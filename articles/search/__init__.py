"""Finding articles: the normaliser, the query, the index and what keeps it in step with the database.

Callers use `backend.search_backend()` with the objects of `queries` and `results`, and `snippets` to show hits.
"""
