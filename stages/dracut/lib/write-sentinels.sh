# Hook of dracut's cmdline stage, sourced: says in /run what was booted, before any stage runs.
. /usr/lib/cos-config/kernel-parameters.sh
cos_booted=$(cos_mode)
if [ -n "$cos_booted" ]; then
  for folder in /run/cos /run/elemental; do
    mkdir -p "$folder"
    printf 1 > "$folder/${cos_booted}_mode"
    chmod 0600 "$folder/${cos_booted}_mode"
  done
fi
