"""Named questions about decisions, meetings, minutes and what waits for a country."""
