package io.pumprig.hardware.check;

import io.pumprig.controller.check.Engineer;
import io.pumprig.controller.check.Finding;
import io.pumprig.controller.check.FindingTable;
import io.pumprig.controller.check.WiringCheck;
import io.pumprig.hal.board.Board;
import io.pumprig.hal.pi.BoardFacts;
import io.pumprig.hal.rig.RigFile;
import io.pumprig.hal.rig.RigWiring;
import io.pumprig.simulator.board.BoardLayout;
import io.pumprig.simulator.board.SimulatedBoard;
import io.pumprig.simulator.plant.PlantSettings;
import io.pumprig.simulator.time.VirtualClock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** A whole reference rig on a simulated board, and what a check of it finds. */
final class CheckedRig {
    static final String WIRING =
            """
            rig: bench-1
            board: pi
            pump: {microstepsPerRevolution: 3200, volumePerRevolution: 20 uL}
            line: {compliance: 0.2 uL/kPa, tubing: 140 uL, catheter: 70 cm}
            motor:
              chip: tmc2209
              step: GPIO17
              dir: GPIO27
              enable: GPIO5
              diag: GPIO22
              kick: GPIO18
              uart: /dev/serial0
              node: 0
            encoder: {chip: as5600, bus: i2c-1, address: 0x36}
            reservoir: {chip: nau7802, bus: i2c-1, address: 0x2A, capacity: 20 mL}
            pressure:
              chip: ads1115
              bus: i2c-1
              address: 0x48
              downstream: AIN0
              sensorSupply: AIN1
              motorSupply: AIN2
              upstream: AIN3
            flow: {chip: slf3s-0600f, bus: i2c-1, address: 0x08}
            inputs: {eStop: GPIO26, door: GPIO6, bubble: GPIO25, bolusButton: GPIO20}
            outputs:
              buzzer: GPIO12
              red: GPIO13
              amber: GPIO19
              green: GPIO21
              bubbleTest: GPIO16
              sensorRail: GPIO4
            balance: {dialect: mt-sics, port: /dev/ttyUSB0}
            syringePump: {chip: ne1000, port: /dev/ttyUSB1, diameter: 14.43 mm}
            """;

    static final int ENABLE = 5;

    final SimulatedBoard board;
    final List<Finding> findings = new ArrayList<>();
    final List<String> progress = new ArrayList<>();

    CheckedRig() {
        this(BoardLayout.REFERENCE_HOLD_NANOS);
    }

    /** A rig whose enable watchdog holds so long. */
    CheckedRig(long holdNanos) {
        board =
                new SimulatedBoard(
                        BoardLayout.reference().holding(holdNanos),
                        PlantSettings.reference(),
                        new VirtualClock(0),
                        1);
    }

    /** Checks it with nobody there; true when nothing failed. */
    boolean check(String wiring) {
        return check(wiring, Engineer.absent(progress::add));
    }

    boolean check(String wiring, Engineer engineer) {
        RigWiring parsed = RigFile.parse("rig.yaml", wiring);
        return WiringCheck.run(board, parsed, PiFacts.good(), engineer, findings::add);
    }

    /** Checks it on another host, and through a board between. */
    boolean check(Board between, BoardFacts facts, boolean emulated) {
        return WiringCheck.run(
                between,
                RigFile.parse("rig.yaml", WIRING),
                facts,
                emulated,
                Engineer.absent(progress::add),
                findings::add);
    }

    /** Parts that failed, in order. */
    List<String> failed() {
        return parts(Finding.Grade.FAIL);
    }

    List<String> parts(Finding.Grade grade) {
        return findings.stream()
                .filter(finding -> finding.grade() == grade)
                .map(Finding::part)
                .toList();
    }

    /** What was found of a part; the worst when it was looked at more than once. */
    Finding of(String part) {
        return findings.stream()
                .filter(finding -> finding.part().equals(part))
                .max(Comparator.comparing(Finding::grade))
                .orElseThrow(() -> new AssertionError(part + " is not in\n" + table()));
    }

    String table() {
        return findings.stream()
                .flatMap(finding -> FindingTable.lines(finding).stream())
                .collect(Collectors.joining("\n"));
    }
}
