"""A hundred and fifty invented notes that are hard on a format: markup, formulas, scripts, directions, sizes.

A note is stored as `clean` leaves it, and that text is what every format must show once and to the letter.
"""

from typing import NamedTuple

from surveys.stripping import clean


class NastyNote(NamedTuple):
    """What somebody types, and what kind of trouble it is."""

    kind: str
    typed: str

    @property
    def stored(self) -> str:
        return clean(self.typed)


MARKUP_OF_TYPST = (
    '#panic("no sheet today")',
    "$x^2 + y_1 = integral_0^1$ and a lone $ sign",
    "@label <label> @fig:one",
    "*bold* _slanted_ `code` and a lone * or _",
    "#let people = 12\n#people people came",
    "an [unclosed bracket and a {brace that never ends",
    '#import "/etc/passwd": *\n#read("/etc/passwd")\n#include "sheet.typ"',
    "= Heading\n== Smaller heading\n+ numbered\n/ Term: explained",
    "// a comment\n/* another comment */ and what comes after it",
    "#set page(width: 1pt)\n#set text(0pt)\n#pagebreak()\n#show: none",
    "back\\slash \\u{1f600} \\# \\$ and a line end \\",
    "``` raw that never ends",
    "dots... two--dashes---three ~ a tie -? shy",
)
TEMPLATES = (
    "{{ 7 * 7 }} {{ config }} {{ sheet.title }}",
    "{% for note in sheet.rows() %}{{ note.text }}{% endfor %}",
    "{# a comment of Jinja #} and words after it",
    "{% raw %} {{ unclosed",
    "{{ ''.__class__.__mro__[1].__subclasses__() }}",
    "# for note in notes\n## a line comment\n# endfor",
)
HTML_AND_XML = (
    "<b>fat</b> <i>thin</i> <br> & &amp; &lt; &nbsp; &#65;",
    "<script>alert('note')</script><img src=x onerror=alert(1)>",
    "]]> <![CDATA[ data ]]> <?xml version='1.0'?>",
    "<!-- a comment that never ends",
    "</li></ol></body></html><h1>All gone</h1>",
    "</w:t></w:r></w:p><w:p><w:r><w:t>another paragraph",
    "</a:t></a:r></a:p> &quot; ' \" _x000D_ _x0041_",
    "<style>*{display:none}</style><link rel=stylesheet href=//example.org/x>",
    "&copy; &unknown; &#x1F600; &#0; &",
    "</title></textarea></style><svg onload=alert(1)>",
    "a < b > c and 1<2>1",
)
MARKDOWN = (
    "# Heading\n## Smaller\n####### seven signs",
    "- bullet\n* bullet\n+ bullet\n1. one\n2) two\n10. ten",
    "| a | b |\n| --- | --- |\n| 1 | 2 |",
    "[link](https://example.org) ![picture](x.png) [ref]: https://example.org",
    "Looks like a heading\n====================\nand smaller\n-----",
    "<div>\n\n**not bold**\n\n</div>",
    "A footnote[^1] and its text\n\n[^1]: below",
    "> quoted\n>> deeper\n\n    four spaces\n\n```\nfence\n```\n~~~",
    "***\n---\n___\n* * *",
    "~~struck~~ ==marked== H~2~O x^2^ :smile: - [ ] task",
    "two spaces at the end  \nof a line, and a backslash\\\nat another",
    "Term\n: its definition\n\n*[HTML]: abbreviation\n::: note\nbox\n:::",
    "https://example.org/a_b_c*d <https://example.org> www.example.org",
)
FORMULAS = (
    "=1+1",
    "+41 is a number in Switzerland",
    "-1 for the late meeting",
    "@SUM(A1:A9)",
    '=HYPERLINK("https://example.org";"Click")',
    "=cmd|' /C calc'!A0",
    'a;=1+1;"=2+2";,=3+3,|=4+4',
    '"=1+1";"b"\n"=2+2";c',
    "＝1+1 and ＋2 and －3 and ＠SUM",
    '=DDE("cmd";"/C calc";"x")\n=IMPORTXML("https://example.org";"//a")',
    "'=1+1 with an apostrophe that somebody typed",
    "%0A=1+1 | tail",
    "0012",
    "1e5",
    "3-4",
    "TRUE",
    "{=SUM(A1:A3*B1:B3)}",
)
TABLES_AND_PROGRAMS = (
    'They said ""hello"", then "bye',
    'one,two;three|four,"five;six"',
    '{"number": 1, "text": "not a note", "notes": []}',
    "'); DROP TABLE notes; -- and \\' \\\" \\0",
    "\x1b[31mred\x1b[0m \x1b]0;title\x07 and \x9b1m",
    "%s %d %(counts)s %% %n 100% of us",
    "{} {0} {text} {note!r} {{braces}} ${HOME} $(id) `id`",
    "C:\\notes\\new\\table.txt and \\\\server\\share and ../../etc/passwd",
    "\\n \\t \\r \\u202e \\x00 are letters here",
    "null None undefined NaN",
)
SPACES_AND_LINES = (
    "a\ttab\tbetween\twords",
    "Name\tHours\tPay\nAnna\t42\t3,500\nMargarethe von T.\t38\t=1+1\n\t\tsum\n",
    "a form\x0cfeed and a vertical\x0btab",
    "a nul\x00byte, a bell\x07 and a delete\x7f",
    "zero\u200bwidth\u2060joiner\u200cs and\u200d no\ufeffbreaks",
    "\ufeffa byte order mark first and \ufeff one in the middle",
    "a soft\u00adhyphen in hy\u00adphen\u00ada\u00adtion",
    "a line\u2028separator and a paragraph\u2029separator and a next\x85line",
    "   spaces before and behind   \n   of every line   ",
    "no\u00a0break, thin\u2009space, figure\u2007space, wide\u3000space, braille\u2800blank",
    "one\r\ntwo\rthree\n\n\n\n\nfour",
    "first" + "\n" * 300 + "last",
    "\n".join(f"line {number}" for number in range(1, 121)),
)
DIRECTIONS = (
    "في كل اجتماع أشعر أن رأيي لا يُسمع إلا عندما يكرره زميلي.",
    "السَّلَامُ عَلَيْكُمْ وَرَحْمَةُ اللَّهِ، الِاجْتِمَاعُ مُتَأَخِّرٌ جِدًّا.",
    "בישיבה הקודמת אמרו לי לחכות בתור.",
    "בְּרֵאשִׁית הַיְשִׁיבָה כֻּלָּם מְדַבְּרִים.",
    "می\u200cخواهم که جلسه\u200cها زودتر تمام شوند و همه بشنوند.",
    "The word اجتماع means meeting, and ישיבה does too.",
    "قال «let us begin» ثم بدأ the meeting في 18:30.",
    "an override \u202etxet desrever\u202c and an isolate \u2067אבג\u2069 in one line",
    "الغرفة 12 في الطابق 3، الساعة ١٨:٣٠، ٪٥٠ (٢٠٢٦/١١/٢٩).",
    "English line\nسطر عربي\nשורה עברית\nEnglish again",
    "[a person] قال إن [a phone number] لا يعمل.",
    "ہم چاہتے ہیں کہ اجلاس وقت پر شروع ہو۔",
)
SCRIPTS = (
    "मुझे लगता है कि बैठकों का समय बहुत देर से होता है। क्षत्रिय, ज्ञान, द्ध्र्य",
    "আমি মনে করি সভাগুলি খুব দেরিতে হয়। ক্ষ জ্ঞ ন্দ্র",
    "கூட்டங்கள் மிகவும் தாமதமாக நடக்கின்றன. கௌ ஸ்ரீ க்ஷ",
    "ฉันคิดว่าการประชุมสายเกินไปสำหรับผู้ปกครองที่มีลูกเล็ก",
    "我希望会议时间可以轮换，不要总是在深夜。",
    "會議應該更早開始，「請大家準時」、『謝謝』。",
    "会議が長すぎます。カタカナとひらがな、漢字々々。ﾊﾝｶｸ ガ",
    "회의가 너무 늦게 끝납니다. 다음에는 일찍 시작합시다.",
    "Заседание слишком длинное; ещё ёлки, Їжак, ђаво.",
    "Οι συναντήσεις είναι πολύ μεγάλες· ἐν ἀρχῇ ἦν ὁ λόγος.",
    "Cuộc họp quá muộn đối với phụ huynh: ễ ợ ữ ậ.",
    "Zażółć gęślą jaźń; Příliš žluťoučký kůň; Iğdır'da İnce ı; ßẞ; ŋ Ŋ; þð",
    "ℓ → ∞, α⊕β ≤ γ, ∑∫√, ½ ⅓ ①②③, € ₹ ₪ №, † ‡ § ¶ • ◦ ★ ✓ ✗",
    "𝐁𝐨𝐥𝐝 𝓼𝓬𝓻𝓲𝓹𝓽 𝔣𝔯𝔞𝔨𝔱𝔲𝔯 𝟙𝟚𝟛 Ⓐⓑ 🅰",
    "« enfin », „so“, “curly”, ‘single’, it’s, 5′ 10″, – dash — dash …",
)
PICTURES_AND_MARKS = (
    "Coffee ☕ and 🎉 and 🙂 are good.",
    "👩🏽\u200d🔬 👨\u200d👩\u200d👧\u200d👦 🏳️\u200d🌈 👍🏿 joined ones",
    "🇨🇭 🇫🇷 🇯🇵 🏴\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f flags",
    "1️⃣ 2️⃣ #️⃣ *️⃣ keycaps",
    "☎ ☎︎ ☎️ ❤ ❤️ ✈︎ ✈️ with and without colour",
    "\uf0b7 first point\n\uf0b7 second point\n\uf0a7 third",
    "pasted smileys: \uf04a, \uf04b and \uf04c",
    "Z\u0351\u036b\u0343a\u033d\u0309l\u0357\u0307g\u0310\u0314o\u0301\u0300\u0302\u0303 piles " + "e" + "\u0301" * 40,
    "decomposed: e\u0301 o\u0308 n\u0303 A\u030a \u1100\u1161\u11a8",
    "🎉",
    "ﬁ ﬂ ﬀ ﬃ are ligatures and so is ǆ",
)
SIZES = (
    "x",
    "?",
    "\u4e2d",
    "W" * 3000,
    ("The meeting was long, and nobody wrote down who would do what. " * 61)[:3800],
)
LIKE_OUR_OWN = (
    "Discussion sheet",
    "12. The twelfth note\n13. The thirteenth note",
    "Version K7QF\nPage 1 / 3\n2 / 7",
    "[a person] and [an e-mail address] met [someone nobody knows] in [a p",
    "Words that come up often: meeting 12, coffee 3\nNo notes.",
    "%(num)d of %(collected)s notes are in this sheet.",
    "https://example.org/" + "very/long/path/" * 12 + "?q=" + "a" * 150 + "#end",
    "[This cannot be drawn here. It is in the other formats.]",
)

