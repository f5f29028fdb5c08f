"""The tagger's field, which it shares with the line model: see `diemtin.field`."""

from diemtin.field import ConditionalRandomField, Field, Scores, best_paths

__all__ = ["ConditionalRandomField", "Field", "Scores", "best_paths"]
