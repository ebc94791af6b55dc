"""The report as a document that a team goes on editing: real styles, captions and headings."""
