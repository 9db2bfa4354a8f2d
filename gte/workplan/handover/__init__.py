"""The pack that one coordination leaves to the next: what it holds, its guide, its files.

See ``docs/handover.md``. Facts are gathered once; all the rest is a pure function of them.
"""
