package io.pumprig.controller.command;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ElapsedTimeTest {
    @ParameterizedTest(name = "{1}")
    @CsvSource({
        "0, 00:00:00.000",
        "999999, 00:00:00.000",
        "10000000, 00:00:00.010",
        "86399999999999, 23:59:59.999",
        "86400000000000, 1d 00:00:00.000",
        "183845670000000, 2d 03:04:05.670"
    })
    void isReadLikeAClock(long nanos, String text) {
        assertEquals(text, ElapsedTime.of(nanos));
    }
}
