"""What editors build pages from."""

from gte.portal.blocks.stream import BODY_BLOCKS, BodyBlock

__all__ = ["BODY_BLOCKS", "BodyBlock"]
