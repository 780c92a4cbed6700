# SPDX-License-Identifier: GPL-3.0-or-later
# What Reprise needs from the distribution, and how to install what is missing. Sourced by
# tests/run, src/lab/start, flatpak/try and data/screenshots/take.
#
# A purpose is one of: build, lab, test, broadway, flatpak, pictures. Names are Debian's; Ubuntu has
# the same ones.
# The sanitizers' libraries come with gcc. Lists of packages are split at blanks on purpose.
# shellcheck shell=bash disable=SC2086

PACKAGES_BUILD="ca-certificates gcc libc6-dev pkg-config meson ninja-build gettext libxml2-utils
  libgtk-4-dev libadwaita-1-dev libsoup-3.0-dev libjson-glib-dev libsecret-1-dev libpq-dev
  libyaml-dev librsvg2-common python3 python3-yaml"
PACKAGES_LAB="pgbackrest"
PACKAGES_TEST="xvfb xauth dbus dbus-daemon at-spi2-core fonts-dejavu-core python3-gi
  gir1.2-atspi-2.0 openbox xdotool x11-utils imagemagick gnome-keyring python3-jsonschema
  desktop-file-utils appstream groff-base clang libclang-rt-dev lld"
PACKAGES_BROADWAY="libgtk-4-bin"
PACKAGES_FLATPAK="flatpak flatpak-builder elfutils debootstrap"
PACKAGES_PICTURES="fonts-cantarell fonts-noto-color-emoji"

has_debian_packages() {
  command -v dpkg-query >/dev/null && command -v apt-get >/dev/null
}

# Prints those of the named packages that are installed, one a line; patterns are allowed.
installed_packages() {
  dpkg-query -W -f '${db:Status-Status} ${Package}\n' "$@" 2>/dev/null |
    sed -n 's/^installed //p' | sort -u
}

is_installed() {
  [ -n "$(installed_packages "$1")" ]
}

# Reads package names and prints the N of every postgresql-N-pglogical, newest first.
pglogical_majors() {
  sed -n 's/^postgresql-\([0-9][0-9]*\)-pglogical$/\1/p' | sort -rnu
}

# Prints the PostgreSQL major version to use: the newest installed with pglogical, or else the
# newest that the distribution offers with it. Prints nothing where there is none.
postgresql_major() {
  local major
  for major in $(installed_packages 'postgresql-*-pglogical' | pglogical_majors); do
    if is_installed "postgresql-$major"; then
      echo "$major"
      return
    fi
  done
  command -v apt-cache >/dev/null || return 0
  for major in $(apt-cache search --names-only '^postgresql-[0-9]+-pglogical$' |
      sed 's/ .*//' | pglogical_majors); do
    if [ -n "$(apt-cache show --no-all-versions "postgresql-$major" 2>/dev/null)" ]; then
      echo "$major"
      return
    fi
  done
}

# Prints the packages for the named purposes, one a line.
packages_for() {
  local purpose major
  for purpose in "$@"; do
    case $purpose in
      build) printf '%s\n' $PACKAGES_BUILD ;;
      test) printf '%s\n' $PACKAGES_TEST ;;
      broadway) printf '%s\n' $PACKAGES_BROADWAY ;;
      flatpak) printf '%s\n' $PACKAGES_FLATPAK ;;
      pictures) printf '%s\n' $PACKAGES_PICTURES ;;
      lab)
        major=$(postgresql_major)
        printf '%s\n' $PACKAGES_LAB "postgresql-${major:-N}" "postgresql-${major:-N}-pglogical"
        ;;
      *)
        echo "packages_for: there is no purpose '$purpose'" >&2
        return 1
        ;;
    esac
  done
}

# Prints the packages for the named purposes that are not installed, one a line.
missing_packages() {
  local needed
  needed=$(packages_for "$@" | sort -u)
  comm -23 <(echo "$needed") <(installed_packages $needed)
}

# Runs a command as root. Never asks for a password.
as_root() {
  if [ "$(id -u)" = 0 ]; then
    "$@"
  else
    sudo -n "$@"
  fi
}

can_become_root() {
  [ "$(id -u)" = 0 ] || { command -v sudo >/dev/null && sudo -n true 2>/dev/null; }
}

apt_install() {
  as_root env DEBIAN_FRONTEND=noninteractive \
    apt-get -o DPkg::Lock::Timeout=300 -qq -y --no-install-recommends install "$@"
}

# The server's package would start a cluster of its own, which nobody here needs. A machine that
# had PostgreSQL's tools before keeps its owner's choice.
install_postgresql_common() {
  is_installed postgresql-common && return
  apt_install postgresql-common &&
    as_root sed -i 's/^#\? *create_main_cluster *=.*/create_main_cluster = false/' \
      /etc/postgresql-common/createcluster.conf &&
    grep -q '^create_main_cluster = false$' /etc/postgresql-common/createcluster.conf
}

# What to say where packages cannot be installed for the person.
explain_missing() {
  echo "These packages are missing, and only root may install them:" >&2
  echo "  apt-get update && apt-get install --no-install-recommends" "$@" >&2
}

explain_elsewhere() {
  {
    echo "This is not Debian or Ubuntu, so nothing is installed for you. Needed, by Debian's names:"
    packages_for "$@" | sort -u | fmt -w 90 | sed 's/^/  /'
    echo "Going on with what is here."
  } >&2
}

# install_missing PURPOSE...: installs what is not there, and never asks. Touches the package
# manager only if something is missing. Fails, having said what to do, where it cannot install.
install_missing() {
  local missing
  if ! has_debian_packages; then
    explain_elsewhere "$@"
    return 0
  fi
  missing=$(missing_packages "$@")
  [ -n "$missing" ] || return 0
  if ! can_become_root; then
    explain_missing $missing
    return 1
  fi
  echo "Installing: " $missing
  as_root apt-get -o DPkg::Lock::Timeout=300 -qq update || return
  # The lists may have been empty until now, and with them the version to choose.
  missing=$(missing_packages "$@")
  case $missing in
    *postgresql-*) install_postgresql_common || return ;;
  esac
  apt_install $missing
}

# Fails, having named them, if any of the named commands is not on the PATH.
require_commands() {
  local command status=0
  for command in "$@"; do
    if ! command -v "$command" >/dev/null; then
      echo "The command '$command' is missing." >&2
      status=1
    fi
  done
  return "$status"
}
