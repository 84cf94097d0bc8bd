#!/usr/bin/env bash
# Part of making a release: what PublicAPI.Unshipped.txt declares goes to PublicAPI.Shipped.txt, in every library.
set -euo pipefail
export LC_ALL=C
cd "$(dirname "$0")/.."

git ls-files '*PublicAPI.Unshipped.txt' | while read -r unshipped; do
  shipped="${unshipped%Unshipped.txt}Shipped.txt"
  declared=$(awk '
    FNR == 1 { next }                                  # "#nullable enable" heads both files
    sub(/^\*REMOVED\*/, "") { delete api[$0]; next }   # only Unshipped has these, and it is read last
    { api[$0] }
    END { for (line in api) print line }' "$shipped" "$unshipped" | sort -f)
  printf '#nullable enable\n%s\n' "$declared" > "$shipped"
  printf '#nullable enable\n' > "$unshipped"
done
