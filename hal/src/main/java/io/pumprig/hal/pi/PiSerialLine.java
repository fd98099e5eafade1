package io.pumprig.hal.pi;

import com.fazecast.jSerialComm.SerialPort;
import io.pumprig.hal.BringUpException;
import io.pumprig.hal.Outcome;
import io.pumprig.hal.board.SerialLine;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A serial line of the kernel (UART, USB adapter, pseudo-terminal) that cannot stall the cycle:
 * {@link #write} and {@link #read} move bytes to and from two rings in memory and return.
 *
 * <p>Two threads of its own move them on. One waits in the kernel for what arrives, and is where an
 * unplugged adapter is seen: the port is closed at once, that is reported once, and the path tried
 * again every half second. The other sends, because a peer that stops reading holds a writer for as
 * long as it likes. Reads wait in the kernel and are not polled: bytes are seen some 50 us after
 * they have arrived, an idle line costs ten wake-ups a second, and a held writer sleeps, where
 * jSerialComm's non-blocking mode would let it spin on a core.
 *
 * <p>{@code write} and {@code read} belong to one thread; everything else may be called from any.
 */
public final class PiSerialLine implements SerialLine, AutoCloseable {
    /** Bytes each way; the longest answer of any part has 64, so it holds many cycles. */
    static final int CAPACITY = 4096;

    /** Read or sent at once. */
    private static final int CHUNK = 256;

    private static final long REOPEN_NANOS = 500_000_000L;
    private static final long WRITER_LOOK_NANOS = 1_000_000_000L;
    private static final long END_MILLIS = 1_000;

    /** What was written before the end gets 100 times 2 ms to go out. */
    private static final int DRAIN_LOOKS = 100;

    private static final long DRAIN_LOOK_NANOS = 2_000_000L;

    private final String path;
    private final int baud;
    private final PiSerialEvents events;
    private final PiSerialRing received = new PiSerialRing(CAPACITY);
    private final PiSerialRing toSend = new PiSerialRing(CAPACITY);
    private final AtomicLong passes = new AtomicLong();
    private final AtomicLong overruns = new AtomicLong();
    private final AtomicLong losses = new AtomicLong();
    private final Thread reader;
    private final Thread writer;

    /** Held while the port is written to or changed for another. */
    private final ReentrantLock sending = new ReentrantLock();

    private volatile SerialPort port;
    private volatile boolean open = true;
    private volatile boolean closing;

    private PiSerialLine(String path, int baud, PiSerialEvents events, SerialPort port) {
        this.path = path;
        this.baud = baud;
        this.events = events;
        this.port = port;
        reader = thread(this::receive, path + " in");
        writer = thread(this::send, path + " out");
    }

    private static Thread thread(Runnable body, String name) {
        Thread thread = new Thread(body, name);
        thread.setDaemon(true);
        return thread;
    }

    /** Opens a line, 8N1 without flow control, whose losses nobody is told. */
    public static PiSerialLine open(String path, int baud) {
        return open(path, baud, PiSerialEvents.NOBODY);
    }

    /**
     * Opens a line, 8N1 without flow control, DTR and RTS low. What had arrived before is
     * discarded.
     *
     * @param path of the device or a link to it; looked up again whenever the line returns
     * @param events is told of each loss and return
     * @throws BringUpException naming the path when it is absent, taken, forbidden or no serial
     *     line
     */
    public static PiSerialLine open(String path, int baud, PiSerialEvents events) {
        if (baud <= 0) {
            throw new BringUpException("serial line", path, "a baud rate", baud + " baud");
        }
        PiSerialLine line = new PiSerialLine(path, baud, events, PiSerialPort.open(path, baud));
        line.reader.start();
        line.writer.start();
        return line;
    }

    /**
     * Takes all bytes or none. OK says that they wait to be sent, BUS_ERROR that the line is gone
     * or that its peer has not taken what was written before. Callable in the cycle.
     */
    @Override
    public Outcome write(byte[] bytes, int length) {
        if (!open || !toSend.offer(bytes, length)) {
            return Outcome.BUS_ERROR;
        }
        LockSupport.unpark(writer);
        return Outcome.OK;
    }

    /** {@inheritDoc} Callable in the cycle. */
    @Override
    public int read(byte[] into, int offset) {
        return open ? received.poll(into, offset) : -1;
    }

    /** False while the line is gone. */
    public boolean isOpen() {
        return open;
    }

    /** How often the line was lost. */
    public long losses() {
        return losses.get();
    }

    /** Bytes that arrived and were dropped because nobody had read those before. */
    public long overruns() {
        return overruns.get();
    }

    /**
     * Rounds of the thread that receives. Grows at least once in 600 ms as long as that thread is
     * well, whether the line is open, idle or gone; for a supervisor.
     */
    public long progress() {
        return passes.get();
    }

    // ---- the receiving thread

    private void receive() {
        byte[] chunk = new byte[CHUNK];
        while (!closing) {
            passes.incrementAndGet();
            if (!open) {
                LockSupport.parkNanos(REOPEN_NANOS);
                reopen();
                continue;
            }
            int taken = port.readBytes(chunk, chunk.length);
            if (taken < 0) {
                lose();
            } else if (!received.offer(chunk, taken)) {
                overruns.addAndGet(taken);
            }
        }
    }

    private void lose() {
        if (closing) {
            return;
        }
        open = false;
        shut();
        losses.incrementAndGet();
        report(true);
    }

    private void reopen() {
        if (closing) {
            return;
        }
        try {
            port = PiSerialPort.open(path, baud);
        } catch (BringUpException stillAway) {
            return;
        }
        received.forget();
        toSend.forget();
        open = true;
        report(false);
    }

    private void report(boolean lost) {
        try {
            if (lost) {
                events.lost(path);
            } else {
                events.back(path);
            }
        } catch (RuntimeException e) {
            reader.getUncaughtExceptionHandler().uncaughtException(reader, e);
        }
    }

    // ---- the sending thread

    private void send() {
        byte[] chunk = new byte[CHUNK];
        while (!closing) {
            if (!sendSome(chunk)) {
                LockSupport.parkNanos(WRITER_LOOK_NANOS);
            }
        }
    }

    /** False when there was nothing to send. A failure is the receiving thread's to see. */
    private boolean sendSome(byte[] chunk) {
        sending.lock();
        try {
            int length = toSend.poll(chunk, 0);
            if (length > 0 && open) {
                port.writeBytes(chunk, length);
            }
            return length > 0;
        } finally {
            sending.unlock();
        }
    }

    // ---- the end

    /**
     * Ends both threads and closes the port. What was written before is given 200 ms to go out; a
     * peer that does not take it is left with what it has. Returns within about three seconds
     * whatever the peer does; does nothing the second time. A caller that comes interrupted gets
     * the same orderly end, and stays interrupted.
     */
    @Override
    public void close() {
        if (closing) {
            return;
        }
        boolean interrupted = Thread.interrupted();
        try {
            end();
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void end() {
        drain();
        closing = true;
        LockSupport.unpark(reader);
        LockSupport.unpark(writer);
        join(reader);
        open = false;
        shut();
        join(writer);
    }

    private void drain() {
        for (int i = 0; i < DRAIN_LOOKS && open && isSending(); i++) {
            LockSupport.parkNanos(DRAIN_LOOK_NANOS);
        }
    }

    private boolean isSending() {
        return !toSend.isEmpty() || sending.isLocked() || port.bytesAwaitingWrite() > 0;
    }

    /**
     * Gets a held writer out of the kernel before the port is closed, because the number of a
     * closed file may at once be another file's: no more waiting, then room, then no writer.
     */
    private void shut() {
        port.setComPortTimeouts(SerialPort.TIMEOUT_NONBLOCKING, 0, 0);
        port.flushIOBuffers();
        boolean alone = false;
        try {
            alone = sending.tryLock(END_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        try {
            port.closePort();
        } finally {
            if (alone) {
                sending.unlock();
            }
        }
    }

    private static void join(Thread thread) {
        if (thread == Thread.currentThread()) {
            return;
        }
        try {
            thread.join(END_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
