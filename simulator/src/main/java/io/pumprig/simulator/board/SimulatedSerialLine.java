package io.pumprig.simulator.board;

import io.pumprig.hal.Outcome;
import io.pumprig.hal.board.SerialLine;
import io.pumprig.simulator.chip.SerialListener;
import io.pumprig.simulator.chip.SerialPart;
import io.pumprig.simulator.plant.RandomStream;
import io.pumprig.simulator.time.VirtualClock;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * A serial line to one part, with true byte times: a byte can be read once its stop bit has passed.
 * On a single wire what is sent comes back as its echo, and what the part answers follows.
 */
public final class SimulatedSerialLine implements SerialLine, SerialListener {
    private static final int BITS_PER_BYTE = 10;

    /** Received and not yet taken; a longer silence of the reader loses bytes, as in a kernel. */
    private static final int BUFFER = 1024;

    /** What a read answers when there is no line any more. */
    private static final int GONE = -1;

    private final VirtualClock clock;
    private final SerialPart part;
    private final boolean singleWire;
    private final WireFault bitFlip;
    private final WireFault replyLost;
    private final WireFault echoLost;
    private final WireFault refused;
    private final WireFault gone;
    private final PortWatch watch;
    private final int number;

    private final byte[] bytes = new byte[BUFFER];
    private final long[] arrivals = new long[BUFFER];
    private int first;
    private int count;
    private long bitPicos;
    private long sendingUntilNanos = Long.MIN_VALUE;

    /**
     * A sound line that nobody watches, at 115 200 baud until it is opened at another rate.
     *
     * @param path names the streams of chance of its faults
     * @param singleWire whether sender and receiver share a wire, so that everything sent comes
     *     back
     */
    public SimulatedSerialLine(
            String path, VirtualClock clock, SerialPart part, boolean singleWire, long seed) {
        this(path, new PortWatch(), 0, clock, part, singleWire, seed);
    }

    /**
     * The same, watched.
     *
     * @param watch sees every operation
     * @param number what the watch knows this line by
     */
    SimulatedSerialLine(
            String path,
            PortWatch watch,
            int number,
            VirtualClock clock,
            SerialPart part,
            boolean singleWire,
            long seed) {
        this.watch = watch;
        this.number = number;
        this.clock = clock;
        this.part = part;
        this.singleWire = singleWire;
        bitFlip = new WireFault(new RandomStream(seed, path + ".flip"));
        replyLost = new WireFault(new RandomStream(seed, path + ".reply"));
        echoLost = new WireFault(new RandomStream(seed, path + ".echo"));
        refused = new WireFault(new RandomStream(seed, path + ".refused"));
        gone = new WireFault(new RandomStream(seed, path + ".gone"));
        open(115_200);
        part.listener(this);
    }

    /** Sets the rate of both sides; above 0. */
    public void open(int baud) {
        bitPicos = 1_000_000_000_000L / baud;
    }

    /** One bit of a reply is wrong; an occasion is a reply. */
    public WireFault bitFlip() {
        return bitFlip;
    }

    /** A reply does not arrive; an occasion is a reply. */
    public WireFault replyLost() {
        return replyLost;
    }

    /** What is sent neither comes back nor arrives; an occasion is a write. */
    public WireFault echoLost() {
        return echoLost;
    }

    /** The kernel does not take what is to be sent; an occasion is a write. */
    public WireFault refused() {
        return refused;
    }

    /** The adapter is gone: nothing can be read; an occasion is a look. */
    public WireFault gone() {
        return gone;
    }

    @Override
    public Outcome write(byte[] sent, int length) {
        watch.before(Operation.SERIAL_WRITE, number);
        Outcome outcome = refused.strikes() ? Outcome.BUS_ERROR : written(sent, length);
        watch.after(Operation.SERIAL_WRITE, number);
        return outcome;
    }

