#!/usr/bin/env bash
# Runs `policywright check` as environment variables say; what they hold is never part of a command line.
#   POLICYWRIGHT_PATHS         paths, one per line (.)
#   POLICYWRIGHT_OUTPUT        format of standard output (stylish)
#   POLICYWRIGHT_REPORT        a second report: a file ...
#   POLICYWRIGHT_REPORT_AS     ... and its format
#   POLICYWRIGHT_SET, POLICYWRIGHT_BASELINE, POLICYWRIGHT_MAX_WARNINGS, POLICYWRIGHT_CHANGED_SINCE, POLICYWRIGHT_GATEWAY
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)

options=()
add() { if [ -n "$2" ]; then options+=("$1=$2"); fi; }
add --set "${POLICYWRIGHT_SET:-}"
add --baseline "${POLICYWRIGHT_BASELINE:-}"
add --max-warnings "${POLICYWRIGHT_MAX_WARNINGS:-}"
add --changed-since "${POLICYWRIGHT_CHANGED_SINCE:-}"
add --gateway "${POLICYWRIGHT_GATEWAY:-}"

paths=()
while IFS= read -r path; do
  if [ -n "$path" ]; then paths+=("$path"); fi
done <<< "${POLICYWRIGHT_PATHS:-.}"

if [ -n "${POLICYWRIGHT_REPORT:-}" ]; then
  mkdir -p "$(dirname "$POLICYWRIGHT_REPORT")"
  # The second run decides; here only what cannot be reported at all is a failure.
  code=0
  node "$root/dist/cli.cjs" check ${options[@]+"${options[@]}"} --output="$POLICYWRIGHT_REPORT_AS" -- "${paths[@]}" > "$POLICYWRIGHT_REPORT" || code=$?
  if [ "$code" -gt 1 ]; then
    # An empty report would be taken for a damaged one by the step that reads it.
    rm -f "$POLICYWRIGHT_REPORT"
    exit "$code"
  fi
fi
exec node "$root/dist/cli.cjs" check ${options[@]+"${options[@]}"} --output="${POLICYWRIGHT_OUTPUT:-stylish}" -- "${paths[@]}"
