package io.pumprig.simulator.board;

import io.pumprig.hal.board.I2cBus;
import io.pumprig.hal.board.OutputPin;
import io.pumprig.hal.board.SerialLine;
import io.pumprig.simulator.plant.PlantSettings;
import io.pumprig.simulator.time.VirtualClock;
import java.util.HexFormat;

/**
 * A stand-in for a controller: the mix of accesses of a therapy cycle, folded into one hash. A
 * microstep each 400 cycles, pressure, angle and a UART exchange each 5, weight each 10, the kick
 * each.
 */
final class Rig {
    private static final HexFormat HEX = HexFormat.ofDelimiter(" ");
    private static final long CYCLE_NANOS = 10_000_000L;

    final VirtualClock clock = new VirtualClock(-2_000_000_000L);
    final SimulatedBoard board;
    long hash;

    private final I2cBus bus;
    private final SerialLine line;
    private final OutputPin step;
    private final OutputPin kick;
    private final byte[] buffer = new byte[64];
    private final byte[] startAdc = {0x01, (byte) 0xC3, (byte) 0x83};
    private final byte[] config = {0x01};
    private final byte[] result = {0x00};
    private final byte[] status = {0x0B};
    private final byte[] angle = {0x0C};
    private final byte[] power = {0x00};
    private final byte[] weight = {0x12};
    private final byte[] mscnt = HEX.parseHex("05 00 6a ed");

    Rig(long seed) {
        board = new SimulatedBoard(BoardLayout.reference(), PlantSettings.reference(), clock, seed);
        bus = board.i2c("i2c-1");
        line = board.serial("/dev/serial0", 115_200);
        step = board.output(17, false);
        kick = board.output(18, false);
        OutputPin enable = board.output(5, true);
        send("05 00 80 00 00 01 c0 f6");
        send("05 00 ec 04 03 00 53 6f");
        send("05 00 83 00 00 02 00 4d");
        write(0x00, 0x02);
        write(0x01, 0x2F);
        write(0x00, 0x86);
        clock.pause(250_000_000L);
        write(0x02, 0x30);
        write(0x15, 0x30);
        write(0x00, 0x96);
        write(0x02, 0x34);
        clock.advanceTo(0);
        line.read(buffer, 0);
        enable.set(false);
    }

    private void send(String frame) {
        byte[] bytes = HEX.parseHex(frame);
        line.write(bytes, bytes.length);
        clock.pause(5_000_000L);
    }

    private void write(int register, int value) {
        bus.write(0x2A, new byte[] {(byte) register, (byte) value}, 2);
        clock.pause(1_000_000L);
    }

    /** Some of every kind of fault, sporadic ones above all. */
    void breakSomeThings() {
        board.plant().occlusionSeverity(0.999);
        board.plant().loseElectricalCycles(1);
        board.plant().inletAirFraction(0.01);
        board.i2cFaults(0x36).noAcknowledge().occur(0.05);
        board.i2cFaults(0x48).garbage().occur(0.01, 100, 1000);
        board.serialFaults().bitFlip().occur(0.1);
        board.serialFaults().replyLost().occur(0.1);
        board.stepWire().doubled().occur(0.3);
        board.pressure().downstreamDriftKilopascalsPerHour(3);
        board.weight().offsetGrams(0.5);
    }

    long run(int from, int cycles) {
        for (int cycle = from; cycle < from + cycles; cycle++) {
            cycle(cycle);
        }
        return hash;
    }

    private void cycle(int cycle) {
        clock.advanceTo((cycle + 1) * CYCLE_NANOS);
        switch (cycle % 5) {
            case 0 -> bus.write(0x48, startAdc, 3);
            case 1 -> {
                read(0x48, config, 2);
                read(0x48, result, 2);
            }
            case 2 -> {
                read(0x36, status, 1);
                read(0x36, angle, 2);
            }
            case 3 -> line.write(mscnt, mscnt.length);
            default -> {
                int taken = line.read(buffer, 0);
                fold(taken);
            }
        }
        if (cycle % 10 == 6) {
            read(0x2A, power, 1);
            read(0x2A, weight, 3);
        }
        if (cycle % 400 == 399) {
            step.set(true);
            step.set(false);
        }
        kick.set((cycle & 1) == 0);
    }

    private void read(int address, byte[] pointer, int length) {
        hash = hash * 31 + bus.writeRead(address, pointer, 1, buffer, length).ordinal();
        fold(length);
    }

    private void fold(int length) {
        for (int i = 0; i < length; i++) {
            hash = hash * 31 + buffer[i];
        }
    }
}
