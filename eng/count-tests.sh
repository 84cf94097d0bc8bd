#!/usr/bin/env bash
# Counts the tests that a run's trx files report, and judges the run.
#   eng/count-tests.sh RESULTS_DIRECTORY TEST_PROJECT...
# The last line of standard output is always "tests: N passed, N failed, N skipped".
# Before it stands what failed, each with its message and where, because the output of a whole run is long.
# Exit 1 when a test failed or was skipped, when none ran, or when a named project reported nothing; each reason is a line on standard error.
set -euo pipefail

[ $# -ge 2 ] || { echo "usage: eng/count-tests.sh RESULTS_DIRECTORY TEST_PROJECT..." >&2; exit 2; }
results=$1
shift

shopt -s nullglob
files=("$results"/*.trx)
status=0
complain() { echo "count-tests: $1" >&2; status=1; }

# A trx file is one long line; an attribute name is preceded by a space, so that "total" is not found inside another name.
attribute() { sed -n "s/.* $2=\"\([0-9][0-9]*\)\".*/\1/p" <<<"$1"; }

# Each result that did not pass: its name, at most twelve lines of its message, and the first line of its stack that names a file.
failures() {
  awk 'BEGIN { RS = "<UnitTestResult " }
    function plain(text) { gsub(/&lt;/, "<", text); gsub(/&gt;/, ">", text); gsub(/&quot;/, "\"", text); gsub(/&amp;/, "\\&", text); return text }
    function between(text, from, to,   rest, at) { at = index(text, from); if (!at) return ""; rest = substr(text, at + length(from)); at = index(rest, to); return at ? substr(rest, 1, at - 1) : rest }
    NR > 1 {
      result = $0
      head = substr(result, 1, index(result, ">"))
      outcome = between(head, "outcome=\"", "\"")
      if (outcome == "Passed" || outcome == "NotExecuted") next
      print "failed: " plain(between(head, "testName=\"", "\""))
      count = split(between(result, "<Message>", "</Message>"), lines, "\n")
      for (i = 1; i <= count && i <= 12; i++) print "    " plain(lines[i])
      count = split(between(result, "<StackTrace>", "</StackTrace>"), lines, "\n")
      for (i = 1; i <= count; i++) if (index(lines[i], ":line ")) { print "    " plain(lines[i]); break }
    }' "$1"
}

passed=0 failed=0 skipped=0
for file in "${files[@]}"; do
  failures "$file"
  counters=$(grep -o '<Counters [^>]*>' "$file" || true)
  total=$(attribute "$counters" total) executed=$(attribute "$counters" executed) good=$(attribute "$counters" passed)
  if [ -z "$total" ] || [ -z "$executed" ] || [ -z "$good" ]; then
    complain "$file has no counters: its test process did not finish"
    continue
  fi
  passed=$((passed + good))
  failed=$((failed + executed - good)) # errors, time-outs and aborted tests have counters of their own: whatever ran and did not pass has failed
  skipped=$((skipped + total - executed))
done

for project in "$@"; do
  # The reports name the assembly of every test: storage="/.../Project.dll".
  if [ ${#files[@]} -eq 0 ] || ! grep -qF "/$project.dll\"" "${files[@]}"; then
    complain "$project reported no test"
  fi
done

[ "$failed" -eq 0 ] || complain "$failed failed"
[ "$skipped" -eq 0 ] || complain "$skipped skipped: a test that does not run proves nothing"
[ $((passed + failed)) -gt 0 ] || complain "no test ran"

echo "tests: $passed passed, $failed failed, $skipped skipped"
exit $status
