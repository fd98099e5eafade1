package io.pumprig.simulator.board;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pumprig.hal.Outcome;
import io.pumprig.hal.chip.Slf3s;
import io.pumprig.simulator.chip.Ads1115Model;
import io.pumprig.simulator.chip.AnalogWiring;
import io.pumprig.simulator.chip.Slf3sModel;
import io.pumprig.simulator.chip.Tmc2209Model;
import io.pumprig.simulator.plant.Plant;
import io.pumprig.simulator.plant.PlantSettings;
import io.pumprig.simulator.time.VirtualClock;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Reads without a write before, and the one general call that reaches several parts. */
class SimulatedI2cBusTest {
    private static final long MILLI = 1_000_000L;

    private final VirtualClock clock = new VirtualClock(0);
    private final Plant plant = new Plant(PlantSettings.reference(), 1, 0);
    private final SimulatedI2cBus bus =
            new SimulatedI2cBus("i2c-1", clock, new PortWatch(), new Tmc2209Model(plant, 0), 1);
    private final byte[] buffer = new byte[9];

    SimulatedI2cBusTest() {
        bus.attach(0x08, new Slf3sModel(plant, Slf3sModel.Part.SLF3S_0600F, 0x08, 1));
        bus.attach(0x48, new Ads1115Model(plant, AnalogWiring.REFERENCE, 0x48, 1));
    }

    private Outcome send(int address, int... bytes) {
        for (int i = 0; i < bytes.length; i++) {
            buffer[i] = (byte) bytes[i];
        }
        return bus.write(address, buffer, bytes.length);
    }

    private Outcome read(int address, int length) {
        return bus.writeRead(address, buffer, 0, buffer, length);
    }

    @Test
    void aPartThatHasNothingToSayDoesNotAcknowledgeARead() {
        assertEquals(Outcome.NO_ACKNOWLEDGE, read(0x08, 9));
        assertEquals(Outcome.OK, send(0x08, 0x36, 0x08));
        assertEquals(Outcome.NO_ACKNOWLEDGE, read(0x08, 9));
        clock.pause(12 * MILLI);
        assertEquals(Outcome.OK, read(0x08, 9));
        assertEquals(Outcome.NO_ACKNOWLEDGE, read(0x09, 9));
    }

    @Test
    void aReadWithoutAWriteLeavesThePointerAlone() {
        assertEquals(Outcome.OK, send(0x48, 0x01, 0xC3, 0x83));
        clock.pause(10 * MILLI);
        assertEquals(Outcome.OK, read(0x48, 2));
        assertEquals((byte) 0xC3, buffer[0]);
        assertEquals((byte) 0x83, buffer[1]);
    }

    @Test
    @Tag("F-41")
    void theResetOfTheFlowSensorResetsTheConverterToo() {
        send(0x08, 0x36, 0x08);
        send(0x48, 0x01, 0xC3, 0x83);
        clock.pause(20 * MILLI);
        assertEquals(Outcome.OK, send(0x00, 0x06));
        clock.pause(30 * MILLI);
        assertEquals(Outcome.NO_ACKNOWLEDGE, read(0x08, 9));
        assertEquals(Outcome.OK, send(0x48, 0x01));
        read(0x48, 2);
        assertEquals((byte) 0x85, buffer[0]);
    }

    @Test
    @Tag("F-42")
    void noRandomBytesOfTheWirePassForAFlow() {
        Slf3s chip = new Slf3s(bus, 0x08, clock, Slf3s.Type.SLF3S_0600F, Slf3s.Liquid.WATER);
        for (int i = 0; i < 10; i++) {
            chip.advance();
            clock.pause(10 * MILLI);
        }
        assertTrue(chip.isConfigured());
        bus.faults(0x08).garbage().occur();
        for (int i = 0; i < 2; i++) {
            clock.pause(50 * MILLI);
            assertEquals(Outcome.BAD_CRC, chip.fetch());
        }
        bus.faults(0x08).garbage().clear();
        clock.pause(50 * MILLI);
        assertEquals(Outcome.OK, chip.fetch());
    }
}
