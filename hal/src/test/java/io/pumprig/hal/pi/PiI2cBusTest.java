package io.pumprig.hal.pi;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pumprig.hal.AllocatedBytes;
import io.pumprig.hal.DeviceVectors;
import io.pumprig.hal.ManualClock;
import io.pumprig.hal.Outcome;
import java.io.Closeable;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class PiI2cBusTest {
    private static final int FD = 5;

    private final ManualClock clock = new ManualClock(-7);
    private final ScriptedKernel kernel = new ScriptedKernel();
    private final PiI2cBus bus = bus(kernel, () -> {});
    private final byte[] into = new byte[4];

    private PiI2cBus bus(Ioctl ioctl, Closeable file) {
        return new PiI2cBus(new I2cTransfer(FD, ioctl), file, clock);
    }

    private Outcome readsAngle() {
        return bus.writeRead(0x36, new byte[] {0x0C, 0x55}, 1, into, 2);
    }

    @Test
    void readsARegisterInOneTransferWithARepeatedStart() {
        kernel.answers("W36 0C | R36 2", "0F A5", 2);
        assertEquals(Outcome.OK, readsAngle());
        assertArrayEquals(new byte[] {0x0F, (byte) 0xA5, 0, 0}, into);
    }

    @Test
    void writesAsOneMessage() {
        kernel.answers("W48 01 C3 83", "", 1);
        assertEquals(
                Outcome.OK, bus.write(0x48, new byte[] {0x01, (byte) 0xC3, (byte) 0x83, 9}, 3));
    }

    @Test
    void readsWithoutARegisterWhenNothingIsToBeWritten() {
        kernel.answers("R08 3", "01 02 03", 1);
        assertEquals(Outcome.OK, bus.writeRead(0x08, new byte[0], 0, into, 3));
        assertArrayEquals(new byte[] {1, 2, 3, 0}, into);
    }

    @Test
    void carriesTheLongestMessage() {
        byte[] bytes = new byte[32];
        bytes[31] = 0x7F;
        kernel.answers("W10 " + "00 ".repeat(31) + "7F", "", 1);
        assertEquals(Outcome.OK, bus.write(0x10, bytes, 32));
    }

    @ParameterizedTest(name = "address {0}, write {1}, read {2}")
    @CsvSource({"128, 1, 1", "-1, 1, 1", "54, 33, 0", "54, 1, 33", "54, -1, 2", "54, 0, 0"})
    void refusesWhatNoTransferCanBe(int address, int writeLength, int readLength) {
        byte[] bytes = new byte[80];
        assertThrows(
                IllegalArgumentException.class,
                () -> bus.writeRead(address, bytes, writeLength, bytes, readLength));
        assertEquals(0, kernel.calls());
    }

    @Test
    void takesAnIncompleteTransferForAFailure() {
        kernel.answers("W36 0C | R36 2", "0F A5", 1);
        assertEquals(Outcome.BUS_ERROR, readsAngle());
        assertArrayEquals(new byte[4], into);
    }

    static Stream<String> errnoVectors() {
        return DeviceVectors.ids("i2c.errno.");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("errnoVectors")
    void tellsEachErrnoOfTheDeviceReference(String id) {
        int errno = DeviceVectors.given(id).get("errno").asInt();
        String name = DeviceVectors.given(id).get("name").asString();
        kernel.answers("W36 0C | R36 2", "FF FF", -errno);
        Outcome expected =
                switch (name) {
                    case "EREMOTEIO" -> Outcome.NO_ACKNOWLEDGE;
                    case "ETIMEDOUT", "EAGAIN" -> Outcome.BUS_STUCK;
                    case "EIO" -> Outcome.BUS_ERROR;
                    default -> throw new AssertionError("not in device reference 9.3: " + name);
                };
        assertEquals(expected, readsAngle());
        assertArrayEquals(new byte[4], into, "nothing taken");
        assertEquals(
                name + " " + DeviceVectors.expect(id).get("pi4jMessageEndsWith").asString(),
                Errno.text(errno));
    }

    @ParameterizedTest(name = "errno {0} is {1}")
    @CsvSource({
        "6, NO_ACKNOWLEDGE",
        "16, BUS_ERROR",
        "22, BUS_ERROR",
        "25, BUS_ERROR",
        "19, BUS_ERROR",
        "95, BUS_ERROR"
    })
    void tellsEveryOtherErrno(int errno, Outcome expected) {
        kernel.answers("W36 0C | R36 2", "", -errno);
        assertEquals(expected, readsAngle());
    }

    @ParameterizedTest(name = "errno {0}")
    @CsvSource({"110", "11"})
    @Tag("F-41")
    void leavesAHeldBusAloneForFiftyMilliseconds(int errno) {
        kernel.answers("W36 0C | R36 2", "", -errno).answers("W36 0C | R36 2", "0F A5", 2);
        assertEquals(Outcome.BUS_STUCK, readsAngle());
        assertEquals(Outcome.BUS_STUCK, bus.write(0x48, new byte[] {1}, 1));
        clock.advance(49_999_999);
        assertEquals(Outcome.BUS_STUCK, readsAngle());
        assertEquals(1, kernel.calls());
        clock.advance(1);
        assertEquals(Outcome.OK, readsAngle());
        assertEquals(2, kernel.calls());
    }

    @Test
    @Tag("F-41")
    void countsTheHoldFromTheEndOfTheTimeOut() {
        PiI2cBus slow =
                bus(
                        (fd, request, argument) -> {
                            clock.advance(10_000_000);
                            return -110;
                        },
                        () -> {});
        slow.write(0x48, new byte[] {1}, 1);
        clock.advance(49_999_999);
        slow.write(0x48, new byte[] {1}, 1);
        assertEquals(59_999_992, clock.nanos(), "the second one cost nothing");
    }

    @Test
    @Tag("F-24")
    void goesOnAtOnceAfterASilentChip() {
        kernel.answers("W36 0C | R36 2", "", -121).answers("W48 01", "", 1);
        assertEquals(Outcome.NO_ACKNOWLEDGE, readsAngle());
        assertEquals(Outcome.OK, bus.write(0x48, new byte[] {1}, 1));
    }

    @Test
    void closesItsFileOnceAndTransfersNoMore() throws IOException {
        int[] closes = {0};
        PiI2cBus closing = bus(kernel, () -> closes[0]++);
        closing.close();
        closing.close();
        assertEquals(1, closes[0]);
        assertEquals(Outcome.BUS_ERROR, closing.write(0x48, new byte[] {1}, 1));
        assertEquals(0, kernel.calls());
    }

    @Test
    void allocatesNothingWhenAChipAnswers() {
        PiI2cBus answering = bus((fd, request, argument) -> 2, () -> {});
        byte[] register = {0x0C};
        assertEquals(
                0,
                AllocatedBytes.in(20_000, () -> answering.writeRead(0x36, register, 1, into, 2)));
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void allocatesNothingWhenTheRealKernelRefuses() {
        int fd = Libc.open("/dev/null", Libc.O_RDWR);
        assertTrue(fd >= 0);
        try {
            PiI2cBus refused = new PiI2cBus(new I2cTransfer(fd, Libc::control), () -> {}, clock);
            byte[] register = {0x0C};
            assertEquals(25, new I2cTransfer(fd, Libc::control).run(0x36, register, 1, into, 2));
            assertEquals(Outcome.BUS_ERROR, refused.writeRead(0x36, register, 1, into, 2));
            assertEquals(
                    0,
                    AllocatedBytes.in(20_000, () -> refused.writeRead(0x36, register, 1, into, 2)));
        } finally {
            Libc.close(fd);
        }
    }
}
