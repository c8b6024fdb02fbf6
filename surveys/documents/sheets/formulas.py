"""What spreadsheet programs take for a formula, in a table or in a page."""

import regex

# A sign that makes a cell a formula (the wide ones come from East Asian keyboards), where a cell can begin: at the
# start, and behind every separator that a program may use. In German or French Excel that is
# the semicolon. Spaces and quotes between them do not hide the sign.
# "a;=1", ' "=1' and "\t=1" are caught; "a = b", "1-2" and "(=1)" are not.
FORMULA = regex.compile(r"""(?:\A|(?<=[;,|\t\n\r\v\f\x1c-\x1e\x85\u2028\u2029]))([\s"]*+)(?=[=+\-@%|＝＋－＠])""")

# A cell that begins with a tab or a line end is taken for a formula by old programs whatever follows.
BLANK_START = regex.compile(r"\A(?=[\t\r])")


def without_formulas(cell: str) -> str:
    """The cell of a table with an apostrophe before each sign that could make a formula; all else is as it was."""
    return str(BLANK_START.sub("'", FORMULA.sub(r"\1'", cell)))
