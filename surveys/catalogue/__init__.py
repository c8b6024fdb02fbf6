"""Ready-made surveys: one TOML file each in `sets/`, one line each in `SET_NAMES`."""

from surveys.catalogue.errors import CatalogueError as CatalogueError
from surveys.catalogue.errors import UnknownSet as UnknownSet
from surveys.catalogue.loading import SET_NAMES as SET_NAMES
from surveys.catalogue.loading import find_set as find_set
from surveys.catalogue.loading import load_catalogue as load_catalogue
from surveys.catalogue.prompt_set import LONGEST as LONGEST
from surveys.catalogue.prompt_set import MOST_CATEGORIES as MOST_CATEGORIES
from surveys.catalogue.prompt_set import MOST_PROMPTS as MOST_PROMPTS
from surveys.catalogue.prompt_set import PromptSet as PromptSet
