"""A Markdown reader shows each note as it was typed, whatever signs are in it."""

from collections.abc import Callable, Sequence

from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from surveys.documents.sheets import Sheet, render

TYPED = """# a
##
- b
* c
+ d
1. e
2) f
> g
| h |
---
===
```
~~~
    i
\\
[a]: b
<b>
&amp;
a_b_c
**d**
:--"""
LINES = st.sampled_from(TYPED.split("\n"))
SIGNS = st.text(st.sampled_from("*_`#>-+=1.)([]!<&;~|\\$^: ab\"'/"), max_size=30)


@given(typed=st.lists(LINES | SIGNS, min_size=1, max_size=6))
def test_round_trip(make_sheet: Callable[[Sequence[str]], Sheet], typed: str) -> None:
    note = "\n".join(["x", *typed])
    markdown = render(make_sheet([note, "end of first", "c"]), "markdown").decode()
    soup = BeautifulSoup(MarkdownIt("gfm-like", {"linkify": False}).render(markdown), "html5lib")
    read = soup.body.text.partition("\n1 ")[2].partition("\nWithout a category\n")[0]
    assert lines(read) == lines(note)
    assert not soup.select("ul, ol, code, pre, blockquote, table, a, em em, del")


def lines(text: str) -> list[str]:
    """Lines that have something on them, without the spaces at their edges."""
    return [line.strip() for line in text.split("\n") if line.strip()]
