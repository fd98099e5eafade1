package io.pumprig.controller.trend;

/**
 * What nobody can know on a bench: the truth of a simulated plant, asked for at the end of a row.
 * Control thread; allocates nothing.
 */
public interface TrueWorld {
    /** On a bench. */
    TrueWorld UNKNOWN =
            new TrueWorld() {
                @Override
                public long tipPicolitres() {
                    return TrendColumn.ABSENT;
                }

                @Override
                public long tipPicograms() {
                    return TrendColumn.ABSENT;
                }

                @Override
                public long linePascals() {
                    return TrendColumn.ABSENT;
                }

                @Override
                public long reservoirPicolitres() {
                    return TrendColumn.ABSENT;
                }
            };

    /** Volume that left the catheter's tip since the run began. */
    long tipPicolitres();

    /** Drug in it. */
    long tipPicograms();

    /** Pressure in the line. */
    long linePascals();

    /** What the reservoir holds. */
    long reservoirPicolitres();
}
