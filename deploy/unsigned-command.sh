#!/bin/sh
# Runs a command of Unsigned as the server's user, with the server's settings: unsigned [--forum NAME] doctor
set -eu
name=unsigned
COMMAND_OF_OPERATOR=unsigned
if [ "${1:-}" = --forum ]; then
  name=unsigned-${2:?"--forum takes the name of a forum"}
  COMMAND_OF_OPERATOR="unsigned --forum $2"
  shift 2
fi
[ -r "/etc/$name.env" ] || { echo "There are no settings in /etc/$name.env, or you may not read them. Run this as root." >&2; exit 1; }
set -a
. "/etc/$name.env"
set +a
export COMMAND_OF_OPERATOR
cd /opt/unsigned
if [ "$(id -un)" = "$name" ]; then
  exec .venv/bin/flask --app app "$@"
fi
[ "$(id -u)" -eq 0 ] || { echo "Run this as root: sudo unsigned $*" >&2; exit 1; }
exec setpriv --reuid "$name" --regid "$name" --init-groups .venv/bin/flask --app app "$@"
