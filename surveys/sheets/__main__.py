"""The rendering process: `python -m surveys.sheets`, see `rendering.py`."""

from surveys.sheets.rendering import answer_order

if __name__ == "__main__":
    answer_order()
