"""What holds for the prose of every format, and documents to try it on."""

from hypothesis import strategies as st

from glossctl.syntax.spans import GAP, Prose

PARTS = {
    "markdown": r"""
        MIG word é 🚀 ` `` ``` ~~~ * ** _ ~~ [ ] ( ) ](x) [^1] [^1]: ! < > <b> </b> <br> <p> </p> <!-- --> &amp;
        &#65; & \ \* | \| $ $$ {{<x>}} {#a} { } # ## === --- > - 1. + ::: !!!·note [·] : *[A]:
        |---|---| https://x.example/a_b a/b.md +++ import·a·from·'b' <code> </code> {%raw%} {%endraw%}
    """,
    "rst": r"""
        MIG word é 🚀 ` `` * ** | _ __ ]_ [1]_ :ref:` <x> `_ \ .. ..·note:: ..·code:: ..·[1]· :: === ---- - 1. * >>> :a:
        +--+--+ ===·=== |··|··| | a·:·b https://x.example/a a/b.md
    """,
    "asciidoc": r"""
        MIG word é 🚀 ` `` * ** _ __ # ## + ++ ^ ~ $$ << >> , (( )) [ ] [[ ]] link:a[ https://x.example[ footnote:[ {a}
        &amp; \ = == . .T * ** - 1. :: ;; ---- .... ==== //// // |=== | a| 2+| [source] [cols="2*"] NOTE: include::a[]
        "` `" -- +
    """,
    "html": r"""
        MIG word é 🚀 < > <p> </p> <b> </b> <a·href="x"> </a> <br> <code> </code> <pre> </pre> <!-- --> <script>
        </script> <td> <tr> <table> </table> <li> <ul> </ul> <h1> </h1> <blockquote> &amp; &#65; &lt &nosuch; & {{·x·}}
        {% %} <![CDATA[ ]]> <? <!D <img> "
    """,
    "latex": r"""
        MIG word é 🚀 \ % $ $$ \( \) \[ \] { } & ~ \\ \item \item[ ] \section{ \textbf{ \texttt{ \footnote{ \href{a}{
        \'e \"{o} \begin{tabular} \end{tabular} \begin{equation} \end{equation} \begin{document} \end{document} \verb|a|
        \newcommand{ \newacronym{a}{b}{c} \acro{a}{b} \ldots \caption{ \par \& \% [ \def\a{
    """,
    "source": r"""
        MIG word é 🚀 // /* */ * # -- --[[ ]] {- -} ; % =begin =end <# #> " ' ` "" ''' \ r#" "# | a:·| <<EOF EOF ( ) {
        } : = <p> {@code ``` >>> - 1. @param noqa +build
    """,
}


def texts(format: str) -> st.SearchStrategy[str]:
    """Draw documents put together from the marks of a format, words, spaces and line ends."""
    parts = [part.replace("·", " ") for part in PARTS[format].split()]
    ends = ["\n", "\n", "\n\n", "\r\n", "\r", "\0", "\x0c", GAP, "    ", "\t"]
    pieces = st.sampled_from([*parts, *(f"{part} " for part in parts), *ends, *ends])
    return st.lists(pieces, max_size=40).map("".join)


def assert_placed(prose: Prose) -> None:
    """Check that each run of each block stands in the document where the block says, and that all is in order."""
    begun = -1
    for number, block in enumerate(prose.blocks):
        assert block.number == number
        spans = list(block.spans())
        assert begun <= block.place(0, 1)[0]
        before = begun = block.place(0, 1)[0]  # a note may stand within the paragraph before it
        assert "".join(span.text for span in spans) == block.text.replace(GAP, "")
        for span in spans:
            assert before <= span.start < span.end <= len(prose.text)
            assert not span.is_literal or prose.text[span.start : span.end] == span.text
            before = span.start
        for at in range(len(block.text)):
            start, end = block.place(at, at + 1)
            assert start < end
        for mark in block.marks:
            assert 0 <= mark.start < mark.end <= len(block.text)


def words(prose: Prose) -> list[str]:
    """Return the blocks with one space wherever there is white space."""
    return [" ".join(block.text.split()) for block in prose.blocks]


def place_of(prose: Prose, word: str) -> tuple[int, int]:
    """Return line and column of the first use of a word."""
    block = next(block for block in prose.blocks if word in block.text)
    at = block.text.index(word)
    start, end = block.place(at, at + len(word))
    assert prose.text[start:end] == word
    return prose.place(start)
