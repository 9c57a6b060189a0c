"""The desk's part for programs: the registry, candidates for it, where articles name them, what editors decided."""

from entities.admin import candidates, follow_ups, mentions, programs, registry

__all__ = ["candidates", "follow_ups", "mentions", "programs", "registry"]
