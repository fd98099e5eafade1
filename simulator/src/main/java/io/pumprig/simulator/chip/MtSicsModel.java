package io.pumprig.simulator.chip;

import io.pumprig.simulator.plant.Plant;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * A Mettler-Toledo balance by MT-SICS, levels 0 and 1 (device reference 6.1): it answers for what
 * {@link BalancePan} carries. A line that is whole is carried out and answered 20 ms later; what
 * needs a stable weight is answered when there is one, or refused after the balance's own limit.
 */
public final class MtSicsModel extends SerialInstrument {
    private static final long ANSWER_NANOS = 20_000_000;

    /** A tare at rest is done when the mean of half a second is known. */
    private static final long SETTLING_NANOS = 500_000_000;

    private static final long STABLE_LIMIT_NANOS = 20_000_000_000L;
    private static final long BOOT_NANOS = 3_000_000_000L;
    private static final int LONGEST_COMMAND = 32;
    private static final int WEIGHT_FIELD = 10;

    private static final String[] COMMANDS = {
        "", "S", "SI", "Z", "ZI", "T", "TI", "TA", "TAC", "@", "I0", "I1", "I2", "I3", "I4"
    };

    private static final int UNKNOWN = 0;
    private static final int S = 1;
    private static final int SI = 2;
    private static final int Z = 3;
    private static final int ZI = 4;
    private static final int T = 5;
    private static final int TI = 6;
    private static final int TA = 7;
    private static final int TAC = 8;
    private static final int RESET = 9;
    private static final int I0 = 10;
    private static final int I1 = 11;
    private static final int I2 = 12;
    private static final int I3 = 13;
    private static final int I4 = 14;

    /** Where the weight is, when it is not in the range. */
    public enum Range {
        /** It is in the range. */
        INSIDE,
        /** Above: the vessel touches something, or is too heavy. */
        OVER,
        /** Below: the pan was lifted. */
        UNDER
    }

    private final BalancePan pan;
    private final String serialNumber;
    private final int decimals;
    private final AsciiLine line = new AsciiLine();
    private final byte[] command = new byte[LONGEST_COMMAND];

    private int commandLength;
    private int waitingFor;
    private long waitingSinceNanos;
    private long bootedNanos = Long.MIN_VALUE;
    private boolean greeted = true;
    private boolean unstable;
    private Range range = Range.INSIDE;

    /**
     * @param plant what is delivered at its catheter's tip falls into the vessel
     * @param serialNumber what it calls itself
     * @param seed the run's seed: noise and drift
     */
    public MtSicsModel(Plant plant, MtSicsSettings settings, String serialNumber, long seed) {
        super(new InstrumentPort("mtsics." + serialNumber, settings.baud(), seed));
        this.pan = new BalancePan(plant, settings, serialNumber, seed);
        this.serialNumber = serialNumber;
        this.decimals = settings.decimals();
    }

    // ---- wire

    @Override
    public void settle(long nanos) {
        boot(nanos);
        for (int value = port.next(nanos); value >= 0; value = port.next(nanos)) {
            if (port.heardNanos() >= bootedNanos) {
                take(value, port.heardNanos());
            }
        }
        if (waitingFor != UNKNOWN) {
            waitOn(nanos);
        }
    }

    private void boot(long nanos) {
        if (!greeted && nanos >= bootedNanos) {
            greeted = true;
            pan.switchOn(nanos);
            greet(bootedNanos);
        }
    }

    private void take(int value, long nanos) {
        if (value == '\n') {
            int length = commandLength;
            commandLength = 0;
            boolean ended = length > 0 && command[length - 1] == '\r';
            execute(ended ? number(length - 1) : UNKNOWN, nanos);
        } else if (commandLength < LONGEST_COMMAND) {
            command[commandLength++] = (byte) value;
        }
    }

    private int number(int length) {
        for (int i = 1; i < COMMANDS.length; i++) {
            String word = COMMANDS[i];
            boolean same = word.length() == length;
            for (int at = 0; same && at < length; at++) {
                same = command[at] == word.charAt(at);
            }
            if (same) {
                return i;
            }
        }
        return UNKNOWN;
    }

    private void execute(int number, long nanos) {
        waitingFor = UNKNOWN;
        long answerNanos = nanos + ANSWER_NANOS;
        switch (number) {
            case SI, ZI, TI -> atOnce(number, nanos, answerNanos);
            case S, Z, T -> {
                waitingFor = number;
                waitingSinceNanos = nanos;
            }
            case TA -> weight("TA A", pan.tareDigits(), answerNanos);
            case TAC -> {
                pan.clearTare();
                say("TAC A", answerNanos);
            }
            case RESET -> {
                pan.clearTare();
                greet(answerNanos);
            }
            case I0 -> list(answerNanos);
            case I1 -> say("I1 A \"01\" \"2.30\" \"2.22\" \"\" \"\"", answerNanos);
            case I2 -> say("I2 A \"XS205DU 220.00000 g\"", answerNanos);
            case I3 -> say("I3 A \"2.10 10.28.0.493.142\"", answerNanos);
            case I4 -> greet(answerNanos);
            default -> say("ES", answerNanos);
        }
    }

