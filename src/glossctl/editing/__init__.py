"""Changes to a glossary file: where an entry goes, which one is meant, and the text changed around it."""
