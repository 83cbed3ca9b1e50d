"""References by standards that mark what is what, and names in letters that no blank parts."""

from __future__ import annotations

import pytest

from kg.references import Marked, Reference, parse
from kg.references.names import split_names, without_et_al
from kg.references.reference import Span
from kg.references.standards import by_standard

TOLD = [
    ("张三, 李四. 猫头鹰综述[J]. 鸟类学报, 2020, 31(2): 100-120.",
     "张三|李四", "猫头鹰综述", {"venue": "鸟类学报", "year": "2020", "volume": "31", "issue": "2", "pages": "100-120"}),
    ("[2] 王小明，李华，等. 夜间飞行的研究[J]. 鸟类学报，2019，42(3)：453-482.",
     "王小明|李华", "夜间飞行的研究", {"venue": "鸟类学报", "year": "2019", "pages": "453-482"}),
    ("陈刚. 猫头鹰[M]. 北京: 夜鸟出版社, 2018.", "陈刚", "猫头鹰", {"place": "北京", "publisher": "夜鸟出版社", "venue": None}),
    ("刘洋, 周杰. 谷仓里的猫头鹰[C]//第12届鸟类会议论文集. 上海: 夜鸟出版社, 2017: 33-40.",
     "刘洋|周杰", "谷仓里的猫头鹰", {"venue": "第12届鸟类会议论文集", "publisher": "夜鸟出版社", "pages": "33-40"}),
    ("LIM A, ROE J B, et al. Owls at night[J]. Bird Studies, 2021, 38(4): 501-520.",
     "LIM A|ROE J B", "Owls at night", {"venue": "Bird Studies", "volume": "38", "issue": "4"}),
    ("Lim A, Roe J. Owls in barns[C]//Proceedings of the Owl Meeting. 2021: 5-20.",
     "Lim A|Roe J", "Owls in barns", {"venue": "Proceedings of the Owl Meeting", "year": "2021", "pages": "5-20"}),
    ("Совин И. И., Лунев П. П. Ночной полёт // Вестник птиц. 2019. Т. 12, № 3. С. 45–56.",
     "Совин И. И.|Лунев П. П.", "Ночной полёт", {"venue": "Вестник птиц", "volume": "12", "issue": "3", "pages": "45–56"}),
    ("Совин И.И. Ночной полёт / И.И. Совин // Вестник птиц. – 2019. – Т. 12. – С. 45-56.",
     "Совин И.И.", "Ночной полёт", {"venue": "Вестник птиц", "year": "2019", "volume": "12", "pages": "45-56"}),
    ("Лунева А. А. Совы: введение. М.: Птица, 2015. 320 с.", "Лунева А. А.", "Совы: введение", {"publisher": "Птица", "year": "2015"}),
    ("Lim P. P., Roe A. Owls at night // Bird Letters. 2020. Vol. 5. P. 1–9.", None, None, {}),
    ("張三、李四「梟の研究」『鳥学会誌』第35巻第2号、20-29頁、2018年",
     "張三|李四", "梟の研究", {"venue": "鳥学会誌", "volume": "35", "issue": "2", "pages": "20-29", "year": "2018"}),
    ("山田一郎: 夜の梟, 日本鳥学会誌, 35巻, 2号, pp. 20-29 (2018)",
     "山田一郎", "夜の梟", {"venue": "日本鳥学会誌", "volume": "35", "issue": "2", "pages": "20-29", "year": "2018"}),
    ("王小明，李华，夜间飞行的猫头鹰研究，鸟类学报，2018，44(5)：780-795.",
     "王小明|李华", "夜间飞行的猫头鹰研究", {"venue": "鸟类学报", "year": "2018", "volume": "44", "issue": "5", "pages": "780-795"}),
    ('王小明, 李华. "夜间飞行的猫头鹰研究", 鸟类学报, vol. 55, no. 3, pp. 1-20, 2018.',
     "王小明|李华", "夜间飞行的猫头鹰研究", {"venue": "鸟类学报", "year": "2018", "volume": "55", "issue": "3", "pages": "1-20"}),
    ("王小明：〈夜行的问题〉，《鸟学研究》，2018年第3期，第20-29页。",
     "王小明", "夜行的问题", {"venue": "鸟学研究", "year": "2018", "issue": "3", "pages": "20-29"}),
]  # fmt: skip


def names_of(found: Reference) -> str:
    author = found.first("author")
    return "|".join(part.of(found.text) for part in author.parts) if author else ""


@pytest.mark.parametrize(("text", "names", "title", "others"), TOLD)
def test_marks_of_a_standard_tell_the_fields(
    text: str, names: str | None, title: str | None, others: dict[str, str | None]
) -> None:
    [found] = parse([Marked(text)])
    if title is not None:
        assert found.by_standard
        assert (names_of(found), found.get("title")) == (names, title)
    assert {name: found.get(name) for name in others} == others  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "text",
    [
        "A. Lim and J. Roe. Owls at night. Bird Studies, 38(4):501-520, 2021.",
        "Lim A. What barns [see also: owls] hide. Bird Studies, 2021.",
        "Barns at night // an essay. Bird Studies, 2020.",
        "Owls of the world [B]. Read by nobody, 2020.",
        "",
    ],
)
def test_what_keeps_to_no_standard_is_left_to_what_was_learned(text: str) -> None:
    assert by_standard(text) == []


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("王小明, 李华", ["王小明", "李华"]),
        ("王小明，李华、赵敏", ["王小明", "李华", "赵敏"]),
        ("김철수, 이영희", ["김철수", "이영희"]),
        ("田中太郎, A. Lim", ["田中太郎", "A. Lim"]),
        ("史蒂文·罗, 李华", ["史蒂文·罗", "李华"]),
        ("Lim, A., Roe, B.", ["Lim, A.", "Roe, B."]),
    ],
)
def test_names_that_no_blank_parts_are_whole(line: str, names: list[str]) -> None:
    assert [each.of(line) for each in split_names(line, Span(0, len(line)))] == names


@pytest.mark.parametrize(
    ("line", "kept"), [("田中太郎, 他", "田中太郎"), ("李外", "李外"), ("王明等", "王明")]
)
def test_a_name_keeps_a_sign_that_elsewhere_tells_of_others(line: str, kept: str) -> None:
    assert without_et_al(line, Span(0, len(line))).of(line) == kept


def test_others_are_known_to_be_left_out() -> None:
    found = parse([Marked(TOLD[1][0]), Marked(TOLD[4][0]), Marked(TOLD[0][0])])
    assert [each.has_more_authors for each in found] == [True, True, False]


def test_standards_do_not_change_what_stands_beside_them() -> None:
    texts = [Marked(TOLD[0][0]), Marked("Lim, A. (2004). Owls at night. Bird Studies, 3(4), 1-9.")]
    assert parse(texts) == [parse([each])[0] for each in texts]
