"""Papers for who answers for the data, made from the running settings, to be filled in."""

from workshop.papers.writing import papers

__all__ = ["papers"]
