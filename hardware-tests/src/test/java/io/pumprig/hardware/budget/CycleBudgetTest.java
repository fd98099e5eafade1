package io.pumprig.hardware.budget;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pumprig.controller.sample.Sample;
import io.pumprig.controller.sample.Sampler;
import io.pumprig.hal.Outcome;
import io.pumprig.hal.RigClock;
import io.pumprig.hal.board.I2cBus;
import io.pumprig.hal.device.MotorCommand;
import io.pumprig.hal.device.PumpDevices;
import io.pumprig.hal.rig.Rig;
import io.pumprig.hal.rig.RigFile;
import io.pumprig.hal.rig.RigWiring;
import io.pumprig.simulator.board.BoardLayout;
import io.pumprig.simulator.board.SimulatedBoard;
import io.pumprig.simulator.plant.PlantSettings;
import io.pumprig.simulator.time.VirtualClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The wires take at most half of a cycle of 10 ms, even if every part were due at once. */
class CycleBudgetTest {
    private static final long PERIOD_NANOS = 10_000_000;
    private static final long BUDGET_NANOS = 5_000_000;

    private final MeteredBoard board =
            new MeteredBoard(
                    new SimulatedBoard(
                            BoardLayout.reference(),
                            PlantSettings.reference(),
                            new VirtualClock(0),
                            1));

    @Test
    void countsTheBitsOfATransfer() {
        I2cBus bus = board.i2c("i2c-1");
        byte[] bytes = {0x0C};
        bus.writeRead(0x36, bytes, 1, new byte[2], 2);
        board.endCycle();
        // S, address, register, Sr, address, two bytes, P: 3 + 5 x 9 = 48 bits of 2.5 us.
        assertEquals(120_000, board.worstCycleNanos());
    }

    @Test
    void countsTheBytesOfAnExchangeWithTheDriver() {
        board.serial("/dev/serial0", 115_200).write(new byte[] {5, 0, 6, 0x6F}, 4);
        board.endCycle();
        // Twelve bytes of 10 bits and 24 bits between: 1.25 ms (device reference 1.4).
        assertEquals(1_250_000, board.worstCycleNanos(), 1_000);
    }

    @Test
    void keepsEachCycleOfAMinuteWithinTheBudgetThatTheReadmeTells() throws IOException {
        RigWiring wiring = RigFile.simulated();
        PumpDevices devices = Rig.bringUp(board, wiring);
        board.reset();

        run(devices, 6_000);

        long allAtOnce = 0;
        for (long nanos : board.worstNanosByPart().values()) {
            allAtOnce += nanos;
        }
        assertEquals(tableOfReadme(), table(allAtOnce));
        assertTrue(board.worstCycleNanos() >= 1_250_000, "an exchange with the driver at least");
        assertTrue(allAtOnce <= BUDGET_NANOS, "all at once they take " + allAtOnce + " ns");
    }

    private void run(PumpDevices devices, int cycles) {
        RigClock clock = board.clock();
        Sampler sampler = new Sampler(clock, devices);
        Sample sample = new Sample(clock.nanos(), PERIOD_NANOS, 0);
        MotorCommand command = new MotorCommand();
        for (int i = 0; i < cycles; i++) {
            clock.pause(PERIOD_NANOS);
            sampler.fill(sample);
            devices.watchdog().kick();
            assertEquals(Outcome.OK, devices.motor().apply(command.step(1)));
            board.endCycle();
        }
    }

    private List<String> table(long allAtOnce) {
        List<String> rows = new ArrayList<>();
        for (Map.Entry<String, Long> part : board.worstNanosByPart().entrySet()) {
            rows.add("| " + part.getKey() + " | " + part.getValue() / 1_000 + " |");
        }
        rows.add("| all at once | " + allAtOnce / 1_000 + " |");
        return rows;
    }

    /** What people read is what was counted. */
    private static List<String> tableOfReadme() throws IOException {
        return Files.readAllLines(Path.of("..", "hal", "README.md")).stream()
                .dropWhile(line -> !line.equals("| wire | us |"))
                .skip(2)
                .takeWhile(line -> line.startsWith("|"))
                .toList();
    }
}
