"""Tell what a text is by the name of its file, where its content leaves doubt."""

from __future__ import annotations

from pathlib import PurePath

_SUFFIXES = {
    "Python code": "py pyi pyw pyx",
    "JavaScript code": "js mjs cjs jsx",
    "TypeScript code": "ts tsx mts cts vue svelte",
    "C or C++ code": "c h cc cpp cxx hh hpp hxx ino cu",
    "Java code": "java",
    "program code": "kt kts scala groovy gradle cs fs vb go rs rb php pl pm lua jl swift m mm r dart ex exs "
    "erl hs ml mli clj cljs lisp el scm f f90 f95 pas asm s zig nim v sv vhd vhdl sol wat proto thrift "
    "graphql gql cmake mk mak bzl bazel nix tf tfvars hcl rego dockerfile sas do stan smt2 lean coq agda awk vim tcl ada adb ads m4 ac am in",
    "a script": "sh bash zsh fish ksh csh ps1 psm1 bat cmd applescript",
    "SQL": "sql ddl psql mysql",
    "SPARQL": "rq ru sparql",
    "CSS": "css scss sass less styl",
    "HTML": "html htm xhtml jsp asp aspx ejs erb hbs mustache jinja j2 njk twig liquid",
    "a Markdown page": "md markdown mdx rmd qmd mkd",
    "a page of markup": "rst adoc asciidoc org textile wiki mediawiki pod typ",
    "a LaTeX document": "tex ltx sty cls dtx ins bst bbl aux toc",
    "settings": "ini cfg conf config toml env properties editorconfig desktop service inf reg plist npmrc "
    "pc gitignore gitattributes dockerignore flake8 pylintrc prettierrc eslintrc babelrc",
    "YAML": "yml yaml",
    "a log": "log out err",
    "an e-mail": "eml mbox msg mbx",
    "a calendar": "ics ical",
    "contacts": "vcf",
    "subtitles": "srt vtt sbv ass",
    "a patch": "diff patch rej",
    "a lock file": "lock",
    "a notebook": "ipynb",
    "translations": "po pot xlf strings",
    "a key or a certificate": "pem crt cer key csr asc pub",
    "checksums": "md5 sha1 sha256 sha512 sum",
    "a graph for drawing": "dot gv puml mmd",
    "a map": "geojson kml gpx wkt",
    "a model or a drawing": "obj stl ply gcode dxf step scad eps ps svg",
    "sequences": "fasta fa fastq fq gff gtf sam vcf4 pdb",
}
_NAMES = {
    "a Makefile": "makefile gnumakefile bsdmakefile",
    "a Dockerfile": "dockerfile containerfile",
    "program code": "rakefile gemfile vagrantfile jenkinsfile brewfile podfile fastfile procfile "
    "sconstruct sconscript build.bazel cmakelists.txt go.mod",
    "a list of packages": "requirements.txt requirements-dev.txt constraints.txt package.json composer.json "
    "bower.json pipfile cargo.toml environment.yml go.sum",
    "a licence": "license licence copying license.txt licence.txt copying.txt unlicense",
    "a page of markup": "readme changelog authors contributors codeowners notice todo news install",
    "rules for robots": "robots.txt",
    "settings": ".env .gitignore .gitattributes .editorconfig .npmrc .bashrc .zshrc .profile hosts crontab",
}
_PACKED = frozenset({".gz", ".bz2", ".xz", ".zip"})
_BY_SUFFIX = {suffix: kind for kind, words in _SUFFIXES.items() for suffix in words.split()}
_BY_NAME = {name: kind for kind, words in _NAMES.items() for name in words.split()}


def kind_by_name(name: str) -> str | None:
    """Name what a file is called as; None where lists of publications are called so, too.

    >>> kind_by_name("docker-compose.yml"), kind_by_name("Makefile"), kind_by_name("list.txt")
    ('YAML', 'a Makefile', None)
    """
    path = PurePath(name.casefold())
    if path.suffix in _PACKED:
        path = path.with_suffix("")
    return _BY_NAME.get(path.name) or _BY_SUFFIX.get(path.suffix.removeprefix("."))
