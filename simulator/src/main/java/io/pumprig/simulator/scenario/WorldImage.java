package io.pumprig.simulator.scenario;

import io.pumprig.simulator.fault.FaultTable;
import io.pumprig.simulator.rig.SimulatedRig;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/**
 * The world beside the controller as bytes: seed, clock, plant, chips, wires, host and faults. Kept
 * with each checkpoint of the journal, in the same transaction, so that after a crash the world and
 * the controller resume from one and the same cycle.
 */
final class WorldImage {
    private static final int MAGIC = 0x7077_6934;

    private WorldImage() {}

    /** Takes the image. Simulation thread, inside or between cycles. */
    static byte[] take(
            long seed, SimulatedRig world, FaultTable faults, HostPlaces host, long trace) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(4_096);
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeInt(MAGIC);
            out.writeLong(seed);
            out.writeUTF(world.wiring().toString());
            out.writeLong(trace);
            world.save(out);
            host.save(out);
            faults.save(out);
        } catch (IOException e) {
            throw new IllegalStateException("writing to memory cannot fail", e);
        }
        return bytes.toByteArray();
    }

    /**
     * The head of an image, read before anything is built from it.
     *
     * @param trace the trace hash before the cycle in which the image was taken
     */
    record Head(long seed, String wiring, long trace) {}

    static Head head(byte[] image) throws IOException {
        return head(new DataInputStream(new ByteArrayInputStream(image)));
    }

    private static Head head(DataInputStream in) throws IOException {
        if (in.readInt() != MAGIC) {
            throw new IOException("not the image of a simulated world of this version");
        }
        return new Head(in.readLong(), in.readUTF(), in.readLong());
    }

    /** Puts a fresh world into the state of the image; the clock as well. */
    static void restore(byte[] image, SimulatedRig world, FaultTable faults, HostPlaces host)
            throws IOException {
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(image));
        head(in);
        world.load(in);
        host.load(in);
        faults.load(in, world.clock().nanos());
    }
}
