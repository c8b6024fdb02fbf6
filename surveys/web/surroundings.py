"""What a page shows besides what its view hands over: part of the key of each page that is remembered."""

from flask import current_app, request

from surveys.languages import asked_language, page_language
from surveys.web.protection import is_unencrypted


def surroundings() -> tuple[object, ...]:
    """The path in front of our addresses, encryption, language, and our settings; nothing about the visitor."""
    settings = (current_app.config[name] for name in ("CONTROLLER", "OPERATOR", "BACKUP_DAYS", "ZONE", "ADDRESS"))
    return request.script_root, is_unencrypted(), page_language(), asked_language(), *settings
