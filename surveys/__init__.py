"""Unsigned: anonymous notes, stripped before storage, handed to a meeting as one shuffled sheet."""
