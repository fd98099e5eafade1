package io.pumprig.simulator.chip;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * A New Era NE-1000 syringe pump (device reference 7.1): both modes of its protocol over {@link
 * SyringeDrive}, its alarms, and the watch over the line in safe mode. Parsing a command makes
 * garbage: it is no part of the closed cycle.
 *
 * <p>An alarm blocks: the next valid command is answered with it and not carried out. The packet
 * that safe mode sends by itself when the alarm begins does not clear it.
 */
public final class Ne1000Model extends SerialInstrument {
    private static final int STX = 0x02;
    private static final int ETX = 0x03;
    private static final int CR = '\r';
    private static final int BAUD = 19_200;
    private static final int LONGEST = 64;
    private static final int LEAST_PACKET = 4;
    private static final long ANSWER_NANOS = 3_000_000;
    private static final long GAP_NANOS = 500_000_000;
    private static final long NANOS_PER_SECOND = 1_000_000_000;
    private static final int MOST_SAFE_SECONDS = 255;
    private static final String NO_ALARM = "";

    private final int address;
    private final SyringeDrive drive;
    private final Ne1000Commands commands;
    private final AsciiLine line = new AsciiLine();
    private final byte[] received = new byte[LONGEST];

    private int receivedLength;
    private long lastByteNanos;
    private boolean safe;
    private long silenceNanos;
    private long silentAtNanos = Long.MAX_VALUE;
    private String alarm = NO_ALARM;

    /**
     * A pump in basic mode, standing, with a 1 mL syringe.
     *
     * @param address 0-99 on its line
     * @param seed the run's seed
     */
    public Ne1000Model(int address, long seed) {
        super(new InstrumentPort("ne1000." + address, BAUD, seed));
        this.address = address;
        this.drive = new SyringeDrive();
        this.commands = new Ne1000Commands(drive);
    }

    // ---- wire

    @Override
    public void settle(long nanos) {
        for (int value = port.next(nanos); value >= 0; value = port.next(nanos)) {
            pass(port.heardNanos());
            take(value, port.heardNanos());
        }
        pass(nanos);
    }

    /** What happens by itself: the drive arrives, stalls, or the line was silent for too long. */
    private void pass(long nanos) {
        if (drive.advance(Math.min(nanos, silentAtNanos))) {
            countEffect();
            raise("S", drive.standsSinceNanos());
        }
        if (nanos >= silentAtNanos) {
            drive.abort(silentAtNanos);
            raise("T", silentAtNanos);
            silentAtNanos = Long.MAX_VALUE;
            drive.advance(nanos);
        }
    }

    private void raise(String letter, long nanos) {
        alarm = letter;
        if (safe) {
            answer("A?" + letter, nanos);
        }
    }

    private void take(int value, long nanos) {
        if (safe && nanos - lastByteNanos > GAP_NANOS) {
            receivedLength = 0;
        }
        lastByteNanos = nanos;
        if (safe) {
            takeSafe(value, nanos);
        } else {
            takeBasic(value, nanos);
        }
    }

    private void takeBasic(int value, long nanos) {
        if (value == CR) {
            String text = text(0, receivedLength);
            receivedLength = 0;
            execute(text, nanos);
        } else if (receivedLength < LONGEST) {
            received[receivedLength++] = (byte) value;
        }
    }

    private void takeSafe(int value, long nanos) {
        if (receivedLength == 0 && value != STX) {
            return;
        }
        received[receivedLength++] = (byte) value;
        int length = receivedLength > 1 ? received[1] & 0xFF : LEAST_PACKET;
        if (length < LEAST_PACKET || length >= LONGEST) {
            receivedLength = 0;
        } else if (receivedLength == length + 1) {
            receivedLength = 0;
            packet(length, nanos);
        }
    }

    private void packet(int length, long nanos) {
        int textEnd = length - 2;
        int crc = (received[textEnd] & 0xFF) << 8 | received[textEnd + 1] & 0xFF;
        if (received[length] != ETX || crc != crc(received, 2, textEnd)) {
            answer(drive.letter() + "?COM", nanos);
            return;
        }
        silentAtNanos = silenceNanos == 0 ? Long.MAX_VALUE : nanos + silenceNanos;
        execute(text(2, textEnd), nanos);
    }

    /** The maker's manual: blanks and control characters are stripped, letters become capitals. */
    private String text(int from, int to) {
        StringBuilder text = new StringBuilder();
        for (int i = from; i < to; i++) {
            if (received[i] > ' ') {
                text.append(Character.toUpperCase((char) received[i]));
            }
        }
        return text.toString();
    }

