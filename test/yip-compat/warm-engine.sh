#!/bin/sh
# Runs the engine on a decode cache that an analysis of the same sources has filled: `warm-engine.sh node|standalone ARGS`.
build=$1
shift
case $build in
  node) set -- node /engine/cli.js yip "$@" ;;
  *) set -- /engine/cos-config yip "$@" ;;
esac
"$@" --analyze </dev/null >/dev/null 2>&1
exec "$@"
