"""Takes files in: which ones, reading them, storing them, recording what became of each.

Worker processes import this package without Django, so nothing is imported here.
"""
