"""Bookkeeping for small firms."""
