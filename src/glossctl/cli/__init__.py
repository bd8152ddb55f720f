"""The command line: the table of commands, their settings and exit statuses, and one thin room for each command."""
