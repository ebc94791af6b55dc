"""Steering: the console, the plan, people, votes, paper and rehearsals."""
