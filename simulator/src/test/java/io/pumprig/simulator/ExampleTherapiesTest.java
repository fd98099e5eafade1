package io.pumprig.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.pumprig.controller.order.DemandBolus;
import io.pumprig.controller.order.DrugLibrary;
import io.pumprig.controller.order.Prescription;
import io.pumprig.controller.order.Program;
import io.pumprig.controller.order.TherapyFile;
import io.pumprig.controller.order.TherapyRules;
import io.pumprig.controller.order.TherapySchema;
import io.pumprig.hal.settings.SchemaAgreement;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The therapies that are shipped to be tried: each can be read, and no limit minds it. */
class ExampleTherapiesTest {
    private static final Path EXAMPLES = Path.of("examples");

    private static Prescription read(String name) {
        return TherapyFile.read(EXAMPLES.resolve(name));
    }

    static List<Path> therapies() throws IOException {
        try (Stream<Path> files = Files.list(EXAMPLES)) {
            return files.filter(f -> isTherapy(f)).sorted().toList();
        }
    }

    private static boolean isTherapy(Path file) {
        try {
            return file.toString().endsWith(".yaml")
                    && Files.readString(file).lines().anyMatch(line -> line.startsWith("drug: "));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("therapies")
    @Tag("SR-05")
    void noLimitMindsAnExample(Path file) {
        TherapyRules rules = new TherapyRules(DrugLibrary.shipped());
        assertEquals(List.of(), rules.review(TherapyFile.read(file)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("therapies")
    void anEditorMindsNoExampleEither(Path file) throws IOException {
        new SchemaAgreement(
                        TherapySchema.document(), yaml -> TherapyFile.parse(file.toString(), yaml))
                .accepts(Files.readString(file));
    }

    @Test
    @Tag("SR-33")
    void thePatternGivesWhatItsCommentSays() {
        assertEquals(270_000_000L, read("pattern.yaml").picogramsPerDay());
    }

    @Test
    @Tag("SR-09")
    void theTaperIsTheOneOfTheDocuments() {
        assertEquals(
                new Program.Taper(500_000_000L, 100_000_000L, 8), read("taper.yaml").program());
    }

    @Test
    @Tag("SR-26")
    void theDemandBolusIsGivenFourTimesADay() {
        assertEquals(
                new DemandBolus(10_000_000L, 300_000_000_000L, 3_600_000_000_000L, 4),
                read("demand-bolus.yaml").demandBolus());
    }

    @Test
    @Tag("SR-06")
    void theLowConcentrationFlowsHalfAMillilitreADay() {
        Prescription prescription = read("concentration-500.yaml");
        assertEquals(500, prescription.picogramsPerNanolitre());
        assertEquals(500_000_000L, prescription.picolitresPerDay());
    }
}
