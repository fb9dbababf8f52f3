#!/bin/sh
# Makes an image of the tree with the engine and its hooks, below FOLDER: image.sh TREE ENGINE GUEST FOLDER. Runs in a
# mount namespace of its own, over a copy in memory: the tree stays as it is.
set -eu
tree=$1 engine=$2 guest=$3 folder=$4
room=$(mktemp -d)
mount -t tmpfs -o size=3g tmpfs "$room"
mkdir "$room/upper" "$room/work" "$room/root"
mount -t overlay overlay -o "lowerdir=$tree,upperdir=$room/upper,workdir=$room/work" "$room/root"
root=$room/root
install -m 755 "$engine" "$root/usr/bin/cos-config"
mkdir -p "$root/oem" "$root/system/oem" "$root/usr/local/cloud-config"
: > "$root/etc/machine-id"
: > "$root/etc/fstab"
cp -r "$guest/." "$root/"
mount --bind /proc "$root/proc"
mount --rbind /dev "$root/dev"
kernel=$(basename "$root"/usr/lib/modules/*)
cp "$root/boot/vmlinuz-$kernel" "$folder/vmlinuz"
initrd() { # NAME
  chroot "$root" dracut --quiet --force --no-hostonly --zstd --tmpdir /tmp "/tmp/initrd" "$kernel" 2> "$folder/dracut-$1.log"
  mv "$root/tmp/initrd" "$folder/initrd-$1"
}
printf 'compress="zstd"\nhostonly="no"\n' > "$root/etc/dracut.conf.d/10-vm.conf"
[ -e "$folder/initrd-none" ] || initrd none
for variant in ${VARIANTS:-slim full}; do
  "$engine" install-hooks --root "$root" --initrd "$variant" > "$folder/hooks-$variant.txt"
  initrd "$variant"
done
# In the initrd a generator writes this one.
mkdir -p "$root/run/systemd/system"
printf '[Unit]\nDefaultDependencies=no\n[Mount]\nWhat=/dev/null\nWhere=/sysroot\n' > "$root/run/systemd/system/sysroot.mount"
chroot "$root" sh -c 'systemd-analyze verify --man=no /usr/lib/systemd/system/cos-config-*' > "$folder/verify.txt" 2>&1 ||
  echo "exit $?" >> "$folder/verify.txt"
rm -r "$root/run/systemd"
ln -sf /usr/lib/systemd/system/vm-facts.service "$root/etc/systemd/system/multi-user.target.wants/vm-facts.service"
umount -l "$root/dev" "$root/proc"
rm -rf "$root/boot/"* "$root/var/lib/apt/lists/"* "$root/var/cache/apt/"* "$root/vmlinuz"* "$root/initrd.img"*
mkdir -p "$folder/state/cOS"
size=$(($(du -sm --apparent-size "$root" | cut -f1) * 112 / 100 + 60))
rm -f "$folder/state/cOS/active.img"
mkfs.ext4 -q -L COS_ACTIVE -m 0 -O ^has_journal -d "$root" "$folder/state/cOS/active.img" "${size}M"
ln -f "$folder/state/cOS/active.img" "$folder/state/cOS/passive.img"
umount "$root" "$room"
rmdir "$room"
