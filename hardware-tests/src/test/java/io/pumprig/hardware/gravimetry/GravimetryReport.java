package io.pumprig.hardware.gravimetry;

import io.pumprig.hal.gravimetry.SampledFlow;
import io.pumprig.hal.gravimetry.StartUpCurve;
import io.pumprig.hal.gravimetry.TrumpetCurve;
import io.pumprig.hal.gravimetry.WeightSeries;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Writes what was weighed: tables as CSV, curves as a picture. Numbers in decimal, exactly. */
public final class GravimetryReport {
    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    private final Path folder;

    /** Into that folder, which is made. */
    public GravimetryReport(Path folder) throws IOException {
        this.folder = Files.createDirectories(folder);
    }

    /** {@code weights.csv}: the balance's own readings. */
    public Path weights(WeightSeries weights) throws IOException {
        List<String> rows = new ArrayList<>(List.of("seconds,micrograms"));
        for (int i = 0; i < weights.size(); i++) {
            rows.add(seconds(i * weights.periodNanos()) + "," + weights.micrograms(i));
        }
        return Files.write(folder.resolve("weights.csv"), rows);
    }

    /** {@code flow.csv}: each sample with its end, and its error against the set rate. */
    public Path flow(SampledFlow flow, long setPicolitresPerDay) throws IOException {
        StartUpCurve curve = new StartUpCurve(flow, setPicolitresPerDay);
        List<String> rows = new ArrayList<>(List.of("seconds,picolitresPerDay,errorPercent"));
        for (int i = 0; i < flow.size(); i++) {
            rows.add(
                    seconds((i + 1) * flow.periodNanos())
                            + ","
                            + flow.picolitresPerDay(i)
                            + ","
                            + percent(curve.errorPartsPerMillion(i)));
        }
        return Files.write(folder.resolve("flow.csv"), rows);
    }

    /** One row for each window of each curve; the mean over all has no window. */
    public Path trumpets(List<Trumpet> trumpets) throws IOException {
        List<String> rows = new ArrayList<>(List.of("profile,windowMinutes,maxPercent,minPercent"));
        for (Trumpet trumpet : trumpets) {
            for (TrumpetCurve.Point point : trumpet.curve().points()) {
                rows.add(
                        trumpet.name()
                                + ","
                                + minutes(point.windowNanos())
                                + ","
                                + percent(point.maxPartsPerMillion())
                                + ","
                                + percent(point.minPartsPerMillion()));
            }
            String overall = percent(trumpet.curve().overallPartsPerMillion());
            rows.add(trumpet.name() + ",all," + overall + "," + overall);
        }
        return Files.write(folder.resolve("trumpet.csv"), rows);
    }

    /**
     * {@code gravimetry.svg}: start-up curves above, trumpets below, the first of each of one
     * colour.
     */
    public Path picture(List<StartUpCurve> startUps, List<Trumpet> trumpets) throws IOException {
        return Files.writeString(
                folder.resolve("gravimetry.svg"), new CurvesPicture(startUps, trumpets).svg());
    }

    /**
     * A trumpet curve under a name.
     *
     * @param name the profile's, in tables and in the picture
     */
    public record Trumpet(String name, TrumpetCurve curve) {}

    static String percent(long partsPerMillion) {
        return BigDecimal.valueOf(partsPerMillion, 4).stripTrailingZeros().toPlainString();
    }

    static String minutes(long nanos) {
        return BigDecimal.valueOf(nanos / NANOS_PER_SECOND)
                .divide(BigDecimal.valueOf(60), 3, RoundingMode.HALF_UP)
                .stripTrailingZeros()
                .toPlainString();
    }

    private static String seconds(long nanos) {
        return BigDecimal.valueOf(nanos, 9).stripTrailingZeros().toPlainString();
    }
}
