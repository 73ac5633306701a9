#!/bin/sh
set -eu
docker compose exec -T postgres pg_restore -c -d ferrywise < "$1"
