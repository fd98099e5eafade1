package io.pumprig.controller.link;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonTest {
    @ParameterizedTest(name = "{0} / 10^{1} = {2}")
    @CsvSource({
        "250000000, 6, 250",
        "1, 6, 0.000001",
        "-1, 6, -0.000001",
        "0, 6, 0",
        "123456789, 6, 123.456789",
        "-1500, 3, -1.5",
        "9223372036854775807, 9, 9223372036.854775807",
        "-9223372036854775808, 9, -9223372036.854775808",
        "100, 0, 100"
    })
    void writesDecimalsExactly(long value, int decimals, String text) {
        assertEquals(text, Json.decimalText(value, decimals));
    }

    @Test
    void writesInstantsInUtc() {
        assertEquals("1970-01-01T00:00:00.001Z", Json.utc(1));
        assertEquals("2026-01-02T03:04:05.000Z", Json.utc(1_767_323_045_000L));
    }

    @Test
    void showsNoHalfOfASurrogatePair() {
        assertEquals("a\uFFFDb", Json.shown("a\uD83Db", 10));
        assertEquals("\uFFFD", Json.shown("\uDE00", 10));
        assertEquals("\uD83D\uDE00", Json.shown("\uD83D\uDE00", 2));
        assertEquals("\uFFFD", Json.shown("\uD83D\uDE00", 1));
        assertEquals("abc", Json.shown("abcdef", 3));
    }
}
