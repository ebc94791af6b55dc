"""Verbs on money: files, shares, judgements."""
