package io.pumprig.hardware.serial;

import io.pumprig.hal.RigClock;
import io.pumprig.hal.board.SerialLine;
import io.pumprig.hal.contract.SerialLineContract;
import io.pumprig.hal.pi.PiSerialEvents;
import io.pumprig.hal.pi.PiSerialLine;
import io.pumprig.simulator.time.HostClock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HexFormat;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The Pi's serial line keeps the contract, on a terminal that a simulated motor driver serves. */
@EnabledOnOs(OS.LINUX)
class SerialContractTest implements SerialLineContract {
    /** GCONF is read, and its echo and its content after power-up come back. */
    private static final String QUESTION = "05000048";

    private static final String ANSWER = "05000048" + "05FF0000000101BB";

    @TempDir Path folder;

    private final RigClock clock = new HostClock(0);
    private ServedMotor motor;
    private PiSerialLine line;

    @BeforeEach
    void open() throws IOException {
        motor = new ServedMotor(folder.resolve("motor"));
        line = PiSerialLine.open(motor.path(), 115_200, PiSerialEvents.NOBODY);
    }

    @AfterEach
    void close() throws IOException {
        line.close();
        motor.close();
    }

    @Override
    public SerialLine subject() {
        return line;
    }

    @Override
    public RigClock clock() {
        return clock;
    }

    @Override
    public byte[] question() {
        return HexFormat.of().parseHex(QUESTION);
    }

    @Override
    public byte[] answer() {
        return HexFormat.of().parseHex(ANSWER);
    }

    /** Long, since a busy machine is no mistake; an answer that comes early is taken early. */
    @Override
    public long answerNanos() {
        return 10_000_000_000L;
    }

    /** A read that waits for a byte would wait for ever. */
    @Override
    public long callNanos() {
        return 2_000_000_000L;
    }

    @Override
    public boolean cut() {
        try {
            motor.unplug();
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
