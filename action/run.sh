#!/usr/bin/env bash
# One run of studio-lint in GitHub Actions. Inputs come as INPUT_…; GitHub gives RUNNER_TEMP, GITHUB_WORKSPACE,
# GITHUB_ACTION_PATH, GITHUB_OUTPUT and GITHUB_STEP_SUMMARY. Ends with studio-lint's exit status.
#
# The checkout is a stranger's: no program, module or setting of it may take part. Python always runs isolated (-I), what
# installs runs in a folder of its own, and search paths lose the entries that lead into the checkout.
set -euo pipefail

cd "${GITHUB_WORKSPACE:-.}"
workspace=$(pwd -P)

inside() {
  case "$1/" in
    "$workspace"/* | "${GITHUB_WORKSPACE:-$workspace}"/*) return 0 ;;
    *) return 1 ;;
  esac
}

# The folders of a search path that exist, have an absolute name and are outside the checkout. An empty entry is the
# current folder.
outside() {
  local kept="" entry real rest="$1:"
  while [ -n "$rest" ]; do
    entry=${rest%%:*}
    rest=${rest#*:}
    case "$entry" in /*) ;; *) continue ;; esac
    real=$(cd -- "$entry" 2> /dev/null && pwd -P) || continue
    inside "$entry" || inside "$real" || kept="$kept${kept:+:}$entry"
  done
  printf '%s' "$kept"
}

PATH=$(outside "$PATH")
export PATH
for name in LD_LIBRARY_PATH DYLD_LIBRARY_PATH; do
  [ -z "${!name+set}" ] || export "$name=$(outside "${!name}")"
done
for name in HOME XDG_CONFIG_HOME LD_PRELOAD DYLD_INSERT_LIBRARIES; do
  case "${!name:-/}" in
    *"$workspace"* | [!/]*) unset "$name" ;;
  esac
done
unset BASH_ENV ENV CDPATH GLOBIGNORE

# Of pip's variables only those count that say where packages come from, and not those that name the checkout.
for name in $(compgen -e); do
  case "$name" in
    PYTHON*) unset "$name" ;;
    PIP_INDEX_URL | PIP_EXTRA_INDEX_URL | PIP_TRUSTED_HOST | PIP_PROXY | PIP_CERT | PIP_CLIENT_CERT | PIP_CONFIG_FILE)
      case "${!name}" in
        *"$workspace"* | *"${GITHUB_WORKSPACE:-$workspace}"* | file:* | *[[:space:]]file:*) unset "$name" ;;
      esac
      ;;
    PIP_TIMEOUT | PIP_DEFAULT_TIMEOUT | PIP_RETRIES) ;;
    PIP_*) unset "$name" ;;
  esac
done

own=$(mktemp -d "$RUNNER_TEMP/studio-lint.XXXXXX")
trap 'rm -rf "$own"' EXIT
cd "$own"

# Say why there is no result, where people look: an annotation and the summary.
failed() {
  printf '::error title=studio-lint did not finish::%s\n' \
    "$(printf '%s' "$1" | tr -d '\r' | sed 's/%/%25/g' | awk 'NR > 1 { printf "%s", "%0A" } { printf "%s", $0 }')"
  printf '## studio-lint\n\nstudio-lint did not finish: nothing was checked, or not everything.\n\n<pre>\n%s\n</pre>\n' \
    "$(printf '%s' "$1" | sed -e 's/&/\&amp;/g' -e 's/</\&lt;/g' -e 's/>/\&gt;/g')" >> "$GITHUB_STEP_SUMMARY"
}

refuse() {
  failed "$1"
  echo "exit-code=2" >> "$GITHUB_OUTPUT"
  exit 2
}

python=${INPUT_PYTHON:-python3}
case "$python" in
  /* | [A-Za-z]:[/\\]*) ;;
  */* | *\\*) refuse "the input python must be a command or an absolute path, not $python" ;;
esac
case "${INPUT_VERSION:-}" in
  *[!0-9A-Za-z.+!_-]* | .*) refuse "the input version must be a version of studio-lint, not $INPUT_VERSION" ;;
esac

home="$RUNNER_TEMP/studio-lint${INPUT_VERSION:+-$INPUT_VERSION}"
extra=""
if [ "${INPUT_ONLINE:-false}" = true ]; then
  home="$home-online"
  extra="[online]"
fi

