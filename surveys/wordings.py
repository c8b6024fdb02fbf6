"""The words of a survey in its other languages. They change only what people read: never a key, a limit or a day."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace

from surveys.survey import AboutQuestion, Prompt, Survey, Translation
from surveys.terminal import COMPLETE as COMPLETE

OF_PARTICIPANTS = (*COMPLETE, "pt", "pl", "zh_Hans", "fa")
"""Participants' pages, sheets and error pages speak these too. Each is named as its folder in `translations/`."""
# fmt: off
OF_SURVEYS = (
    *OF_PARTICIPANTS, "ar", "bg", "cs", "el", "et", "fi", "he", "hi", "hr", "hu", "ja", "ka", "ko", "lt", "nb", "nl",
    "ro", "ru", "sk", "sr", "sv", "tr", "uk", "ur",
)
# fmt: on
"""What a survey can be written in. Where our pages do not speak it, they are English around its words."""


def page_language_for(language: str) -> str:
    """The language of our own words around those of a survey."""
    return language if language in OF_PARTICIPANTS else "en"


def said_in(survey: Survey, language: str) -> Survey:
    """The survey in one of its languages; words that have no translation stay in its first language."""
    if not words_in(survey, language):
        return survey
    words = _distinct_in(survey, language)

    def say(text: str) -> str:
        return words.get(text) or text

    def all_of(texts: Iterable[str]) -> tuple[str, ...]:
        return tuple(map(say, texts))

    return replace(
        survey,
        language=language,
        title=say(survey.title),
        introduction=say(survey.introduction),
        prompts=tuple(Prompt(say(one.text), say(one.hint), all_of(one.categories)) for one in survey.prompts),
        about_you=tuple(AboutQuestion(say(one.text), all_of(one.answers)) for one in survey.about_you),
        contacts=say(survey.contacts),
        code_of_conduct=say(survey.code_of_conduct),
        after_thanks=say(survey.after_thanks),
        after_thanks_link=say(survey.after_thanks_link),
    )


def words_of(survey: Survey) -> list[str]:
    """Everything that can be translated, each text once, in the order in which people read it."""
    asked = [text for one in survey.prompts for text in (one.text, one.hint, *one.categories)]
    about = [text for one in survey.about_you for text in (one.text, *one.answers)]
    thanks = (survey.contacts, survey.code_of_conduct, survey.after_thanks, survey.after_thanks_link)
    return list(dict.fromkeys(filter(None, (survey.title, survey.introduction, *asked, *about, *thanks))))


def words_in(survey: Survey, language: str) -> dict[str, str]:
    """What is translated into one of its languages, by the words of the first; a text that has changed is not in it."""
    return dict(next((one.words for one in survey.translations if one.language == language), ()))


def outdated_in(survey: Survey, language: str) -> dict[str, str]:
    """Translations whose original has changed or gone: nobody reads them, but most of their words may still fit."""
    current = frozenset(words_of(survey))
    return {text: said for text, said in words_in(survey, language).items() if text not in current}


def missing_in(survey: Survey, language: str) -> list[str]:
    """What people will read in the first language all the same. Addresses may be the same in every language."""
    words, links = _distinct_in(survey, language), (survey.code_of_conduct, survey.after_thanks_link)
    return [text for text in words_of(survey) if not words.get(text) and text not in links]


def twins_in(survey: Survey, words: Mapping[str, str]) -> frozenset[str]:
    """Questions, categories or answers that would have one name by these translations.

    Documents count and number notes by these names. One in this language would add up what another keeps apart, and
    the difference could be a small number.
    """
    questions = [one.text for one in survey.prompts]
    categories = [name for one in survey.prompts for name in one.categories]
    twins: set[str] = set()
    for texts in (questions, categories, *(one.answers for one in survey.about_you)):
        said = {text: words.get(text) or text for text in texts if text}
        often = Counter(said.values())
        twins |= {text for text, name in said.items() if often[name] > 1}
    return frozenset(twins)


def _distinct_in(survey: Survey, language: str) -> dict[str, str]:
    """What is translated into a language, but for what would have the name of something else."""
    words = words_in(survey, language)
    return {text: words[text] for text in words.keys() - twins_in(survey, words)}


def with_words(survey: Survey, language: str, words: dict[str, str]) -> tuple[Translation, ...]:
    """Its translations with this one added or replaced; what is the same as the original needs no translation."""
    said = tuple((text, words[text]) for text in words_of(survey) if words.get(text))
    others = tuple(one for one in survey.translations if one.language != language)
    place = next((place for place, one in enumerate(survey.translations) if one.language == language), len(others))
    return (*others[:place], Translation(language, said), *others[place:])
