"""The rows of a workshop for who works with figures: a workbook, and the same as CSV files."""
