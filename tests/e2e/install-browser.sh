#!/bin/sh
# Sees to it that the browser tests have a Chromium.
#
#   install-browser.sh           if there is one, does nothing. Else installs the system's package:
#                                as root, or with INSTALL_BROWSER=1 through sudo; else says how.
#   install-browser.sh --find    prints the program to run, or fails.
#
# BROWSER_PATH names a Chromium or Chrome in an unusual place. With REQUIRE_BROWSER=1 it is an error
# to end without a browser; otherwise the tests go on without those that need one.
set -eu

find_browser() {
    if [ -n "${BROWSER_PATH:-}" ]; then
        [ -x "$BROWSER_PATH" ] && echo "$BROWSER_PATH"
        return
    fi
    for name in chromium chromium-browser google-chrome google-chrome-stable; do
        command -v "$name" && return
    done
    for program in "/Applications/Chromium.app/Contents/MacOS/Chromium" \
        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"; do
        [ -x "$program" ] && echo "$program" && return
    done
    return 1
}

go_on_without() {
    cat >&2 <<NOTICE

  ############################################################################
  #  No Chromium here: the browser tests cannot run. To install one:
  #
  #      $1
  #
  ############################################################################

NOTICE
    [ "${REQUIRE_BROWSER:-}" = 1 ] && exit 1
    exit 0
}

if [ "${1:-}" = --find ]; then
    find_browser
    exit
fi
find_browser >/dev/null && exit 0

if ! command -v apt-get >/dev/null; then
    go_on_without 'install Chromium or Chrome, or set BROWSER_PATH to the program'
fi
if [ "$(id -u)" = 0 ]; then
    with=
elif [ "${INSTALL_BROWSER:-}" = 1 ]; then
    with=sudo
else
    go_on_without 'INSTALL_BROWSER=1 make test        (asks for your password, uses apt-get)'
fi

echo 'Installing Chromium for the browser tests'
if ! { $with apt-get update && $with apt-get install -y chromium; }; then
    go_on_without 'sudo apt-get install -y chromium   (apt-get just failed; its words are above)'
fi
