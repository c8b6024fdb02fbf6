"""What can be wrong with the catalogue."""


class CatalogueError(ValueError):
    """A ready-made survey cannot be used as it is written in its file."""

    def __init__(self, file: str, line: int, key: str, problem: str) -> None:
        super().__init__(f"{file}, line {line}, {key}: {problem}")
        self.file, self.line, self.key, self.problem = file, line, key, problem


class UnknownSet(LookupError):
    """The catalogue has no ready-made survey of this name."""
