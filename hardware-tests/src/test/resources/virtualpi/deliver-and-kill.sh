# A therapy runs, is looked at, paused, resumed and ended in order; then it runs on, and its
# controller is killed. At each note the host writes down what is true in the world outside.
run() {
    pumprig run --rig /app/rig.yaml --therapy /app/therapy.yaml --state /results/state \
        --emulated-cycle "200 ms" --board-watchdog "$@"
}

order() {
    (pumprig order "$1" --state /results/state) > "/results/$1.txt" 2>&1
    echo $? > "/results/$1.code"
}

# The power-on test moves the motor too, and no order has a mode of its own meanwhile.
tested() {
    for _ in 1 2 3 4 5 6 7 8 9 10; do
        order status
        grep -q "mode           self-test" /results/status.txt || return 0
        usleep 500000
    done
}

echo "@run without a yes"
(run) > /results/unconfirmed.txt 2>&1
echo $? > /results/unconfirmed.code
hash=$(sed -n 's/.*--confirm \([0-9a-f]\{16\}\).*/\1/p' /results/unconfirmed.txt | head -n 1)

echo "@run delivers"
run --confirm "$hash" > /results/delivered.txt 2>&1 &
controller=$!
reaches "steps?" 1 400 || echo "@failed no first step"
tested
order pause
sleep 1
ask "note paused"
sleep 3
ask "note still paused"
order resume
reaches "steps?" 320 600 || echo "@failed 2 uL"
ask "note delivered"
kill -TERM "$controller"
wait "$controller"
echo $? > /results/delivered.code
ask "note ended"

echo "@run goes on and is killed"
ask "steps?"
before=$answer
run --confirm "$hash" > /results/killed.txt 2>&1 &
controller=$!
reaches "steps?" $((before + 16)) 400 || echo "@failed no step after the restart"
kill -KILL "$controller"
ask "note killed"
wait "$controller"
echo $? > /results/killed.code
usleep 1200000
ask "note free"
reaches "watchdogs?" 1 200 || echo "@failed the watchdog"
ask "note watchdog"
