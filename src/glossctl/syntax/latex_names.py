"""What LaTeX's commands and environments do with their arguments: for those whose arguments are not simply read on."""

import re


def _names(names: str) -> frozenset[str]:
    return frozenset(names.split())


HEADINGS = _names(
    "part chapter section subsection subsubsection paragraph subparagraph title subtitle frametitle minisec"
)
NOTES = _names("footnote footnotetext marginpar marginnote sidenote thanks todo endnote")
SEEN = _names(  # what they show is no prose: a number, an address, code, a picture
    "ref eqref pageref autoref cref Cref vref nameref labelcref cite citep citet citealp citeauthor citeyear "
    "textcite parencite footcite autocite supercite url path nolinkurl texttt lstinline mintinline code verb "
    "includegraphics includesvg ensuremath qty SI si unit num ac acs acl acf acp gls Gls glspl Glspl acrshort "
    "acrlong acrfull ce"
)
UNSEEN = _names(
    "label input include subfile import usepackage RequirePackage documentclass bibliography bibliographystyle "
    "index addbibresource hspace vspace setlength addtolength setcounter addtocounter stepcounter refstepcounter "
    "pagestyle thispagestyle pagenumbering hypersetup graphicspath geometry nocite bibitem glsadd includeonly "
    "tikzset lstset definecolor colorlet color rule phantom hphantom vphantom linespread fontsize selectlanguage "
    "theoremstyle cline cmidrule rowcolor cellcolor columncolor addcontentsline markboth markright newpage "
    "enlargethispage numberwithin captionsetup sisetup lstdefinestyle lstdefinelanguage PassOptionsToPackage "
    "AtBeginDocument AtEndDocument ProvidesPackage ProvidesClass NeedsTeXFormat LoadClass hyphenation pdfinfo "
    "backref backrefalt indexdef indexsee sindex symlabel citestyle usetikzlibrary usetheme setmainfont setsansfont "
    "setmonofont bookmark pdfbookmark tag"
)
DEFINING = re.compile(
    r"(?:re)?newcommand|providecommand|(?:re)?newenvironment|newtheorem|[gex]?def|let|[A-Z]\w*|"
    r"(?:re)?new[a-z]+|declare[a-z]+|set[a-z]+|make[a-z]+|if[a-z]*|else|fi|expandafter|ExplSyntax\w+"
)
SKIPPED_FIRST = {  # so many arguments before the text
    "href": 1,
    "textcolor": 1,
    "colorbox": 1,
    "fcolorbox": 2,
    "parbox": 1,
    "multicolumn": 2,
    "multirow": 2,
    "raisebox": 1,
    "scalebox": 1,
    "resizebox": 2,
    "foreignlanguage": 1,
    "rotatebox": 1,
    "makebox": 0,
    "hyperlink": 1,
    "hypertarget": 1,
    "texorpdfstring": 0,
    "adjustbox": 1,
    "subcaptionbox": 1,
}
MARKUP = {
    "emph": "em",
    "textit": "em",
    "textsl": "em",
    "textbf": "strong",
    "href": "link",
    "sout": "strike",
    "st": "strike",
}
UNREAD_ENVIRONMENTS = _names(
    "equation align alignat aligned gather gathered multline flalign eqnarray math displaymath split cases array "
    "matrix pmatrix bmatrix dmath subequations verbatim Verbatim lstlisting minted comment filecontents tikzpicture "
    "tikzcd pgfpicture algorithmic prooftree mathpar alltt xy BVerbatim lstcode code picture forest bytefield"
)
TABLES = _names("tabular tabularx tabulary longtable supertabular xltabular tabu longtabu tblr")
ENVIRONMENTS_WITH_ARGUMENTS = _names(
    "minipage multicols thebibliography wrapfigure wraptable adjustbox column columns spacing otherlanguage "
    "tcolorbox adjustwidth subfigure subtable onlyenv varwidth list"
)
SYMBOLS = {
    "ss": "ß",
    "o": "ø",
    "O": "Ø",
    "ae": "æ",
    "AE": "Æ",
    "oe": "œ",
    "OE": "Œ",
    "aa": "å",
    "AA": "Å",
    "l": "ł",
    "L": "Ł",
    "i": "ı",
    "j": "ȷ",
    "S": "§",
    "P": "¶",
    "ldots": "…",
    "dots": "…",
    "textellipsis": "…",
    "LaTeX": "LaTeX",
    "TeX": "TeX",
    "LaTeXe": "LaTeX",
    "textemdash": "—",
    "textendash": "–",
    "copyright": "©",
    "textregistered": "®",
    "texttrademark": "™",
    "textquotesingle": "'",
    "textasciitilde": "~",
    "textasciicircum": "^",
    "textbackslash": "\\",
    "textunderscore": "_",
    "quad": " ",
    "qquad": " ",
    "space": " ",
    "thinspace": " ",
    "newline": "\n",
    "linebreak": "\n",
    "pounds": "£",
    "euro": "€",
    "textdegree": "°",
    "slash": "/",
    "textbar": "|",
    "textless": "<",
    "textgreater": ">",
    "guillemotleft": "«",
    "guillemotright": "»",
    "glqq": "„",
    "grqq": "“",
    "textquotedblleft": "“",
    "textquotedblright": "”",
    "nobreakspace": " ",
}
ACCENTS = {  # the combining character of each
    "`": "\u0300",
    "'": "\u0301",
    "^": "\u0302",
    "~": "\u0303",
    "=": "\u0304",
    "u": "\u0306",
    ".": "\u0307",
    '"': "\u0308",
    "r": "\u030a",
    "H": "\u030b",
    "v": "\u030c",
    "d": "\u0323",
    "c": "\u0327",
    "k": "\u0328",
    "b": "\u0331",
}
