package io.pumprig.hal.pi;

import io.pumprig.hal.board.OutputPin;
import io.pumprig.hal.board.SerialLine;
import java.io.IOException;

/**
 * A program with a motor enabled, that ends as its first argument says: {@code return}, {@code
 * throw} in a thread of its own, or {@code wait} for a signal. It tells on its output what became
 * of its board.
 */
final class EndingProgram {
    private EndingProgram() {}

    public static void main(String[] arguments) throws IOException {
        PiBoard board =
                new PiBoard(
                        new RecordedPins(System.out::println),
                        (number, clock) ->
                                new PiI2cBus(
                                        new I2cTransfer(0, (fd, request, argument) -> -121),
                                        () -> System.out.println("i2c closed"),
                                        clock),
                        (path, baud) -> {
                            SerialLine unused = null;
                            return new SerialPorts.Opened(
                                    unused, () -> 0, () -> System.out.println("serial closed"));
                        },
                        ProgramEnd.OF_THIS_JVM);
        OutputPin enable = board.output(5, true);
        board.output(17, false);
        board.i2c("i2c-1");
        board.serial("/dev/serial0", 115_200);
        enable.set(false);
        switch (arguments[0]) {
            case "return" -> {}
            case "throw" -> new Thread(EndingProgram::fail, "control").start();
            case "wait" -> System.in.read();
            default -> throw new IllegalArgumentException(arguments[0]);
        }
    }

    private static void fail() {
        throw new IllegalStateException("out of tick");
    }
}
