#!/bin/sh
# Runs the engine on a decode cache that an analysis of the same sources has filled: `warm-engine.sh node|standalone ARGS`.
build=$1
shift
case $build in
  node) engine='node /engine/cli.js' ;;
  *) engine=/engine/cos-config ;;
esac
# shellcheck disable=SC2086 # two words
$engine yip --analyze "$@" </dev/null >/dev/null 2>&1
exec $engine yip "$@"
