package io.pumprig.hal.device;

/** The button with which a bolus is asked for (device reference, H). */
public interface BolusButton {

    /** Looks at the button. Once a cycle; {@code into} is always the same. */
    void read(ButtonReading into);
}
