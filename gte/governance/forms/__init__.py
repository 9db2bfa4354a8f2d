"""Forms of governance's working screens."""
