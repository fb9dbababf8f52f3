# What every probe asks a booted machine, before the questions of its own.
cos-config status --wait > status 2>&1
echo "exit $?" >> status
cos-config status --json > status.json 2>&1
findmnt --raw --noheadings -o TARGET,SOURCE,FSTYPE,OPTIONS > mounts
losetup --list --noheadings --output NAME,BACK-FILE > loops
ls /run/cos > modes
ls /run/cos-config > reports
cat /run/stages > stages
cat /run/order > order
cat /run/winner > winner
cat /etc/machine-id > machine-id
cat /etc/fstab > fstab
cat /proc/cmdline > cmdline
uname -n > hostname
grep MemTotal /proc/meminfo > memory
findmnt --bytes --noheadings -o SIZE /run/overlay > overlay-size
systemctl --failed --no-legend --plain > failed-units
for unit in fs boot network reboot; do
  systemctl show -p Id,Result,ActiveState,SubState "cos-config-$unit.service"
  echo
done > units
systemctl show -p Id cos-setup-boot.service elemental-setup-network.service > aliases
systemctl list-timers --all --no-legend > timers
systemctl is-active local-fs.target > local-fs
systemctl is-system-running > running
# It makes a folder in /tmp, which need not be writable here.
mount -t tmpfs tmpfs /tmp
systemd-analyze verify --man=no default.target > verify 2>&1
umount /tmp
systemd-analyze blame > blame 2>&1
journalctl -b -o short-monotonic --no-hostname > journal
journalctl -b -o json COS_OUTCOME=failed > journal-failed
journalctl -b -o json COS_OUTCOME=changed > journal-changed
touch /probe 2> touch-root && rm /probe
