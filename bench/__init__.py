"""Repeatable measurements, printed as tables of ratios: machines differ, ratios less so."""
