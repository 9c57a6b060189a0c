"""Finds the names of departments and programs in a text. Pure: plain objects in and out, no Django, no database.

`registry` says what is looked for, `folding` how texts are compared, `gazetteer` builds the one automaton over all
aliases, `rules` and `places` say which hits count, `names` finds, `articles` reads a whole article.
"""
