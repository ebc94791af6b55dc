"""Verbs that write: keyword-only, each one transaction with its audit row and a new revision."""
