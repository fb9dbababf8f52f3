#!/bin/bash
# Brings a small script in place of cos-config to the initrd, which starts the engine of the mounted root. So stage
# pre-rootfs, which comes before that, does not run. Chosen by add_dracutmodules+=" cos-config-slim ".

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
    local folder=${dracutsysrootdir-}/usr/lib/cos-config library
    # shellcheck source=/dev/null
    . "$folder/dracut-install.sh"
    cos_config_install
    inst_simple "${folder#"${dracutsysrootdir-}"}/start-from-root" /usr/bin/cos-config
    [[ -e $initdir/usr/bin/logger ]] ||
        inst_simple "${folder#"${dracutsysrootdir-}"}/logger-from-root" /usr/bin/logger
    # What the engine is linked to, of which the initrd has most already.
    for library in $(cos_config_libraries); do
        inst_library "$library"
    done
}
