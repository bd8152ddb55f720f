"""The syntaxes that formats are written in, each to plain values and back: no entries, no files, nothing fetched."""
