package io.pumprig.controller.bench;

import java.util.concurrent.CountDownLatch;

/** A program that does nothing but wait for signals, says which came, and ends as one asks. */
final class SignalledProgram {
    private SignalledProgram() {}

    public static void main(String[] arguments) throws InterruptedException {
        CountDownLatch stopped = new CountDownLatch(1);
        int exitCode;
        try (ProcessSignals signals =
                new ProcessSignals(
                        () -> {
                            System.out.println("stop");
                            stopped.countDown();
                        },
                        () -> System.out.println("pause"))) {
            System.out.println("exit code " + signals.exitCode());
            stopped.await();
            exitCode = signals.exitCode();
        }
        System.exit(exitCode);
    }
}
