#!/bin/sh
# Soak: hours of what a newsroom does to one database, with kills, readers and backups in between.
#
#   tests/soak.sh [HOURS [PROGRAM]]      4 hours of target/release/onrecord, by default
#
# Each round adds new revisions of invented articles, reads while that goes on, now and then kills the writer, extracts an
# article again, and checks. It ends at the first thing that is wrong and keeps its folder; else it says how far it came.
set -eu

hours=${1:-4}
program=$(realpath "${2:-target/release/onrecord}")
stories=$(realpath "$(dirname "$0")/../claims")
folder=$(mktemp -d "${TMPDIR:-/tmp}/onrecord-soak.XXXXXX")
end=$(awk -v now="$(date +%s)" -v hours="$hours" 'BEGIN { print int(now + hours * 3600) }')
export ONRECORD_DB="$folder/soak.db" NO_COLOR=1
cd "$folder"
mkdir in
round=0 kills=0 worst=0

fail() {
    echo "round $round: $1; see $folder" >&2
    exit 1
}

# A number below $1.
random() {
    od -An -N4 -tu4 /dev/urandom | awk -v below="$1" '{ print $1 % below }'
}

# The most memory that process $1 has taken, in MB, into $worst.
watch_memory() {
    while memory=$(awk '/VmHWM/ { print int($2 / 1024) }' "/proc/$1/status" 2> /dev/null) && [ -n "$memory" ]; do
        [ "$memory" -le "$worst" ] || worst=$memory
        sleep 0.1
    done
}

while [ "$(date +%s)" -lt "$end" ]; do
    round=$((round + 1))
    # Each story under an address of this round or an older one, with a figure of its own: a new article or a new revision.
    for file in "$stories"/*/*.txt; do
        name=$(basename "$(dirname "$file")")-$(random 500)
        mkdir -p "in/$name"
        sed "s/[0-9][0-9]*/$((round % 90 + 10))/" "$file" > "in/$name/$round-$(date -u -d "@$((1767225600 + round * 60))" +%Y-%m-%dT%H%MZ).txt"
    done
    "$program" add in -q 2> said &
    writer=$!
    "$program" quotes -n 20 > /dev/null 2>> readers || [ ! -s "$ONRECORD_DB" ] || grep -q "add PATH" readers || fail "a reader failed"
    if [ "$(random 4)" -eq 0 ]; then
        sleep "0.$(random 10)"
        kill -KILL $writer 2> /dev/null && kills=$((kills + 1))
        wait $writer 2> /dev/null || true
        "$program" add in -q 2> said || fail "add after a kill: $(cat said)"
    else
        watch_memory $writer
        wait $writer || fail "add: $(cat said)"
    fi
    "$program" speakers -q -n 20 > /dev/null && "$program" changes -q -n 20 > /dev/null || fail "a listing failed"
    "$program" reextract --article "$((round % 4 + 1))" -q > /dev/null 2> said || fail "reextract: $(cat said)"
    if [ $((round % 20)) -eq 0 ]; then
        "$program" db check > checked || fail "db check: $(head -3 checked)"
        rm -f copy.db
        "$program" db backup copy.db > /dev/null && "$program" --db copy.db db check --quick > /dev/null || fail "backup"
        echo "round $round: $kills kills, $(tail -1 checked), $(du -m soak.db | cut -f1) MB, at most $worst MB of memory"
    fi
    rm -rf in/*
done
"$program" db check || fail "db check"
echo "$round rounds in $hours hours, $kills kills: nothing lost"
rm -rf "$folder"
