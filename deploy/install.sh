#!/bin/sh
# Installs Unsigned on Debian 12 or 13, or upgrades it: run it again from a newer release. It changes only what differs.
#
#   sh deploy/install.sh [--settings FILE] [--forum NAME --port PORT] [--timezone Europe/Zurich]
#                        [--certificate FULLCHAIN --key KEY | --certbot EMAIL]
#
# Without --settings it asks. With --forum it installs one of several forums on this machine, each with its own settings,
# data, user and address. docs/operators.md explains the rest, deploy/uninstall.sh takes it away again.
set -eu
umask 022
PATH=/usr/local/sbin:/usr/sbin:/sbin:$PATH
export DEBIAN_FRONTEND=noninteractive

here=$(cd "$(dirname "$0")/.." && pwd -P)
certbot_failed="" settings="" forum="" port=8000 timezone="" certificate="" key="" certbot=""

say() { printf '%s\n' "$*"; }
stop() { printf 'Nothing more was done. %s\n' "$*" >&2; exit 1; }

read_options() {
  while [ $# -gt 0 ]; do
    [ $# -ge 2 ] || stop "$1 is unknown, or its value is missing. The first lines of $0 list the options."
    case $1 in
      --settings) settings=$2 ;;
      --forum) forum=$2 ;;
      --port) port=$2 ;;
      --timezone) timezone=$2 ;;
      --certificate) certificate=$2 ;;
      --key) key=$2 ;;
      --certbot) certbot=$2 ;;
      *) stop "$1 is unknown. The first lines of $0 list the options." ;;
    esac
    shift 2
  done
  case $forum in *[!a-z0-9-]*) stop "A forum is named by small letters, digits and hyphens, such as womens-forum." ;; esac
  case $forum in other-names | backups | *-backups) stop "A forum cannot be named $forum, because the installer needs that name." ;; esac
  case $port in *[!0-9]* | "") stop "--port takes a number, such as 8001." ;; esac
  [ -z "$forum" ] || [ "$port" != 8000 ] || stop "Give each forum a port of its own: --port 8001"
  [ -z "$certificate" ] || [ -r "$certificate" ] || stop "$certificate cannot be read."
  [ -z "$certificate" ] || [ -r "$key" ] || stop "--certificate needs --key with the file of its key."
  [ -z "$settings" ] || [ -r "$settings" ] || stop "$settings cannot be read."
  name=unsigned${forum:+-$forum}
  unit=unsigned${forum:+@$forum}.service
  environment=/etc/$name.env
}

check_machine() {
  [ "$(id -u)" -eq 0 ] || stop "Run it as root: sudo sh $0"
  . /etc/os-release
  case ${ID:-}-${VERSION_ID:-} in debian-12 | debian-13) ;; *) stop "This is not Debian 12 or 13." ;; esac
}

install_packages() {
  missing=""
  for package in python3-venv nginx openssl ca-certificates fonts-noto-core ${certbot:+certbot}; do
    dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || missing="$missing $package"
  done
  [ -z "$missing" ] && return
  say "Installing Debian's packages:$missing"
  apt-get update -qq
  # shellcheck disable=SC2086
  apt-get install -y -qq --no-install-recommends $missing >/dev/null
}

make_user() {
  getent passwd "$name" >/dev/null && return
  useradd --system --user-group --home-dir "/var/lib/$name" --no-create-home --shell /usr/sbin/nologin "$name"
}

