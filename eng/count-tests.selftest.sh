#!/usr/bin/env bash
# Tests eng/count-tests.sh with made-up reports. No output but the last line when all is well.
set -uo pipefail
cd "$(dirname "$0")"
box=$(mktemp -d)
trap 'rm -rf "$box"' EXIT
bad=0

# report FILE PROJECT TOTAL EXECUTED PASSED FAILED: one line, attributes and order as xunit.v3 writes them
report() {
  printf '<TestRun><Results /><TestDefinitions><UnitTest name="T" id="1" storage="/x/%s.dll"></UnitTest></TestDefinitions><ResultSummary outcome="Completed"><Counters total="%s" executed="%s" passed="%s" failed="%s" error="0" timeout="0" aborted="0" inconclusive="0" passedButRunAborted="0" notRunnable="0" notExecuted="0" /></ResultSummary></TestRun>' \
    "$2" "$3" "$4" "$5" "$6" >"$box/$1.trx"
}
# expect NAME STATUS LAST_LINE PROJECT...
expect() {
  local name=$1 status=$2 line=$3 out got
  shift 3
  out=$(./count-tests.sh "$box" "$@" 2>/dev/null)
  got=$?
  if [ "$got" -ne "$status" ] || [ "${out##*$'\n'}" != "$line" ]; then
    echo "FAILED $name: exit $got, '${out##*$'\n'}'; expected exit $status, '$line'"
    bad=1
  fi
  rm -f "$box"/*.trx
}

report a A.Tests 3 3 3 0; report b B.Tests 2 2 2 0
expect "all pass" 0 "tests: 5 passed, 0 failed, 0 skipped" A.Tests B.Tests

report a A.Tests 3 3 2 1
expect "one fails" 1 "tests: 2 passed, 1 failed, 0 skipped" A.Tests

report a A.Tests 3 2 2 0
expect "one is skipped" 1 "tests: 2 passed, 0 failed, 1 skipped" A.Tests

report a A.Tests 3 3 2 0
expect "a time-out has failed, whatever its counter is called" 1 "tests: 2 passed, 1 failed, 0 skipped" A.Tests

report a A.Tests 0 0 0 0
expect "nothing ran" 1 "tests: 0 passed, 0 failed, 0 skipped" A.Tests

expect "no report at all" 1 "tests: 0 passed, 0 failed, 0 skipped" A.Tests

report a A.Tests 3 3 3 0
expect "a project without a report" 1 "tests: 3 passed, 0 failed, 0 skipped" A.Tests B.Tests

report a AA.Tests 3 3 3 0
expect "a name that only ends alike" 1 "tests: 3 passed, 0 failed, 0 skipped" A.Tests

report a A.Tests 3 3 3 0; printf '<TestRun><Results>' >"$box/b.trx"
expect "a report that breaks off" 1 "tests: 3 passed, 0 failed, 0 skipped" A.Tests

report a A.Tests 1000 1000 1000 0; printf '\n' >>"$box/a.trx"
expect "a report with a final newline" 0 "tests: 1000 passed, 0 failed, 0 skipped" A.Tests

# What failed is named, with its message and place; what passed is not.
report a A.Tests 2 2 1 1
sed -i 's|<Results />|<Results><UnitTestResult testName="A.Good" outcome="Passed" /><UnitTestResult testName="A.Fine" outcome="Passed"><Output /></UnitTestResult><UnitTestResult testName="A.Bad(s: \&quot;x\&lt;\&quot;)" outcome="Failed"><Output><ErrorInfo><Message>why \&amp; how</Message><StackTrace>   at A.Bad() in /x/A.cs:line 2</StackTrace></ErrorInfo></Output></UnitTestResult><UnitTestResult testName="A.Last" outcome="Passed" /></Results>|' "$box/a.trx"
named=$(./count-tests.sh "$box" A.Tests 2>/dev/null)
if [ "$named" != $'failed: A.Bad(s: "x<")\n    why & how\n       at A.Bad() in /x/A.cs:line 2\ntests: 1 passed, 1 failed, 0 skipped' ]; then
  echo "FAILED what failed is named: '$named'"
  bad=1
fi
rm -f "$box"/*.trx

[ $bad -eq 0 ] && echo "count-tests: 11 cases pass"
exit $bad
