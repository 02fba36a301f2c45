#!/bin/sh
# Previews a stack, and ends with the preview's exit code: a check that fails stops the pipeline before anything changes.
# A summary in Markdown goes to the file $GITHUB_STEP_SUMMARY, or to standard output.
#
#   preview.sh [options of `pulumi preview`]        such as --stack prod --policy-pack policy
#
# Needs sh, node and pulumi, and summary.mjs beside it.
set -u

here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd) || exit 1
folder=$(mktemp -d) || exit 1
trap 'rm -rf "$folder"' EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

# The event log is what the Automation API reads as well; the variable switches the option on. In it, secrets are masked.
PULUMI_DEBUG_COMMANDS=true pulumi preview --non-interactive --event-log "$folder/events" "$@" 2>"$folder/stderr"
status=$?
cat "$folder/stderr" >&2

if ! node "$here/summary.mjs" "$status" "$folder/events" "$folder/stderr" >"$folder/summary"; then
  echo "preview.sh: no summary could be made" >&2
elif [ -n "${GITHUB_STEP_SUMMARY:-}" ]; then
  cat "$folder/summary" >>"$GITHUB_STEP_SUMMARY"
else
  cat "$folder/summary"
fi
exit "$status"
