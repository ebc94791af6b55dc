"""Bytes become sheets: text, workbooks, and what a workbook does not tell of itself."""
