"""Fills the templates of the sheets; apart from those of the pages, so that no page context slips in."""

from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

TEMPLATES = Path(__file__).resolve().parents[2] / "templates" / "sheets"


def fill(template: str, **values: object) -> str:
    """Fill a template of `templates/sheets`; every value is escaped for HTML and XML."""
    return _environment().get_template(template).render(**values)


@cache
def _environment() -> Environment:
    loader = FileSystemLoader(TEMPLATES)
    return Environment(loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
