package io.pumprig.controller.order;

/**
 * One order on its way through the cycle: made by whoever asks, filled by the control thread with
 * what was enacted, read back by whoever asked (SR-101). A verb's wish goes in through the
 * constructor; the answer is complete when {@link #isAnswered()} says so.
 */
public final class Order {
    /** Stands for all listed alarms in {@link #alarmOrdinal()}. */
    public static final int ALL_ALARMS = -1;

    private final Verb verb;
    private final int alarmOrdinal;
    private final Wish wish;
    private final long expectedStateVersion;
    private final boolean confirmed;
    private final String id;
    private final Runnable whenAnswered;

    private final Enacted enacted = new Enacted();
    private Code code;
    private String reason;
    private long cycle;
    private long nanos;
    private Mode mode;
    private long picogramsPerDay;
    private long stateVersion;
    private long listedAlarms;
    private volatile boolean answered;

    /**
     * @param verb what is asked for
     * @param alarmOrdinal for {@link Verb#ALARM_ACKNOWLEDGE}: which alarm, or {@link #ALL_ALARMS}
     * @param expectedStateVersion the state version that the order is meant for, or -1 for any
     * @param confirmed the second of the two steps that raising flow takes (SR-99)
     * @param id who asks and which request, for the record
     * @param whenAnswered called once by the control thread after the answer is complete; must not
     *     wait
     */
    public Order(
            Verb verb,
            int alarmOrdinal,
            long expectedStateVersion,
            boolean confirmed,
            String id,
            Runnable whenAnswered) {
        this(verb, alarmOrdinal, null, expectedStateVersion, confirmed, id, whenAnswered);
    }

    /** An order whose verb needs more than itself. */
    public Order(
            Verb verb,
            Wish wish,
            long expectedStateVersion,
            boolean confirmed,
            String id,
            Runnable whenAnswered) {
        this(verb, ALL_ALARMS, wish, expectedStateVersion, confirmed, id, whenAnswered);
    }

    private Order(
            Verb verb,
            int alarmOrdinal,
            Wish wish,
            long expectedStateVersion,
            boolean confirmed,
            String id,
            Runnable whenAnswered) {
        this.verb = verb;
        this.alarmOrdinal = alarmOrdinal;
        this.wish = wish;
        this.expectedStateVersion = expectedStateVersion;
        this.confirmed = confirmed;
        this.id = id;
        this.whenAnswered = whenAnswered;
    }

    /** An order that confirms nothing. */
    public Order(
            Verb verb,
            int alarmOrdinal,
            long expectedStateVersion,
            String id,
            Runnable whenAnswered) {
        this(verb, alarmOrdinal, expectedStateVersion, false, id, whenAnswered);
    }

    public Verb verb() {
        return verb;
    }

    public int alarmOrdinal() {
        return alarmOrdinal;
    }

    /** What it asks for beyond its verb, or null. */
    public Wish wish() {
        return wish;
    }

    /** What became of it beside mode and alarms: filled before it is answered, read after. */
    public Enacted enacted() {
        return enacted;
    }

    public long expectedStateVersion() {
        return expectedStateVersion;
    }

    /** True when it may raise flow that the same order without it did not. */
    public boolean isConfirmed() {
        return confirmed;
    }

    /** Who asked and which request, as {@code client/id}. */
    public String id() {
        return id;
    }

    /**
     * Completes the answer with the controller's own state after the order. Control thread, once.
     *
     * @param reason why it was refused, or null
     */
    public void answer(
            Code code,
            String reason,
            long cycle,
            long nanos,
            Mode mode,
            long picogramsPerDay,
            long stateVersion,
            long listedAlarms) {
        this.code = code;
        this.reason = reason;
        this.cycle = cycle;
        this.nanos = nanos;
        this.mode = mode;
        this.picogramsPerDay = picogramsPerDay;
        this.stateVersion = stateVersion;
        this.listedAlarms = listedAlarms;
        answered = true;
        whenAnswered.run();
    }

    /** True once every other answer method may be called. Any thread. */
    public boolean isAnswered() {
        return answered;
    }

    public Code code() {
        return code;
    }

    /** Why it was refused, or null. */
    public String reason() {
        return reason;
    }

    /** The cycle that took the order. */
    public long cycle() {
        return cycle;
    }

    public long nanos() {
        return nanos;
    }

    /** The mode after the order. */
    public Mode mode() {
        return mode;
    }

    /** The dose rate that the mode now delivers, before any alarm's reaction. */
    public long picogramsPerDay() {
        return picogramsPerDay;
    }

    public long stateVersion() {
        return stateVersion;
    }

    /** Alarms listed after the order, as bits. */
    public long listedAlarms() {
        return listedAlarms;
    }
}
