# Sourced by both dracut modules: what they have in common.

# Units, scripts, the generator and the hook of the kernel command line.
cos_config_install() {
    local lib=/usr/lib/cos-config name
    inst_multiple ln mkdir rm mount umount readlink sed tr sleep chmod losetup modprobe blkid chroot systemctl
    inst_multiple cp
    inst_multiple -o findmnt findfs sync fsck fsck.ext2 fsck.ext3 fsck.ext4 e2fsck /usr/lib/systemd/systemd-fsck
    for name in kernel-parameters.sh tell-missing-oem find-root-image; do
        inst_simple "$lib/$name"
    done
    inst_script "$lib/cos-config-generator" /usr/lib/systemd/system-generators/cos-config-generator
    inst_hook cmdline 30 "${dracutsysrootdir-}$lib/write-sentinels.sh"
    inst_simple /usr/lib/systemd/system/cos-config-root-image.service
    inst_simple "$lib/initrd-cleanup.conf" /usr/lib/systemd/system/initrd-cleanup.service.d/cos-config.conf
    cos_config_units rootfs:initrd-root-fs.target.wants rootfs-layout:initrd-fs.target.requires \
        initramfs:initrd.target.wants
    inst_multiple -o /etc/hosts /etc/elemental/config.yaml
    dracut_need_initqueue
}

# Units by the end of their names, each with the folder that pulls it in, and their other names.
cos_config_units() {
    local pair unit other system=/usr/lib/systemd/system
    for pair in "$@"; do
        unit=cos-config-${pair%%:*}.service
        inst_simple "$system/$unit"
        mkdir -p "$initdir$system/${pair#*:}"
        ln -sfn "../$unit" "$initdir$system/${pair#*:}/$unit"
        for other in $(sed -n 's/^Alias=//p' "${dracutsysrootdir-}$system/$unit"); do
            ln -sfn "$unit" "$initdir$system/$other"
        done
        inst_multiple -o "/etc/systemd/system/$unit.d/*.conf"
    done
}

# The libraries of the executable, one a line.
cos_config_libraries() {
    ldd "${dracutsysrootdir-}/usr/bin/cos-config" 2> /dev/null | sed -n 's,.* => \(/[^ ]*\) .*,\1,p'
}
