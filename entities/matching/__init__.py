"""Finds the names of departments and programs in a text. Pure: plain objects in and out, no Django, no database.

`registry` says what is looked for, `folding` how texts are compared, `gazetteer` builds the one automaton over all
aliases, `near_names` and `confusions` see through a wrong character, `rules` and `places` say which hits count, `names`
finds, with `elided` and `anaphora` for what only the names before explain, `heads` for governments whose heads act and
`elsewhere` for news of other places, `articles` reads a whole article. `bodies` and `body_names` know how names of
bodies are made, `candidates` collects those that nobody registered.
"""
