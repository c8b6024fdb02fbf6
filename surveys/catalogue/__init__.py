"""Ready-made surveys: one TOML file each in `sets/`, one line each in `SET_NAMES`."""

from surveys.catalogue.loading import SET_NAMES, CatalogueError, UnknownSet, find_set, load_catalogue
from surveys.catalogue.prompt_set import MOST_CATEGORIES, MOST_PROMPTS, PromptSet
from surveys.catalogue.translating import sets_in, set_in, words_between
