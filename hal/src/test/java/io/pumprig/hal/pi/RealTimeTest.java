package io.pumprig.hal.pi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@EnabledOnOs(OS.LINUX)
class RealTimeTest {
    private static final int NORMAL = 0;
    private static final int FIFO_RESET_ON_FORK = 0x4000_0001;

    /** On a thread of its own, since a thread stays what it was made. */
    private static <T> T onThreadOfItsOwn(Callable<T> part)
            throws ExecutionException, InterruptedException {
        FutureTask<T> task = new FutureTask<>(part);
        Thread thread = new Thread(task);
        thread.start();
        thread.join();
        return task.get();
    }

    @Test
    void isFirstInFirstOutOrSaysWhyNot() throws Exception {
        RealTime.Answer answer =
                onThreadOfItsOwn(
                        () -> {
                            RealTime.Answer given = RealTime.schedule();
                            int expected = given.granted() ? FIFO_RESET_ON_FORK : NORMAL;
                            assertEquals(expected, Libc.sched_getscheduler(0));
                            return given;
                        });
        assertTrue(
                answer.granted()
                        ? answer.reason().equals("SCHED_FIFO 50")
                        : answer.reason()
                                .matches("SCHED_FIFO 50 refused: \\w+ \\(\\d+\\), needs .*"),
                answer.reason());
    }

    @Test
    void whatIsGrantedWasSaidToBe() throws Exception {
        boolean granted = onThreadOfItsOwn(RealTime::schedule).granted();
        assertTrue(!granted || BoardFacts.ofThisHost().mayScheduleFifo());
    }

    @Test
    void raisesTheCallingThreadAlone() throws Exception {
        onThreadOfItsOwn(RealTime::schedule);
        assertEquals(NORMAL, Libc.sched_getscheduler(0));
    }

    @Test
    void aThreadMadeByARaisedOneIsNormal() throws Exception {
        int policy =
                onThreadOfItsOwn(
                        () -> {
                            RealTime.schedule();
                            return onThreadOfItsOwn(() -> Libc.sched_getscheduler(0));
                        });
        assertEquals(NORMAL, policy);
    }

    @Test
    void saysWhatTheKernelFoundWrong() throws Exception {
        RealTime.Answer answer = onThreadOfItsOwn(() -> RealTime.schedule(1_000));
        assertFalse(answer.granted());
        assertEquals(
                "SCHED_FIFO 1000 refused: EINVAL (22), needs LimitRTPRIO=50 or CAP_SYS_NICE",
                answer.reason());
    }

    @Test
    void locksMemoryOrSaysWhyNot() {
        RealTime.Answer answer = RealTime.lockMemory();
        Libc.munlockall();
        assertTrue(
                answer.granted()
                        ? answer.reason().equals("memory locked")
                        : answer.reason().matches("mlockall refused: \\w+ \\(\\d+\\), needs .*"),
                answer.reason());
    }

    @Test
    void sharpensTheTimersOfTheCallingThread() throws Exception {
        int getTimerSlack = 30;
        int slackNanos =
                onThreadOfItsOwn(
                        () -> {
                            assertTrue(RealTime.sharpenTimers().granted());
                            return Libc.prctl(getTimerSlack, 0, 0, 0, 0);
                        });
        assertEquals(1, slackNanos);
    }
}
