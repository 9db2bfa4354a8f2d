"""The work plan as a workbook: which sheets it has, what they hold, and how they are saved.

Each module is one sheet, a ``Part``: its columns are those of the form at the desk, its rows are
read in a constant number of questions, and what comes back goes through the verbs of ``domain``.
"""
