"""The rendering process: `python -m surveys.documents.sheets`, see `rendering.py`."""

from surveys.documents.sheets.rendering import answer_order

if __name__ == "__main__":
    answer_order()
