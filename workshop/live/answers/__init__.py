"""The bodies that the API answers with, as types: what ``wire`` says, and what the API describes.

mypy holds the code to them, the tests hold what is really sent to the schemas made from them.
"""
