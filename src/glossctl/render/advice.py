"""What a reader may type next about a result, ready to paste."""

from glossctl.text import shell_word


def add_command(acronym: str, expansion: str = "...") -> str:
    """Return the command that adds an acronym to the glossary, to be completed."""
    form = shell_word(expansion) if expansion != "..." else '"..."'
    return f"glossctl add {shell_word(acronym)} --expansion {form}"
