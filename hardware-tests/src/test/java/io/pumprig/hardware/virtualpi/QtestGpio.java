package io.pumprig.hardware.virtualpi;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** The pins of the emulated board: its outputs are heard, its inputs are driven. */
final class QtestGpio implements AutoCloseable {
    /** GPIO lines of the chip that the guest takes for the Pi's. */
    static final int LINES = 32;

    private static final String CHIP = "/machine/soc/gpio1";
    private static final int PATIENCE_SECONDS = 20;

    /** Whoever watches the outputs. */
    interface Listener {

        /** An output of the guest changed. */
        void edge(int gpio, boolean high);
    }

    private final Listener listener;
    private final Wire wire;
    private final CountDownLatch intercepted = new CountDownLatch(1);

    /** Connects and hears every edge from now on; the guest must not run yet. */
    QtestGpio(Path socket, Listener listener) {
        this.listener = listener;
        wire = new Wire(socket, new Lines(this::heard));
        say("irq_intercept_out " + CHIP);
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
        say("set_irq_in " + CHIP + " unnamed-gpio-in " + gpio + " " + (high ? 1 : 0));
    }

    private void say(String command) {
        wire.send((command + "\n").getBytes(StandardCharsets.US_ASCII));
    }

    /** {@code OK}, {@code FAIL reason}, {@code IRQ raise 17} or {@code IRQ lower 17}. */
    private void heard(String line) {
        String[] words = line.split(" ");
        if (words[0].equals("IRQ") && words.length == 3) {
            int gpio = Integer.parseInt(words[2]);
            if (gpio < LINES) {
                listener.edge(gpio, words[1].equals("raise"));
            }
        } else if (words[0].equals("OK")) {
            intercepted.countDown();
        } else {
            Progress.say("pins of the emulator: %s", line);
        }
    }

    @Override
    public void close() {
        wire.close();
    }
}
