"""LaTeX to prose: what is read, what isn't, and where it stands."""

import pytest
from hypothesis import given

from glossctl.syntax.latex import read
from tests.syntax.placed import assert_placed, place_of, texts, words

READ = [
    (r"\documentclass{x} a \begin{document} b \end{document} c", ["b"]),
    (r"\section{a \emph{b}} \label{sec:c} d", ["a b", "d"]),
    ("a\nb\n\nc\\par d", ["a b", "c", "d"]),
    (r"\textbf{a}b \emph{c} \foo[d]{e}", ["ab c e"]),
    (r"\texttt{a} \verb|b| \ref{c} \cite[d]{e} \url{f} $g$ \(h\) \[i\] j", ["\ufffc " * 8 + "j"]),
    (r"\href{a}{b} \textcolor{red}{c} \multicolumn{2}{c}{d}", ["b c d"]),
    ("a % b\nc\n% d\n\ne", ["a c", "e"]),
    (r"R\&D 5\% \_ \# \$ \{ a~b c\,d e\-f", ["R&D 5% _ # $ { a b c d ef"]),
    (r"caf\'e na\"{\i}ve \v{s} \c{c} \ss{} \LaTeX", ["café naïve š ç ß LaTeX"]),
    (r"\begin{equation*} a \end{equation*} b", ["\ufffc b"]),
    (r"\begin{lstlisting}[x] a \end{lstlisting} \begin{verbatim}b\end{verbatim} c", ["\ufffc \ufffc c"]),
    (r"\begin{itemize} \item a \item[b] c \end{itemize}", ["a", "b", "c"]),
    (r"\begin{tabular}{ll} a & b \\ c & \\ \hline \end{tabular}", ["a", "b", "c"]),
    (r"a\footnote{b} c", ["a c", "b"]),
    (r"\begin{figure}[h] \includegraphics[a]{b} \caption[c]{d} \end{figure}", ["d"]),
    (r"\newcommand{\a}[1]{b} \def\c#1{d} \renewcommand\e{f} \newtheorem{g}{h} \usepackage{i} j", ["j"]),
    (r"\newacronym{a}{MIG}{Multi-Instance GPU}", ["MIG: Multi-Instance GPU"]),
    (r"\acro{a}[MIG]{Multi} \acrodef{MPS}{Service}", ["MIG: Multi", "MPS: Service"]),
    (r"\DeclareAcronym{a}{short=MIG, long={Multi-Instance GPU}}", ["MIG: Multi-Instance GPU"]),
    (r"a \{ b } c { d", ["a { b c d"]),
    (r"a $ b", ["a b"]),
    ("", []),
]


@pytest.mark.parametrize(("text", "blocks"), READ)
def test_prose_is_read_and_nothing_else(text: str, blocks: list[str]) -> None:
    prose = read(text)
    assert words(prose) == [block.strip() for block in blocks]
    assert_placed(prose)


@pytest.mark.parametrize("text", [text for text, _ in READ])
def test_line_endings_change_no_prose(text: str) -> None:
    other = read(text.replace("\n", "\r\n"))
    assert words(other) == words(read(text))
    assert_placed(other)


@pytest.mark.parametrize(
    ("text", "place"),
    [("🚀 \\emph{MIG}", (1, 9)), ("a\r\n\r\n\tMIG", (3, 2)), (r"\'e \& MIG", (1, 8)), ("% a\nMIG", (2, 1))],
)
def test_a_column_counts_code_points_of_the_file_as_it_is(text: str, place: tuple[int, int]) -> None:
    assert place_of(read(text), "MIG") == place


def test_kinds_rows_and_marks() -> None:
    prose = read(r"\section{a} \item b \item[c] d \begin{tabular}{l} e \\ f \end{tabular} \textbf{g}\caption{h}")
    assert [(block.text.strip(), block.kind, block.row) for block in prose.blocks] == [
        ("a", "heading", 0),
        ("b", "item", 0),
        ("c", "term", 0),
        ("d", "definition", 0),
        ("e", "cell", 1),
        ("f", "cell", 2),
        ("g", "paragraph", 0),
        ("h", "caption", 0),
    ]
    assert [mark.markup for mark in prose.blocks[6].marks] == ["strong"]


def test_a_comment_speaks_to_check() -> None:
    (directive,) = read("a\nb % glossctl: ignore MIG\n").directives
    assert (directive.line, directive.verb, directive.words) == (2, "ignore", ("MIG",))


@pytest.mark.parametrize(
    "part", ["{", "\\section{", "$", "$a", "\\[", "\\begin{equation}", "\\begin{a}", "\\item[", "\\footnote{"]
)
def test_hostile_texts_are_read_in_a_moment(part: str) -> None:
    assert_placed(read(part * 20_000))
    assert_placed(read(part * 2_000 + "}" * 2_000))


@given(texts("latex"))
def test_every_span_stands_at_its_offset(text: str) -> None:
    assert_placed(read(text))
