"""What a thief carries off: every byte of every file below some folders."""

from pathlib import Path


def stolen_bytes(*folders: Path) -> dict[str, bytes]:
    """The content of every file by its path; names of files and folders are loot too."""
    paths = [path for folder in folders for path in sorted(folder.rglob("*"))]
    return {str(path): path.read_bytes() if path.is_file() else b"" for path in paths}


def places_of(word: str, loot: dict[str, bytes]) -> list[str]:
    """The files that hold a word in any case, in their bytes or in their names."""
    forms = {word.lower().encode(), word.lower().encode("utf-16-le")}
    return [
        path
        for path, content in loot.items()
        if word.lower() in path.lower() or any(form in content.lower() for form in forms)
    ]
