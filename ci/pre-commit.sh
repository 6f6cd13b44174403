#!/usr/bin/env bash
# `ci/pre-commit.sh check|format [option]... FILE...`: what .pre-commit-hooks.yaml names.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
bash "$root/ci/build.sh"
exec node "$root/dist/cli.cjs" "$@"
