"""The words that appear in several notes: counted here, drawn in the rendering process."""

from surveys.documents.word_cloud.comparing import Likeness, most_like
from surveys.documents.word_cloud.counting import FEWEST_WORDS, MINIMUM_NOTES, WordCount, count_words
from surveys.documents.word_cloud.drawing import BESIDE_A_TABLE, TEMPLATES, draw_cloud, draw_sentence, fonts
from surveys.documents.word_cloud.words import has_words_without_spaces

__all__ = [
    "BESIDE_A_TABLE",
    "FEWEST_WORDS",
    "MINIMUM_NOTES",
    "TEMPLATES",
    "Likeness",
    "WordCount",
    "count_words",
    "draw_cloud",
    "draw_sentence",
    "fonts",
    "has_words_without_spaces",
    "most_like",
]
