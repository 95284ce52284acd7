# Installs the editors and tools that tests/run drives, each once, into a cache folder keyed by version.
# Sourced by every step of tests/run; defines functions and paths only.

cache=${FACTMARK_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/factmark-tests}

# need_packages PACKAGE…: Debian packages, installed only when missing; asks for the package lists only then.
need_packages() {
  local package missing=() sudo=()
  for package in "$@"; do
    dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || missing+=("$package")
  done
  [ "${#missing[@]}" -gt 0 ] || return 0
  if ! command -v apt-get >/dev/null; then
    printf 'please install with your package manager: %s\n' "${missing[*]}" >&2
    return 1
  fi
  [ "$(id -u)" -eq 0 ] || sudo=(sudo --non-interactive)
  "${sudo[@]}" apt-get update -qq &&
    "${sudo[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}"
}

# once NAME COMMAND…: runs the command with the new folder's name as its last argument, and moves the folder to
# $cache/NAME only when it succeeded, so that an install broken off half-way is never taken for a whole one.
once() {
  local name=$1 work
  shift
  [ ! -d "$cache/$name" ] || return 0
  mkdir -p "$cache"
  work=$(mktemp -d "$cache/$name.XXXXXX") || return 1
  if "$@" "$work" && mv -T "$work" "$cache/$name"; then return 0; fi
  rm -rf "$work"
  [ -d "$cache/$name" ] # another run may have been first
}
