"""The progress report: what it says (parts), what it is made of (document), how it is printed."""
