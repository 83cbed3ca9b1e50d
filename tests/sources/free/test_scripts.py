"""Lists in letters of other scripts: their headings, their names, and the standards they keep to."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.model import Paper, Rejected, Skipped
from kg.sources import read
from kg.sources.free.sections import section_of

CHINESE = """# 张三

## 发表论文

1. 张三, 李四. 猫头鹰综述[J]. 鸟类学报, 2020, 31(2): 100-120.
2. 王小明，李华. 夜间飞行的研究[J]. 鸟类学报，2019，42(3)：453-482.
3. LIM A, ROE J B. Owls at night[J]. Bird Studies, 2021, 38(4): 501-520.

## 获奖情况

- 2020年，最佳猫头鹰论文奖，鸟类学会
"""
RUSSIAN = """# Публикации

- Совин И. И., Лунев П. П. Ночной полёт // Вестник птиц. 2019. Т. 12, № 3. С. 45–56.
- Лунева А. А. Совы: введение. М.: Птица, 2015. 320 с.
"""


def papers_of(text: str, tmp_path: Path) -> list[Paper | Rejected | Skipped]:
    path = tmp_path / "list.md"
    path.write_text(text, encoding="utf-8")
    return [each for each in read(path) if isinstance(each, Paper | Rejected | Skipped)]


def test_a_chinese_list_is_read_name_by_name(tmp_path: Path) -> None:
    found = papers_of(CHINESE, tmp_path)
    papers = [each for each in found if isinstance(each, Paper)]
    assert [(each.title, [a.printed for a in each.authors], each.venue) for each in papers] == [
        ("猫头鹰综述", ["张三", "李四"], "鸟类学报"),
        ("夜间飞行的研究", ["王小明", "李华"], "鸟类学报"),
        ("Owls at night", ["LIM A", "ROE J B"], "Bird Studies"),
    ]
    assert [each.kind for each in found if isinstance(each, Skipped)] == ["award"]


def test_the_marks_of_a_chinese_list_tell_kinds(tmp_path: Path) -> None:
    found = papers_of(
        "# 论文\n\n"
        "1. 陈刚. 夜间的猫头鹰[M]. 北京: 夜鸟出版社, 2018.\n"
        "2. 李娜. 猫头鹰听觉研究[D]. 北京: 夜鸟大学, 2016.\n"
        "3. 刘洋. 谷仓里的猫头鹰[M]//鸟类手册. 上海: 夜鸟出版社, 2017: 33-40.\n"
        "4. 张三. 猫头鹰综述[J]. 鸟类学报, 2020, 31(2): 100-120.\n",
        tmp_path,
    )
    kinds = [each.kind for each in found if isinstance(each, Paper)]
    assert kinds == ["Book", "Thesis", "BookChapter", None]


def test_a_russian_list_parts_the_title_from_where_it_stands(tmp_path: Path) -> None:
    papers = [each for each in papers_of(RUSSIAN, tmp_path) if isinstance(each, Paper)]
    assert [(each.title, each.venue, each.year) for each in papers] == [
        ("Ночной полёт", "Вестник птиц", "2019"),
        ("Совы: введение", None, "2015"),
    ]


@pytest.mark.parametrize(
    ("heading", "published", "kind", "other"),
    [
        ("学术论文", True, "", ""),
        ("期刊论文", True, "JournalArticle", ""),
        ("国際会議", True, "ConferencePaper", ""),
        ("研究業績", True, "", ""),
        ("논문", True, "", ""),
        ("Статьи в журналах", True, "JournalArticle", ""),
        ("Список публикаций", True, "", ""),
        ("Избранные работы", True, "", ""),
        ("Опыт работы", False, "", "employment"),
        ("专利", False, "", "patent"),
        ("受賞", False, "", "award"),
        ("Преподавание", False, "", "teaching"),
        ("Δημοσιεύσεις", True, "", ""),
        ("انتشارات", True, "", ""),
        ("ผลงานตีพิมพ์", True, "", ""),
        ("Các công trình", True, "", ""),
        ("Julkaisut", True, "", ""),
        ("Beiträge in Sammelbänden", True, "BookChapter", ""),
        ("Monographien", True, "Book", ""),
        ("Trabalhos completos publicados em anais de congressos", True, "ConferencePaper", ""),
        ("Communications dans un congrès", True, "ConferencePaper", ""),
        ("Tesis", True, "Thesis", ""),
        ("Tesis dirigidas", False, "", "supervised thesis"),
        ("Rezensionen", False, "", "book review"),
        ("Aufsätze in Zeitschriften und Sammelbänden", True, "", ""),
        ("Articoli in rivista", True, "JournalArticle", ""),
        ("Voci di enciclopedia", True, "BookChapter", ""),
        ("Contributions à des ouvrages collectifs", True, "BookChapter", ""),
        ("Livres et chapitres de livres", True, "", ""),
        ("Communications", False, "", "talk"),
        ("Communications avec actes", True, "ConferencePaper", ""),
        ("Direction de thèses", False, "", "supervised thesis"),
        ("Rozdziały w monografiach", True, "BookChapter", ""),
        ("Vetenskapliga artiklar", True, "JournalArticle", ""),
        ("Proefschrift", True, "Thesis", ""),
        ("Ulusal kongre bildirileri", True, "ConferencePaper", ""),
        ("Yönetilen tezler", False, "", "supervised thesis"),
        ("Proyectos de investigación", False, "", "grant"),
        ("In press", True, "", ""),
        ("In the press", False, "", "news"),
    ],
)
def test_headings_of_other_languages(heading: str, published: bool, kind: str, other: str) -> None:
    section = section_of(heading)
    assert section is not None
    assert (section.published, section.kind, section.other) == (published, kind, other)
