package io.pumprig.hal.pi;

import io.pumprig.hal.board.InputPin;
import io.pumprig.hal.board.OutputPin;

/** The GPIO header, claimed line by line: Pi4J's on a Pi, a record of levels in tests. */
interface Pins {

    /**
     * Claims the line as output at {@code high}.
     *
     * @throws io.pumprig.hal.BringUpException when it is absent or taken
     */
    OutputPin output(int gpio, boolean high);

    /**
     * Claims the line as input, without a pull of the Pi's own: the wiring's resistors decide.
     *
     * @throws io.pumprig.hal.BringUpException when it is absent or taken
     */
    InputPin input(int gpio);

    /** Gives all lines back; none may be used afterwards. */
    void release();
}
