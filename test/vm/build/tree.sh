#!/bin/sh
# Makes the tree of a small Debian: tree.sh FOLDER
set -eu
mmdebstrap --quiet --variant=minbase \
  --include=systemd,systemd-sysv,udev,dbus,dracut,linux-image-cloud-amd64,e2fsprogs,rsync,kmod,util-linux,iproute2,openssh-server,ca-certificates,gdisk,zstd \
  --dpkgopt='path-exclude=/usr/share/doc/*' --dpkgopt='path-exclude=/usr/share/man/*' \
  --dpkgopt='path-exclude=/usr/share/locale/*' --dpkgopt='path-exclude=/usr/share/info/*' \
  --aptopt='Acquire::Languages "none"' bookworm "$1"
