#!/bin/sh
# Run the words that follow with a Python that Wijkregie can use.
# First one that all pinned packages are made for, then any newer one.
for limit in 15 99; do
    for name in python3 python3.14 python3.13 python3.12 python3.11; do
        if "$name" -c "import sys; sys.exit(not (3, 11) <= sys.version_info < (3, $limit))" 2>/dev/null; then
            unset PYTHONPATH PYTHONHOME PYTHONSAFEPATH
            exec "$name" "$@"
        fi
    done
done
echo "Wijkregie heeft Python 3.11 of nieuwer nodig. Installeer dat en geef de opdracht opnieuw." >&2
echo "Wijkregie needs Python 3.11 or newer. Install it and run the command again." >&2
exit 1
