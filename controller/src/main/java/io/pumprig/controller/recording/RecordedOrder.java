package io.pumprig.controller.recording;

import io.pumprig.controller.alarm.Alarm;
import io.pumprig.controller.blocks.Lines;
import io.pumprig.controller.order.Code;
import io.pumprig.controller.order.LimitOverride;
import io.pumprig.controller.order.Order;
import io.pumprig.controller.order.OrderForms;
import io.pumprig.controller.order.RefillEntry;
import io.pumprig.controller.order.Verb;
import io.pumprig.controller.order.Wish;

/** An order that a cycle took, as a recording keeps it, and the code that answered it. */
public final class RecordedOrder {
    private static final String ALL = "all";

    private final Lines lines;
    private final Verb verb;
    private final Code code;

    private RecordedOrder(Lines lines) {
        this.lines = lines;
        verb = Verb.labelled(lines.text("verb"));
        if (verb == null) {
            throw new IllegalArgumentException("verb: found " + lines.text("verb"));
        }
        code = lines.has("code") ? Code.valueOf(lines.text("code")) : null;
    }

    /** What it ordered. */
    public Verb verb() {
        return verb;
    }

    /** Who ordered it and which request, as {@code client/id}. */
    public String id() {
        return lines.text("id");
    }

    /** What it was answered with; null where the cycle failed before. */
    public Code code() {
        return code;
    }

    /** An order whose cycle has ended, as text. */
    static String text(Order order) {
        Lines into = new Lines();
        into.put("verb", order.verb().label())
                .put("id", order.id())
                .put("state_version", order.expectedStateVersion())
                .put("confirmed", order.isConfirmed());
        if (order.code() != null) {
            into.put("code", order.code().name());
        }
        if (order.verb() == Verb.ALARM_ACKNOWLEDGE) {
            int alarm = order.alarmOrdinal();
            into.put("alarm", alarm == Order.ALL_ALARMS ? ALL : Alarm.of(alarm).name());
        }
        if (order.wish() != null) {
            write(order.wish(), into);
        }
        return into.text();
    }

    private static void write(Wish wish, Lines into) {
        into.put("wish", wish.getClass().getSimpleName());
        if (wish instanceof Wish.Bolus bolus) {
            into.put("demand", bolus.demand())
                    .put("dose_pg", bolus.picograms())
                    .put("duration_ns", bolus.durationNanos());
            write(bolus.override(), into);
        } else if (wish instanceof Wish.Stage stage) {
            RecordedPrescription.write(stage.therapy().prescription(), into);
            write(stage.bridge(), into);
        } else if (wish instanceof Wish.Commit commit) {
            into.put("hash", commit.hash());
            write(commit.override(), into);
        } else if (wish instanceof Wish.Refill refill) {
            write(refill.entry(), into);
        } else if (wish instanceof Wish.Prime prime) {
            into.put("volume_pl", prime.picolitres());
        } else if (wish instanceof Wish.AudioPause pause) {
            into.put("duration_ns", pause.durationNanos());
        } else if (wish instanceof Wish.Refused refused) {
            into.put("refused", refused.code().name()).put("reason", refused.reason());
        }
    }

    private static void write(LimitOverride override, Lines into) {
        if (override != null) {
            into.put("override_by", override.by()).put("override_why", override.why());
        }
    }

    private static void write(RefillEntry entry, Lines into) {
        if (entry != null) {
            into.put("removed_pl", entry.removedPicolitres())
                    .put("filled_pl", entry.filledPicolitres())
                    .put("filled_pg_per_nl", entry.picogramsPerNanolitre());
        }
    }

    /**
     * Reads what {@link #text} wrote.
     *
     * @throws IllegalArgumentException when it is no order
     */
    static RecordedOrder parse(String text) {
        return new RecordedOrder(Lines.parse(text));
    }

    /**
     * The same order again, for the controller whose forms these are; nobody hears its answer.
     *
     * @throws IllegalArgumentException when what it asks for cannot be read
     */
    public Order again(OrderForms forms) {
        long stateVersion = lines.number("state_version");
        boolean confirmed = lines.flag("confirmed");
        if (!lines.has("wish")) {
            return new Order(verb, alarm(), stateVersion, confirmed, id(), () -> {});
        }
        return new Order(verb, wish(forms), stateVersion, confirmed, id(), () -> {});
    }

    private int alarm() {
        if (verb != Verb.ALARM_ACKNOWLEDGE || lines.text("alarm").equals(ALL)) {
            return Order.ALL_ALARMS;
        }
        Alarm alarm = Alarm.named(lines.text("alarm"));
        if (alarm == null) {
            throw new IllegalArgumentException("alarm: found " + lines.text("alarm"));
        }
        return alarm.ordinal();
    }

    private Wish wish(OrderForms forms) {
        String wish = lines.text("wish");
        return switch (wish) {
            case "Bolus" ->
                    new Wish.Bolus(
                            lines.flag("demand"),
                            lines.number("dose_pg"),
                            lines.number("duration_ns"),
                            override(lines));
            case "Stage" -> forms.stage(RecordedPrescription.read(lines), refill());
            case "Commit" -> new Wish.Commit(lines.text("hash"), override(lines));
            case "Refill" -> new Wish.Refill(refill());
            case "Prime" -> new Wish.Prime(lines.number("volume_pl"));
            case "AudioPause" -> new Wish.AudioPause(lines.number("duration_ns"));
            case "Refused" ->
                    new Wish.Refused(Code.valueOf(lines.text("refused")), lines.text("reason"));
            default -> throw new IllegalArgumentException("wish: found " + wish);
        };
    }

    /** Who goes beyond soft limits and why; null where nobody does. */
    static LimitOverride override(Lines lines) {
        return lines.has("override_by")
                ? new LimitOverride(lines.text("override_by"), lines.text("override_why"))
                : null;
    }

    private RefillEntry refill() {
        return lines.has("filled_pl")
                ? new RefillEntry(
                        lines.number("removed_pl"),
                        lines.number("filled_pl"),
                        lines.number("filled_pg_per_nl"))
                : null;
    }
}
