"""What comments and strings look like in languages of programming and configuration, as expressions."""

import re

_DOUBLE = r'"(?:[^"\\\r\n]|\\.)*"?'
_SINGLE = r"'(?:[^'\\\r\n]|\\.)*'?"
_TRIPLE = r'"""(?:[^"\\]|\\.|"(?!""))*(?:"""|\\?\Z)'
_TRIPLE_SINGLE = r"'''(?:[^'\\]|\\.|'(?!''))*(?:'''|\\?\Z)"
_MANY_LINES = r'"(?:[^"\\]|\\.)*(?:"|\\?\Z)'
_SLASHES = r"(?P<line>//[^\r\n]*)|(?P<block>/\*(?:[^*]|\*(?!/))*(?:\*/|\Z))"
_HASH = r"(?P<line>#[^\r\n]*)"
_WORD_HASH = r"(?P<line>(?<![^\s;])#[^\r\n]*)"  # elsewhere a hash is part of a word
_DASHES = r"(?P<line>--[^\r\n]*)"
_BREAK = r"(?:\r\n?+|\n)"  # possessive: where a line ends is not tried in two ways, which takes exponential time
_HERE_DOCUMENT = (
    rf"<<[-~]?[ \t]*(?P<quote>['\"]?)(?P<tag>\w+)(?P=quote)[^\r\n]*{_BREAK}"
    rf"(?:[^\r\n]*+{_BREAK}){{0,500}}?[ \t]*(?P=tag)(?![^\r\n])"
)
_REGULAR = r"(?:[=(,:;!&|?{}\[+]|\breturn)[ \t]*/(?![*/])(?:[^/\\\r\n\[]|\\.|\[(?:[^\]\\\r\n]|\\.){0,200}\]){1,500}/"
_YAML_TEXT = (
    r"(?m:^)(?P<indent> *)(?![ #])[^\r\n]*?(?<=[:\-] )[|>][-+\d]*[ \t]*(?=[\r\n])"
    r"(?:(?:\r\n|[\r\n])(?:(?P=indent) +[^\r\n]*|[ \t]*(?=[\r\n]|\Z)))*"
)

