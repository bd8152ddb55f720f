"""Changes to a glossary file: which file, which entry, and the new text, leaving everything else as it was."""
