"""Texts of every container that hold no list of publications, by the names of their files."""

from __future__ import annotations

PROSE = """\
The owls of the northern woods have long been watched by those who live there. In 1987 Ana Lopez
and Bo Chen walked the ridge for the first time, and what they saw changed their minds.

It was the winter of 1991, however, that made the difference. Carla Lim, Dana Rossi and Eva King
had come from Oslo, and with them came the journals of an earlier journey.
"""
FILES: dict[str, str] = {
    "prose.txt": PROSE,
    "chapter.md": "# The Ridge\n\n" + PROSE,
    "letter.txt": "Dear Ana,\n\nthank you for your letter of 12 March 2019. Bo Chen and I met in Oslo.\n\nYours, Eva\n",
    "mail.eml": "From: Ana Lopez <a@x.org>\nTo: Bo Chen <b@x.org>\nSubject: Owls, 2019\n\n"
    "1. Call Eva King.\n2. Read the journal, 2018.\n3. Ask Dana Rossi and Carla Lim about 2017.\n",
    "README.md": "# owl\n\nA tool by Ana Lopez.\n\n## Installation\n\n- Install Python 3, 2019 or later\n- Run `make`\n\n"
    "## Features\n\n- Fast: written by Bo Chen in 2018\n- Small: one file\n- Safe: tested by Eva King, 2020\n\n## License\n\nMIT\n",
    "CHANGELOG.md": "# Changelog\n\n## 1.2.0 - 2019-03-01\n\n- Fix the owl counter (Ana Lopez)\n- Add a mode for nights (Bo Chen)\n"
    "\n## 1.1.0 - 2018-02-01\n\n- Drop Python 2 (Eva King)\n- Speed up the journal\n",
    "code.txt": "def owls(nights, year=2019):\n    for night in nights:\n        if night.year == 2018:\n            yield night\n\n"
    "# Ana Lopez, 2019\nclass Owl(Bird):\n    def hoot(self):\n        return 'hoo'\n",
    "main.c": "/* Ana Lopez, Bo Chen. Owls at night. 2019. */\n#include <stdio.h>\nint main(void) { return 0; }\n",
    "team.html": "<html><body><h1>Team</h1><ul><li><b>Ana Lopez</b><br>Professor, since 2012</li><li><b>Bo Chen</b><br>"
    "Student, since 2019</li><li><b>Eva King</b><br>Guest from Oslo, 2020</li></ul></body></html>",
    "shop.html": "<html><body><ul class=products><li><a href=/a>Night lamp with owl</a><br>by Strix, 19.99 EUR<li><a href=/b>"
    "Day lamp</a><br>by Bubo, 2019 model<li><a href=/c>Desk lamp</a><br>by Tyto, 9.99 EUR</ul></body></html>",
    "news.html": "<html><body><h2>News</h2><ul><li>March 2019: Ana Lopez joins the group.<li>May 2019: our paper on owls is accepted at "
    "the Owl Conference.<li>June 2020: Bo Chen wins the Night Prize.</ul></body></html>",
    "hidden.html": "<html><body><!-- <ul><li>Ana Lopez, Bo Chen. Owls at night. Owl News, 2019.</ul> --><p>Nothing here.</p>"
    "<div style='display:none'><h2>Publications</h2><ul><li>Ana Lopez and Bo Chen. Owls at night. Owl News, 2019.</ul></div></body></html>",
    "teaching.tex": "\\documentclass{article}\\begin{document}\\section{Teaching}\\begin{itemize}\\item Owls at Night, Spring 2019, with Bo Chen"
    "\\item Mice by Day, Fall 2019, with Eva King\\item Statistics, 2020\\end{itemize}\\end{document}\n",
    "commented.tex": "\\documentclass{article}\\begin{document}\nSome text.\n% \\section{Publications}\n% \\begin{itemize}\n"
    "% \\item Ana Lopez and Bo Chen. Owls at night. Owl News, 2019.\n% \\end{itemize}\n\\end{document}\n",
    "article.tex": "\\documentclass{article}\n\\begin{document}\n\\section{Introduction}\n"
    + PROSE
    + "\\end{document}\n",
    "talks.org": "#+TITLE: Talks of Ana Lopez\n* Talks\n1. Owls at night, Owl Seminar, Oslo, March 2019.\n2. Mice by day, with Bo Chen, "
    "Rome, 2020.\n3. How owls plan, Owl Conference, 2021.\n",
    "todo.org": "#+TITLE: Notes\n* Work\n- ask Bo Chen about the journal, 2019\n- write to Eva King\n* Home\n- mend the lamp\n",
    "guide.rst": "Guide\n=====\n\n.. note:: Owls by Ana Lopez, 2019.\n\nInstall\n-------\n\n- Get the file\n- Run the file, since 2019\n\n"
    + PROSE,
    "minutes.txt": "Minutes, 12 March 2019\n\nPresent: Ana Lopez, Bo Chen, Eva King\n\n1. The minutes of 2018 are accepted.\n2. Ana Lopez tells of "
    "the owls.\n3. Bo Chen and Eva King order lamps.\n\nNext meeting: May 2019\n",
    "recipe.md": "# Owl cake\n\n1. Take two eggs, 100 g of sugar, and flour.\n2. Stir, as Ana Lopez does.\n3. Bake for 45 minutes.\n",
    "results.txt": "Results of 2019\n\n1. Ana Lopez, Oslo, 12:31\n2. Bo Chen, Rome, 12:45\n3. Eva King, Bern, 13:02\n",
    "program.md": "# Programme\n\n| Time | Speaker | Talk |\n|---|---|---|\n| 9:00 | Ana Lopez | Owls at night |\n| 10:00 | Bo Chen | Mice by day |\n",
    "contents.md": "# Owls\n\n- [Introduction](#introduction)\n- [Papers with code](#papers)\n- [Journal of 2019](#journal)\n",
    "legal.txt": "1. This licence is granted by Ana Lopez, Oslo, in 2019.\n2. The journal may be copied.\n3. No warranty is given.\n",
}
