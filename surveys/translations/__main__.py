"""`python -m surveys.translations [LANGUAGE …]`: what `make messages` runs, see `making.py`."""

import sys

from surveys.translations.making import LANGUAGES, make

if __name__ == "__main__":
    make(tuple(sys.argv[1:]) or LANGUAGES)
