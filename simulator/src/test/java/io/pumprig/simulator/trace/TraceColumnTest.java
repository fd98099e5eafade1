package io.pumprig.simulator.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A number is shown exactly, in the unit that its heading names. */
class TraceColumnTest {

    @ParameterizedTest(name = "{0} with {1} decimals is {2}")
    @CsvSource({
        "0, 3, 0",
        "7, 0, 7",
        "-7, 0, -7",
        "5, 3, 0.005",
        "-5, 3, -0.005",
        "1500, 3, 1.5",
        "1000, 3, 1",
        "-1000000, 6, -1",
        "10, 9, 0.00000001",
        "123456789, 6, 123.456789",
        "9223372036854775807, 0, 9223372036854775807",
        "-9223372036854775808, 0, -9223372036854775808",
        "9223372036854775807, 6, 9223372036854.775807",
        "-9223372036854775808, 6, -9223372036854.775808",
        "-9223372036854775808, 18, -9.223372036854775808",
    })
    void isExact(long value, int decimals, String shown) {
        StringBuilder out = new StringBuilder();
        new TraceColumn("aPascals", "a", "kPa", decimals).show(value, out);
        assertEquals(shown, out.toString());
    }

    @ParameterizedTest
    @CsvSource({"kPa, downstream [kPa]", "'', downstream"})
    void namesItsUnitWhereItHasOne(String unit, String heading) {
        assertEquals(heading, new TraceColumn("aPascals", "downstream", unit, 3).heading());
    }
}
