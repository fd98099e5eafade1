package io.pumprig.hal.pi;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PiSerialPortTest {

    @ParameterizedTest(name = "errno {0}, present {1}: {2}")
    @CsvSource({
        "1, true, permission denied (is the user in the group dialout?)",
        "13, true, permission denied (is the user in the group dialout?)",
        "11, true, busy: another program has it open",
        "16, true, busy: another program has it open",
        "2, true, busy: this program has it open",
        "2, false, absent",
        "25, true, something that is no serial line",
        "5, true, error 5"
    })
    void saysWhyAPortCannotBeHad(int errno, boolean present, String found) {
        assertEquals(found, PiSerialPort.found(errno, present));
    }
}
