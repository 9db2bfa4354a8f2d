"""What an upload is, by its content: sniffed, read and pictured in a process of its own.

Only ``store``, ``handlers`` and ``sentences`` know Django; everything that opens a file runs
without it, in ``worker``.
"""
