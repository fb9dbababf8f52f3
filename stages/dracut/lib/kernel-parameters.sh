# Sourced in the initrd after dracut-lib.sh: what the kernel command line says of the root, in one place.

# Label of the partition for /oem; nothing when none was given.
cos_oem_label() {
  for name in rd.immucore.oemlabel rd.cos.oemlabel rd.elemental.oemlabel elemental.oemlabel; do
    getarg "$name=" && return 0
  done
  return 0
}

# Seconds to wait for it: 10 when nothing was given, never under 1 or over 1800.
cos_oem_timeout() {
  seconds=
  for name in rd.immucore.oemtimeout rd.cos.oemtimeout rd.elemental.oemtimeout elemental.oemtimeout; do
    seconds=$(getarg "$name=") && break
  done
  case $seconds in
    '' | *[!0-9]*) seconds=10 ;;
    ??????*) seconds=1800 ;;
  esac
  [ "$seconds" -ge 1 ] || seconds=1
  [ "$seconds" -le 1800 ] || seconds=1800
  echo "$seconds"
}

# Whether the layout is switched off.
cos_disabled() {
  getargbool 0 rd.cos.disable || getargbool 0 rd.elemental.disable || getargbool 0 rd.immucore.disable ||
    getargbool 0 elemental.disable
}

# Whether the root is to be writable, for somebody who looks for a fault in the image.
cos_debug_rw() {
  getargbool 0 rd.cos.debugrw || getargbool 0 rd.elemental.debugrw || getargbool 0 rd.immucore.debugrw
}

# Prints the first of active, passive and recovery that stands in a text as a whole word, as in "/cOS/active.img".
cos_mode_word() {
  words="-$(printf '%s' "$1" | tr -c 'A-Za-z0-9' '-')-"
  for word in active passive recovery; do
    case $words in
      *"-$word-"*)
        echo "$word"
        return 0
        ;;
    esac
  done
  return 1
}

# What was booted: active, passive, recovery or live; nothing when that cannot be told. What was asked for counts
# first, then the path of the image, then labels.
cos_mode() {
  cos_mode_word "$(getarg elemental.mode=)" && return 0
  if cos_disabled; then
    echo live
    return 0
  fi
  cos_mode_word "$(getarg cos-img/filename=)" && return 0
  case $(getarg root=) in
    *LABEL=COS_ACTIVE) echo active ;;
    *LABEL=COS_PASSIVE) echo passive ;;
    *LABEL=COS_SYSTEM | *LABEL=COS_RECOVERY) echo recovery ;;
    live:*) echo live ;;
  esac
}
