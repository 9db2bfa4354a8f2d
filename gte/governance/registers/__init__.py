"""Importing this fills the table of registers."""

from gte.governance.registers import decisions, meetings

__all__ = ["decisions", "meetings"]