    private Outcome written(byte[] sent, int length) {
        long now = clock.nanos();
        part.settle(now);
        long start = Math.max(now, sendingUntilNanos);
        boolean open = !echoLost.strikes();
        for (int i = 0; i < length; i++) {
            long end = start + byteNanos(i + 1);
            if (open) {
                part.hear(sent[i] & 0xFF, start + byteNanos(i), bitPicos);
                if (singleWire) {
                    arrive(sent[i], end);
                }
            }
        }
        sendingUntilNanos = start + byteNanos(length);
        return Outcome.OK;
    }

    @Override
    public int read(byte[] into, int offset) {
        watch.before(Operation.SERIAL_READ, number);
        int taken = gone.strikes() ? GONE : taken(into, offset);
        watch.after(Operation.SERIAL_READ, number);
        return taken;
    }

    private int taken(byte[] into, int offset) {
        long now = clock.nanos();
        part.settle(now);
        int taken = 0;
        while (count > 0 && offset + taken < into.length && arrivals[first] <= now) {
            into[offset + taken] = bytes[first];
            first = (first + 1) & (BUFFER - 1);
            count--;
            taken++;
        }
        return taken;
    }

    /**
     * The instant at which all that is on the wire by now has arrived, on both sides, in the past
     * when it has; Long.MAX_VALUE on an idle line. Like a UART with a buffer, it calls once for a
     * run of bytes.
     */
    public long dueNanos() {
        boolean sending = sendingUntilNanos > clock.nanos();
        if (count == 0) {
            return sending ? sendingUntilNanos : Long.MAX_VALUE;
        }
        long last = arrivals[(first + count - 1) & (BUFFER - 1)];
        return sending ? Math.min(last, sendingUntilNanos) : last;
    }

    @Override
    public void heard(byte[] reply, int length, long startNanos, long replyBitPicos) {
        watch.before(Operation.SERIAL_REPLY, number);
        carry(reply, length, startNanos, replyBitPicos);
        watch.after(Operation.SERIAL_REPLY, number);
    }

    private void carry(byte[] reply, int length, long startNanos, long replyBitPicos) {
        if (replyLost.strikes()) {
            return;
        }
        int flippedByte = -1;
        int flippedBit = 0;
        if (bitFlip.strikes()) {
            long draw = bitFlip.draw();
            flippedByte = (int) Math.floorMod(draw, (long) length);
            flippedBit = 1 << (draw >>> 32 & 7);
        }
        for (int i = 0; i < length; i++) {
            int value = i == flippedByte ? reply[i] ^ flippedBit : reply[i];
            long bits = (long) BITS_PER_BYTE * (i + 1);
            arrive((byte) value, startNanos + bits * replyBitPicos / 1000);
        }
    }

    private void arrive(byte value, long nanos) {
        if (count == BUFFER) {
            return;
        }
        int slot = (first + count) & (BUFFER - 1);
        bytes[slot] = value;
        arrivals[slot] = nanos;
        count++;
    }

    private long byteNanos(int bytesSent) {
        return (long) BITS_PER_BYTE * bytesSent * bitPicos / 1000;
    }

    void save(DataOutput out) throws IOException {
        bitFlip.save(out);
        replyLost.save(out);
        echoLost.save(out);
        refused.save(out);
        gone.save(out);
        out.writeLong(bitPicos);
        out.writeLong(sendingUntilNanos);
        out.writeInt(count);
        for (int i = 0; i < count; i++) {
            int slot = (first + i) & (BUFFER - 1);
            out.writeByte(bytes[slot]);
            out.writeLong(arrivals[slot]);
        }
    }

    void load(DataInput in) throws IOException {
        bitFlip.load(in);
        replyLost.load(in);
        echoLost.load(in);
        refused.load(in);
        gone.load(in);
        bitPicos = in.readLong();
        sendingUntilNanos = in.readLong();
        first = 0;
        count = in.readInt();
        for (int i = 0; i < count; i++) {
            bytes[i] = in.readByte();
            arrivals[i] = in.readLong();
        }
    }
}
