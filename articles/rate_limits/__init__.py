"""Limits of what one visitor may ask for in a time: the API, large files, the desk's login, reports of errors.

Counts stand in the database, so that they hold for all processes together, under a hash that a day's key makes of the
visitor's address. No address is stored or logged. A window begins with a visitor's first request and is fixed from
then on; with the key, all begin anew at midnight UTC.
"""
