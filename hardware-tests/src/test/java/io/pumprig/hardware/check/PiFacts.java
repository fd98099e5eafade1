package io.pumprig.hardware.check;

import io.pumprig.hal.pi.BoardFacts;
import io.pumprig.hal.pi.ClockSync;
import java.util.List;

/** What a Pi 4 says of itself that is set up as it should be. */
public final class PiFacts {
    private PiFacts() {}

    /** The facts. */
    public static BoardFacts good() {
        return new BoardFacts(
                "Raspberry Pi 4 Model B Rev 1.4",
                "6.12.25+rpt-rpi-v8",
                "17.0.15",
                List.of(new BoardFacts.GpioChip("gpiochip0", "pinctrl-bcm2711", 58, "")),
                List.of(new BoardFacts.I2cDevice("i2c-1", "bcm2835 (i2c@7e804000)", true)),
                List.of("pump", "gpio", "i2c", "dialout"),
                false,
                BoardFacts.OutputsAfterExit.TURN_TO_INPUT,
                List.of(),
                true,
                true,
                true,
                new ClockSync(true, "synchronised within 24 ms"));
    }
}
