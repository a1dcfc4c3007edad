#!/bin/sh
# Runs the services in order, each for UPGRADE_EVERY seconds, and the last one until it is stopped.
folder=${SERVICES:-/services}
trap 'kill "$pid" 2>/dev/null; exit 0' TERM INT
last=$(ls "$folder" | tail -n 1)
for service in $(ls "$folder"); do
  "$folder/$service" "$@" &
  pid=$!
  if [ "$service" = "$last" ]; then
    wait "$pid"
    exit $?
  fi
  sleep "${UPGRADE_EVERY:-180}" &
  wait $!
  kill "$pid"
  wait "$pid" 2>/dev/null
done
