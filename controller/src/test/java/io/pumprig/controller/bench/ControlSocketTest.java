package io.pumprig.controller.bench;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pumprig.controller.alarm.Alarm;
import io.pumprig.controller.link.LocalDesk;
import io.pumprig.controller.link.OperatorAnswer;
import io.pumprig.controller.link.OperatorRequest;
import io.pumprig.controller.order.Code;
import io.pumprig.controller.order.Inbox;
import io.pumprig.controller.order.Mode;
import io.pumprig.controller.order.Order;
import io.pumprig.controller.order.ReferenceForms;
import io.pumprig.controller.order.Verb;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Both ends of the local socket, with a control thread that carries out what it is told. */
class ControlSocketTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @TempDir private Path folder;

    private final Inbox inbox = new Inbox();
    private final List<Order> taken = new ArrayList<>();
    private final Thread control = new Thread(this::control, "test-control");
    private volatile boolean ended;
    private Mode mode = Mode.CONTINUOUS;
    private ControlSocket socket;

    @BeforeEach
    void open() throws IOException {
        socket = ControlSocket.open(folder, desk());
        socket.start();
        control.start();
    }

    private LocalDesk desk() {
        return new LocalDesk(
                "bench-1", "bench", "s1", ReferenceForms.FORMS, inbox, () -> 7, () -> 70_000_000L);
    }

    @AfterEach
    void close() throws InterruptedException {
        socket.close();
        ended = true;
        control.join();
    }

    private void control() {
        while (!ended) {
            Order order = inbox.take();
            if (order == null) {
                LockSupport.parkNanos(100_000);
            } else {
                enact(order);
            }
        }
    }

    private void enact(Order order) {
        synchronized (taken) {
            taken.add(order);
        }
        boolean raises = mode == Mode.STOPPED && order.verb() == Verb.PAUSE;
        boolean refused = raises && !order.isConfirmed();
        if (order.verb() == Verb.STOP) {
            mode = Mode.STOPPED;
        } else if (order.verb() == Verb.PAUSE && !refused) {
            mode = Mode.PAUSED;
        }
        order.answer(
                refused ? Code.NEEDS_CONFIRM : Code.OK,
                refused ? "it would raise flow from stopped" : null,
                9,
                90_000_000L,
                mode,
                mode == Mode.STOPPED ? 0 : 96_000_000L,
                4,
                Alarm.RESTARTED.bit());
    }

    private static List<String> run(Path state, int exitCode, String... arguments) {
        TestHost host = new TestHost();
        List<String> all = new ArrayList<>(List.of("order"));
        all.addAll(List.of(arguments));
        all.addAll(List.of("--state", state.toString()));
        assertEquals(exitCode, host.run(all.toArray(String[]::new)), host.errLines()::toString);
        List<String> lines = new ArrayList<>(host.outLines());
        lines.addAll(host.errLines());
        return lines;
    }

    @Test
    @Tag("SR-101")
    void anOrderPrintsWhoAnswersAndWhatWasEnacted() {
        assertEquals(
                List.of(
                        "backend        bench",
                        "rig            bench-1",
                        "answer         pause accepted",
                        "mode           paused",
                        "rate           96 mcg/day",
                        "alarms         RESTARTED",
                        "state version  4",
                        "cycle          9"),
                run(folder, 0, "pause"));
    }

    @Test
    void theSameAsJsonIsOneLine() {
        List<String> lines = run(folder, 0, "status", "--format", "json");
        assertEquals(1, lines.size());
        assertTrue(
                lines.get(0)
                        .startsWith(
                                "{\"backend\":\"bench\",\"rig\":\"bench-1\",\"answer\":{\"id\""));
    }

    @Test
    @Tag("SR-99")
    void whatWouldRaiseFlowIsRejectedUntilItIsConfirmed() {
        run(folder, 0, "stop");
        assertEquals(
                "answer         pause rejected, NEEDS_CONFIRM: it would raise flow from stopped",
                run(folder, 1, "pause").get(2));
        assertEquals("mode           paused", run(folder, 0, "pause", "--confirm").get(3));
        synchronized (taken) {
            Order last = taken.get(taken.size() - 1);
            assertTrue(last.isConfirmed());
            assertEquals(4, last.expectedStateVersion());
        }
    }

    @Test
    void anAlarmIsAcknowledgedByItsName() {
        run(folder, 0, "acknowledge", "RESTARTED");
        synchronized (taken) {
            assertEquals(Alarm.RESTARTED.ordinal(), taken.get(0).alarmOrdinal());
        }
        run(folder, 0, "acknowledge");
        synchronized (taken) {
            assertEquals(Order.ALL_ALARMS, taken.get(1).alarmOrdinal());
        }
    }

    @Test
    void withoutAControllerThereIsNoAnswer() {
        Path nobody = folder.resolve("nobody");
        List<String> lines = run(nobody, 3, "status");
        assertEquals(1, lines.size());
        assertTrue(
                lines.get(0)
                        .startsWith(
                                "no controller takes orders at "
                                        + nobody.resolve("control.sock")
                                        + ": "),
                lines::toString);
    }

    @Test
    void onlyItsUserMayOpenIt() throws IOException {
        assertEquals(
                "rw-------",
                PosixFilePermissions.toString(
                        Files.getPosixFilePermissions(folder.resolve("control.sock"))));
    }

    @Test
    void aSocketThatAKilledProcessLeftIsReplacedAndGoesAtTheEnd() throws IOException {
        Path other = Files.createDirectory(folder.resolve("other"));
        Files.createFile(other.resolve("control.sock"));
        try (ControlSocket replaced = ControlSocket.open(other, desk())) {
            replaced.start();
            assertEquals("bench", ask(other, OperatorRequest.of(Verb.PING, null)).backend());
        }
        try (var left = Files.list(other)) {
            assertEquals(List.of(), left.toList());
        }
    }

    private static OperatorAnswer ask(Path state, OperatorRequest request) throws IOException {
        try (LocalOrders orders = LocalOrders.open(state)) {
            return orders.ask(request);
        }
    }

    @Test
    void aPathThatNoSocketCanHaveIsSaid() throws IOException {
        Path deep = folder.resolve("x".repeat(100));
        Files.createDirectories(deep);
        assertThrows(IOException.class, () -> ControlSocket.open(deep, desk()));
        try (var left = Files.list(deep)) {
            assertEquals(List.of(), left.toList());
        }
    }

    @Test
    void theLongestNameThatASocketCanHaveIsEnough() throws IOException {
        int room = 106 - folder.toString().length() - "//control.sock".length();
        Path deep = Files.createDirectory(folder.resolve("x".repeat(room)));
        ControlSocket.requireName(deep);
        try (ControlSocket last = ControlSocket.open(deep, desk())) {
            last.start();
            assertEquals("bench", ask(deep, OperatorRequest.of(Verb.PING, null)).backend());
        }
        assertThrows(
                IOException.class,
                () -> ControlSocket.requireName(folder.resolve("x".repeat(room + 1))));
    }

    @Test
    void whatAKilledProcessLeftOfAnUnfinishedSocketIsNoHindrance() throws IOException {
        Path other = Files.createDirectory(folder.resolve("other"));
        Files.createFile(Files.createDirectory(other.resolve(".s")).resolve("s"));
        try (ControlSocket again = ControlSocket.open(other, desk())) {
            again.start();
            assertEquals("bench", ask(other, OperatorRequest.of(Verb.PING, null)).backend());
        }
        try (var left = Files.list(other)) {
            assertEquals(List.of(), left.toList());
        }
    }

    @Test
    void idleConnectionsKeepNobodyOut() throws IOException {
        List<SocketChannel> idle = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            idle.add(
                    SocketChannel.open(UnixDomainSocketAddress.of(folder.resolve("control.sock"))));
        }
        assertTrue(ask(folder, OperatorRequest.of(Verb.PING, null)).accepted());
        for (SocketChannel each : idle) {
            each.close();
        }
    }

    @Test
    void severalLinesAtOnceAreAnsweredEach() throws IOException {
        try (SocketChannel channel =
                SocketChannel.open(UnixDomainSocketAddress.of(folder.resolve("control.sock")))) {
            String lines =
                    "nonsense\n{\"verb\":\"ping\",\"client\":\"c\",\"id\":\"1\"}\n"
                            + "{\"verb\":\"ping\",\"client\":\"c\",\"id\":\"2\"}\n";
            channel.write(ByteBuffer.wrap(lines.getBytes(StandardCharsets.UTF_8)));
            ByteBuffer answers = ByteBuffer.allocate(16_384);
            await().atMost(PATIENCE)
                    .until(
                            () -> {
                                channel.read(answers);
                                return text(answers).lines().count() == 3
                                        && text(answers).endsWith("\n");
                            });
            assertTrue(text(answers).lines().toList().get(0).contains("BAD_PARAM"));
        }
    }

    private static String text(ByteBuffer answers) {
        return new String(answers.array(), 0, answers.position(), StandardCharsets.UTF_8);
    }

    @ParameterizedTest(name = "<{0}>")
    @ValueSource(
            strings = {
                " ",
                "[]",
                "null",
                "{\"verb\":5}",
                "{\"verb\":\"pause\"}",
                "{\"verb\":\"\\ud800\"}",
                "{\"verb\":\"pause\",\"client\":\"c\",\"id\":\"1\",\"session\":\"\\ud800\"}",
                "{\"verb\":\"pause\",\"client\":\"c\",\"id\":\"1\",\"\\udc00\":1}",
                "{\"verb\":\"pause\",\"client\":\"c\",\"id\":\"1\",\"ttlMs\":1e999999999}",
                "{\"verb\":\"pause\",\"client\":\"c\",\"id\":\"1\",\"ttlMs\":1e-99999999999}",
                "{\"verb\":\"pause\",\"client\":\"c\",\"id\":\"1\",\"body\":{\"a\":\"\\ud800\"}}"
            })
    @Tag("SR-95")
    void whateverIsWrittenIsAnsweredAndTheNextIsServed(String line) throws IOException {
        assertTrue(answer(line).contains("\"rejected\""));
        assertTrue(ask(folder, OperatorRequest.of(Verb.PING, null)).accepted());
        synchronized (taken) {
            assertEquals(1, taken.size(), "the ping alone is an order");
        }
    }

    private String answer(String line) throws IOException {
        try (SocketChannel channel =
                SocketChannel.open(UnixDomainSocketAddress.of(folder.resolve("control.sock")))) {
            channel.configureBlocking(false);
            channel.write(ByteBuffer.wrap((line + "\n").getBytes(StandardCharsets.UTF_8)));
            ByteBuffer answer = ByteBuffer.allocate(16_384);
            await().atMost(PATIENCE)
                    .until(
                            () -> {
                                channel.read(answer);
                                return text(answer).endsWith("\n");
                            });
            return text(answer);
        }
    }

    @Test
    void aLineWithoutAnEndIsNotWaitedForForEver() throws IOException {
        try (SocketChannel channel =
                SocketChannel.open(UnixDomainSocketAddress.of(folder.resolve("control.sock")))) {
            assertThrows(
                    IOException.class,
                    () -> {
                        for (int i = 0; i < 1_000; i++) {
                            channel.write(ByteBuffer.wrap(new byte[65_536]));
                        }
                    });
        }
        assertFalse(ended);
        assertTrue(ask(folder, OperatorRequest.of(Verb.PING, null)).accepted());
    }
}