install_program() {
  parts="app.py requirements.txt LICENSE README.md CHANGELOG.md deploy docs static surveys templates instance/README.md"
  digest=$(cd "$here" && find $parts -type f ! -path '*/__pycache__/*' | LC_ALL=C sort | xargs sha256sum | sha256sum | cut -c1-12)
  program=/opt/unsigned-$digest
  if [ ! -e "$program/.venv/.installed" ]; then
    say "Installing the program into $program (a minute or two) …"
    rm -rf "$program"
    mkdir "$program"
    (cd "$here" && tar -cf - --exclude __pycache__ --owner=0 --group=0 $parts) | tar -xf - -C "$program" --no-same-permissions
    chmod -R a+rX "$program"
    python3 -m venv "$program/.venv"
    "$program/.venv/bin/pip" install -qq --disable-pip-version-check --require-hashes -r "$program/requirements.txt" ||
      { rm -rf "$program"; stop "The packages could not be installed. What ran before still runs."; }
    "$program/.venv/bin/python" -m compileall -q "$program/surveys" "$program/app.py"
    touch "$program/.venv/.installed"
  fi
  [ -e /opt/unsigned ] && [ ! -L /opt/unsigned ] && stop "/opt/unsigned is a folder of another installation. Move it away."
  previous=$(readlink /opt/unsigned || true)
  ln -sfn "$program" /opt/unsigned
  for old in /opt/unsigned-????????????; do # the one before stays, to go back to
    [ "$previous" != "$program" ] || break
    [ "$old" = "$program" ] || [ "$old" = "$previous" ] || [ ! -e "$old/.venv" ] || rm -rf "$old"
  done
  install -m 755 "$program/deploy/unsigned-command.sh" /usr/local/bin/unsigned
}

ask() { # ask NAME QUESTION: writes the answer as a line of the settings
  [ -t 0 ] || stop "Nobody can answer here. Write the settings into a file like deploy/unsigned.env, and add --settings FILE"
  printf '%s ' "$2" >&2
  read -r answer
  case $answer in *[\"\\\$\`]*) stop "The answer may not have the characters \" \\ \$ \`." ;; esac
  printf 'UNSIGNED_%s="%s"\n' "$1" "$answer"
}

write_settings() {
  draft=$(mktemp)
  if [ -n "$settings" ]; then
    cat "$settings" >"$draft"
  elif [ -e "$environment" ]; then
    cat "$environment" >"$draft"
  else
    {
      ask ADDRESS "Address that people open, such as https://notes.example.org:"
      ask ORGANISATION "Name of the collaboration:"
      ask CONTROLLER "Who is responsible for what people write, such as the Diversity Office?"
      ask OPERATOR "Who runs this server, such as the computing group?"
      ask CONTACTS "Whom can people turn to (may be empty)?"
    } >"$draft"
  fi
  for line in "INSTANCE=/var/lib/$name" "SESSIONS=/run/$name" "PORT=$port" BEHIND_PROXY=yes; do
    grep -q "^UNSIGNED_${line%%=*}=" "$draft" || echo "UNSIGNED_$line" >>"$draft"
  done
  grep -q '^PYTHONDONTWRITEBYTECODE=' "$draft" || echo PYTHONDONTWRITEBYTECODE=1 >>"$draft"
  check_settings
  install -m 640 -o root -g "$name" "$draft" "$environment"
  rm "$draft"
}

setting() { sed -n "s/^UNSIGNED_$1=//p" "$draft" | tail -n 1 | sed "s/^[\"']//; s/[\"']\$//"; }

check_settings() {
  host=$(setting ADDRESS | sed -n 's|^https://\([A-Za-z0-9.-]*\).*|\1|p')
  port=$(setting PORT)
  [ -n "$host" ] || stop "UNSIGNED_ADDRESS must begin with https:// and the name of this server."
  case $host in *.example.org | *.example.com) stop "UNSIGNED_ADDRESS is still the example, $host." ;; esac
  [ -n "$(setting CONTROLLER)" ] || stop "UNSIGNED_CONTROLLER is empty: the form must say who is responsible."
  [ -n "$(setting OPERATOR)" ] || stop "UNSIGNED_OPERATOR is empty: the form must say who runs the server."
  [ "$(setting CONTROLLER)" != "$(setting OPERATOR)" ] || say "Please think again: the operator should not be an organiser."
  # the program reads them itself before anything of the running server is touched
  (set -a && . "$draft" && cd /opt/unsigned && .venv/bin/python -c 'import os; from surveys.settings import load_settings; load_settings(os.environ)') ||
    stop "Correct the settings and run this again."
}

