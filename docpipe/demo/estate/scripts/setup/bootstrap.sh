#!/bin/sh
set -eu
cp -n .env.example .env
docker compose pull
