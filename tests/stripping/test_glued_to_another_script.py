"""Addresses that no space parts from a sentence: the address goes, whole, and the sentence stays."""

import pytest

from surveys.stripping import clean, strip

MAIL, LINK, USER, PHONE = "[an e-mail address]", "[a link]", "[a user name]", "[a phone number]"
SENTENCE_STAYS = [
    ("我在小组里写信给anna@example.org但是没有人回答我", f"我在小组里写信给{MAIL}但是没有人回答我"),
    (
        "https://example.org/xにメールしましたが返事がありませんでした",
        f"{LINK}にメールしましたが返事がありませんでした",
    ),
    ("ฉันเขียนถึงanna@example.orgแต่ไม่มีใครตอบ", f"ฉันเขียนถึง{MAIL}แต่ไม่มีใครตอบ"),
    ("anna@example.org으로 보냈지만", f"{MAIL}으로 보냈지만"),
    ("كتبت لanna@example.org ولم يجب", f"كتبت ل{MAIL} ولم يجب"),
    ("به anna@example.orgنوشتم", f"به {MAIL}نوشتم"),
    ("כתבתי לanna@example.org ואף אחד", f"כתבתי ל{MAIL} ואף אחד"),
    ("написал наanna@example.org вчера", f"написал на{MAIL} вчера"),
    ("给anna@example.org和bob.smith@example.org写信", f"给{MAIL}和{MAIL}写信"),
    ("我的邮箱是12345678@qq.com谢谢", f"我的邮箱是{MAIL}谢谢"),
    ("给anna@cernmail写信", f"给{MAIL}写信"),
    ("メールanna@example.org。返事", f"メール{MAIL}。返事"),
    ("请看https://example.org/x。谢谢", f"请看{LINK}。谢谢"),
    ("第1https://example.org/x谢谢", f"第1{LINK}谢谢"),
    ("请看example.org/foo谢谢", f"请看{LINK}谢谢"),
    ("example.chに書きました", f"{LINK}に書きました"),
    ("请看wiki.example.test谢谢", f"请看{LINK}谢谢"),
    ("www.example.orgに書いた", f"{LINK}に書いた"),
    ("请写给@anna写的", f"请写给{USER}写的"),
    ("@anna写的", f"{USER}写的"),
    ("@anna@example.social写的", f"{MAIL}写的"),
    ("我用anna#1234写", f"我用{USER}写"),
    ("服务器188.184.9.234坏了", "服务器[a number]坏了"),
    ("电话是0227671234请打", f"电话是{PHONE}请打"),
    ("電話は+41 22 767 12 34です", f"電話は{PHONE}です"),
]
WHOLE = [
    ("почта@пример.рф", MAIL),
    ("用户@例子.公司", MAIL),
    ("ผู้ใช้@ตัวอย่าง.ไทย", MAIL),
    ("anna@例子.公司", MAIL),
    ("anna@mail.example例子.com", MAIL),
    ("anna@例子example.公司", MAIL),
    ("张.wei@example.org", MAIL),
    ("@anna@example.social", MAIL),
    ("张_wei@example.org", MAIL),
    ("Москва.anna@example.org", MAIL),
    ("müller@exämple.de", MAIL),
    # Letters that look Latin and are Cyrillic.
    ("аnna@example.org", MAIL),
    ("anna@mail.exаmple.org", MAIL),
    ("anna@example.cоm", MAIL),
    ("https://ja.wikipedia.org/wiki/日本語", LINK),
    ("https://例子.公司/路径", LINK),
    ("https://example.org/日本/x", LINK),
    ("https://example.org/x日本/y", LINK),
    ("https://пример.рф/путь", LINK),
]
NOTHING = ["第12.5节写的是什么", "我们有2019年的1000000个事例", "文件main.py没有写完", "写 @ 3 点", "我们的a/b测试。"]


@pytest.mark.parametrize(("text", "expected"), SENTENCE_STAYS)
def test_a_sentence_around_an_address_stays(text: str, expected: str) -> None:
    assert strip(clean(text)).text == expected


@pytest.mark.parametrize(("text", "expected"), WHOLE)
def test_an_address_in_another_script_goes_whole(text: str, expected: str) -> None:
    assert strip(clean(text)).text == expected


@pytest.mark.parametrize("text", NOTHING)
def test_what_is_no_address_stays(text: str) -> None:
    assert str(strip(clean(text)).text) == text


def test_an_address_far_into_a_sentence_without_spaces_is_found() -> None:
    """Its name may be so long; what goes before is none of it."""
    stripped = strip(clean("我" * 100 + "用户@例子.公司")).text
    assert stripped.strip("我") == MAIL
    assert 36 <= stripped.count("我") < 100
