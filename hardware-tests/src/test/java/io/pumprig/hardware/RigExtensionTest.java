package io.pumprig.hardware;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import io.pumprig.hal.Outcome;
import io.pumprig.hal.board.Board;
import io.pumprig.hal.board.OutputPin;
import io.pumprig.hal.rig.RigFile;
import io.pumprig.hal.rig.RigWiring;
import io.pumprig.simulator.rig.SimulatedRig;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/** The motor loses its current after every test, however the test ended; seen on the enable pin. */
@Tag("SR-43")
class RigExtensionTest {
    /** Given to the tests within these tests, which nobody else may run. */
    private static final String WITHIN = "io.pumprig.hardware.within";

    /** What happened to the enable pin and the board of the tests within these tests, in order. */
    private static final List<String> SEEN = new ArrayList<>();

    /** How the enable pin answers when it is to release the motor. */
    private static Outcome releasing;

    /** Whether the rig is a new one for each test. */
    private static boolean isSimulated;

    @BeforeEach
    void nothingSeenYet() {
        SEEN.clear();
        releasing = Outcome.OK;
        isSimulated = true;
    }

    private static TestExecutionSummary run(Class<?> tests) {
        LauncherDiscoveryRequest request =
                LauncherDiscoveryRequestBuilder.request()
                        .selectors(selectClass(tests))
                        .configurationParameter(WITHIN, "true")
                        .build();
        SummaryGeneratingListener listener = new SummaryGeneratingListener();
        LauncherFactory.create().execute(request, listener);
        return listener.getSummary();
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            classes = {
                Passes.class,
                Fails.class,
                FailsBefore.class,
                FailsAfterwards.class,
                Aborts.class
            })
    void theMotorIsReleasedBeforeTheBoardIsClosed(Class<?> tests) {
        TestExecutionSummary summary = run(tests);

        assertEquals(1, summary.getTestsFoundCount());
        assertEquals(
                tests.getSimpleName().startsWith("Fails") ? 1 : 0, summary.getTestsFailedCount());
        assertEquals(tests == Aborts.class ? 1 : 0, summary.getTestsAbortedCount());
        int released = SEEN.lastIndexOf("released");
        assertTrue(SEEN.lastIndexOf("energised") < released, SEEN::toString);
        assertEquals(List.of("released", "closed"), SEEN.subList(released, SEEN.size()));
    }

    @Test
    void aMotorThatCannotBeReleasedFailsTheTestAndClosesTheBoard() {
        releasing = Outcome.BUS_ERROR;

        TestExecutionSummary summary = run(Passes.class);

        assertEquals(1, summary.getTestsFailedCount());
        Throwable failure = summary.getFailures().get(0).getException();
        assertEquals("the motor was not released: BUS_ERROR", failure.getMessage());
        assertEquals("closed", SEEN.get(SEEN.size() - 1));
    }

    @Test
    void aRigThatIsNoSimulationIsReleasedAfterEachTestAndClosedAfterTheLast() {
        isSimulated = false;

        assertEquals(2, run(PassesTwice.class).getTestsSucceededCount());

        assertEquals(1, SEEN.stream().filter("closed"::equals).count(), SEEN::toString);
        assertEquals("closed", SEEN.get(SEEN.size() - 1));
        assertEquals(
                List.of("energised", "released", "energised", "released", "closed"),
                withoutRepetitions(SEEN.subList(SEEN.indexOf("energised"), SEEN.size())));
    }

    private static List<String> withoutRepetitions(List<String> list) {
        List<String> result = new ArrayList<>();
        for (String next : list) {
            if (result.isEmpty() || !result.get(result.size() - 1).equals(next)) {
                result.add(next);
            }
        }
        return result;
    }

    @Test
    void whatNeedsTheSimulatorIsSkippedElsewhere() {
        assertEquals(1, run(OfTheSimulator.class).getTestsSucceededCount());

        isSimulated = false;
        TestExecutionSummary elsewhere = run(OfTheSimulator.class);

        assertEquals(0, elsewhere.getTestsStartedCount());
        assertEquals(1, elsewhere.getContainersSkippedCount());
    }

    /** Notes what happens to the enable pin, and when the board is closed. */
    private static final class WatchedBoard extends BoardBetween {
        private final int enableGpio;

        WatchedBoard(Board board, RigWiring wiring) {
            super(board);
            enableGpio = wiring.motor().enableGpio();
        }

        @Override
        public OutputPin output(int gpio, boolean safeHigh) {
            OutputPin pin = super.output(gpio, safeHigh);
            return gpio == enableGpio ? high -> set(pin, high) : pin;
        }

        private static Outcome set(OutputPin pin, boolean high) {
            boolean afterUse = SEEN.contains("energised");
            SEEN.add(high ? "released" : "energised");
            return high && afterUse && !releasing.isOk() ? releasing : pin.set(high);
        }

        @Override
        public void close() {
            SEEN.add("closed");
            super.close();
        }
    }

    private static final class WatchedTarget implements Target {
        @Override
        public String name() {
            return "watched";
        }

        @Override
        public boolean isSimulated() {
            return isSimulated;
        }

        @Override
        public RigUnderTest open() {
            SimulatedRig rig =
                    new SimulatedRig(
                            RigFile.simulated(), SimulatedTarget.USUAL, 1, -3_000_000_000L);
            return new RigUnderTest(
                    () -> new WatchedBoard(rig.board(), rig.wiring()),
                    rig.wiring(),
                    new SimulatedHands(rig.board()),
                    Pace.REFERENCE);
        }
    }

    /** Keeps tests that are meant to fail from whoever looks for tests by name. */
    static final class WithinThisTest implements ExecutionCondition {
        @Override
        public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
            return context.getConfigurationParameter(WITHIN).isPresent()
                    ? ConditionEvaluationResult.enabled("run by RigExtensionTest")
                    : ConditionEvaluationResult.disabled("part of RigExtensionTest");
        }
    }

    /** One test that turns the motor, and then ends in its own way. */
    @ExtendWith(WithinThisTest.class)
    abstract static class Turns {
        @RegisterExtension
        static final RigExtension EXTENSION = new RigExtension(new WatchedTarget());

        @BeforeEach
        void turn(RigUnderTest rig) {
            rig.cycles(20, 1);
        }
    }

    static final class Passes extends Turns {
        @Test
        void passes() {
            assertTrue(SEEN.contains("energised"));
        }
    }

    static final class PassesTwice extends Turns {
        @Test
        void passes() {
            assertEquals("energised", SEEN.get(SEEN.size() - 1));
        }

        @Test
        void passesAgain() {
            assertEquals("energised", SEEN.get(SEEN.size() - 1));
        }
    }

    static final class Fails extends Turns {
        @Test
        void fails() {
            fail("in the middle of a turn");
        }
    }

    static final class FailsBefore extends Turns {
        @BeforeEach
        @Override
        void turn(RigUnderTest rig) {
            super.turn(rig);
            throw new IllegalStateException("before the test began");
        }

        @Test
        void neverComesToThis() {
            fail("a test whose preparation failed was run");
        }
    }

    static final class FailsAfterwards extends Turns {
        @Test
        void passes() {
            assertTrue(SEEN.contains("energised"));
        }

        @AfterEach
        void fails() {
            throw new IllegalStateException("while tidying up");
        }
    }

    static final class Aborts extends Turns {
        @Test
        void aborts() {
            Assumptions.abort("nobody is there");
        }
    }

    @Tag("simulator")
    static final class OfTheSimulator extends Turns {
        @Test
        void passes() {
            assertTrue(isSimulated);
        }
    }
}
