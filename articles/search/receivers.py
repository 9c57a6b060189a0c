"""Follows the signals of the lower layers. It loads the engine only when there is a change to index."""


def drain_after_commit(**_: object) -> None:
    from articles.search.draining import follow_commit

    follow_commit()