    private void atOnce(int number, long nanos, long answerNanos) {
        boolean moving = isMoving(nanos);
        if (answersForRange(number, nanos, answerNanos)) {
            return;
        }
        if (number == SI) {
            weight(moving ? "S D" : "S S", pan.netDigits(nanos), answerNanos);
        } else if (number == ZI) {
            pan.zero(nanos);
            say(moving ? "ZI D" : "ZI S", answerNanos);
        } else {
            pan.tare(nanos);
            weight(moving ? "TI D" : "TI S", pan.tareDigits(), answerNanos);
        }
    }

    private void waitOn(long nanos) {
        boolean isOver = nanos - waitingSinceNanos >= STABLE_LIMIT_NANOS;
        boolean resting = nanos - waitingSinceNanos >= SETTLING_NANOS && !isMoving(nanos);
        if (!resting && !isOver) {
            return;
        }
        int number = waitingFor;
        waitingFor = UNKNOWN;
        if (answersForRange(number, nanos, nanos)) {
            return;
        }
        if (!resting) {
            say(number == S ? "S I" : number == Z ? "Z I" : "T I", nanos);
        } else if (number == S) {
            weight("S S", pan.netDigits(nanos), nanos);
        } else if (number == Z) {
            pan.zero(nanos);
            say("Z A", nanos);
        } else {
            pan.tare(nanos);
            weight("T S", pan.tareDigits(), nanos);
        }
    }

    private boolean isMoving(long nanos) {
        boolean moving = pan.isMoving(nanos);
        if (unstable && !moving) {
            countEffect();
        }
        return unstable || moving;
    }

    private boolean answersForRange(int number, long nanos, long answerNanos) {
        Range now = range;
        if (now != Range.INSIDE) {
            countEffect();
        } else if (pan.isOverloaded(nanos)) {
            now = Range.OVER;
        }
        if (now == Range.INSIDE) {
            return false;
        }
        line.clear().add(number == SI ? "S" : COMMANDS[number]);
        send(line.add(' ').add(now == Range.OVER ? '+' : '-'), answerNanos);
        return true;
    }

    private void greet(long nanos) {
        send(line.clear().add("I4 A \"").add(serialNumber).add('"'), nanos);
    }

    private void list(long nanos) {
        for (int i = S; i < COMMANDS.length; i++) {
            boolean isLast = i == COMMANDS.length - 1;
            boolean ofLevelZero = i <= ZI || i >= RESET;
            line.clear().add(isLast ? "I0 A " : "I0 B ").add(ofLevelZero ? '0' : '1');
            send(line.add(" \"").add(COMMANDS[i]).add('"'), nanos);
        }
    }

    private void weight(String head, long digits, long nanos) {
        line.clear().add(head).add(' ');
        int from = line.length();
        line.addDecimal(digits, decimals).rightAlign(from, WEIGHT_FIELD);
        send(line.add(" g"), nanos);
    }

    private void say(String text, long nanos) {
        send(line.clear().add(text), nanos);
    }

    private void send(AsciiLine text, long nanos) {
        port.say(text.add('\r').add('\n'), nanos);
    }

    // ---- faults, at the plant's noted time

    /** Draught or vibration: no weight is stable any more. */
    public void unstable(boolean on) {
        unstable = on;
    }

    /** The weight leaves the range. */
    public void range(Range newRange) {
        range = newRange;
    }

    /** Off and on again: three seconds later it says so, and takes what it carries for zero. */
    public void powerCycle() {
        bootedNanos = pan.nowNanos() + BOOT_NANOS;
        greeted = false;
        waitingFor = UNKNOWN;
        commandLength = 0;
        port.dropHeard();
        countEffect();
    }

    // ---- snapshot

    @Override
    public void save(DataOutput out) throws IOException {
        super.save(out);
        pan.save(out);
        out.write(command);
        out.writeInt(commandLength);
        out.writeInt(waitingFor);
        out.writeLong(waitingSinceNanos);
        out.writeLong(bootedNanos);
        out.writeBoolean(greeted);
        out.writeBoolean(unstable);
        out.writeInt(range.ordinal());
    }

    @Override
    public void load(DataInput in) throws IOException {
        super.load(in);
        pan.load(in);
        in.readFully(command);
        commandLength = in.readInt();
        waitingFor = in.readInt();
        waitingSinceNanos = in.readLong();
        bootedNanos = in.readLong();
        greeted = in.readBoolean();
        unstable = in.readBoolean();
        range = Range.values()[in.readInt()];
    }
}
