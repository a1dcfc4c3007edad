#!/bin/sh
# Prints the folder whose go.mod suits a Go version: the newest client_golang that still builds with it (README.md).
case "$1" in
1.11* | 1.12*) echo versions/go1.11 ;;
1.13* | 1.14* | 1.15* | 1.16* | 1.17* | 1.18* | 1.19*) echo versions/go1.15 ;;
1.20* | 1.21* | 1.22* | 1.23*) echo versions/go1.21 ;;
*) echo . ;;
esac
