"""Ready-made surveys."""

from surveys.catalogue.prompt_set import PromptSet

__all__ = ["PromptSet"]
