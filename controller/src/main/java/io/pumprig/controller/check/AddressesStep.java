package io.pumprig.controller.check;

import io.pumprig.controller.check.CheckBench.Proved;
import io.pumprig.hal.Outcome;
import io.pumprig.hal.rig.BusProbe;
import io.pumprig.hal.rig.RigWiring;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Whether somebody acknowledges at every I2C address of the wiring, and if not, who does where. */
final class AddressesStep implements CheckStep {

    /** A part on a bus, as the wiring says. */
    private record Wired(String part, String chip, String bus, int address, Proved proves) {
        String name() {
            return part + " " + chip;
        }

        String place() {
            return CheckBench.i2c(bus, address);
        }
    }

    private final Map<String, List<Integer>> scanned = new HashMap<>();

    @Override
    public void run(CheckBench bench) {
        List<Wired> parts = wired(bench.wiring());
        BusProbe probe = new BusProbe(bench.ports());
        for (Wired part : parts) {
            if (!bench.ports().isOpen(part.bus())) {
                bench.notChecked(part.name(), part.place(), "its bus did not open");
                continue;
            }
            Outcome outcome = probe.call(part.bus(), part.address());
            if (outcome.isOk()) {
                answered(bench, part);
            } else if (outcome == Outcome.NO_ACKNOWLEDGE) {
                absent(bench, probe, part, parts);
            } else {
                held(bench, part, outcome);
            }
        }
    }

    private static List<Wired> wired(RigWiring wiring) {
        List<Wired> parts = new ArrayList<>();
        RigWiring.Encoder encoder = wiring.encoder();
        RigWiring.Pressure pressure = wiring.pressure();
        RigWiring.Reservoir reservoir = wiring.reservoir();
        parts.add(
                new Wired(
                        "encoder",
                        "as5600",
                        encoder.bus(),
                        encoder.address(),
                        Proved.ENCODER_ADDRESS));
        parts.add(
                new Wired(
                        "pressure",
                        "ads1115",
                        pressure.bus(),
                        pressure.address(),
                        Proved.PRESSURE_ADDRESS));
        parts.add(
                new Wired(
                        "reservoir",
                        "nau7802",
                        reservoir.bus(),
                        reservoir.address(),
                        Proved.RESERVOIR_ADDRESS));
        wiring.flow()
                .ifPresent(
                        flow ->
                                parts.add(
                                        new Wired(
                                                "flow",
                                                flow.chip(),
                                                flow.bus(),
                                                flow.address(),
                                                Proved.FLOW_ADDRESS)));
        return parts;
    }

    private static void answered(CheckBench bench, Wired part) {
        Optional<BusProbe.KnownPart> owner = BusProbe.at(part.address());
        boolean isOthers = owner.isPresent() && !part.chip().startsWith(owner.get().chip());
        if (isOthers) {
            bench.fail(
                    part.name(),
                    part.place(),
                    "the address of the " + owner.get().chip() + " answers",
                    addressLine(part));
        } else {
            bench.ok(part.name(), part.place(), "answers");
            bench.prove(part.proves());
        }
    }

    private void absent(CheckBench bench, BusProbe probe, Wired part, List<Wired> parts) {
        List<Integer> strangers = new ArrayList<>(scanned.computeIfAbsent(part.bus(), probe::scan));
        for (Wired other : parts) {
            if (other.bus().equals(part.bus())) {
                strangers.remove(Integer.valueOf(other.address()));
            }
        }
        Optional<Integer> own =
                strangers.stream().filter(address -> isOwn(part, address)).findFirst();
        if (own.isPresent()) {
            bench.fail(
                    part.name(),
                    part.place(),
                    String.format("nobody answers here, but at 0x%02X", own.get()),
                    addressLine(part, own.get()));
        } else {
            bench.fail(
                    part.name(),
                    part.place(),
                    "nobody answers" + names(strangers),
                    "look at the part's plug, its 3.3 V and ground, and SDA and SCL for swapped"
                            + " wires");
        }
    }

    private static boolean isOwn(Wired part, int address) {
        return BusProbe.of(part.chip()).map(known -> known.canBeAt(address)).orElse(false);
    }

    private static String names(List<Integer> strangers) {
        StringBuilder names = new StringBuilder();
        for (int address : strangers) {
            String chip = BusProbe.at(address).map(BusProbe.KnownPart::chip).orElse("?");
            names.append(String.format("; 0x%02X does, as a %s would", address, chip));
        }
        return names.toString();
    }

    private static String addressLine(Wired part) {
        return BusProbe.of(part.chip())
                .map(known -> addressLine(part, known.firstAddress()))
                .orElse("write the part's own address in the rig file");
    }

    private static String addressLine(Wired part, int address) {
        return String.format("in the rig file write %s: address: 0x%02X", part.part(), address);
    }

    private static void held(CheckBench bench, Wired part, Outcome outcome) {
        boolean stuck = outcome == Outcome.BUS_STUCK;
        bench.fail(
                part.name(),
                part.place(),
                stuck ? "SDA or SCL is held low" : "the bus failed: " + outcome,
                stuck
                        ? "switch the sensors' supply off and on; if it stays, unplug the parts one"
                                + " by one until the others answer"
                        : "look at the bus's pull-ups and cable length, and at dmesg");
    }
}
