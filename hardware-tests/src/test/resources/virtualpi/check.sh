# The wiring is checked: as it is, and with each of the planted mistakes.
check() {
    echo "@check $1"
    (pumprig check --yes --rig "$2") > "/results/$1.txt" 2>&1
    echo $? > "/results/$1.code"
}

as_it_is() {
    check as-it-is /app/rig.yaml
}

absent_chip() {
    ask "drop chip 0x36"
    check absent-chip /app/rig.yaml
    ask "return chip 0x36"
}

wrong_address() {
    sed 's/address: 0x48/address: 0x49/' /app/rig.yaml > /tmp/address.yaml
    check wrong-address /tmp/address.yaml
}

step_and_dir_swapped() {
    sed 's/step: GPIO17/step: GPIO27/; s/dir: GPIO27/dir: GPIO17/' /app/rig.yaml > /tmp/swapped.yaml
    check step-and-dir-swapped /tmp/swapped.yaml
}

magnet_missing() {
    ask "magnet absent"
    check magnet-missing /app/rig.yaml
    ask "magnet good"
}
