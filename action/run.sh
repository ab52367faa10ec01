#!/usr/bin/env bash
# One run of studio-lint in GitHub Actions. Inputs come as INPUT_…; GitHub gives RUNNER_TEMP, GITHUB_WORKSPACE,
# GITHUB_ACTION_PATH, GITHUB_OUTPUT and GITHUB_STEP_SUMMARY. Ends with studio-lint's exit status.
set -euo pipefail

home="$RUNNER_TEMP/studio-lint${INPUT_VERSION:+-$INPUT_VERSION}"
extra=""
if [ "${INPUT_ONLINE:-false}" = true ]; then
  home="$home-online"
  extra="[online]"
fi

install() {
  "${INPUT_PYTHON:-python3}" -m venv "$home"
  local bin="$home/bin"
  [ -d "$bin" ] || bin="$home/Scripts"
  if [ -n "${INPUT_VERSION:-}" ]; then
    "$bin/python" -m pip install --quiet --disable-pip-version-check "studio-lint$extra==$INPUT_VERSION"
  else
    "$bin/python" -m pip install --quiet --disable-pip-version-check "$GITHUB_ACTION_PATH$extra"
  fi
}

# A runner may keep RUNNER_TEMP within a job: each version is installed once.
echo "::group::Install studio-lint"
[ -x "$home/bin/studio-lint" ] || [ -x "$home/Scripts/studio-lint.exe" ] || install
echo "::endgroup::"
lint="$home/bin/studio-lint"
[ -x "$lint" ] || lint="$home/Scripts/studio-lint.exe"

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
[ "${INPUT_ANNOTATIONS:-true}" = true ] && arguments+=(--output-format "github=$home/annotations.txt")
[ "${INPUT_SUMMARY:-true}" = true ] && arguments+=(--output-format "markdown=$home/summary.md")
[ -n "$sarif" ] && arguments+=(--output-format "sarif=$sarif")
[ -n "${INPUT_CONFIG:-}" ] && arguments+=(--config "$(from_root "$INPUT_CONFIG")")
[ -n "${INPUT_FAIL_ON:-}" ] && arguments+=(--fail-on "$INPUT_FAIL_ON")
[ -n "${INPUT_SELECT:-}" ] && arguments+=(--select "$INPUT_SELECT")
[ -n "${INPUT_IGNORE:-}" ] && arguments+=(--ignore "$INPUT_IGNORE")
[ "${INPUT_ONLINE:-false}" = true ] && arguments+=(--online)

# Blanks part the paths; patterns in them are not expanded.
set -f
# shellcheck disable=SC2206
named=(${INPUT_PATHS:-.})
set +f
paths=()
for path in "${named[@]}"; do paths+=("$(from_root "$path")"); done

rm -f "$home/annotations.txt" "$home/summary.md"
status=0
# Text from the checked files must not be taken for a command of the runner.
token="studio-lint-$RANDOM$RANDOM$RANDOM"
echo "::stop-commands::$token"
"$lint" "${arguments[@]}" -- "${paths[@]}" || status=$?
echo "::$token::"

if [ -f "$home/annotations.txt" ]; then cat "$home/annotations.txt"; fi
if [ -f "$home/summary.md" ]; then cat "$home/summary.md" >> "$GITHUB_STEP_SUMMARY"; fi
{
  echo "exit-code=$status"
  if [ -n "$sarif" ] && [ -f "$sarif" ]; then echo "sarif=$sarif"; fi
} >> "$GITHUB_OUTPUT"
exit "$status"