    private void execute(String text, long nanos) {
        int digits = 0;
        while (digits < 2 && digits < text.length() && Character.isDigit(text.charAt(digits))) {
            digits++;
        }
        int asked = digits == 0 ? 0 : Integer.parseInt(text.substring(0, digits));
        if (asked != address) {
            return;
        }
        String command = text.substring(digits);
        boolean ofSafeMode = command.startsWith("SAF");
        if (!ofSafeMode && !Ne1000Commands.knows(command)) {
            answer(drive.letter() + "?", nanos + ANSWER_NANOS);
        } else if (!alarm.isEmpty()) {
            String told = alarm;
            alarm = NO_ALARM;
            answer("A?" + told, nanos + ANSWER_NANOS);
        } else {
            String data =
                    ofSafeMode
                            ? safeMode(command.substring(3), nanos)
                            : commands.carryOut(command, nanos);
            pass(nanos);
            answer(drive.letter() + data, nanos + ANSWER_NANOS);
        }
    }

    private String safeMode(String seconds, long nanos) {
        if (seconds.isEmpty()) {
            return String.valueOf(silenceNanos / NANOS_PER_SECOND);
        }
        if (!seconds.matches("[0-9]{1,3}") || Integer.parseInt(seconds) > MOST_SAFE_SECONDS) {
            return "?OOR";
        }
        silenceNanos = Integer.parseInt(seconds) * NANOS_PER_SECOND;
        safe = silenceNanos != 0;
        silentAtNanos = safe ? nanos + silenceNanos : Long.MAX_VALUE;
        return "";
    }

    private void answer(String said, long nanos) {
        line.clear().add(STX);
        if (safe) {
            line.add(said.length() + 2 + LEAST_PACKET);
        }
        int from = line.length();
        line.add('0' + address / 10).add('0' + address % 10).add(said);
        if (safe) {
            int crc = crc(line.bytes(), from, line.length());
            line.add(crc >> 8).add(crc);
        }
        port.say(line.add(ETX), nanos);
    }

    /** CRC-CCITT byte by byte, by what eight steps of the shift register do at once. */
    private static int crc(byte[] bytes, int from, int to) {
        int crc = 0;
        for (int i = from; i < to; i++) {
            int mixed = crc >> 8 ^ bytes[i] & 0xFF;
            mixed ^= mixed >> 4;
            crc = (crc << 8 ^ mixed << 12 ^ mixed << 5 ^ mixed) & 0xFFFF;
        }
        return crc;
    }

    /** Volume that the plunger truly displaced since the start, whatever the counter says. */
    public long displacedPicolitres(long nanos) {
        settle(nanos);
        return drive.displacedPicolitres(nanos);
    }

    // ---- faults

    /** The plunger is blocked: what runs, and whatever is started, stalls at once. */
    public void blocked(boolean on, long nanos) {
        settle(nanos);
        drive.block(on, nanos);
        pass(nanos);
    }

    /** Off and on again; the counter may be lost with it. The mode and the syringe are kept. */
    public void powerCycle(boolean losesCounter, long nanos) {
        settle(nanos);
        countEffect();
        drive.abort(nanos);
        if (losesCounter) {
            drive.clear(nanos);
        }
        receivedLength = 0;
        // The time-out begins with the first packet.
        silentAtNanos = Long.MAX_VALUE;
        raise("R", nanos);
    }

    /** Somebody presses the start key at the pump. */
    public void pressStart(long nanos) {
        settle(nanos);
        countEffect();
        drive.run(nanos);
    }

    // ---- snapshot

    @Override
    public void save(DataOutput out) throws IOException {
        super.save(out);
        drive.save(out);
        out.write(received);
        out.writeInt(receivedLength);
        out.writeLong(lastByteNanos);
        out.writeBoolean(safe);
        out.writeLong(silenceNanos);
        out.writeLong(silentAtNanos);
        out.writeUTF(alarm);
    }

    @Override
    public void load(DataInput in) throws IOException {
        super.load(in);
        drive.load(in);
        in.readFully(received);
        receivedLength = in.readInt();
        lastByteNanos = in.readLong();
        safe = in.readBoolean();
        silenceNanos = in.readLong();
        silentAtNanos = in.readLong();
        alarm = in.readUTF();
    }
}
