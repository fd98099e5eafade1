package io.pumprig.hardware.virtualpi;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * The pins of the emulated board: its outputs are heard, its inputs are driven. The same line sees
 * the board's registers, which one fault of the emulator needs.
 *
 * <p>Orders are answered in their order; nobody waits for an answer, since an edge may come first
 * and whoever hears it may be the one who waits.
 */
final class QtestGpio implements AutoCloseable {
    /** GPIO lines of the chip that the guest takes for the Pi's. */
    static final int LINES = 32;

    private static final String CHIP = "/machine/soc/gpio1";
    private static final int PATIENCE_SECONDS = 20;

    /** UART control register 4 of ttymxc0, ttymxc2 and ttymxc3. */
    private static final long[] UART_CONTROL = {0x3086_008CL, 0x3088_008CL, 0x30A6_008CL};

    /** Whoever watches the outputs. */
    interface Listener {

        /** An output of the guest changed. */
        void edge(int gpio, boolean high);
    }

    private final Listener listener;
    private final Queue<Consumer<String>> expected = new ArrayDeque<>();
    private final Wire wire;

    /** Connects and hears every edge from now on; the guest must not run yet. */
    QtestGpio(Path socket, Listener listener) {
        this.listener = listener;
        wire = new Wire(socket, new Lines(this::heard));
        CountDownLatch intercepted = new CountDownLatch(1);
        say("irq_intercept_out " + CHIP, answer -> intercepted.countDown());
        try {
            if (!intercepted.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new IllegalStateException("the emulator does not tell of " + CHIP);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    /** Puts a level on an input of the guest. */
    void drive(int gpio, boolean high) {
        say("set_irq_in " + CHIP + " unnamed-gpio-in " + gpio + " " + (high ? 1 : 0), answer -> {});
    }

    /**
     * Has the emulator work out anew whether its UARTs interrupt. It forgets to when a guest that
     * is slow takes the last byte just as the receiver's ageing timer strikes: the interrupt stays
     * raised with no cause to be seen, until the kernel gives the line up. Writing back a register
     * that the kernel sets once, on opening, changes nothing else.
     */
    void refreshUarts() {
        for (long register : UART_CONTROL) {
            String address = "0x" + Long.toHexString(register);
            say("readl " + address, value -> say("writel " + address + " " + value, done -> {}));
        }
    }

    private synchronized void say(String command, Consumer<String> onAnswer) {
        expected.add(onAnswer);
        wire.send((command + "\n").getBytes(StandardCharsets.US_ASCII));
    }

    private synchronized Consumer<String> answered() {
        return expected.remove();
    }

    /** {@code OK value}, {@code FAIL reason}, {@code IRQ raise 17} or {@code IRQ lower 17}. */
    private void heard(String line) {
        String[] words = line.split(" ");
        if (words[0].equals("IRQ") && words.length == 3) {
            int gpio = Integer.parseInt(words[2]);
            if (gpio < LINES) {
                listener.edge(gpio, words[1].equals("raise"));
            }
        } else if (words[0].equals("OK")) {
            answered().accept(words.length > 1 ? words[1] : "");
        } else {
            throw new IllegalStateException("the emulator's pins: " + line);
        }
    }

    @Override
    public void close() {
        wire.close();
    }
}
