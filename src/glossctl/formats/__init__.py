"""The formats a glossary is read from and written to: one file each, ``toml`` the native one."""
