"""Faker's lists of names, towns and words (MIT), of all its locales."""

from collections.abc import Iterator
from importlib import import_module

from faker.config import AVAILABLE_LOCALES


def lists_of(subject: str) -> Iterator[tuple[str, str, list[str]]]:
    """Locale, attribute and entries of each list that Faker's providers for a subject hold."""
    for locale in AVAILABLE_LOCALES:
        try:
            provider = import_module(f"faker.providers.{subject}.{locale}").Provider
        except ModuleNotFoundError:
            continue
        for name in dir(provider):
            value = getattr(provider, name)
            if isinstance(value, (list, tuple, dict)) and not name.startswith("_") and "format" not in name:
                yield locale, name, [entry for entry in value if isinstance(entry, str)]
