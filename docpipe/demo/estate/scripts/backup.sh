#!/bin/sh
set -eu
mkdir -p backups
docker compose exec -T postgres pg_dump -Fc ferrywise > "backups/$(date +%F).dump"
