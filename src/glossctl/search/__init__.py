"""Ranked look-up: candidates, what speaks for each, and one score. ``ranking`` is the way in."""
