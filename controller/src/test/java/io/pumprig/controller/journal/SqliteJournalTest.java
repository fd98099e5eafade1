package io.pumprig.controller.journal;

import static io.pumprig.controller.journal.JournalFile.PRESCRIPTION;
import static io.pumprig.controller.journal.JournalFile.SESSION;
import static io.pumprig.controller.journal.JournalFile.checkpoint;
import static io.pumprig.controller.journal.JournalFile.save;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pumprig.controller.alarm.Alarm;
import io.pumprig.controller.alarm.Source;
import io.pumprig.controller.event.EventKind;
import io.pumprig.controller.order.Mode;
import io.pumprig.controller.order.Prescription;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteJournalTest {
    @TempDir private Path directory;
    private Path file;
    private JournalFile disk;

    @BeforeEach
    void name() {
        file = directory.resolve("journal.sqlite");
        disk = new JournalFile(file);
    }

    @Test
    void aNewJournalHasNothingToResume() throws Exception {
        try (SqliteJournal journal = SqliteJournal.open(file)) {
            assertEquals(Optional.empty(), journal.resumable());
            assertEquals(Optional.empty(), journal.verify());
        }
    }

    @Test
    void aSessionThatTookNoCheckpointHasNothingToResume() throws Exception {
        try (SqliteJournal journal = SqliteJournal.open(file)) {
            journal.begin(SESSION, PRESCRIPTION, 0);
            assertEquals(Optional.empty(), journal.resumable());
        }
    }

    @Test
    @Tag("SR-16")
    void everyValueComesBackAsItWasWritten() throws Exception {
        Checkpoint last = checkpoint(7);
        last.mode = Mode.PAUSED;
        last.uncertainMicrosteps = 11;
        last.deliveredForMicrosteps[0] = 550;
        last.deliveredForMicrosteps[1] = 7;
        last.deliveredForMicrosteps[2] = 2;
        last.deliveredForMicrosteps[3] = 1;
        last.therapy.base = Mode.PATTERN;
        last.therapy.courseNanos = 25_200_000_000_123L;
        last.therapy.tipPicogramsPerNanolitre = 500;
        last.therapy.bridgeEndMicrosteps = 51_520;
        last.therapy.shotMode = Mode.BOLUS_DEMAND;
        last.therapy.shotMicrosteps = 800;
        last.therapy.boluses = 1;
        last.therapy.bolusAgeNanos[0] = 3_600_000_000_000L;
        last.therapy.bolusPicograms[0] = 10_000_000L;
        last.therapy.bolusDemand[0] = true;
        last.therapy.doses = 2;
        last.therapy.doseAgeNanos[0] = 90_000_000_000_000L;
        last.therapy.dosePicogramsPerDay[0] = 250_000_000L;
        last.therapy.dosePicogramsPerDay[1] = 300_000_000L;
        for (int i = 0; i < 7; i++) {
            last.withheldMicrosteps[i] = 1_000 + i;
        }
        last.remainderHigh = 0x1234_5678L;
        last.remainderLow = 0xFEDC_BA98_7654_3210L;
        last.latchedAlarms = Alarm.MOTOR_STALL.bit() | Alarm.RESTARTED.bit();
        last.positionKnown = true;
        last.counterCounts = 1_008;
        last.angleCounts = 4_095;
        last.companion = new byte[] {0, -1, 42};
        try (SqliteJournal journal = SqliteJournal.open(file)) {
            journal.begin(SESSION, PRESCRIPTION, 0);
            save(journal, checkpoint(6));
            save(journal, last);
        }

        try (SqliteJournal journal = SqliteJournal.open(file)) {
            Resumable resumable = journal.resumable().orElseThrow();
            assertEquals(SESSION, resumable.session());
            assertEquals(PRESCRIPTION, resumable.prescription());
            Checkpoint read = resumable.last();
            assertEquals(7, read.seq);
            assertEquals(700, read.cycle);
            assertEquals(7_000_000_000L, read.nanos);
            assertEquals(1_700_000_007_000L, read.utcMillis);
            assertEquals(Mode.PAUSED, read.mode);
            assertEquals(250_000_000L, read.picogramsPerDay);
            assertEquals(560, read.deliveredMicrosteps);
            assertEquals(11, read.uncertainMicrosteps);
            assertArrayEquals(
                    new long[] {1_000, 1_001, 1_002, 1_003, 1_004, 1_005, 1_006},
                    read.withheldMicrosteps);
            assertArrayEquals(new long[] {550, 7, 2, 1}, read.deliveredForMicrosteps);
            assertEquals(Mode.PATTERN, read.therapy.base);
            assertEquals(25_200_000_000_123L, read.therapy.courseNanos);
            assertEquals(500, read.therapy.tipPicogramsPerNanolitre);
            assertEquals(51_520, read.therapy.bridgeEndMicrosteps);
            assertEquals(Mode.BOLUS_DEMAND, read.therapy.shotMode);
            assertEquals(800, read.therapy.shotMicrosteps);
            assertEquals(1, read.therapy.boluses);
            assertEquals(3_600_000_000_000L, read.therapy.bolusAgeNanos[0]);
            assertEquals(10_000_000L, read.therapy.bolusPicograms[0]);
            assertTrue(read.therapy.bolusDemand[0]);
            assertEquals(2, read.therapy.doses);
            assertEquals(300_000_000L, read.therapy.dosePicogramsPerDay[1]);
            assertEquals(720, read.leaseEndMicrosteps);
            assertEquals(0x1234_5678L, read.remainderHigh);
            assertEquals(0xFEDC_BA98_7654_3210L, read.remainderLow);
            assertEquals(Alarm.MOTOR_STALL.bit() | Alarm.RESTARTED.bit(), read.latchedAlarms);
            assertTrue(read.positionKnown);
            assertEquals(1_008, read.counterCounts);
            assertEquals(4_095, read.angleCounts);
            assertArrayEquals(new byte[] {0, -1, 42}, read.companion);
        }
    }

    @Test
    void aCheckpointBelongsToTheSessionAndPrescriptionThatTookIt() throws Exception {
        Prescription other =
                new Prescription(
                        "baclofen",
                        500,
                        Mode.CONTINUOUS,
                        100_000_000L,
                        48_000_000L,
                        Prescription.OnRestart.CONFIRM);
        try (SqliteJournal journal = SqliteJournal.open(file)) {
            journal.begin(SESSION, PRESCRIPTION, 0);
            save(journal, checkpoint(1));
            journal.begin(new JournalStore.Session("s-2", "sim", "0.1.0", 5), other, 0);
            assertEquals("s-1", journal.resumable().orElseThrow().session().id());
            assertEquals(PRESCRIPTION, journal.resumable().orElseThrow().prescription());

            save(journal, checkpoint(1));
            assertEquals("s-2", journal.resumable().orElseThrow().session().id());
            assertEquals(other, journal.resumable().orElseThrow().prescription());
        }
    }

    @Test
    void keepsTheNewest64CheckpointsAndTwoCompanions() throws Exception {
        try (SqliteJournal journal = SqliteJournal.open(file)) {
            journal.begin(SESSION, PRESCRIPTION, 0);
            for (int i = 1; i <= 200; i++) {
                Checkpoint checkpoint = checkpoint(i);
                checkpoint.companion = new byte[] {(byte) i};
                save(journal, checkpoint);
            }
            assertEquals(64, disk.count("checkpoint"));
            assertEquals(2, disk.count("companion"));
            assertEquals(200, journal.resumable().orElseThrow().last().seq);
            assertArrayEquals(
                    new byte[] {(byte) 200}, journal.resumable().orElseThrow().last().companion);
        }
    }

    @Test
    @Tag("SR-89")
    void anEventHasBothClocksAndAnAlarmItsSourcesInWords() throws Exception {
        try (SqliteJournal journal = SqliteJournal.open(file)) {
            journal.begin(SESSION, PRESCRIPTION, 0);
            journal.add(checkpoint(1));
            int sources = Source.ENCODER.bit() | Source.LINE.bit();
            journal.add(
                    disk.event(
                            EventKind.ALARM,
                            1_500_000_000L,
                            "SENSOR_FAULT",
                            "raised",
                            sources,
                            null));
            journal.add(
                    disk.event(EventKind.ORDER, 1_510_000_000L, "pause", "accepted", 3, "id-9"));
            journal.commit();

            List<RecordedEvent> events = new ArrayList<>();
            journal.events(events::add);
            assertEquals(
                    List.of(
                            new RecordedEvent(
                                    "s-1",
                                    1,
                                    "alarm",
                                    "SENSOR_FAULT",
                                    "raised",
                                    16_385,
                                    "encoder,line",
                                    150,
                                    1_500_000_000L,
                                    1_700_000_001_500L),
                            new RecordedEvent(
                                    "s-1",
                                    2,
                                    "order",
                                    "pause",
                                    "accepted",
                                    3,
                                    "id-9",
                                    151,
                                    1_510_000_000L,
                                    1_700_000_001_510L)),
                    events);
        }
    }

    @Test
    @Tag("SR-89")
    void eventsFollowAWallClockThatWasSet() throws Exception {
        try (SqliteJournal journal = SqliteJournal.open(file)) {
            journal.begin(SESSION, PRESCRIPTION, 0);
            save(journal, checkpoint(1));
            Checkpoint stepped = checkpoint(2);
            stepped.utcMillis += 3_600_000;
            save(journal, stepped);
            disk.happens(journal, EventKind.MODE, 2_500_000_000L, "paused");
            journal.commit();

            List<RecordedEvent> events = new ArrayList<>();
            journal.events(events::add);
            assertEquals(1_700_003_602_500L, events.get(0).utcMillis());
        }
    }

    @Test
    void whatWasNotCommittedIsNotThere() throws Exception {
        try (SqliteJournal journal = SqliteJournal.open(file)) {
            journal.begin(SESSION, PRESCRIPTION, 0);
            save(journal, checkpoint(1));
            disk.happens(journal, EventKind.MODE, 0, "paused");
            journal.add(checkpoint(2));
        }
        try (SqliteJournal journal = SqliteJournal.open(file)) {
            assertEquals(1, journal.resumable().orElseThrow().last().seq);
            assertEquals(0, disk.count("event"));
            assertEquals(Optional.empty(), journal.verify());
        }
    }

    @Test
    @Tag("SR-93")
    void afterAnAbruptEndTheLastCommittedCheckpointIsThereAndNothingIsTorn() throws Exception {
        Path crashed = Files.createDirectory(directory.resolve("crashed"));
        try (SqliteJournal journal = SqliteJournal.open(file)) {
            journal.begin(SESSION, PRESCRIPTION, 0);
            for (int i = 1; i <= 100; i++) {
                Checkpoint checkpoint = checkpoint(i);
                checkpoint.companion = new byte[50_000];
                disk.happens(journal, EventKind.MODE, 1_000_000_000L * i, "paused");
                save(journal, checkpoint);
            }
            journal.add(checkpoint(101));
            disk.happens(journal, EventKind.MODE, 0, "stopped");
            for (String name : List.of("journal.sqlite", "journal.sqlite-wal")) {
                Files.copy(directory.resolve(name), crashed.resolve(name));
            }
        }

        try (SqliteJournal journal = SqliteJournal.open(crashed.resolve("journal.sqlite"))) {
            assertEquals(100, journal.resumable().orElseThrow().last().seq);
            assertEquals(50_000, journal.resumable().orElseThrow().last().companion.length);
            assertEquals(Optional.empty(), journal.verify());
            List<RecordedEvent> events = new ArrayList<>();
            journal.events(events::add);
            assertEquals(100, events.size());
        }
    }

    @Test
    @Tag("SR-93")
    void aWriteAheadLogThatWasCutAnywhereLosesWholeCommitsOnly() throws Exception {
        try (SqliteJournal journal = SqliteJournal.open(file)) {
            journal.begin(SESSION, PRESCRIPTION, 0);
            for (int i = 1; i <= 20; i++) {
                disk.happens(journal, EventKind.MODE, 1_000_000_000L * i, "paused");
                save(journal, checkpoint(i));
            }
            byte[] database = Files.readAllBytes(file);
            byte[] log = Files.readAllBytes(directory.resolve("journal.sqlite-wal"));
            for (int cut = 0; cut < 20; cut++) {
                Path torn = Files.createDirectory(directory.resolve("torn-" + cut));
                int length = log.length - cut * 3_777;
                Files.write(torn.resolve("journal.sqlite"), database);
                Files.write(
                        torn.resolve("journal.sqlite-wal"), java.util.Arrays.copyOf(log, length));
                try (SqliteJournal copy = SqliteJournal.open(torn.resolve("journal.sqlite"))) {
                    assertEquals(Optional.empty(), copy.verify(), "cut " + cut);
                    List<RecordedEvent> events = new ArrayList<>();
                    copy.events(events::add);
                    assertEquals(
                            events.size(),
                            copy.resumable().map(r -> r.last().seq).orElse(0L),
                            "cut " + cut);
                }
            }
        }
    }
}
