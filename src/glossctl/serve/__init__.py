"""Servers for editors and assistants: thin rooms over the library's face, each with a well-kept package's protocol."""
