package io.pumprig.hal.pi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@EnabledOnOs(OS.LINUX)
class ServiceNotifyTest {
    @TempDir Path folder;

    private static ServiceNotify to(String socket) {
        return ServiceNotify.of(Map.of("NOTIFY_SOCKET", socket), 7);
    }

    @Test
    void saysEachWordAsOneDatagram() {
        String path = folder.resolve("notify").toString();
        try (NotifySocket manager = new NotifySocket(path);
                ServiceNotify notify = to(path)) {
            assertTrue(notify.starting());
            assertTrue(notify.ready());
            assertTrue(notify.status("holding\nstill µL"));
            assertTrue(notify.watchdog());
            assertTrue(notify.stopping());
            assertEquals("EXTEND_TIMEOUT_USEC=60000000", manager.take());
            assertEquals("READY=1", manager.take());
            assertEquals("STATUS=holding still µL", manager.take());
            assertEquals("WATCHDOG=1", manager.take());
            assertEquals("STOPPING=1", manager.take());
            assertEquals("", manager.take());
        }
    }

    @Test
    void findsAnAbstractSocket() {
        String name = "pumprig-test-" + ProcessHandle.current().pid();
        try (NotifySocket manager = new NotifySocket('\0' + name);
                ServiceNotify notify = to("@" + name)) {
            assertTrue(notify.ready());
            assertEquals("READY=1", manager.take());
        }
    }

    @Test
    void saysNothingWithoutAManager() {
        try (ServiceNotify notify = ServiceNotify.of(Map.of(), 7)) {
            assertFalse(notify.ready());
            assertFalse(notify.watchdog());
            assertEquals(0, notify.watchdogNanos());
        }
    }

    @ParameterizedTest(name = "<{0}>")
    @ValueSource(strings = {"relative", "", "vsock:2:1234", "/no/such/socket"})
    void aSocketThatIsNoneCostsAWordOnly(String socket) {
        try (ServiceNotify notify = to(socket)) {
            assertFalse(notify.ready());
        }
    }

    @Test
    void aNameTooLongForASocketIsNobody() {
        try (ServiceNotify notify = to("/" + "x".repeat(107))) {
            assertFalse(notify.ready());
        }
    }

    @Test
    void doesNotWaitForAManagerThatDoesNotListen() {
        String path = folder.resolve("deaf").toString();
        try (NotifySocket manager = new NotifySocket(path);
                ServiceNotify notify = to(path)) {
            int said = 0;
            // The queue of a datagram socket is bounded; a word that waited would hang here.
            while (said < 100_000 && notify.watchdog()) {
                said++;
            }
            assertTrue(said > 0 && said < 100_000, "said " + said);
            assertEquals("WATCHDOG=1", manager.take());
            assertTrue(notify.watchdog(), "heard again");
        }
    }

    @Test
    void isSilentOnceClosed() {
        String path = folder.resolve("closed").toString();
        try (NotifySocket manager = new NotifySocket(path)) {
            ServiceNotify notify = to(path);
            notify.close();
            notify.close();
            assertFalse(notify.ready());
            assertEquals("", manager.take());
        }
    }

    @ParameterizedTest(name = "{0} us for process {1}")
    @CsvSource({"30000000, 7, 30000000000", "30000000, 8, 0", "soon, 7, 0", "-5, 7, 0", "0, 7, 0"})
    void knowsHowOftenTheManagerWantsToHear(String micros, String pid, long nanos) {
        Map<String, String> environment = Map.of("WATCHDOG_USEC", micros, "WATCHDOG_PID", pid);
        try (ServiceNotify notify = ServiceNotify.of(environment, 7)) {
            assertEquals(nanos, notify.watchdogNanos());
        }
    }
}
