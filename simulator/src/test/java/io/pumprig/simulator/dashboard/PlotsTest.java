package io.pumprig.simulator.dashboard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class PlotsTest {
    private final Plots plots = new Plots();

    private static JsonNode json(String text) {
        return JsonMapper.shared().readTree(text.replace('\'', '"'));
    }

    private static JsonNode state(double seconds, double kilopascals) {
        return json(
                "{'simNs':"
                        + Math.round(seconds * 1e9)
                        + ",'programMcgPerDay':250,'rateMcgPerDay':250.5,'orderedMcg':1.5,"
                        + "'believedMcg':1.25,'reservoirMl':18.5,'reservoirOutcome':'NO_DATA',"
                        + "'pressure':{'downstreamKpa':"
                        + kilopascals
                        + ",'downstreamOutcome':'OK','upstreamKpa':1,'upstreamOutcome':'NO_DATA'},"
                        + "'loop':{'latenessNs':{'max':2500000}}}");
    }

    private void bench(double seconds, double kilopascals) {
        plots.state(state(seconds, kilopascals), false);
    }

    private JsonNode history() {
        return JsonMapper.shared().readTree(plots.history());
    }

    @Test
    void aRowOfABenchIsThereAtOnceAndWhatWasNotMeasuredIsNull() {
        bench(2, 8);
        JsonNode tier = history().get("tiers").get(0);
        assertEquals(0, tier.get("binS").intValue());
        assertEquals(
                "[[2.0,250.0,250.5,1.5,1.25,null,8.0,8.0,8.0,null,null,null,null,2.5]]",
                tier.get("rows").toString());
        assertEquals(14, history().get("columns").size());
    }

    @Test
    void aRowOfASimulationWaitsForTheTruthThatBelongsToIt() {
        plots.state(state(2, 8), true);
        plots.state(state(4, 9), true);
        assertEquals(0, history().get("tiers").size());
        plots.truth(json("{'simNs':2500000000,'trueDoseMcg':1.2,'linePressureKpa':7.5}"));
        JsonNode rows = history().get("tiers").get(0).get("rows");
        assertEquals(1, rows.size());
        assertEquals(1.2, rows.get(0).get(5).doubleValue());
        assertEquals(7.5, rows.get(0).get(10).doubleValue());
        plots.state(state(6, 9), true);
        plots.state(state(8, 9), true);
        assertTrue(history().get("tiers").get(0).get("rows").get(1).get(5).isNull());
    }

    @Test
    void aBinKeepsTheLastRowAndThePeaks() {
        for (int i = 0; i < 2_000; i++) {
            bench(i, i == 3 ? 99 : i == 4 ? -3 : 8);
        }
        JsonNode tiers = history().get("tiers");
        assertEquals(1_500, tiers.get(0).get("rows").size());
        JsonNode bin = tiers.get(1);
        assertEquals(10, bin.get("binS").intValue());
        assertEquals(200, bin.get("rows").size());
        JsonNode first = bin.get("rows").get(0);
        assertEquals(9, first.get(0).intValue());
        assertEquals(8, first.get(6).intValue());
        assertEquals(-3, first.get(7).intValue());
        assertEquals(99, first.get(8).intValue());
    }

    @Test
    void aTierIsThereOnlyWhereItReachesFurtherBack() {
        bench(1, 8);
        assertEquals(1, history().get("tiers").size());
        for (int i = 0; i < 3_000; i++) {
            bench(300 + i * 300.0, 8);
        }
        int[] bins = {0, 1_800};
        JsonNode tiers = history().get("tiers");
        assertEquals(bins.length, tiers.size());
        for (int i = 0; i < bins.length; i++) {
            assertEquals(bins[i], tiers.get(i).get("binS").intValue());
        }
    }

    @Test
    void halfAYearAtFullSpeedIsBounded() {
        for (int i = 0; i < 180 * 288; i++) {
            bench(i * 300.0, 8);
        }
        int rows = 0;
        for (JsonNode tier : history().get("tiers")) {
            rows += tier.get("rows").size();
            assertTrue(tier.get("rows").size() <= 1_500);
        }
        assertTrue(rows <= 9_000, () -> "rows");
        assertTrue(plots.history().length < 1_500_000);
    }

    @Test
    void timeThatGoesBackBeginsAnewAndTimeThatStandsStillAddsNothing() {
        bench(100, 8);
        Plots.Cursor cursor = plots.begin();
        bench(100, 9);
        assertNull(plots.points(cursor));
        assertFalse(plots.beganAnew(cursor));
        plots.mark("fault", json("{'simNs':1000000000,'subject':'occ','phase':'active'}"));
        assertTrue(plots.state(state(1, 8), false));
        assertNull(plots.points(cursor), "not before it is told that all began anew");
        assertTrue(plots.beganAnew(cursor));
        assertEquals(1, JsonMapper.shared().readTree(plots.points(cursor)).get("rows").size());
        assertEquals(0, history().get("marks").size());
    }

    @Test
    void marksAreFaultsAlarmsOrdersAndModesAndNoMoreThanAThousand() {
        for (int i = 0; i < 1_200; i++) {
            plots.mark(
                    "alarm",
                    json("{'simNs':" + (i + 1) + "000000000,'subject':'A','phase':'raised'}"));
        }
        plots.mark("session", json("{'simNs':1,'subject':'self-test','phase':'passed'}"));
        plots.mark("order", json("{'simNs':1,'subject':'pause','phase':'rejected'}"));
        JsonNode marks = history().get("marks");
        assertEquals(1_000, marks.size());
        assertEquals(201, marks.get(0).get("simS").intValue());
        assertEquals("A", marks.get(999).get("name").stringValue());
    }
}
