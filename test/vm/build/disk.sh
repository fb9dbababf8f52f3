#!/bin/sh
# Makes the disk that all machines start from: disk.sh FOLDER
set -eu
cd "$1"
image=$(($(stat -c %s state/cOS/active.img) / 1048576))
state=$((image + image / 20 + 64))
rm -f disk.raw
truncate -s $((2 * state + 16 + 128 + 8))M disk.raw
sgdisk --clear -n 1:0:+16M -c 1:oem -n "2:0:+${state}M" -c 2:state -n "3:0:+${state}M" -c 3:recovery \
  -n 4:0:+128M -c 4:persistent disk.raw > /dev/null
start() { sgdisk -i "$1" disk.raw | sed -n 's/^First sector: \([0-9]*\).*/\1/p'; }
put() { # NUMBER LABEL FOLDER MEGABYTES
  mkfs.ext4 -q -F -L "$2" -m 0 -E "offset=$(($(start "$1") * 512))" -d "$3" disk.raw "${4}M"
  echo "$2 $(start "$1") $4" >> partitions
}
: > partitions
mkdir -p empty recovery/cOS
put 1 COS_OEM empty 16
put 2 COS_STATE state "$state"
cp --sparse=always state/cOS/active.img recovery/cOS/recovery.img
e2label recovery/cOS/recovery.img COS_SYSTEM
tune2fs -U random recovery/cOS/recovery.img > /dev/null 2>&1
put 3 COS_RECOVERY recovery "$state"
put 4 COS_PERSISTENT empty 128
rm -rf recovery empty