set_timezone() {
  if [ -n "$timezone" ]; then
    [ -e "/usr/share/zoneinfo/$timezone" ] || stop "There is no time zone $timezone."
    ln -sf "/usr/share/zoneinfo/$timezone" /etc/localtime
    echo "$timezone" >/etc/timezone
  elif [ "$(date +%Z)" = UTC ]; then
    say "Look: the time zone of this machine is UTC, so opening and closing hours are in UTC. To change it, add"
    say "      --timezone Europe/Zurich"
  fi
}

start_server() {
  install -m 644 "/opt/unsigned/deploy/unsigned${forum:+@}.service" /etc/systemd/system/
  if [ ! -d /run/systemd/system ]; then
    install -d -m 700 -o "$name" -g "$name" "/var/lib/$name" "/run/$name"
    say "Look: systemd does not run here. Start the server yourself, as $name with the settings of $environment."
    return
  fi
  systemctl daemon-reload
  systemctl enable -q "$unit"
  systemctl try-restart 'unsigned@*.service' unsigned.service # other forums run the new program, too
  systemctl start "$unit"                                     # where it did not run yet
  for _ in $(seq 60); do # a busy machine takes its time; any answer will do: what is damaged is for the doctor to say
    /opt/unsigned/.venv/bin/python -c "import http.client as h; c = h.HTTPConnection('127.0.0.1', $port, timeout=5); c.request('GET', '/health'); c.getresponse()" 2>/dev/null && return
    sleep 1
  done
  stop "The server does not answer. To see why, run: journalctl -u $unit"
}

make_certificate() {
  if [ -n "$certificate" ]; then
    certificate=$(readlink -f "$certificate") key=$(readlink -f "$key")
  elif [ -e "/etc/letsencrypt/live/$host/fullchain.pem" ]; then
    certificate=/etc/letsencrypt/live/$host/fullchain.pem key=/etc/letsencrypt/live/$host/privkey.pem
  elif kept=$(sed -n 's/^ *ssl_certificate  *\(.*\);/\1/p' "/etc/nginx/sites-available/$name" 2>/dev/null) && [ -r "$kept" ]; then
    certificate=$kept key=$(sed -n 's/^ *ssl_certificate_key  *\(.*\);/\1/p' "/etc/nginx/sites-available/$name")
  else
    certificate=/etc/ssl/$name/fullchain.pem key=/etc/ssl/$name/key.pem
    install -d -m 700 "/etc/ssl/$name"
    openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 90 -subj "/CN=$host" \
      -addext "subjectAltName=DNS:$host" -keyout "$key" -out "$certificate" 2>/dev/null
    [ -n "$certbot" ] || say "Look: browsers will warn of a certificate that nobody signed. Give one with --certificate and --key, or use --certbot EMAIL"
  fi
}

write_site() {
  draft=$environment
  path=$(setting ADDRESS | sed -n 's|^https://[^/]*\(/.*[^/]\)/*$|\1|p')
  outer=$(setting ADDRESS | sed -n 's|^https://[^/:]*:\([0-9]*\).*|\1|p')
  template=/opt/unsigned/deploy/nginx.conf
  awk '/^server \{/ { n++ } n < 2' "$template" >/etc/nginx/sites-available/unsigned-other-names
  awk '/^server \{/ { n++ } n > 1' "$template" |
    sed -e "s|/etc/ssl/unsigned/fullchain.pem|$certificate|; s|/etc/ssl/unsigned/key.pem|$key|" \
      -e "s|notes\.example\.org|$host|; s|127\.0\.0\.1:8000|127.0.0.1:$port|; s|location / {\$|location $path/ {|" \
      >"/etc/nginx/sites-available/$name"
  if [ -n "$outer" ]; then
    sed -i "s/listen \(\[::\]:\)\{0,1\}443/listen \1$outer/" /etc/nginx/sites-available/unsigned-other-names "/etc/nginx/sites-available/$name"
    sed -i "s|https://\$server_name|https://\$server_name:$outer|" "/etc/nginx/sites-available/$name"
  fi
  [ -e /proc/net/if_inet6 ] || sed -i '/listen \[::\]/d' /etc/nginx/sites-available/unsigned-other-names "/etc/nginx/sites-available/$name"
  mkdir -p /var/www/unsigned
  for site in unsigned-other-names "$name"; do
    ln -sf "../sites-available/$site" "/etc/nginx/sites-enabled/$site"
  done
  rm -f /etc/nginx/sites-enabled/default # it logs everybody who types the number of the machine
}

