"""No part of an emoji is lost on paper: joined ones are drawn as one sign, or as their parts beside each other."""

import json
from collections.abc import Sequence
from itertools import product

import typst

from surveys.documents.sheets.drawable import drawable
from surveys.documents.word_cloud import TEMPLATES, fonts
from surveys.stripping import clean

JOINER, TONES, EM = "\u200d", ("", "🏻", "🏼", "🏽", "🏾", "🏿"), 127.5
"""Of a joined emoji in type of 100 points, the width."""
DIRECTION = f"{JOINER}➡️"

GENDERED = "🏃🚶🧎🏄🚣🏊🚴🚵🤸🤽🤾🤹🧘🏋🏌🕵👮👷💂👳👱🙍🙎🙅🙆💁🙋🧏🙇🤦🤷🦸🦹🧙🧚🧛🧜🧝💆💇🧖🧗🤵👰🧔⛹"
WALKING = "🏃🚶🧎"
PEOPLE, AT_WORK = "👩👨🧑", "⚕️ ⚖️ ✈️ 🌾 🍳 🎓 🎤 🏫 🔬 💻 🚀 🚒 🦽 🦼 🦯 🦰 🦱 🦲 🦳 🍼"
GROUPS = "👨‍👩‍👧‍👦 👨‍👦 👩‍👩‍👦‍👦 👪 🧑‍🧑‍🧒 🧑‍🧑‍🧒‍🧒 🧑‍🧒 👩‍❤️‍👩 👯‍♀️ 🤼‍♂️ 🧑‍🩰"
OTHERS = "🙂‍↔️ 🙂‍↕️ 😮‍💨 😵‍💫 😶‍🌫️ ❤️‍🔥 ❤️‍🩹 👁️‍🗨️ 🐕‍🦺 🐈‍⬛ 🐻‍❄️ 🐦‍⬛ 🐦‍🔥 🍋‍🟩 🍄‍🟫 ⛓️‍💥 🏳️‍🌈 🏳️‍⚧️ 🏴‍☠️"
LANDS = [(ord(one), ord(other)) for one, other in ("CH", "FR", "JP", "EU", "UN", "GB", "IR", "IL", "PS", "TW", "XK")]

JOINED = [
    *(f"{who}{tone}{JOINER}{sign}️" for who, tone, sign in product(GENDERED, TONES, "♀♂")),
    *(f"{who}{tone}{DIRECTION}" for who, tone in product(WALKING, TONES)),
    *(f"{who}{tone}{JOINER}{sign}️{DIRECTION}" for who, tone, sign in product(WALKING, TONES, "♀♂")),
    *(f"{who}{tone}{JOINER}{what}" for who, tone, what in product(PEOPLE, TONES, AT_WORK.split())),
    *(f"{who}{tone}{JOINER}{what}{DIRECTION}" for who, tone, what in product(PEOPLE, TONES, "🦽🦼🦯")),
    *(
        f"{who}{one}{JOINER}🤝{JOINER}{who}{two}"
        for who, one, two in product(PEOPLE, TONES, TONES)
        if one < two and one
    ),
    *(f"👩{one}{JOINER}❤️{JOINER}💋{JOINER}👨{two}" for one, two in product(TONES[1:], TONES[1:])),
    *GROUPS.split(),
    *OTHERS.split(),
    *(chr(0x1F1A5 + one) + chr(0x1F1A5 + other) for one, other in LANDS),
    *(f"🏴{''.join(chr(0xE0000 + ord(sign)) for sign in land)}\U000e007f" for land in ("gbeng", "gbsct", "gbwls")),
    *(f"{key}️⃣" for key in "0123456789#*"),
]
IN_PARTS = ("😀‍😀", "🧑‍🚀‍🦽", "🧑‍☙", "🧑‍☺", "☺‍🧑", "🕱‍🧑")
"""What nobody's font joins."""


def widths(texts: Sequence[str]) -> list[float]:
    """How wide each is in type of 100 points, as sheets draw it; a sign that no font has counts, too."""
    words = {"words": json.dumps([*texts, JOINER], ensure_ascii=False)}
    source = (TEMPLATES / "fonts.typ").read_text() + (
        "#set text(font: fonts, size: 100pt)\n"
        "#context [#metadata(json(bytes(sys.inputs.words)).map(it => measure(text(it)).width.pt()))<widths>]"
    )
    return list(
        json.loads(
            typst.query(source.encode(), "<widths>", field="value", one=True, sys_inputs=words, font_paths=fonts())
        )
    )[:-1]


def test_joined_emoji_are_drawn_as_one_sign_and_change_nowhere() -> None:
    assert len(JOINED) > 1_000
    assert [one for one in JOINED if clean(one) != one or drawable(one) != one] == []
    assert [one for one, width in zip(JOINED, widths(JOINED), strict=True) if abs(width - EM) > 1] == []


def test_what_is_not_joined_is_drawn_in_parts() -> None:
    assert min(widths([drawable(joined) for joined in IN_PARTS])) > 1.5 * EM


def test_a_plain_sign_looks_as_before_beside_a_joined_emoji() -> None:
    assert widths(["©", "12", "☺"])[:2] == [69.5, 93.0]


def test_only_the_tags_of_three_flags_are_stored() -> None:
    assert clean("🏴\U000e0075\U000e0073\U000e0063\U000e0061\U000e007f a\U000e0067b") == "🏴 ab"
