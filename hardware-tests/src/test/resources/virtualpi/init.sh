#!/bin/sh
# First process of the virtual Pi: devices, then the job, then the results to the card.
/bin/busybox --install -s /bin
export PATH=/bin:/jre/bin HOME=/app
mount -t proc proc /proc
mount -t sysfs sys /sys
mount -t devtmpfs dev /dev
mkdir -p /dev/pts /dev/shm /results
mount -t devpts pts /dev/pts
read -r now < /app/now
date -s "@$now" > /dev/null

while read -r module; do
    insmod "/modules/$module.ko" || echo "@failed insmod $module"
done < /modules/order
ln -s ttymxc0 /dev/serial0
stty -F /dev/ttymxc2 115200 raw -echo

# A healthy guest waits for tenths of a second.
patience=200
while [ "$patience" -gt 0 ] && ! { [ -e /dev/i2c-1 ] && [ -e /dev/mmcblk1 ]; }; do
    usleep 50000
    patience=$((patience - 1))
done
read -r uptime rest < /proc/uptime
echo "@ready $uptime"

cd /app || exit 1
sh /app/job
echo "@exit $?"
dmesg > /results/dmesg.txt
tar -cf /dev/mmcblk1 -C / results
sync
read -r uptime rest < /proc/uptime
echo "@end $uptime"
poweroff -f
