"""Votes: the round while people vote, ballots, and what may be told of a closed one."""
