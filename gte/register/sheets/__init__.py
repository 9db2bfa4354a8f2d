"""Rows of any room as a workbook (XLSX), and the same workbook back with a verdict for each row."""
