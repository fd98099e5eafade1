package io.pumprig.hal.pi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Against the layout of struct timex on 64-bit Linux: status at byte 40, maxerror at 24. */
@Tag("SR-32")
class ClockSyncTest {

    private static ClockSync answered(int state, int status, long maxErrorMicros) {
        return ClockSync.of(
                timex -> {
                    ByteBuffer fields = ByteBuffer.wrap(timex).order(ByteOrder.LITTLE_ENDIAN);
                    assertEquals(0, fields.getInt(0), "modes: nothing is changed");
                    fields.putLong(24, maxErrorMicros);
                    fields.putInt(40, status);
                    return state;
                });
    }

    @ParameterizedTest(name = "state {0}, status {1}, within {2} us: {3}")
    @CsvSource({
        "0, 0x2001, 23456, synchronised within 24 ms",
        "1, 0x2011, 300, synchronised within 1 ms",
        "4, 0x2001, 15999999, synchronised within 16000 ms"
    })
    void aClockThatFollowsAServerIsSynchronised(
            int state, String status, long micros, String reason) {
        ClockSync sync = answered(state, Integer.decode(status), micros);
        assertTrue(sync.synchronised());
        assertEquals(reason, sync.reason());
    }

    @ParameterizedTest(name = "state {0}, status {1}")
    @CsvSource({"5, 0x40", "5, 0x2001", "0, 0x2041"})
    void aClockThatFollowsNobodyIsNot(int state, String status) {
        ClockSync sync = answered(state, Integer.decode(status), 16_000_000);
        assertFalse(sync.synchronised());
        assertEquals("no time server is followed", sync.reason());
    }

    @Test
    void aKernelThatDoesNotSayIsNotBelieved() {
        ClockSync sync = ClockSync.of(timex -> -1);
        assertFalse(sync.synchronised());
        assertTrue(sync.reason().startsWith("the kernel does not say: "), sync.reason());
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void thisHostSaysOneOrTheOther() {
        ClockSync sync = ClockSync.ofThisHost();
        assertTrue(
                sync.reason()
                        .matches(
                                sync.synchronised()
                                        ? "synchronised within \\d+ ms"
                                        : "no time server is followed|the kernel does not say: .*"),
                sync.reason());
    }
}
