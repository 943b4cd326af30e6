#!/bin/sh
# Makes deploy/.env (the password of Redis) and deploy/worker-token once; what is there stays.
set -eu
umask 077
cd "$(dirname "$0")"
random() { od -An -tx1 -N32 /dev/urandom | tr -d ' \n'; }
if [ ! -s .env ]; then printf 'REDIS_PASSWORD=%s\n' "$(random)" > .env; echo "made deploy/.env"; fi
# Readable in the container, whose user is another.
if [ ! -s worker-token ]; then printf '%s\n' "$(random)" > worker-token; chmod 644 worker-token; echo "made deploy/worker-token"; fi
