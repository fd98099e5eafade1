# For jobs: hands and eyes outside, as GuestHands has them.
exec 3<> /dev/ttymxc2

ask() {
    echo "$1" >&3
    read -r answer <&3
}

# Waits for a number outside to reach a limit, for as many tenths of a second.
reaches() {
    patience=$3
    ask "$1"
    while [ "$answer" -lt "$2" ] && [ "$patience" -gt 0 ]; do
        usleep 100000
        ask "$1"
        patience=$((patience - 1))
    done
    [ "$answer" -ge "$2" ]
}