find_installed() {
  installed="$home/bin/python"
  [ -x "$installed" ] || installed="$home/Scripts/python.exe"
}

install() {
  local package="$GITHUB_ACTION_PATH$extra"
  [ -z "${INPUT_VERSION:-}" ] || package="studio-lint$extra==$INPUT_VERSION"
  "$python" -I -m venv "$home" || return
  find_installed
  "$installed" -I -m pip install --quiet --disable-pip-version-check --no-input "$package" || return
  : > "$home/ready"
}

# A runner may keep RUNNER_TEMP within a job: each version is installed once.
echo "::group::Install studio-lint"
ready=true
[ -f "$home/ready" ] || install || ready=false
echo "::endgroup::"
[ "$ready" = true ] || refuse "studio-lint could not be installed with $python; the log of this step says why"
find_installed

# Everything is named from the repository's root, so that annotations, the summary and SARIF name files as GitHub does.
prefix="${INPUT_WORKING_DIRECTORY:-.}"
prefix="${prefix#./}"
prefix="${prefix%/}"
from_root() {
  case "$prefix:$1" in
    *:/* | *:[A-Za-z]:[/\\]* | .:* | :*) printf '%s' "$1" ;;
    *:.) printf '%s' "$prefix" ;;
    *) printf '%s/%s' "$prefix" "${1#./}" ;;
  esac
}

sarif=""
[ -n "${INPUT_SARIF:-}" ] && sarif=$(from_root "$INPUT_SARIF")

arguments=(check --detect --force-exclude --output-format full)
[ "${INPUT_ANNOTATIONS:-true}" = true ] && arguments+=(--output-format "github=$own/annotations.txt")
[ "${INPUT_SUMMARY:-true}" = true ] && arguments+=(--output-format "markdown=$own/summary.md")
[ -n "$sarif" ] && arguments+=(--output-format "sarif=$sarif")
[ -n "${INPUT_CONFIG:-}" ] && arguments+=(--config "$(from_root "$INPUT_CONFIG")")
[ -n "${INPUT_FAIL_ON:-}" ] && arguments+=(--fail-on "$INPUT_FAIL_ON")
[ -n "${INPUT_SELECT:-}" ] && arguments+=(--select "$INPUT_SELECT")
[ -n "${INPUT_IGNORE:-}" ] && arguments+=(--ignore "$INPUT_IGNORE")
[ "${INPUT_ONLINE:-false}" = true ] && arguments+=(--online)

# Spaces separate the paths; patterns in them are not expanded.
set -f
# shellcheck disable=SC2206
named=(${INPUT_PATHS:-.})
set +f
paths=()
for path in "${named[@]}"; do paths+=("$(from_root "$path")"); done

# A log to explain: the step says which line made that build fail, and checks nothing.
if [ -n "${INPUT_EXPLAIN:-}" ]; then
  arguments=(explain --output-format full)
  [ -n "${INPUT_CONFIG:-}" ] && arguments+=(--config "$(from_root "$INPUT_CONFIG")")
  case "$prefix" in . | "") ;; *) arguments+=(--context "$prefix") ;; esac
  paths=("$(from_root "$INPUT_EXPLAIN")")
  if [ "${INPUT_ANNOTATIONS:-true}" = true ]; then
    (cd "$workspace" && exec "$installed" -I -m studio_lint "${arguments[@]}" --output-format github -- "${paths[@]}") \
      > "$own/annotations.txt" 2> /dev/null || true
  fi
fi

status=0
# Text from the checked files must not be taken for a command of the runner.
token="studio-lint-$RANDOM$RANDOM$RANDOM"
echo "::stop-commands::$token"
(cd "$workspace" && exec "$installed" -I -m studio_lint "${arguments[@]}" -- "${paths[@]}") 2> "$own/errors.txt" || status=$?
cat "$own/errors.txt" >&2
echo "::$token::"

if [ -f "$own/annotations.txt" ]; then cat "$own/annotations.txt"; fi
if [ -f "$own/summary.md" ]; then cat "$own/summary.md" >> "$GITHUB_STEP_SUMMARY"; fi
if [ "$status" -gt 1 ]; then failed "$(head -c 4000 "$own/errors.txt") (exit status $status)"; fi
{
  echo "exit-code=$status"
  if [ -n "$sarif" ] && (cd "$workspace" && [ -f "$sarif" ]); then echo "sarif=$sarif"; fi
} >> "$GITHUB_OUTPUT"
exit "$status"
