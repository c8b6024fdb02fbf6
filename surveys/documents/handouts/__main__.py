"""The process that makes a handout: `python -m surveys.documents.handouts`, see `making.py`."""

from surveys.documents.handouts.making import answer_order

if __name__ == "__main__":
    answer_order()
