package io.pumprig.hal.device;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.pumprig.hal.AllocatedBytes;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SignalPatternTest {
    private boolean seen;

    @ParameterizedTest(name = "{0} at {1} ns: {2}")
    @CsvSource({
        "HIGH_LAMP, 0, true",
        "HIGH_LAMP, 249999999, true",
        "HIGH_LAMP, 250000000, false",
        "HIGH_LAMP, 499999999, false",
        "HIGH_LAMP, 500000000, true",
        "HIGH_LAMP, 3600750000000, false",
        "MEDIUM_LAMP, 0, true",
        "MEDIUM_LAMP, 799999999, true",
        "MEDIUM_LAMP, 800000000, false",
        "MEDIUM_LAMP, 1999999999, false",
        "MEDIUM_LAMP, 2000000000, true",
        "STEADY, 0, true",
        "STEADY, 999999999, true",
        "STEADY, 1000000000, true",
        "STEADY, 86400000000000, true",
        "OFF, 0, false",
        "OFF, 1000000000, false",
        "LAMP_TEST, 0, true",
        "LAMP_TEST, 1999999999, true",
        "LAMP_TEST, 2000000000, false",
        "LAMP_TEST, 3000000000, false",
        "LAMP_TEST, 6000000000, false"
    })
    @Tag("SR-83")
    void lightsAtTheseInstants(SignalPattern pattern, long nanos, boolean on) {
        assertEquals(on, pattern.isOn(nanos));
    }

    @ParameterizedTest(name = "{0} at {1} ms: {2}")
    @CsvSource({
        "HIGH_SOUND, 0, true",
        "HIGH_SOUND, 499, true",
        "HIGH_SOUND, 500, false",
        "HIGH_SOUND, 1000, true",
        "HIGH_SOUND, 1499, true",
        "HIGH_SOUND, 1500, false",
        "HIGH_SOUND, 14999, false",
        "HIGH_SOUND, 15000, true",
        "CRITICAL_SOUND, 0, true",
        "CRITICAL_SOUND, 500, false",
        "CRITICAL_SOUND, 1000, true",
        "CRITICAL_SOUND, 1500, false",
        "CRITICAL_SOUND, 59999, false",
        "CRITICAL_SOUND, 60000, true",
        "ADVISORY_SOUND, 0, true",
        "ADVISORY_SOUND, 500, false",
        "ADVISORY_SOUND, 1000, false",
        "ADVISORY_SOUND, 3599999, false",
        "ADVISORY_SOUND, 3600000, true",
        "SOUND_TEST, 0, true",
        "SOUND_TEST, 500, false",
        "SOUND_TEST, 1500, false"
    })
    @Tag("SR-82")
    void soundsAtTheseInstants(SignalPattern pattern, long millis, boolean on) {
        assertEquals(on, pattern.isOn(millis * 1_000_000));
    }

    @Test
    void isOffBeforeItBegins() {
        for (SignalPattern pattern : SignalPattern.values()) {
            assertFalse(pattern.isOn(-1));
            assertFalse(pattern.isOn(Long.MIN_VALUE));
        }
    }

    @Test
    void allocatesNothing() {
        long allocated =
                AllocatedBytes.in(
                        10_000, () -> seen ^= SignalPattern.CRITICAL_SOUND.isOn(59_000_000_000L));
        assertEquals(0, allocated);
    }
}
