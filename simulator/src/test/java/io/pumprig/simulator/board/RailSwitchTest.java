package io.pumprig.simulator.board;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pumprig.hal.Outcome;
import io.pumprig.simulator.chip.Ads1115Model;
import io.pumprig.simulator.chip.AnalogWiring;
import io.pumprig.simulator.chip.As5600Model;
import io.pumprig.simulator.chip.I2cPart;
import io.pumprig.simulator.chip.Nau7802Model;
import io.pumprig.simulator.chip.Tmc2209Model;
import io.pumprig.simulator.plant.Plant;
import io.pumprig.simulator.plant.PlantSettings;
import io.pumprig.simulator.time.VirtualClock;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.HexFormat;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Three chips on a bus whose supply can be cut. */
class RailSwitchTest {
    private static final HexFormat HEX = HexFormat.ofDelimiter(" ");
    private static final long MILLI = 1_000_000L;

    private final VirtualClock clock = new VirtualClock(0);
    private final Plant plant = new Plant(PlantSettings.reference(), 1, 0);
    private final SimulatedI2cBus bus =
            new SimulatedI2cBus("i2c-1", clock, new PortWatch(), new Tmc2209Model(plant, 0), 1);
    private final RailSwitch rail = new RailSwitch(bus.held());
    private final byte[] buffer = new byte[4];

    @BeforeEach
    void attach() {
        bus.attach(0x36, rail.feeds(new As5600Model(plant, 0x36, 1)));
        bus.attach(0x2A, rail.feeds(new Nau7802Model(plant, 50_000, 20_000, 0x2A, 1)));
        bus.attach(0x48, rail.feeds(new Ads1115Model(plant, AnalogWiring.REFERENCE, 0x48, 1)));
    }

    private Outcome write(int address, String bytes) {
        byte[] sent = HEX.parseHex(bytes);
        return bus.write(address, sent, sent.length);
    }

    /** What the register holds, or how the transfer failed. */
    private String read(int address, int register, int length) {
        Outcome outcome = bus.writeRead(address, new byte[] {(byte) register}, 1, buffer, length);
        return outcome.isOk() ? HEX.formatHex(buffer, 0, length) : outcome.toString();
    }

    private void configure() {
        write(0x36, "07 20 00");
        write(0x2A, "00 02");
        write(0x2A, "01 2F");
        write(0x48, "02 12 34");
    }

    private void drive(boolean high, long afterNanos) {
        clock.pause(afterNanos);
        rail.set(high, clock.nanos());
    }

    @Test
    void partsAnswerAndRememberWhileTheyAreFed() {
        configure();
        drive(true, 100 * MILLI);
        assertEquals("20 00", read(0x36, 0x07, 2));
        assertEquals("2f", read(0x2A, 0x01, 1));
        assertEquals("12 34", read(0x48, 0x02, 2));
        assertTrue(rail.isFeeding(clock.nanos()));
        assertEquals(0, rail.effects());
    }

    @Test
    @Tag("F-41")
    void withoutSupplyTheyAreSilentAndAfterwardsTheyHaveForgotten() {
        configure();
        drive(false, 100 * MILLI);
        assertFalse(rail.isFeeding(clock.nanos()));
        assertEquals("NO_ACKNOWLEDGE", read(0x36, 0x07, 2));
        assertEquals(Outcome.NO_ACKNOWLEDGE, write(0x48, "02 56 78"));
        drive(true, 100 * MILLI);
        clock.pause(10 * MILLI - 1);
        assertEquals("NO_ACKNOWLEDGE", read(0x2A, 0x01, 1));
        clock.pause(1);
        assertEquals("00 00", read(0x36, 0x07, 2));
        assertEquals("00", read(0x2A, 0x01, 1));
        assertEquals("00", read(0x2A, 0x00, 1));
        assertEquals("80 00", read(0x48, 0x02, 2));
        assertEquals("85 83", read(0x48, 0x01, 2));
    }

    @Test
    @Tag("F-41")
    void aPartThatHoldsTheBusLetsGoWithoutItsSupplyAShortedWireDoesNot() {
        bus.held().occur();
        assertEquals("BUS_STUCK", read(0x36, 0x07, 2));
        assertEquals(Outcome.BUS_STUCK, write(0x48, "02 12 34"));
        drive(false, 0);
        assertEquals("NO_ACKNOWLEDGE", read(0x36, 0x07, 2));
        drive(true, 100 * MILLI);
        clock.pause(10 * MILLI);
        assertEquals("00 00", read(0x36, 0x07, 2));
        assertEquals(2, bus.held().effects());
        bus.stuck().occur();
        drive(false, 0);
        drive(true, 100 * MILLI);
        clock.pause(10 * MILLI);
        assertEquals("BUS_STUCK", read(0x36, 0x07, 2));
    }

    @Test
    void anOpenWireKeepsTheSupplyOn() {
        configure();
        rail.wireOpen(true, 0);
        assertEquals(0, rail.effects());
        drive(false, 0);
        assertEquals("20 00", read(0x36, 0x07, 2));
        assertEquals(1, rail.effects());
        rail.wireOpen(false, 0);
        drive(false, MILLI);
        rail.wireOpen(true, clock.nanos());
        clock.pause(10 * MILLI);
        assertEquals("00 00", read(0x36, 0x07, 2));
        assertEquals(2, rail.effects());
    }

    @Test
    void aGeneralCallReachesAPartThatIsFedOnly() {
        Listener listener = new Listener();
        bus.attach(0x08, rail.feeds(listener));
        drive(false, 0);
        assertEquals(Outcome.OK, write(0x00, "06"));
        assertEquals(0, listener.calls);
        drive(true, 0);
        clock.pause(10 * MILLI);
        assertEquals(Outcome.OK, write(0x00, "06"));
        assertEquals(1, listener.calls);
        assertEquals(1, listener.resets);
    }

    /** Counts general calls and resets; nothing else is asked of it here. */
    private static final class Listener implements I2cPart {
        private int calls;
        private int resets;

        @Override
        public boolean write(byte[] bytes, int length, long nanos) {
            throw new AssertionError("not told of a write");
        }

        @Override
        public boolean read(byte[] into, int length, long nanos) {
            throw new AssertionError("not told of a read");
        }

        @Override
        public void generalCall(int command, long nanos) {
            assertEquals(6, command);
            calls++;
        }

        @Override
        public void reset() {
            resets++;
        }
    }

    @Test
    void goesOnFromWhatWasSaved() throws IOException {
        bus.held().occur(1, 1, 5);
        drive(false, 0);
        drive(true, 50 * MILLI);
        bus.held().occur(1, 1, 5);
        rail.wireOpen(true, clock.nanos());
        rail.set(false, clock.nanos());
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        rail.save(new DataOutputStream(bytes));
        bus.save(new DataOutputStream(bytes));
        RailSwitchTest other = new RailSwitchTest();
        other.attach();
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes.toByteArray()));
        other.rail.load(in);
        other.bus.load(in);
        other.clock.pause(60 * MILLI - 1);
        assertEquals("NO_ACKNOWLEDGE", other.read(0x36, 0x07, 2));
        assertEquals("BUS_STUCK", other.read(0x36, 0x07, 2));
        other.clock.pause(1);
        assertEquals(1, other.rail.effects());
        other.rail.set(false, other.clock.nanos());
        assertEquals(2, other.rail.effects());
        assertTrue(other.rail.isFeeding(other.clock.nanos()));
    }
}
