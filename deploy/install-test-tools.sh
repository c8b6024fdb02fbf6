#!/bin/sh
# Installs the Debian packages that the tests drive and read with, as root; otherwise says which are missing.
set -eu
missing=""
for pair in chromium:chromium firefox-esr:firefox-esr soffice:libreoffice-writer pdftoppm:poppler-utils nginx:nginx-light strace:strace; do
  PATH="$PATH:/usr/sbin" command -v "${pair%%:*}" >/dev/null 2>&1 || missing="$missing ${pair##*:}"
done
[ -e /usr/lib/libreoffice/program/libsclo.so ] || missing="$missing libreoffice-calc"
[ -e /usr/lib/libreoffice/program/libsdlo.so ] || missing="$missing libreoffice-impress"
fc-list 2>/dev/null | grep -qi 'NotoSans-Regular' || missing="$missing fonts-noto-core fontconfig"
fc-list 2>/dev/null | grep -qi 'NotoSansCJK' || missing="$missing fonts-noto-cjk"
[ -z "$missing" ] && exit 0
if [ "$(id -u)" -ne 0 ] || ! command -v apt-get >/dev/null 2>&1; then
  echo "The tests need these Debian packages; install them and run again:$missing" >&2
  exit 1
fi
echo "Installing for the tests:$missing"
export DEBIAN_FRONTEND=noninteractive
apt-get update -qq
# shellcheck disable=SC2086
apt-get install -y -qq --no-install-recommends $missing >/dev/null
