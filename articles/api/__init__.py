"""The archive for programs: a read-only JSON API at /api/v1/, described by an OpenAPI document.

Lists are those of the site, by the same filters from the same index; an answer tells nothing that no public page shows.
"""
