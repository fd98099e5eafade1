package io.pumprig.controller.check;

import io.pumprig.hal.BringUpException;
import io.pumprig.hal.rig.Instruments;
import io.pumprig.hal.rig.RigWiring;

/** Balance and syringe pump, where they stand: they answer, and are what the rig file says. */
final class InstrumentsStep implements CheckStep {

    @Override
    public void run(CheckBench bench) {
        bench.wiring().balance().ifPresent(balance -> balance(bench, balance));
        bench.wiring().syringePump().ifPresent(pump -> syringePump(bench, pump));
    }

    private static void balance(CheckBench bench, RigWiring.Balance wiring) {
        String name = "balance " + wiring.dialect();
        if (!isOpen(bench, name, wiring.port(), wiring.baud())) {
            return;
        }
        try {
            SteadyWeight weight = new SteadyWeight(bench.ports(), bench.wiring());
            if (weight.isWeighing()) {
                bench.ok(name, wiring.port(), "tells its serial number, and weighs");
            } else {
                bench.fail(
                        name,
                        wiring.port(),
                        "answers, and gives no weight",
                        "take what lies on it off, level it, and wait until its display rests");
            }
        } catch (BringUpException e) {
            bench.fail(
                    name,
                    wiring.port(),
                    e.getMessage(),
                    "switch the balance on; set its interface to "
                            + wiring.baud()
                            + " baud, 8N1, no handshake, or write balance: baud and dialect in the"
                            + " rig file");
        }
    }

    private static void syringePump(CheckBench bench, RigWiring.SyringePump wiring) {
        String name = "syringe pump";
        if (!isOpen(bench, name, wiring.port(), wiring.baud())) {
            return;
        }
        try {
            Instruments.syringePump(bench.ports(), bench.wiring());
            bench.ok(
                    name,
                    wiring.port() + " address " + wiring.address(),
                    "an NE-1000, stopped; it beeps when its line falls silent now");
        } catch (BringUpException e) {
            bench.fail(
                    name,
                    wiring.port() + " address " + wiring.address(),
                    e.getMessage(),
                    "switch the pump on; set its address and "
                            + wiring.baud()
                            + " baud in its set-up, or write syringePump: address and baud in the"
                            + " rig file");
        }
    }

    private static boolean isOpen(CheckBench bench, String name, String port, int baud) {
        bench.ports().serial(port, baud);
        if (!bench.ports().isOpen(port)) {
            bench.fail(
                    name,
                    port,
                    bench.ports().troubles().get(port),
                    "plug the adapter in, and name the line that ls -l /dev/serial/by-id shows");
            return false;
        }
        return true;
    }
}
