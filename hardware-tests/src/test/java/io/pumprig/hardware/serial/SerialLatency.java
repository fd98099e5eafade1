package io.pumprig.hardware.serial;

import com.sun.management.OperatingSystemMXBean;
import io.pumprig.hal.pi.PiSerialLine;
import io.pumprig.simulator.pty.PseudoTerminal;
import io.pumprig.simulator.time.HostClock;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.HdrHistogram.Histogram;

/**
 * Prints what a serial line over a pseudo-terminal costs: a question to the motor driver's model
 * and its answer, a write to a peer that has stopped reading, and an open line at rest. Run by hand
 * on a machine with nothing else to do; Linux only.
 */
public final class SerialLatency {
    private static final int WARM_UP = 2_000;
    private static final int EXCHANGES = 10_000;
    private static final int WRITES = 1_000_000;
    private static final long LONGEST_NANOS = 10_000_000_000L;

    /** The chip hears nothing for four bit times after its answer; the driver rests as long. */
    private static final long BETWEEN_NANOS = 2_000_000L;

    private static final long LOOK_NANOS = 100_000L;
    private static final long REST_NANOS = 10_000_000_000L;

    /** Twelve bytes and the chip's eight bit times of delay, at 115 200 baud. */
    private static final long WIRE_NANOS = 128 * 1_000_000_000L / 115_200;

    private static final byte[] ASK_IOIN = Bytes.of("05 00 06 6F");

    private final HostClock clock = new HostClock(0);
    private final byte[] into = new byte[64];

    private SerialLatency() {}

    /** No arguments. */
    public static void main(String[] args) throws IOException {
        SerialLatency latency = new SerialLatency();
        latency.machine();
        latency.exchanges();
        latency.heldWrites();
        latency.rest();
    }

    /**
     * What the machine itself can do: with a p99 of milliseconds here, nothing below means much.
     */
    private void machine() {
        Histogram nanos = new Histogram(LONGEST_NANOS, 3);
        for (int i = 0; i < WARM_UP; i++) {
            long began = clock.nanos();
            clock.pause(BETWEEN_NANOS);
            nanos.recordValue(clock.nanos() - began - BETWEEN_NANOS);
        }
        print("lateness of a pause of 2 ms on this machine", nanos);
    }

    private void exchanges() throws IOException {
        Path folder = Files.createTempDirectory("serial-latency");
        Histogram nanos = new Histogram(LONGEST_NANOS, 3);
        try (ServedMotor motor = new ServedMotor(folder.resolve("motor"));
                PiSerialLine line = PiSerialLine.open(motor.path(), 115_200)) {
            for (int i = 0; i < WARM_UP + EXCHANGES; i++) {
                clock.pause(BETWEEN_NANOS);
                long took = exchange(line);
                if (i >= WARM_UP) {
                    nanos.recordValue(took);
                }
            }
        }
        Files.delete(folder);
        print("question and answer", nanos);
        System.out.printf(
                Locale.ROOT, "  of which on the wire, by its baud rate: %.0f us%n", us(WIRE_NANOS));
    }

    private long exchange(PiSerialLine line) {
        long began = clock.nanos();
        line.write(ASK_IOIN, ASK_IOIN.length);
        int received = 0;
        while (received < 12) {
            received += line.read(into, received);
            if (clock.nanos() - began > LONGEST_NANOS) {
                throw new IllegalStateException("no answer");
            }
            if (received < 12) {
                clock.pause(LOOK_NANOS);
            }
        }
        return clock.nanos() - began;
    }

    private void heldWrites() throws IOException {
        Histogram nanos = new Histogram(LONGEST_NANOS, 3);
        int taken = 0;
        try (PseudoTerminal peer = PseudoTerminal.open();
                PiSerialLine line = PiSerialLine.open(peer.path(), 115_200)) {
            for (int i = 0; i < WRITES; i++) {
                long began = clock.nanos();
                boolean ok = line.write(into, 8).isOk();
                nanos.recordValue(clock.nanos() - began);
                taken += ok ? 1 : 0;
            }
        }
        print("write to a peer that does not read, " + taken + " taken", nanos);
    }

    private void rest() throws IOException {
        try (PseudoTerminal peer = PseudoTerminal.open();
                PiSerialLine line = PiSerialLine.open(peer.path(), 115_200)) {
            OperatingSystemMXBean process =
                    (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
            long passes = line.progress();
            long threads = cpuNanosOf(peer.path());
            long whole = process.getProcessCpuTime();
            clock.pause(REST_NANOS);
            System.out.printf(
                    Locale.ROOT,
                    "a line at rest for 10 s: %d passes, %.2f ms of CPU (whole process %.2f ms)%n",
                    line.progress() - passes,
                    (cpuNanosOf(peer.path()) - threads) / 1e6,
                    (process.getProcessCpuTime() - whole) / 1e6);
        }
    }

    private static long cpuNanosOf(String path) {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith(path + " "))
                .mapToLong(
                        thread ->
                                ManagementFactory.getThreadMXBean()
                                        .getThreadCpuTime(thread.getId()))
                .sum();
    }

    private static void print(String what, Histogram nanos) {
        System.out.printf(
                Locale.ROOT,
                "%s, %d times: p50 %.2f us, p99 %.2f us, p99.9 %.2f us, max %.1f us%n",
                what,
                nanos.getTotalCount(),
                us(nanos.getValueAtPercentile(50)),
                us(nanos.getValueAtPercentile(99)),
                us(nanos.getValueAtPercentile(99.9)),
                us(nanos.getMaxValue()));
    }

    private static double us(long nanos) {
        return nanos / 1e3;
    }
}
