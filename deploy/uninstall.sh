#!/bin/sh
# Takes away what deploy/install.sh installed, and says what it leaves: sh deploy/uninstall.sh [--forum NAME]
# Notes, settings and certificates stay. No page and no command reaches them any more.
set -eu
PATH=/usr/local/sbin:/usr/sbin:/sbin:$PATH
[ "$(id -u)" -eq 0 ] || { echo "Run it as root: sudo sh $0" >&2; exit 1; }
forum=""
case ${1:-} in
  "") ;;
  --forum) forum=${2:?"--forum takes the name of a forum"} ;;
  *) echo "$1 is unknown. Usage: sh $0 [--forum NAME]" >&2; exit 1 ;;
esac
name=unsigned${forum:+-$forum}
unit=unsigned${forum:+@$forum}.service

if [ -d /run/systemd/system ]; then
  systemctl disable -q --now "$unit" "$name-backup.timer" 2>/dev/null || true
fi
rm -f "/etc/systemd/system/$name-backup.service" "/etc/systemd/system/$name-backup.timer"
rm -f "/etc/nginx/sites-enabled/$name" "/etc/nginx/sites-available/$name"
rm -rf "/run/$name"
others=""
for file in /etc/unsigned.env /etc/unsigned-*.env; do
  [ -e "$file" ] && [ "$file" != "/etc/$name.env" ] && [ -e "/etc/nginx/sites-enabled/$(basename "$file" .env)" ] && others="$others $file"
done
if [ -z "$others" ]; then # the last one takes the program along
  rm -f /etc/systemd/system/unsigned.service /etc/systemd/system/unsigned@.service /usr/local/bin/unsigned
  rm -f /etc/nginx/sites-enabled/unsigned-other-names /etc/nginx/sites-available/unsigned-other-names
  rm -rf /opt/unsigned /opt/unsigned-????????????
fi
if [ -d /run/systemd/system ]; then
  systemctl daemon-reload
  systemctl reload nginx 2>/dev/null || true
fi

echo "Unsigned is uninstalled. These are left:"
left() { # left PATH WHAT
  [ -e "$1" ] && printf '  %-28s %s\n' "$1" "$2"
  return 0
}
left "/var/lib/$name" "notes, keys and accounts. To destroy them: find /var/lib/$name -type f -exec shred -u {} +"
left "/var/lib/$name-backups" "backups, which no timer deletes any more"
left "/etc/$name.env" "settings"
left "/etc/ssl/$name" "the certificate that the installer made"
left /etc/letsencrypt "certificates of certbot, which renews them until you remove it"
left "/root/$name-invitation.txt" "an invitation"
left /var/www/unsigned "an empty folder for certbot"
echo "  the user $name, the packages that Debian installed with nginx, and other backups wherever you put them"
[ -z "$others" ] || echo "The program stays for other forums, with the settings in:$others"
