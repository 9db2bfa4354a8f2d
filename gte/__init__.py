"""The GTE platform: register, workplace and public face of the Education Technical Group."""

__version__ = "0.1.0"
