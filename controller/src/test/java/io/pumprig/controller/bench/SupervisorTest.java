package io.pumprig.controller.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.pumprig.controller.FakeRig;
import io.pumprig.controller.journal.JournalException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class SupervisorTest {
    private final long[] counts = new long[3];
    private final List<String> said = new ArrayList<>();
    private int fed;

    private Vitals vitals() {
        return new Vitals(
                List.of(
                        new Vitals.Part("control loop", () -> counts[0], 1),
                        new Vitals.Part("serial line", () -> counts[1], 1),
                        new Vitals.Part("scale", () -> counts[2], 3)));
    }

    private Supervisor supervisor() {
        return new Supervisor(vitals(), () -> fed++, said::add, 1);
    }

    private void advance(int... parts) {
        for (int part : parts) {
            counts[part]++;
        }
    }

    @Test
    @Tag("SR-71")
    void feedsAsLongAsEverythingGoesOn() {
        Supervisor supervisor = supervisor();
        for (int i = 1; i <= 20; i++) {
            advance(0, 1, 2);
            supervisor.look();
            assertEquals(i, fed);
        }
        assertEquals(List.of(), said);
    }

    @Test
    @Tag("SR-71")
    @Tag("SR-74")
    void aLoopThatStandsStillIsSeenAtTheNextLook() {
        Supervisor supervisor = supervisor();
        advance(0, 1, 2);
        supervisor.look();
        for (int i = 0; i < 5; i++) {
            advance(1, 2);
            supervisor.look();
        }
        assertEquals(1, fed);
        assertEquals(
                List.of("supervisor: control loop stands still, the watchdogs are fed no more"),
                said);
    }

    @Test
    void eachPartIsNamedAndAllHaveToGoOnAgain() {
        Supervisor supervisor = supervisor();
        advance(0, 2);
        supervisor.look();
        advance(2);
        supervisor.look();
        advance(1);
        supervisor.look();
        advance(0, 1, 2);
        supervisor.look();
        assertEquals(1, fed);
        assertEquals(
                List.of(
                        "supervisor: serial line stands still, the watchdogs are fed no more",
                        "supervisor: control loop stands still, the watchdogs are fed no more",
                        "supervisor: all goes on, the watchdogs are fed again"),
                said);
    }

    @Test
    void aSensorMayWaitSomeLooksBeforeItIsMissed() {
        Vitals vitals = vitals();
        for (int i = 0; i < 2; i++) {
            advance(0, 1);
            assertNull(vitals.look());
        }
        advance(0, 1);
        assertEquals("scale", vitals.look());
        advance(0, 1, 2);
        assertNull(vitals.look());
        assertThrows(IllegalArgumentException.class, () -> new Vitals.Part("none", () -> 0, 0));
    }

    @Test
    void cyclesAndSensorsOfARigGoOnAndAHangingLoopDoesNot() throws JournalException {
        try (FakeRig rig = new FakeRig().healthy()) {
            rig.begin(250_000_000L);
            Heartbeat heartbeat = new Heartbeat();
            Vitals vitals = new Vitals(heartbeat.parts(false));
            for (int i = 0; i < 20; i++) {
                rig.tick(10_000_000L);
                heartbeat.beat(rig.loop().sample());
                assertNull(vitals.look());
            }
            assertEquals("control loop", vitals.look());
        }
    }

    @Test
    void aFlowSensorIsMissedWhereOneIsFitted() {
        Heartbeat heartbeat = new Heartbeat();
        assertEquals(heartbeat.parts(false).size() + 1, heartbeat.parts(true).size());
        assertEquals("flow sensor", heartbeat.parts(true).get(5).name());
    }

    @Test
    void looksFromAThreadOfItsOwnUntilItIsClosed() throws InterruptedException {
        CountDownLatch feeds = new CountDownLatch(3);
        try (Supervisor supervisor =
                new Supervisor(
                        new Vitals(List.of(new Vitals.Part("time", System::nanoTime, 1))),
                        feeds::countDown,
                        said::add,
                        1)) {
            supervisor.start();
            assertEquals(true, feeds.await(10, TimeUnit.SECONDS));
        }
        assertEquals(List.of(), said);
    }
}
