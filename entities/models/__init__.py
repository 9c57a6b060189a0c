"""The registry of government programs, and where articles mention them. Above `articles.models`, below all else."""

from entities.models.candidates import Candidate, Sighting
from entities.models.figures import Figure
from entities.models.follow_ups import FollowUp, FoundBefore
from entities.models.mentions import Mention, ProgramDecision
from entities.models.moved_slugs import MovedSlug
from entities.models.programs import UNLISTED_KINDS, Program, ProgramAlias, ProgramRelation
from entities.models.registry import LoadedLine, Place, RegistryChange

__all__ = [
    "UNLISTED_KINDS",
    "Candidate",
    "Figure",
    "FollowUp",
    "FoundBefore",
    "LoadedLine",
    "Mention",
    "MovedSlug",
    "Place",
    "Program",
    "ProgramAlias",
    "ProgramDecision",
    "ProgramRelation",
    "RegistryChange",
    "Sighting",
]
