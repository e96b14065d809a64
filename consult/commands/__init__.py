"""The commands of ``consult``, one a file: each has ``run(arguments) -> exit code`` and imports what it needs late."""