STRANGERS = (
    "He said (שלום [עולם) hello] {مرحبا} <world> (أهلا",
    "٣٤٥٦ شخص\u064bا و ۱۲۳۴ نفر و 5678 people, ٪٥٠, १२३, ๑๒๓, ௧௨௩, 〇一二",
    "𝄞 𝄢 𝅘𝅥𝅮 ♩♪♫♬ ♭♮♯ 𝆺𝅥",
    "⠠⠃⠗⠁⠊⠇⠇⠑ ⠝⠕⠞⠑ ⠼⠁⠃⠉",
    "𓀀𓂀𓃰𓆣 𓊪𓏏𓇯 hieroglyphs",
    "葛\U000e0100城 and 葛\U000e0101城, ☁\ufe0e ☁\ufe0f \ufe0e\ufe0e lonely",
    "[[a person]] [a [person]] [a person [a person]] [[[x]]] [a person]]",
    '<w:p><w:r><w:t xml:space="preserve">text</w:t></w:r></w:p><w:sectPr/>',
    '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><x>&e;</x>',
    '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
    "data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==",
    '<a:t>slide</a:t><p:sp><a:fld type="slidenum"/></p:sp>',
    "<si><t>x</t></si>_x000A__x0009__xD83D_",
    "ᚠᚢᚦᚨᚱᚲ runes, 𐌰𐌱𐌲 gothic, 𐎀𐎁 ugaritic, 𒀀𒀁 cuneiform",
    "አማርኛ ማስታወሻ ነው። ሰላም፣",
    "မြန\u103aမာ စာသည\u103a ခက\u103aခ\u1032သည\u103a။ က\u1039က ြ\u103d",
    "ລາວ ພາສາ ບ\u0ecd\u0ec8ມ\u0eb5ຍະຫວ\u0ec8າງ",
    "ქართული ენა ᲥᲐᲠᲗᲣᲚᲘ, Հայերեն լեզու և",
    "ᐃᓄᒃᑎᑐᑦ ᏣᎳᎩ ᎦᏬᏂᎯᏍᏗ",
    "ᠮᠣᠩᠭᠣᠯ ᠪᠢᠴᠢᠭ and ꡏꡡꡃ",
    "﷽ ﷺ ﷻ \u0601 \u0600 \u06dd١٢ arabic ligatures",
    "🀄🂡🃏 ⚀⚅ ♔♟ 🀀 🂾 ⛀",
    "⇄⟷⤳⬿ ▁▂▃▄▅▆▇█ ░▒▓ ┌─┬┐│├┼┤└┴┘ ╔═╗",
    "ȺȾ ƂƃƄ ɐɑɒ ʘ ǃ ǂ ǁ IPA [ˈfʌni] ꟻ ꙮ",
    "١٢ < ٣٤ > ٥٦ (abc) [دهـ] 7-8 ٩-١٠ א1ב2",
    "क\u094d\u200dष क\u094d\u200cष র\u200d\u09cdয",
    "#set page(fill: red)\n#{while true {}}",
    "%PDF-1.7 %%EOF endstream endobj /JS (app.alert(1))",
    "PK\u0003\u0004 \u001a\u0000 [Content_Types].xml",
    "=\n+\n-\n@\n|\n%",
    '"""\n,,,\n;;;\n\t\t\t\'',
    "---\ntitle: x\n---\n\n***",
    "ฉันคิดว่าการประชุมสายเกินไป" * 75,
)

KINDS = {
    "typst": MARKUP_OF_TYPST,
    "jinja": TEMPLATES,
    "html": HTML_AND_XML,
    "markdown": MARKDOWN,
    "formula": FORMULAS,
    "program": TABLES_AND_PROGRAMS,
    "space": SPACES_AND_LINES,
    "direction": DIRECTIONS,
    "script": SCRIPTS,
    "picture": PICTURES_AND_MARKS,
    "size": SIZES,
    "ours": LIKE_OUR_OWN,
    "strange": STRANGERS,
}

NASTY_NOTES = tuple(NastyNote(kind, typed) for kind, texts in KINDS.items() for typed in texts)
