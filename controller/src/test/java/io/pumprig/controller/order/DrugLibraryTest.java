package io.pumprig.controller.order;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pumprig.hal.settings.SettingsException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DrugLibraryTest {
    @TempDir Path folder;

    private static byte[] shipped(String name) {
        try (InputStream in = DrugLibrary.class.getResourceAsStream(name)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    @Tag("SR-05")
    @Tag("SR-08")
    @Tag("SR-09")
    @Tag("SR-10")
    void theShippedLibraryHoldsTheLimitsOfBaclofen() {
        DrugLibrary library = DrugLibrary.shipped();
        assertEquals(1, library.version());
        assertEquals(sha256(shipped("drug-library.yaml")), library.digest());
        Drug baclofen = library.drug("baclofen").orElseThrow();
        assertEquals(
                List.of(
                        new Drug.Concentration(50, Drug.Purpose.SCREENING),
                        new Drug.Concentration(500, Drug.Purpose.MAINTENANCE),
                        new Drug.Concentration(1_000, Drug.Purpose.MAINTENANCE),
                        new Drug.Concentration(2_000, Drug.Purpose.MAINTENANCE)),
                baclofen.concentrations());
        assertEquals(new Drug.Limits(800_000_000L, 1_000_000_000L), baclofen.picogramsPerDay());
        assertEquals(new Drug.Limits(50_000_000L, 100_000_000L), baclofen.bolusPicograms());
        assertEquals(300_000L, baclofen.titration().increase(Indication.SPINAL));
        assertEquals(150_000L, baclofen.titration().increase(Indication.CEREBRAL));
        assertEquals(150_000L, baclofen.titration().increase(Indication.CHILD));
        assertEquals(200_000L, baclofen.titration().increaseWarning());
        assertEquals(200_000L, baclofen.titration().decrease());
        assertEquals(
                List.of(
                        new RollingDoseLimit(3_600_000_000_000L, 150_000_000L),
                        new RollingDoseLimit(86_400_000_000_000L, 1_000_000_000L)),
                baclofen.rollingLimits());
        assertTrue(library.drug("water").orElseThrow().concentrations().isEmpty());
        assertTrue(library.isIntact());
    }

    private static DrugLibrary load(byte[] library, byte[] checksum) {
        return DrugLibrary.load(
                "drug-library.yaml",
                () -> library == null ? null : new ByteArrayInputStream(library),
                "drug-library.sha256",
                () -> checksum == null ? null : new ByteArrayInputStream(checksum));
    }

    /** Any byte, the comments' too; what a change means nobody can know. */
    @ParameterizedTest(name = "byte {0}")
    @Tag("SR-05")
    @ValueSource(ints = {0, 700, 1_500})
    void aLibraryWithOneChangedByteBlocksTheStart(int at) {
        byte[] library = shipped("drug-library.yaml");
        byte[] checksum = shipped("drug-library.sha256");
        String was = sha256(library);
        library[at] ^= 1;
        assertEquals(
                "drug-library.yaml: found SHA-256 "
                        + sha256(library)
                        + "; allowed "
                        + was
                        + ", as drug-library.sha256 says; a changed drug library blocks the start"
                        + " (SR-05)",
                assertThrows(DrugLibraryException.class, () -> load(library, checksum))
                        .getMessage());
    }

    @Test
    @Tag("SR-05")
    void aMissingLibraryOrChecksumBlocksTheStart() {
        byte[] library = shipped("drug-library.yaml");
        assertEquals(
                "drug-library.yaml: found nothing; allowed a drug library with its .sha256 file"
                        + " beside it; without one nothing starts (SR-05)",
                assertThrows(
                                DrugLibraryException.class,
                                () -> load(null, shipped("drug-library.sha256")))
                        .getMessage());
        assertThrows(DrugLibraryException.class, () -> load(library, null));
        for (String checksum : List.of("", "x", sha256(library).substring(1))) {
            assertEquals(
                    "drug-library.sha256: found no checksum; allowed one line of sha256sum, 64"
                            + " lower-case hexadecimal digits first (SR-05)",
                    assertThrows(
                                    DrugLibraryException.class,
                                    () -> load(library, checksum.getBytes(StandardCharsets.UTF_8)))
                            .getMessage());
        }
    }

    @Test
    @Tag("SR-05")
    @Tag("SR-70")
    void aLibraryThatChangesLaterIsFoundAndAHealthyOneIsNot() {
        byte[] bytes = shipped("drug-library.yaml");
        byte[] checksum = shipped("drug-library.sha256");
        DrugLibrary library = load(bytes, checksum);
        assertTrue(library.isIntact());
        bytes[1_200] ^= 4;
        assertFalse(library.isIntact());
        bytes[1_200] ^= 4;
        assertTrue(library.isIntact());
        checksum[0] ^= 1;
        assertFalse(library.isIntact());
    }

    private static final String OWN =
            """
            version: 7
            drugs:
              - name: morphine
                concentrations: [{concentration: 2 mg/mL, purpose: maintenance}]
                dailyDose: {soft: 500 mcg/day, hard: 900 mcg/day}
                bolus: {soft: 40 mcg, hard: 80 mcg}
                increase: {spinal: 25 %, cerebral: 10 %, child: 10 %, warnAbove: 20 %}
                taper: 10 %
                rollingLimits: [{window: 4 h, most: 300 mcg}]
            """;

    private Path own(String text) throws IOException {
        Path file = Files.writeString(folder.resolve("own.yaml"), text);
        String sum = sha256(text.getBytes(StandardCharsets.UTF_8));
        Files.writeString(folder.resolve("own.yaml.sha256"), sum + "  own.yaml\n");
        return file;
    }

    @Test
    @Tag("SR-05")
    void readsALibraryOfOnesOwnWithItsChecksumBesideIt() throws IOException {
        Path file = own(OWN);
        DrugLibrary library = DrugLibrary.read(file);
        assertEquals(7, library.version());
        assertEquals(900_000_000L, library.drug("morphine").orElseThrow().picogramsPerDay().hard());
        assertTrue(library.drug("baclofen").isEmpty());
        Files.delete(folder.resolve("own.yaml.sha256"));
        assertFalse(library.isIntact());
        assertEquals(
                folder
                        + "/own.yaml.sha256: found no such file; allowed a drug library with its"
                        + " .sha256 file beside it; without one nothing starts (SR-05)",
                assertThrows(DrugLibraryException.class, () -> DrugLibrary.read(file))
                        .getMessage());
    }

    private static List<String> review(DrugLibrary library, String rate) {
        String therapy =
                "{drug: morphine, concentration: 2 mg/mL, program: {mode: continuous, rate: "
                        + rate
                        + "}}";
        return new TherapyRules(library)
                .review(TherapyFile.parse("t", therapy)).stream().map(LimitFinding::text).toList();
    }

    /** Its 300 mcg in 4 h are 1800 a day. */
    @Test
    @Tag("SR-03")
    @Tag("SR-08")
    @Tag("SR-25")
    void aNarrowerLibraryRefusesWhatTheFixedLimitsTake() throws IOException {
        DrugLibrary library = DrugLibrary.read(own(OWN));
        assertEquals(List.of(), review(library, "500 mcg/day"));
        assertEquals(
                List.of(
                        "program.rate: found 900 mcg/day; allowed up to 500 mcg/day, else an"
                                + " override (SR-08)"),
                review(library, "900 mcg/day"));
        assertEquals(
                List.of(
                        "program.rate: found 900.000001 mcg/day; allowed up to 900 mcg/day (SR-08)"),
                review(library, "900.000001 mcg/day"));
        DrugLibrary narrow = DrugLibrary.read(own(OWN.replace("most: 300 mcg", "most: 50 mcg")));
        assertEquals(List.of(), review(narrow, "300 mcg/day"));
        assertEquals(
                List.of("program.rate: found 50.000001 mcg in 4 h; allowed up to 50 mcg (SR-25)"),
                review(narrow, "300.000001 mcg/day"));
    }

    @ParameterizedTest(name = "{1}")
    @Tag("SR-02")
    @Tag("SR-05")
    @CsvSource(
            delimiter = '|',
            value = {
                "version: 7 | version: 0 | :1:10: version: found 0; allowed a whole number from 1 to 1000000000",
                "2 mg/mL | 10 mg/mL | :4:38: drugs[0].concentrations[0].concentration: found 10 mg/mL; allowed 10 mcg/mL to 4000 mcg/mL",
                "[{concentration: 2 mg/mL, purpose: maintenance}] | all | :4:21: drugs[0].concentrations: found all; allowed any",
                "hard: 900 mcg/day | hard: 1001 mcg/day | :5:42: drugs[0].dailyDose.hard: found 1001 mcg/day; allowed 0.000001 mcg/day to 1000 mcg/day",
                "soft: 500 mcg/day | soft: 901 mcg/day | :5:23: drugs[0].dailyDose.soft: found 901 mcg/day; allowed 0.000001 mcg/day to 900 mcg/day",
                "spinal: 25 % | spinal: 25 | :7:24: drugs[0].increase.spinal: found 25; allowed a number with one of %, ppm",
                "spinal: 25 % | spinal: 0 % | :7:24: drugs[0].increase.spinal: found 0 %; allowed 1 % to 1000 %",
                "taper: 10 % | taper: 101 % | :8:12: drugs[0].taper: found 101 %; allowed 1 % to 100 %",
                "window: 4 h | window: 25 h | :9:30: drugs[0].rollingLimits[0].window: found 25 h; allowed 1 min to 1 d",
                "window: 4 h | window: 90 s | :9:30: drugs[0].rollingLimits[0].window: found 90 s; allowed whole minutes, 1 min to 1 d",
            })
    void refusesALibraryThatCannotBe(String good, String bad, String message) throws IOException {
        Path file = own(OWN.replace(good, bad));
        assertEquals(
                file + message,
                assertThrows(SettingsException.class, () -> DrugLibrary.read(file)).getMessage());
    }
}
