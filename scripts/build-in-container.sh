#!/bin/sh
# Builds dist/ of a checkout that has none, in a container: nothing else is left in the checkout.
set -eu
checkout=${1:-/plugin}
if [ -f "$checkout/dist/module.js" ]; then
  exit 0
fi
work=$(mktemp -d)
tar -c -C "$checkout" --exclude=node_modules --exclude=./.git --exclude=./dist . | tar -x -C "$work"
cd "$work"
npm ci --no-audit --no-fund
npm run build
mkdir -p "$checkout/dist"
cp -r dist/. "$checkout/dist"
chown -R "$(stat -c %u:%g "$checkout")" "$checkout/dist"
