#!/bin/bash
# Runs the commands of the READMEs that readme-commands.txt gives to this script, in a fresh clone without any target.
# With --all also those that take minutes more. It ends every process that it starts, and fails if a command fails.
#
# The router of the clone listens on port 4566 as printed, or on $TUMBLER_PORT, which is then added to the commands.
set -euo pipefail
# so that what a function notes at the end of a pipe is noted here
shopt -s lastpipe

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
work=$(mktemp -d)
port=${TUMBLER_PORT:-4566}
orders_port=8080
[ "$port" = 4566 ] || orders_port=$((port + 1))
patience=${TUMBLER_PATIENCE:-1200}
ran=0
started=()
export TUMBLER_ENGINES=${TUMBLER_ENGINES:-$work/engines} QUARKUS_HTTP_PORT=$orders_port
# where commands find the routers that run
export XDG_STATE_HOME=$work/state

end() {
    kill "$1" 2>/dev/null || return 0
    wait "$1" 2>/dev/null || true
}

clean() {
    local status=$? each
    trap - EXIT INT TERM
    if [ "$status" -ne 0 ]; then
        for each in "$work"/*.log; do
            printf '\n--- %s\n' "$each"
            tail -n 40 "$each"
        done
        printf 'readme-commands: failed at number %d\n' "$ran"
    fi
    for each in ${started[@]+"${started[@]}"}; do end "$each"; done
    rm -rf "$work"
    exit "$status"
}
trap clean EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

fail() {
    printf 'readme-commands: %s\n' "$1" >&2
    exit 1
}

# Left out only with a reason, and only where a program is not installed.
have() {
    local each
    for each in "$@"; do
        command -v "$each" >/dev/null && continue
        printf 'left out: %s is not installed\n' "$each"
        return 1
    done
}

# The printed text, for the ports of this run.
here() {
    local launcher='\./tumbler (up|env|status|clock|events|attach|demo$)'
    if [ "$port" = 4566 ]; then cat; else sed -E "s#$launcher#& --port $port#; s#:8080#:$orders_port#"; fi
}

# What a reader would paste of a section: its first block of shell commands, or the one of that number.
section() {
    awk -v wanted="$2" -v number="${3:-1}" '
        /^```sh$/ { if (found && ++blocks == number) open = 1; next }
        /^```$/ { if (open) exit }
        open { print; next }
        /^#+ / { title = $0; sub(/^#+ /, "", title); found = (title == wanted) }' "$1"
}

# Pastes commands into a shell, all at once, and shows how long they took. The old password is to be refused.
paste() {
    local log=$work/$((++ran)).log began=$SECONDS
    { printf 'set -e\n'; here | sed -E 's/^log_in "\$old"$/& || true/'; } >"$work/typed"
    [ "$(wc -l <"$work/typed")" -gt 1 ] || fail "nothing is printed: $1"
    timeout "$patience" bash "$work/typed" </dev/null >"$log" 2>&1 &
    started+=("$!")
    wait "$!" || fail "failed: $1"
    printf 'ok %5d s  %s\n' $((SECONDS - began)) "$1"
}

# What the command prints, for a shell that calls the router.
in_env() {
    echo 'eval "$(./tumbler env)"'
    "$@"
}

run() {
    in_env printf '%s\n' "$1" | paste "$1"
}

# Starts what goes on until it is ended, and waits until it prints a sign.
begin() {
    local log=$work/$((++ran)).log began=$SECONDS
    : >"$log"
    here | sed '$s/^/exec /' >"$work/typed"
    HOME=$work/home MAVEN_USER_HOME=${MAVEN_USER_HOME:-$HOME/.m2} bash "$work/typed" </dev/null >"$log" 2>&1 &
    started+=("$!")
    until grep -q "$2" "$log"; do
        kill -0 "${started[-1]}" 2>/dev/null || fail "ended by itself: $1"
        [ $((SECONDS - began)) -lt "$patience" ] || fail "not ready after $patience s: $1"
        sleep 1
    done
    printf 'ok %5d s  %s\n' $((SECONDS - began)) "$1"
}

# Whether the last one printed it so many times.
printed() {
    [ "$(grep -cE -- "$1" "$work/$ran.log")" = "$2" ] || fail "the last one did not print $2 times: $1"
}

mkdir "$work/home"
git clone -q "$root" "$work/clone"
cd "$work/clone"
[ -z "$(find . -name target)" ] || fail 'the clone has a target'
printf 'In a fresh clone of %s:\n' "$(git log -1 --format='%h %s')"

echo './tumbler up' | begin './tumbler up' '^ready '
router=${started[-1]}
if have aws psql; then
    section README.md 'A session' | paste 'README.md: A session'
    printed '^"rotating"$' 1
    printed 'FATAL: +password authentication failed for user "orders_admin"' 1
    printed '^orders_admin$' 2
fi
if have aws zip python3; then
    in_env section README.md 'Your own rotation function' | paste 'README.md: Your own rotation function'
    printed '^finishSecret$' 1
    in_env section src/stand-ins/README.md 'Lambda' | paste 'src/stand-ins/README.md: Lambda'
    printed '"StatusCode": 200' 1
fi
run './tumbler status'
run './tumbler events'
if have aws; then
    paste 'aws events put-rule' <<'COMMANDS'
eval "$(./tumbler env)"
aws events put-rule --name rotations --event-pattern '{"source":["aws.secretsmanager"]}' --query RuleArn
COMMANDS
fi
run './tumbler demo workload --strategy managed --rotations 3 --seconds 8 --rate 20'
section src/workload/orders/README.md 'Orders' | paste 'src/workload/orders/README.md: Orders'
if have aws psql curl; then
    {
        section README.md 'A session' | grep -E '^(eval|show\(\)|port=|secret=)'
        section src/workload/orders/README.md 'Orders' 2
    } | begin 'src/workload/orders/README.md: Orders, the start' 'Listening on'
    section src/workload/orders/README.md 'Orders' 3 | paste 'src/workload/orders/README.md: Orders, an order'
    printed '"item-007"' 1
    end "${started[-2]}"
fi
section src/workload/orders/README.md 'MariaDB' | paste 'src/workload/orders/README.md: MariaDB'
[ -f src/workload/orders/target/mariadb/quarkus-run.jar ] || fail 'there is no application for MariaDB'

if [ "${1:-}" = --all ]; then
    run './tumbler demo'
    run './tumbler demo rotation'
    run './tumbler demo workflow'
    run './tumbler demo workload --chart src/workload/orders/workload.svg'
    run './tumbler bench store'
    run './tumbler bench rotation'
    run './tumbler bench rotation --engine mariadb'
    run './mvnw package -DskipTests'
    run './tumbler bench cold'
    MAVEN_ARGS="-Dmaven.repo.local=$work/repository -Dmaven.repo.local.tail=$HOME/.m2/repository" \
        run './mvnw install -Ddev -DskipTests -pl src/workload/credentials/runtime,src/workload/credentials/deployment -am'
    mkdir -p "$work/home/.tumbler/s3/backups"
    echo 'create database shop; create table shop.t (id int);' >"$work/home/.tumbler/s3/backups/shop.sql"
    run 'aws rds restore-db-instance-from-s3 --db-instance-identifier shop --engine mysql --db-instance-class db.t4g.micro \
        --allocated-storage 20 --master-username admin --manage-master-user-password --source-engine mysql \
        --source-engine-version 8.0.30 --s3-bucket-name backups --s3-prefix shop \
        --s3-ingestion-role-arn arn:aws:iam::123456789012:role/any'
    run 'aws rds wait db-instance-available --db-instance-identifier shop'
fi
end "$router"

echo './tumbler up --quotas aws' | begin './tumbler up --quotas aws' '^ready '
end "${started[-1]}"
echo './tumbler up --any-region' | begin './tumbler up --any-region' '^ready '
end "${started[-1]}"
echo './tumbler up --memory --clock 2026-01-01T00:00:00Z' |
    begin './tumbler up --memory --clock 2026-01-01T00:00:00Z' '^ready '
router=${started[-1]}
run './tumbler clock --to 2026-01-03T18:00:01Z'
printed '^2026-01-03T18:0' 1
run './tumbler clock --forward 7d'
printed '^2026-01-10T18:0' 1
run './tumbler clock --reset'
end "$router"
printf '%d commands and sessions ran.\n' "$ran"
