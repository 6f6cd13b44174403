#!/usr/bin/env bash
# Builds the command line from this checkout, once: the package is not published, so that a pipeline uses the source at the revision it names.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
if [ -f "$root/dist/cli.cjs" ]; then exit 0; fi
if ! command -v node > /dev/null; then
  echo 'Policywright needs Node 20 or newer, and there is no node on the PATH.' >&2
  exit 2
fi
major=$(node -p 'process.versions.node.split(".")[0]')
if [ "$major" -lt 20 ]; then
  echo "Policywright needs Node 20 or newer; this is Node $major." >&2
  exit 2
fi
# Installs the locked dependencies first, where they are missing.
node "$root/scripts/bundle.mjs" >&2
