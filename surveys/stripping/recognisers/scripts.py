"""Where the letters of an address end: no space parts it from a sentence in Chinese, Japanese, Thai, Korean, Arabic."""

# Letters of Cyrillic, Greek and a few more look Latin and may hide in an address: it does not end before them.
ALIKE = r"\p{Latin}\p{Cyrillic}\p{Greek}\p{Armenian}\p{Cherokee}\p{Coptic}\p{Lisu}\p{Script=Common}\p{Script=Inherited}"
OTHER = rf"(?:ー|(?![{ALIKE}])[\p{{L}}\p{{M}}])"
BEHIND_OTHER = rf"(?:(?<=ー)|(?<=[\p{{L}}\p{{M}}])(?<![{ALIKE}]))"
# A letter or digit that goes on with a Latin word.
SAME = rf"(?:(?!{OTHER})\w)"
