#!/bin/bash
# Brings cos-config to the initrd as a whole: every stage can run there.
# Chosen by add_dracutmodules+=" cos-config "; cos-config-slim is the one that starts it from the mounted root.

check() {
    return 255
}

depends() {
    echo systemd rootfs-block dm fs-lib
}

installkernel() {
    instmods overlay loop =fs/squashfs =fs/erofs ext4
}

install() {
    local folder=${dracutsysrootdir-}/usr/lib/cos-config
    # shellcheck source=/dev/null
    . "$folder/dracut-install.sh"
    cos_config_install
    cos_config_units pre-rootfs:initrd-root-device.target.wants
    inst_binary /usr/bin/cos-config
    # The tools of the steps that may run before the root is there; those that the image has.
    inst_multiple -o logger partprobe sgdisk sfdisk parted partx growpart lsblk mkfs.ext2 mkfs.ext3 mkfs.ext4 mkfs.vfat mkfs.fat \
        mkfs.xfs mkfs.btrfs btrfs resize2fs xfs_growfs e2fsck fsck.ext4 fsck.vfat fsck.xfs dmidecode
}
