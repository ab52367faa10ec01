"""Dated facts about the outside world, each with its source."""