reload_nginx() {
  nginx -t -q || stop "nginx does not accept its configuration; it still runs with the one before."
  [ -d /run/systemd/system ] || { say "Look: start or reload nginx yourself."; return 0; }
  systemctl enable -q --now nginx
  systemctl reload nginx
}

get_certificate() {
  [ -n "$certbot" ] || return 0
  certbot certonly --webroot -w /var/www/unsigned -d "$host" -m "$certbot" --agree-tos -n --keep-until-expiring \
    --deploy-hook "systemctl reload nginx" || { certbot_failed=yes; return 0; }
  certificate="" key=""
  make_certificate
  write_site
  reload_nginx
}

install_backups() { # a timer, started only where somebody decided how long backups are kept
  backups=/var/lib/$name-backups
  install -d -m 700 -o "$name" -g "$name" "$backups"
  for kind in service timer; do
    sed -e "s|^User=.*|User=$name|; s|/etc/unsigned\.env|$environment|; s|unsigned-backup|$name-backup|" \
      -e "s|COMMAND_OF_OPERATOR=unsigned|&${forum:+ --forum $forum}|" \
      -e "s|^StateDirectory=.*|StateDirectory=$name $name-backups|; s|^Description=Unsigned|&${forum:+ ($forum)}|" \
      "/opt/unsigned/deploy/unsigned-backup.$kind" >"/etc/systemd/system/$name-backup.$kind"
  done
  seen=""
  [ -z "$(ls "$backups")" ] || seen="--backups $backups"
  draft=$environment
  days=$(setting BACKUP_DAYS)
  switch=enable
  if [ "${days:-0}" -eq 0 ]; then
    switch=disable # it may run since an earlier time
    say "Look: no backups are made by themselves. To have one each week, write UNSIGNED_BACKUP_DAYS=30 into $environment"
    say "      (after so many days a backup is deleted, and participants can read the number), and run this again."
  fi
  [ -d /run/systemd/system ] || return 0
  systemctl daemon-reload
  systemctl "$switch" -q --now "$name-backup.timer"
}

invite() {
  [ -e "/var/lib/$name/office.sqlite" ] || { say "Once the server runs, invite the first organiser: unsigned ${forum:+--forum $forum }facilitator add"; return 0; }
  [ -z "$(unsigned ${forum:+--forum "$forum"} facilitator list)" ] || return 0
  if [ -t 1 ]; then
    say "First organiser: open this link within 24 hours. It works once."
    unsigned ${forum:+--forum "$forum"} facilitator add
  else
    rm -f "/run/$name/invitation.txt"
    unsigned ${forum:+--forum "$forum"} facilitator add --out "/run/$name/invitation.txt" >/dev/null
    mv "/run/$name/invitation.txt" "/root/$name-invitation.txt"
    chown root:root "/root/$name-invitation.txt"
    say "The invitation of the first organiser is in /root/$name-invitation.txt. It works once and for 24 hours."
  fi
}

read_options "$@"
check_machine
install_packages
make_user
install_program
write_settings
set_timezone
start_server
make_certificate
write_site
reload_nginx
get_certificate
install_backups
# shellcheck disable=SC2086
unsigned ${forum:+--forum "$forum"} doctor $seen || say "The doctor found something to do: the lines that begin with “do”."
invite
say "Unsigned is installed at $(setting ADDRESS). Commands: unsigned ${forum:+--forum $forum }--help"
[ -z "$certbot_failed" ] || { say "One thing is left: certbot got no certificate, so browsers warn of one that nobody signed. Once people reach port 80 of $host, run this again."; exit 1; }
