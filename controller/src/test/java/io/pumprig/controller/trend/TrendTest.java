package io.pumprig.controller.trend;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pumprig.controller.ControlLoop;
import io.pumprig.controller.FakeRig;
import io.pumprig.controller.alarm.Alarm;
import io.pumprig.controller.blocks.BlockException;
import io.pumprig.controller.blocks.Lines;
import io.pumprig.controller.blocks.ThrottledDisk;
import io.pumprig.controller.journal.JournalException;
import io.pumprig.controller.journal.JournalStore;
import io.pumprig.hal.AllocatedBytes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A trend of a controller on a rig without physics, and what becomes of both on a bad disk. */
class TrendTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final long SECOND = 1_000_000_000L;
    private static final int CYCLES = 100;

    @TempDir private Path folder;

    private final ThrottledDisk disk = new ThrottledDisk();
    private final FakeRig rig = new FakeRig().healthy();
    private ControlLoop loop;
    private Trend trend;
    private long latenessNanos;

    @BeforeEach
    void begin() throws JournalException, IOException {
        loop = rig.begin(250_000_000L);
        trend = Trend.begin(disk, start(), TrueWorld.UNKNOWN, false);
    }

    private TrendStart start() {
        return new TrendStart(
                new JournalStore.Session("bench-1", "bench", "1.0", 1_700_000_000_000L),
                "rig-1",
                TrendStart.hash("the wiring"),
                "cafe",
                null,
                FakeRig.HEAD,
                FakeRig.PERIOD_NANOS,
                SECOND,
                rig.nanos,
                rig.nanos,
                0);
    }

    @AfterEach
    void end() {
        disk.hangs.countDown();
        trend.close();
        rig.close();
    }

    private void tick() {
        rig.tick(FakeRig.PERIOD_NANOS);
        trend.saw(loop, latenessNanos);
    }

    private void ticks(int cycles) {
        for (int i = 0; i < cycles; i++) {
            tick();
        }
    }

    private List<long[]> read(TrendReader reader) throws IOException {
        List<long[]> rows = new ArrayList<>();
        long[] row = TrendReader.row();
        while (reader.next(row)) {
            rows.add(row.clone());
        }
        return rows;
    }

    private TrendReader written() throws IOException, BlockException {
        return TrendReader.open(disk.file(folder));
    }

    private static long of(long[] row, TrendColumn column) {
        return row[column.ordinal()];
    }

    @Test
    void eachRowHoldsTheSumsAtItsLastCycleAndTheExtremesOfItsTime()
            throws IOException, BlockException {
        tick();
        ticks(2 * CYCLES - 1);
        long delivered = loop.ledger().delivered();
        long ordered = loop.planner().orderedPicograms();
        ticks(CYCLES / 2);
        trend.close();
        assertNull(trend.trouble());
        try (TrendReader reader = written()) {
            assertEquals("bench-1", reader.start().session().id());
            assertEquals(FakeRig.HEAD, reader.start().head());
            assertNull(reader.start().seed());
            List<long[]> rows = read(reader);
            assertTrue(reader.isWhole(), reader.end());
            long[] first = rows.get(0);
            assertEquals(16, of(first, TrendColumn.CYCLE), "a mode is seen soon");
            long[] second =
                    rows.stream()
                            .filter(row -> of(row, TrendColumn.CYCLE) == 200)
                            .findFirst()
                            .orElseThrow();
            assertEquals(delivered, of(second, TrendColumn.DELIVERED_MICROSTEPS));
            assertEquals(ordered, of(second, TrendColumn.ORDERED_PICOGRAMS));
            assertEquals(250_000_000L, of(second, TrendColumn.RATE_PICOGRAMS_PER_DAY));
            assertEquals(8_000, of(second, TrendColumn.LEAST_DOWNSTREAM_PASCALS));
            assertEquals(8_000, of(second, TrendColumn.MEAN_DOWNSTREAM_PASCALS));
            assertEquals(20_000_000_000L, of(second, TrendColumn.MEAN_RESERVOIR_PICOLITRES));
            assertEquals(
                    TrendColumn.ABSENT, of(second, TrendColumn.MEAN_FLOW_PICOLITRES_PER_MINUTE));
            assertEquals(TrendColumn.ABSENT, of(second, TrendColumn.TRUE_TIP_PICOLITRES));
            assertEquals("continuous", reader.modes().get((int) of(second, TrendColumn.MODE)));
            long[] last = rows.get(rows.size() - 1);
            assertEquals(loop.sample().cycle(), of(last, TrendColumn.CYCLE));
            assertEquals(loop.ledger().delivered(), of(last, TrendColumn.DELIVERED_MICROSTEPS));
        }
    }

    @Test
    void aRowEndsInTheCycleInWhichAnAlarmComes() throws IOException, BlockException {
        ticks(CYCLES + CYCLES / 2);
        rig.door = true;
        tick();
        long cycle = loop.sample().cycle();
        long delivered = loop.ledger().delivered();
        assertTrue(loop.alarms().isListed(Alarm.HEAD_OPEN));
        ticks(CYCLES);
        trend.close();
        try (TrendReader reader = written()) {
            long[] row =
                    read(reader).stream()
                            .filter(one -> of(one, TrendColumn.CYCLE) == cycle)
                            .findFirst()
                            .orElseThrow();
            assertEquals(delivered, of(row, TrendColumn.DELIVERED_MICROSTEPS));
            assertTrue((of(row, TrendColumn.LISTED_ALARMS) & Alarm.HEAD_OPEN.bit()) != 0);
            assertEquals(
                    "HEAD_OPEN",
                    reader.alarms()
                            .get(Long.numberOfTrailingZeros(of(row, TrendColumn.LISTED_ALARMS))));
            assertEquals("zero-flow", reader.reactions().get((int) of(row, TrendColumn.REACTION)));
        }
    }

    @Test
    void aFlickeringAlarmDoesNotFlood() throws IOException, BlockException {
        for (int i = 0; i < 5 * CYCLES; i++) {
            trend.mark();
            tick();
        }
        trend.close();
        try (TrendReader reader = written()) {
            assertEquals(5 * 9, read(reader).size(), 2);
        }
    }

    @Test
    void latenessIsCountedInClasses() throws IOException, BlockException {
        ticks(10);
        latenessNanos = 16_384;
        ticks(10);
        latenessNanos = 16_385;
        ticks(3);
        latenessNanos = 3_000_000_000L;
        ticks(2);
        trend.close();
        try (TrendReader reader = written()) {
            List<long[]> rows = read(reader);
            long[] last = rows.get(rows.size() - 1);
            assertEquals(20, TrendReader.late(last, 0));
            assertEquals(3, TrendReader.late(last, 1));
            assertEquals(2, TrendReader.late(last, Lateness.CLASSES - 1));
            assertEquals(3_000_000_000L, of(last, TrendColumn.MOST_LATE_NANOS));
            assertEquals(32_768, Lateness.mostNanos(1));
        }
    }

    @Test
    void whatWasCutOffOrDamagedIsReadUpToThere() throws IOException, BlockException {
        ticks(CYCLES * 60);
        trend.close();
        byte[] bytes = Files.readAllBytes(disk.file(folder));
        int whole;
        try (TrendReader reader = written()) {
            whole = read(reader).size();
        }
        Path cut = folder.resolve("cut");
        Files.write(cut, Arrays.copyOf(bytes, bytes.length - 100));
        try (TrendReader reader = TrendReader.open(cut)) {
            int rows = read(reader).size();
            assertTrue(rows > 0 && rows < whole && rows % 20 == 0, rows + " of " + whole);
            assertEquals("it was cut off", reader.end());
            assertFalse(reader.isWhole());
        }
        bytes[bytes.length - 100] ^= 1;
        Files.write(cut, bytes);
        try (TrendReader reader = TrendReader.open(cut)) {
            assertTrue(read(reader).size() < whole);
            assertTrue(reader.end().contains("damaged in block"), reader.end());
        }
    }

    @Test
    void notesAndLastWordsStandBesideTheRows() throws IOException, BlockException {
        trend.note(new Lines().put("what", "a=b\n<script>"));
        ticks(CYCLES);
        trend.close(new Lines().put("trace", "0123"));
        try (TrendReader reader = written()) {
            assertFalse(read(reader).isEmpty());
            assertEquals("a=b\n<script>", reader.notes().get(0).text("what"));
            assertEquals("0123", reader.lastWords().text("trace"));
        }
    }

    @Test
    void aWarmCycleAllocatesNothingForIt() {
        ticks(100 * CYCLES);
        assertEquals(0, AllocatedBytes.in(20 * CYCLES, this::tick));
        assertNull(trend.trouble());
    }

    @Test
    void aDiskThatFailsEndsTheTrendAndNotTherapy() {
        ticks(CYCLES);
        disk.mostBytes = 0;
        await().atMost(PATIENCE)
                .until(
                        () -> {
                            ticks(CYCLES);
                            return trend.trouble() != null;
                        });
        assertEquals("it cannot be written: No space left on device", trend.trouble());
        long delivered = loop.ledger().delivered();
        ticks(20 * CYCLES);
        assertTrue(loop.ledger().delivered() > delivered, "nothing is delivered");
        assertEquals(0, loop.alarms().listed());
    }

    @Test
    void aDiskThatHangsMakesRowsLongerAndNobodyWaits() throws IOException, BlockException {
        disk.hangs = new CountDownLatch(1);
        ticks(1_100 * CYCLES);
        assertNull(trend.trouble());
        disk.hangs.countDown();
        await().atMost(PATIENCE)
                .until(
                        () -> {
                            ticks(CYCLES);
                            return disk.isClosed || loop.sample().cycle() > 1_200 * CYCLES;
                        });
        trend.close();
        try (TrendReader reader = written()) {
            List<long[]> rows = read(reader);
            assertTrue(reader.isWhole(), reader.end());
            long[] last = rows.get(rows.size() - 1);
            assertEquals(loop.sample().cycle(), of(last, TrendColumn.CYCLE));
            assertEquals(loop.ledger().delivered(), of(last, TrendColumn.DELIVERED_MICROSTEPS));
            assertNotNull(rows.get(0));
        }
    }

    /** A day at 30 s a row in less than 100 kB. */
    @Test
    void aRowTakesAFewBytes() throws IOException {
        ticks(CYCLES * 200);
        trend.close();
        long bytes = Files.size(disk.file(folder));
        assertTrue(bytes < 200 * 30 + 2_500, bytes + " bytes");
    }
}
