package io.pumprig.controller.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pumprig.controller.alarm.Alarm;
import io.pumprig.controller.alarm.HostAlarms;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class AlarmBoardTest {
    private final LinkSettings settings = Settings.of("bench");
    private final HostAlarms hostAlarms = new HostAlarms(() -> 7);
    private final AlarmBoard board = new AlarmBoard(settings, new Outbox(() -> {}), hostAlarms);
    private final StateWriter writer = new StateWriter(settings, board);
    private final RigState state = new RigState();

    private void raise(Alarm alarm, long cycle) {
        state.presentAlarms |= alarm.bit();
        state.alarmCycle[alarm.ordinal()] = cycle;
    }

    private JsonNode document() {
        board.level(state, RigTime.UNKNOWN);
        return Json.MAPPER.readTree(writer.write(state, new LinkStatistics(0, 0, 0, 0, 0, 0), 0));
    }

    private List<String> listed() {
        List<String> ids = new ArrayList<>();
        for (JsonNode alarm : document().get("alarms")) {
            ids.add(alarm.get("id").stringValue());
        }
        return ids;
    }

    @Test
    @Tag("SR-78")
    void listsTheHighestPriorityFirstAndTheNewestFirstWithinIt() {
        raise(Alarm.MOTOR_STALL, 3);
        raise(Alarm.OVER_DELIVERY, 1);
        raise(Alarm.RESERVOIR_LOW, 9);
        raise(Alarm.HEAD_OPEN, 8);
        raise(Alarm.MISSED_STEPS, 8);
        raise(Alarm.SENSOR_DEGRADED, 5);
        hostAlarms.raise(Alarm.LINK_LOST);
        assertEquals(
                List.of(
                        "MOTOR_STALL",
                        "OVER_DELIVERY",
                        "MISSED_STEPS",
                        "HEAD_OPEN",
                        "RESERVOIR_LOW",
                        "LINK_LOST",
                        "SENSOR_DEGRADED"),
                listed());
    }

    @Test
    @Tag("SR-44")
    @Tag("SR-78")
    void oneThatHasBecomeWorseIsListedAndDescribedAsThat() {
        raise(Alarm.PAUSED_TOO_LONG, 1);
        raise(Alarm.HEAD_OPEN, 8);
        assertEquals(List.of("HEAD_OPEN", "PAUSED_TOO_LONG"), listed());
        JsonNode before = document().get("alarms").get(1);
        assertEquals("MEDIUM", before.get("priority").stringValue());
        assertFalse(before.get("critical").booleanValue());
        state.escalatedAlarms = Alarm.PAUSED_TOO_LONG.bit();
        assertEquals(List.of("PAUSED_TOO_LONG", "HEAD_OPEN"), listed());
        JsonNode after = document().get("alarms").get(0);
        assertEquals("HIGH", after.get("priority").stringValue());
        assertTrue(after.get("critical").booleanValue());
        assertEquals("keep-program", after.get("reaction").stringValue());
    }

    @Test
    @Tag("SR-81")
    void theStateTellsHowLongTheSounderIsSilentYet() {
        assertEquals(0, document().get("audioPausedForMs").longValue());
        state.audioPausedNanos = 1;
        assertEquals(1, document().get("audioPausedForMs").longValue());
        state.audioPausedNanos = 600_000_000_000L;
        assertEquals(600_000, document().get("audioPausedForMs").longValue());
    }
}
