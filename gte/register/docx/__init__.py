"""Documents to edit (DOCX) in the group's look: headings, lists and header rows that programs
understand. ``markup`` says what is in one, ``package`` makes the file.
"""