SYNTAXES = {  # each: strings and the like, which hide comments, and comments; tried from left to right
    "c": (r'R"(?P<raw>[^(\s]{0,16})\(.*?(?:\)(?P=raw)"|\Z)', _DOUBLE, _SINGLE, _SLASHES),
    "go": (_DOUBLE, _SINGLE, r"`[^`]*`?", _SLASHES),
    "java": (_TRIPLE, _DOUBLE, _SINGLE, _SLASHES),
    "csharp": (r'@"(?:[^"]|"")*"?', _TRIPLE, _DOUBLE, _SINGLE, _SLASHES),
    "javascript": (_DOUBLE, _SINGLE, r"`(?:[^`\\]|\\.)*`?", _SLASHES, _REGULAR),
    "rust": (
        r'\bb?r(?P<hashes>#*+)".*?(?:"(?P=hashes)|\Z)',
        _MANY_LINES,
        r"'(?:[^'\\\r\n]|\\[^\r\n]{1,10})'",
        _SLASHES,
    ),
    "php": (_MANY_LINES, r"'(?:[^'\\]|\\.)*(?:'|\\?\Z)", r"(?P<hash>#(?!\[)[^\r\n]*)", _SLASHES),
    "css": (_DOUBLE, _SINGLE, r"url\([^)\r\n]*\)", _SLASHES),
    "terraform": (_HERE_DOCUMENT, _DOUBLE, r"(?P<hash>#[^\r\n]*)", _SLASHES),
    "python": (rf"[rRbBuUfF]{{0,2}}(?:{_TRIPLE}|{_TRIPLE_SINGLE}|{_DOUBLE}|{_SINGLE})", _HASH),
    "shell": (r"\\.", _HERE_DOCUMENT, _MANY_LINES, r"'[^']*(?:'|\Z)", _WORD_HASH),
    "yaml": (_YAML_TEXT, r'(?<=[\s\[{,])"(?:[^"\\]|\\.)*"', r"(?<=[\s\[{,])'(?:[^'\r\n]|'')*'", _WORD_HASH),
    "toml": (_TRIPLE, r"'''.*?(?:'''|\Z)", _DOUBLE, r"'[^'\r\n]*'?", _HASH),
    "ruby": (
        r"(?m:^)(?P<block>=begin\b.*?(?:[\r\n]=end|\Z))",
        _HERE_DOCUMENT,
        _MANY_LINES,
        r"'(?:[^'\\]|\\.)*(?:'|\\?\Z)",
        _WORD_HASH,
    ),
    "hash": (_DOUBLE, _WORD_HASH),
    "lines": (r"(?m:^)[ \t]*(?P<line>[#;!][^\r\n]*)",),
    "sql": (r"'(?:[^']|'')*(?:'|\Z)", r'"[^"\r\n]*"?', _DASHES, r"(?P<block>/\*(?:[^*]|\*(?!/))*(?:\*/|\Z))"),
    "lua": (r"(?P<block>--\[\[.*?(?:\]\]|\Z))", _DASHES, _DOUBLE, _SINGLE, r"\[\[.*?(?:\]\]|\Z)"),
    "haskell": (r"(?P<block>\{-.*?(?:-\}|\Z))", _DASHES, _DOUBLE),
    "lisp": (_MANY_LINES, r"\\.", r"(?P<line>;[^\r\n]*)"),
    "erlang": (_DOUBLE, r"\$.", r"(?P<line>%[^\r\n]*)"),
    "powershell": (
        r"(?P<block><#.*?(?:#>|\Z))",
        r"@\".*?(?:[\r\n]\"@|\Z)",
        r'"(?:[^"`]|`.)*"?',
        r"'[^']*'?",
        _WORD_HASH,
    ),
}
ENDINGS = {
    "c": (
        ".c",
        ".h",
        ".cc",
        ".cpp",
        ".cxx",
        ".hh",
        ".hpp",
        ".hxx",
        ".m",
        ".mm",
        ".cu",
        ".cuh",
        ".proto",
        ".thrift",
        ".zig",
    ),
    "go": (".go",),
    "java": (".java", ".kt", ".kts", ".scala", ".swift", ".dart", ".groovy", ".gradle"),
    "csharp": (".cs",),
    "javascript": (".js", ".mjs", ".cjs", ".jsx", ".ts", ".tsx", ".mts", ".cts"),
    "rust": (".rs",),
    "php": (".php",),
    "css": (".css", ".scss", ".less"),
    "terraform": (".tf", ".tfvars", ".hcl"),
    "python": (".py", ".pyi", ".pyx", ".bzl", ".star"),
    "shell": (".sh", ".bash", ".zsh", ".fish", ".ksh"),
    "yaml": (".yaml", ".yml"),
    "toml": (".toml",),
    "ruby": (".rb", ".rake", ".gemspec"),
    "hash": (".pl", ".pm", ".r", ".jl", ".ex", ".exs", ".nix", ".graphql", ".cmake", ".mk", ".rego", ".awk", ".tcl"),
    "lines": (".ini", ".cfg", ".conf", ".properties", ".env"),
    "sql": (".sql",),
    "lua": (".lua",),
    "haskell": (".hs", ".elm", ".purs"),
    "lisp": (".el", ".lisp", ".clj", ".cljs", ".scm", ".rkt"),
    "erlang": (".erl", ".hrl"),
    "powershell": (".ps1", ".psm1"),
}
NAMES = {  # of files without an ending
    "Makefile": "hash",
    "GNUmakefile": "hash",
    "Dockerfile": "hash",
    "Containerfile": "hash",
    "CMakeLists.txt": "hash",
    "Jenkinsfile": "java",
    "Rakefile": "ruby",
    "Gemfile": "ruby",
    "Vagrantfile": "ruby",
    "Tiltfile": "python",
}


def pattern(language: str) -> "re.Pattern[str]":
    """Return the expression that finds the comments and the strings of a language; comments are named groups."""
    return re.compile("|".join(SYNTAXES[language]), re.DOTALL)
