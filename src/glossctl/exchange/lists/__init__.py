"""Somebody's list: which of its columns holds what, what stands in its cells, and its rows to entries and back."""
