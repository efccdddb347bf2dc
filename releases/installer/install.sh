#!/bin/sh
# Installs Aduan from this unpacked archive, without network: sh install.sh TARGET (see install.py --help).
at=$(cd "$(dirname "$0")" && pwd)
for python in ${ADUAN_PYTHON:-python3 python3.14 python3.13 python3.12 python3.11}; do
    command -v "$python" >/dev/null 2>&1 || continue
    "$python" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 14))' 2>/dev/null || continue
    exec "$python" -I "$at/install.py" "$@"
done
echo "Aduan needs CPython 3.11, 3.12, 3.13 or 3.14, and none was found: apt install python3." >&2
echo "Aduan memerlukan CPython 3.11 sampai 3.14, dan tidak satu pun ditemukan: apt install python3." >&2
exit 1
