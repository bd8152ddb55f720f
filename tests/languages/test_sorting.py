"""Facts about how names are sorted in a language."""

import pytest

from glossctl.entries import Entry
from glossctl.languages.sorting import own_letter, sort_key


@pytest.mark.parametrize(
    ("language", "names"),
    [
        ("tr", "Cloud Çevik Dağıtık Gece Ğ Işık İşlem Otomatik Öbek Sürüm Şablon Zincir"),
        ("sv", "Apa Zebra Åska Äpple Öl"),
        ("da", "Abe Zebra Æble Øl Ål"),
        ("de", "Apfel Äpfel Arzt Zebra"),
        ("es", "Nube Ñandú Oso"),
        ("pl", "Lis Łódź Mysz"),
        ("cs", "Cena Čas Dům"),
        ("hu", "Olaj Ősz Öt Pad"),
        ("uk", "Галка Ґанок Дім Економіка Єдність Життя"),
        ("fa", "باز پا تاب چاپ گل لب"),
        ("th", "กล้วย เกม ขนม"),
        ("vi", "Da Đa Em"),
        ("ru", "Ад Ёлка Жук"),
        ("en", "Cafe Café Cloud"),
        ("ja", "API アプリ ガス かみ クラスター サーバ パン 用語"),
        ("ko", "가지 나무 다리"),
    ],
)
def test_a_language_sorts_as_it_does(language: str, names: str) -> None:
    given = names.split()
    assert sorted(given, key=lambda name: (sort_key(Entry(name), language), name)) == given


def test_a_reading_comes_before_the_characters() -> None:
    entries = [Entry("用語", reading="ようご"), Entry("仮想化", reading="かそうか"), Entry("クラスター"), Entry("Pod")]
    assert [entry.name for entry in sorted(entries, key=lambda entry: sort_key(entry, "ja"))] == [
        "Pod",
        "仮想化",
        "クラスター",
        "用語",
    ]


def test_a_letter_of_its_own_is_a_heading() -> None:
    shown = [own_letter(name, "tr") for name in ("çevik", "ışık", "işlem", "Cloud", "API", "")]
    assert shown == ["Ç", "I", "İ", "", "", ""]
    assert [own_letter(name, "de") for name in ("Äpfel", "i")] == ["", ""]
