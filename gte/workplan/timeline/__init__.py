"""The picture of a plan over time: laid out from plain values, drawn on pages and as files."""
