package io.pumprig.simulator.gateway;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * One session that uses the whole contract: every channel of the AsyncAPI document carries a
 * message at least once, and each message fits it, as {@link TesterClient} checks.
 */
class ContractSessionTest {
    @TempDir Path folder;

    private LiveSession session;

    private static String therapy(int microgramsPerDay) {
        return "{'drug':'water','concentration':'2000 mcg/mL','program':{'mode':'continuous','rate':'"
                + microgramsPerDay
                + " mcg/day'}}";
    }

    private static Map<String, String> bodies() {
        Map<String, String> bodies = new LinkedHashMap<>();
        bodies.put("ping", "{}");
        bodies.put("sim-pause", "{}");
        bodies.put("sim-step", "{'cycles':3}");
        bodies.put("sim-run", "{}");
        bodies.put("sim-speed", "{'speed':600}");
        bodies.put("pause", "{}");
        bodies.put("minimum-rate", "{}");
        bodies.put("resume", "{}");
        bodies.put("bolus-cancel", "{}");
        bodies.put("therapy-stage", therapy(600));
        bodies.put("refill", "{'removed':'1 mL','filled':'2 mL','concentration':'2000 mcg/mL'}");
        bodies.put("stop", "{}");
        bodies.put("prime", "{'volume':'20 uL'}");
        bodies.put(
                "fault-inject",
                "{'key':'occ','target':{'component':'line','instance':'downstream'},"
                        + "'type':'occlusion','params':{'severity':1},'duration':'10 min'}");
        bodies.put("fault-list", "{}");
        bodies.put("audio-pause", "{'duration':'1 min'}");
        bodies.put("fault-clear", "{'key':'occ'}");
        bodies.put("alarm-acknowledge", "{'alarm':'all'}");
        bodies.put("fault-clear-all", "{}");
        return bodies;
    }

    private JsonNode ask(String verb, String id, String body) throws MqttException {
        return session.ask(verb, id, ",'body':" + body);
    }

    /** A bolus in two steps: what the second one needs is in the answer to the first. */
    private void bolus() throws MqttException {
        String body = "'dose':'5 mcg','duration':'5 min'";
        JsonNode first = ask("bolus", "bolus-1", "{" + body + "}");
        long version = first.get("enacted").get("stateVersion").longValue();
        JsonNode second =
                session.ask(
                        "bolus",
                        "bolus-2",
                        ",'stateVersion':" + version + ",'body':{" + body + ",'confirm':true}");
        assertEquals("OK", second.get("code").stringValue(), second::toString);
    }

    private void alarm() throws MqttException {
        String occlusion =
                "'target':{'component':'line','instance':'downstream'},'type':'occlusion'";
        ask("fault-inject", "alarm-1", "{'key':'closed'," + occlusion + "}");
        session.tester().hear("alarm/OCCLUSION_DOWNSTREAM", m -> !m.payload().isEmpty());
        ask("fault-clear", "alarm-2", "{'key':'closed'}");
        session.tester().hear("event/alarm", m -> m.payload().contains("cause-gone"));
        ask("alarm-acknowledge", "alarm-3", "{'alarm':'OCCLUSION_DOWNSTREAM'}");
        session.tester().hear("alarm/OCCLUSION_DOWNSTREAM", m -> m.payload().isEmpty());
    }

    private void commit(int microgramsPerDay) throws MqttException {
        String id = "-" + microgramsPerDay;
        JsonNode staged = ask("therapy-stage", "stage" + id, therapy(microgramsPerDay));
        assertEquals("OK", staged.get("code").stringValue(), staged::toString);
        String hash = staged.get("enacted").get("hash").stringValue();
        JsonNode committed = ask("therapy-commit", "commit" + id, "{'hash':'" + hash + "'}");
        assertEquals("OK", committed.get("code").stringValue(), committed::toString);
    }

    private static List<String> silentChannels(TesterClient tester) {
        List<String> silent = new ArrayList<>(Contract.shipped().channels());
        silent.removeAll(tester.channels());
        return silent;
    }

    @Test
    void everyChannelCarriesAMessageAndEveryMessageFits() throws Exception {
        try (LiveSession live = new LiveSession(folder, "--speed", "20")) {
            session = live;
            TesterClient tester = session.tester();
            // The power-on test is over.
            tester.hear("state", m -> m.json().get("mode").stringValue().equals("continuous"));
            commit(700);
            bolus();
            ask("sim-speed", "faster", "{'speed':600}");
            alarm();
            ask(
                    "fault-inject",
                    "clock",
                    "{'key':'clock','target':{'component':'host','instance':'calendar'},"
                            + "'type':'clock-step'}");
            tester.request("ping", "{'nobody':'asks'}");
            for (Map.Entry<String, String> request : bodies().entrySet()) {
                ask(request.getKey(), "each-" + request.getKey(), request.getValue());
            }
            for (String later : List.of("scenario-export", "sim-reset")) {
                session.ask(later, "each-" + later, "");
            }

            await().atMost(TesterClient.PATIENCE)
                    .untilAsserted(() -> assertEquals(List.of(), silentChannels(tester)));
        }
    }
}
