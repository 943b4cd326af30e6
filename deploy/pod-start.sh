#!/usr/bin/env bash
# Starts everything on one rented machine: Redis, what is missing, the API, the worker, in this order, each when the one before answers.
# Safe to run again: what already runs and answers is left alone. `pod-start.sh stop` drains and ends what it started.
set -euo pipefail
umask 077

app=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
home=${SHIFTCLIPPER_HOME:-${HOME:-/root}/shiftclipper}
redis_port=${SHIFTCLIPPER_REDIS_PORT:-6379}
api_port=${SHIFTCLIPPER_HTTP:-4150}
fleet_port=${SHIFTCLIPPER_FLEET_PORT:-4151}
metrics_port=${SHIFTCLIPPER_METRICS:-9464}
run=$home/run
mkdir -p "$run" "$home/redis" "$home/data" "$home/spool"

say() { printf '%s  %s\n' "$(date +%H:%M:%S)" "$*"; }
fail() { say "FAILED: $*"; exit 1; }
alive() { [ -s "$run/$1.pid" ] && kill -0 "$(cat "$run/$1.pid")" 2>/dev/null; }

# wait_for SECONDS WHAT COMMAND…
wait_for() {
  local seconds=$1 what=$2
  shift 2
  for ((i = 0; i < seconds * 4; i++)); do
    if "$@" >/dev/null 2>&1; then return 0; fi
    sleep 0.25
  done
  fail "$what did not answer within $seconds s; see $run/*.log"
}

# start NAME COMMAND…
start() {
  local name=$1
  shift
  setsid nohup "$@" >>"$run/$name.log" 2>&1 </dev/null &
  echo $! >"$run/$name.pid"
  say "$name started (process $!)"
}

stop_one() {
  alive "$1" || return 0
  local pid
  pid=$(cat "$run/$1.pid")
  kill -TERM "$pid"
  for ((i = 0; i < 160; i++)); do kill -0 "$pid" 2>/dev/null || break; sleep 0.25; done
  kill -KILL "$pid" 2>/dev/null || true
  rm -f "$run/$1.pid"
  say "$1 stopped"
}

if [ "${1:-start}" = stop ]; then
  for name in worker api redis; do stop_one "$name"; done
  exit 0
fi
[ "${1:-start}" = start ] || fail "the only words are start and stop, got \"$1\""

exec 9>"$run/lock"
flock -n 9 || fail "another pod-start.sh is at work here"

[ -s "$home/redis-password" ] || od -An -tx1 -N32 /dev/urandom | tr -d ' \n' >"$home/redis-password"
REDISCLI_AUTH=$(cat "$home/redis-password")
export REDISCLI_AUTH
export REDIS_URL="redis://:$REDISCLI_AUTH@127.0.0.1:$redis_port/0"
export SHIFTCLIPPER_DATA=$home/data SHIFTCLIPPER_SPOOL=$home/spool

# Closed for the children, or the lock would live as long as they do.
spawn() { start "$@" 9>&-; }

say "1/4 Redis"
command -v redis-server >/dev/null || fail "redis-server is missing: apt-get install redis-server"
ping_redis() { [ "$(redis-cli -h 127.0.0.1 -p "$redis_port" ping 2>/dev/null)" = PONG ]; }
ping_redis || spawn redis redis-server --bind 127.0.0.1 --port "$redis_port" --requirepass "$REDISCLI_AUTH" --dir "$home/redis" --appendonly yes --appendfsync everysec --save "" --maxmemory-policy noeviction
wait_for 30 Redis ping_redis

say "2/4 what is missing"
node -e 'const [a,b]=process.versions.node.split(".").map(Number);process.exit(a>20||(a===20&&b>=19)?0:1)' || fail "Node 20.19 or newer is needed, found $(node --version 2>/dev/null || echo none)"
(cd "$app" && node scripts/run.mjs cli help) >>"$run/setup.log" 2>&1 9>&- || fail "setup; see $run/setup.log"

say "3/4 API"
api_answers() {
  node -e 'const t=require("fs").readFileSync(process.argv[1],"utf8").trim();fetch(process.argv[2],{headers:{authorization:"Bearer "+t}}).then(r=>process.exit(r.ok?0:1),()=>process.exit(1))' "$SHIFTCLIPPER_DATA/http-token" "http://127.0.0.1:$api_port/jobs"
}
api_answers 2>/dev/null || { stop_one api; SHIFTCLIPPER_OBSERVE_HERE=0 spawn api node "$app/dist/cli/cli.mjs" serve --port "$api_port" --listen "127.0.0.1:$fleet_port"; }
wait_for 60 "the API" api_answers

say "4/4 worker"
worker_healthy() { node -e 'fetch(process.argv[1]).then(r=>process.exit(r.ok?0:1),()=>process.exit(1))' "http://127.0.0.1:$metrics_port/healthz"; }
worker_healthy 2>/dev/null || {
  stop_one worker
  SHIFTCLIPPER_HOST="http://127.0.0.1:$fleet_port" SHIFTCLIPPER_TOKEN_FILE="$SHIFTCLIPPER_DATA/worker-token" SHIFTCLIPPER_METRICS=$metrics_port spawn worker node "$app/dist/worker/headless.mjs"
}
wait_for 60 "the worker" worker_healthy

say "ready"
printf '  node           %s\n' "$(node --version)"
printf '  ffmpeg         %s\n' "$(ffmpeg -version 2>/dev/null | head -n 1 || echo 'by setup')"
printf '  redis          %s, ping %s\n' "$(redis-server --version | awk '{print $3}')" "$(redis-cli -h 127.0.0.1 -p "$redis_port" ping)"
printf '  queue          %s items\n' "$(redis-cli -h 127.0.0.1 -p "$redis_port" zcard shiftclipper:jobs-chunks:prioritized)"
printf '  GPU            %s\n' "$(nvidia-smi --query-gpu=name,driver_version --format=csv,noheader 2>/dev/null || echo none)"
printf '  device asked   %s\n' "${SHIFTCLIPPER_DEVICE:-auto}"
printf '  processes      %s\n' "$(for name in redis api worker; do printf '%s=%s ' "$name" "$(cat "$run/$name.pid" 2>/dev/null || echo elsewhere)"; done)"
node "$app/dist/cli/cli.mjs" workers | sed 's/^/  /'
printf '  check it with  SHIFTCLIPPER_URL=http://127.0.0.1:%s SHIFTCLIPPER_API_TOKEN_FILE=%s node %s/deploy/verify.mjs\n' "$api_port" "$SHIFTCLIPPER_DATA/http-token" "$app"
