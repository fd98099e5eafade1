package io.pumprig.simulator.suite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SuiteRunnerTest {
    private static final String DOOR =
            "faults:\n  - {key: door, target: {component: input, instance: door}, type: active, at:"
                    + " 20 s}\n";

    private static Scenario named(String name, String lines) {
        return SuiteFixture.scenario(
                "name: " + name + "\n" + SuiteFixture.THERAPY + "run: 1 min\n" + lines);
    }

    private static List<ScenarioResult> run(int threads, boolean failFast, List<Scenario> scenarios)
            throws IOException {
        return new SuiteRunner(threads, failFast, Company.NONE, "test")
                .run(SuiteRunner.jobs(scenarios, List::of), result -> {});
    }

    private static List<String> facts(List<ScenarioResult> results) {
        List<String> facts = new ArrayList<>();
        for (ScenarioResult one : results) {
            facts.add(one.title() + " " + one.traceHash() + " " + one.failures() + one.effects());
        }
        return facts;
    }

    @Test
    void resultsAreTheSameOnOneThreadAndOnTwoAndInTheOrderOfTheJobs() throws IOException {
        List<Scenario> scenarios =
                List.of(
                        named("long", "seeds: [1, 2]\n" + DOOR),
                        named("failing", "expect:\n  - {alarm: WATCHDOG}\n"),
                        named("short", DOOR + "expect:\n  - {alarm: HEAD_OPEN}\n"));
        List<String> alone = facts(run(1, false, scenarios));
        assertEquals(alone, facts(run(2, false, scenarios)));
        assertEquals(6, alone.size(), alone::toString);
        assertTrue(alone.get(0).startsWith("long (seed 1) "), alone::toString);
        assertNotEquals(alone.get(0).split(" ")[3], alone.get(2).split(" ")[3]);
    }

    @Test
    void oneTwinServesAllScenariosThatDifferInTheirFaultsAlone() {
        List<SuiteRunner.Job> jobs =
                SuiteRunner.jobs(
                        List.of(
                                named("one", DOOR),
                                named("two", DOOR.replace("20 s", "30 s")),
                                named("other seed", "seed: 2\n" + DOOR),
                                named("no twin", "twin: false\n" + DOOR),
                                named("no fault", "")),
                        List::of);
        List<String> twins =
                jobs.stream()
                        .filter(job -> job.scenario().isTwin())
                        .map(job -> job.scenario().name() + " " + job.seed())
                        .toList();
        assertEquals(List.of("one (healthy twin) 1", "other seed (healthy twin) 2"), twins);
        assertEquals(7, jobs.size());
    }

    @Test
    void aTwinIsNotSilentWhereTheRunAlarmsWithoutItsFault() throws IOException {
        String low = "reservoir: 3.5 mL\n" + DOOR;
        List<ScenarioResult> loud = run(1, false, List.of(named("low", low)));
        assertTrue(loud.get(0).isPassed(), loud.get(0).failures()::toString);
        assertTrue(loud.get(1).failures().get(0).contains("RESERVOIR_LOW raised"));
        List<ScenarioResult> told =
                run(1, false, List.of(named("low", low + "twinAlarms: [RESERVOIR_LOW]\n")));
        assertTrue(told.get(1).isPassed(), told.get(1).failures()::toString);
    }

    @Test
    void afterTheFirstFailureNothingBeginsAnyMoreWhenThatIsWanted() throws IOException {
        List<Scenario> scenarios =
                List.of(
                        named("good", ""),
                        named("bad", "expect:\n  - {alarm: WATCHDOG}\n"),
                        named("never run", ""));
        assertEquals(2, run(1, true, scenarios).size());
        assertEquals(3, run(1, false, scenarios).size());
    }

    @Test
    void seedsOfTheCallerTakeThePlaceOfThoseOfTheFile() {
        List<SuiteRunner.Job> jobs =
                SuiteRunner.jobs(List.of(named("one", "")), seed -> List.of(7L, 8L));
        assertEquals(List.of(7L, 8L), jobs.stream().map(SuiteRunner.Job::seed).toList());
    }

    @Test
    void aFilterLooksAtNameFileAndRequirements() {
        List<Scenario> all =
                List.of(named("a closed door", "requirements: [SR-34]\n"), named("other", ""));
        assertEquals(1, ScenarioSearch.filter(all, "CLOSED").size());
        assertEquals(1, ScenarioSearch.filter(all, "sr-34").size());
        assertEquals(2, ScenarioSearch.filter(all, "test.yaml").size());
        assertEquals(0, ScenarioSearch.filter(all, "nothing").size());
    }
}
