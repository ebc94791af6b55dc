"""A first grouping of cards by the words that they share: made here, offline, and always the same.

It is a proposal for people to change. Nothing of it is learned, and no word leaves the machine.
"""

from workshop.grouping.groups import CardGroup, suggest_groups

__all__ = ["CardGroup", "suggest_groups"]
