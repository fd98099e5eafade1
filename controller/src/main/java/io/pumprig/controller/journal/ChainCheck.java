package io.pumprig.controller.journal;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.TreeMap;
import java.util.function.LongConsumer;

/**
 * Walks the chain through all sealed tables at once and stops at the first link that is broken.
 * Gaps are by rule only up to where the newest row of {@code rotation} says, and only if the rows
 * that are left there are those that it counted; that row is part of the chain like any other.
 */
final class ChainCheck {
    private final Connection connection;
    private final CheckpointRows checkpoints;
    private final LongConsumer progress;
    private final RowDigest digest = new RowDigest();
    private final RowDigest keptDigest = new RowDigest();

    /** What checkpoints knew: their id by the link that was newest then. */
    private final TreeMap<Long, Known> known = new TreeMap<>();

    private long rotatedUpTo;
    private String rotatedHash = HashChain.ORIGIN;
    private long keptRows;
    private String keptHash = "";
    private long link;
    private String head = HashChain.ORIGIN;
    private long rows;
    private long events;
    private long prescriptions;
    private long checkpointCount;

    private ChainCheck(Connection connection, CheckpointRows checkpoints, LongConsumer progress) {
        this.connection = connection;
        this.checkpoints = checkpoints;
        this.progress = progress;
    }

    private record Known(long checkpoint, String hash) {}

    /**
     * Checks everything.
     *
     * @param progress told the link, now and then
     */
    static Soundness of(Connection connection, CheckpointRows checkpoints, LongConsumer progress)
            throws SQLException {
        ChainCheck check = new ChainCheck(connection, checkpoints, progress);
        String flaw;
        try {
            flaw = check.firstFlaw();
        } catch (JournalException | IllegalArgumentException e) {
            flaw = e.getMessage();
        }
        return new Soundness(
                check.link,
                check.rows,
                check.events,
                check.prescriptions,
                check.checkpointCount,
                check.rotatedUpTo,
                flaw);
    }

    private String firstFlaw() throws SQLException, JournalException {
        readCheckpoints();
        readRotation();
        String flaw = walk();
        if (flaw == null && !known.isEmpty()) {
            // What a checkpoint knew is beyond the end.
            flaw = missing(link + 1);
        }
        return flaw;
    }

    private void readCheckpoints() throws SQLException, JournalException {
        List<Long> ids = checkpoints.idsNewestFirst();
        for (int i = 0; i < ids.size(); i++) {
            long id = ids.get(i);
            if (id != ids.get(0) - i) {
                throw new JournalException("checkpoint " + (ids.get(0) - i) + " is missing", null);
            }
            CheckpointRows.Read read = checkpoints.readAlone(id);
            if (i < CheckpointRows.COMPANIONS_KEPT) {
                checkpoints.read(id);
            }
            if (read.chainLink() > 0) {
                known.putIfAbsent(read.chainLink(), new Known(id, read.chainHash()));
            }
            checkpointCount++;
        }
    }

    private void readRotation() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery(
                                "SELECT upto_link, upto_hash, kept_rows, kept_hash FROM rotation"
                                        + " ORDER BY link DESC LIMIT 1")) {
            if (row.next()) {
                rotatedUpTo = row.getLong(1);
                rotatedHash = row.getString(2);
                keptRows = row.getLong(3);
                keptHash = row.getString(4);
            }
        }
    }

    private String walk() throws SQLException, JournalException {
        boolean beyondGaps = rotatedUpTo == 0;
        try (SealedRows row = new SealedRows(connection)) {
            while (row.next()) {
                if (!beyondGaps && row.link() > rotatedUpTo) {
                    String flaw = endOfGaps();
                    if (flaw != null) {
                        return flaw;
                    }
                    beyondGaps = true;
                }
                String flaw = beyondGaps ? flawInChain(row) : flawAmongKept(row);
                if (flaw != null) {
                    return flaw;
                }
                count(row);
            }
        }
        // The row that tells of gaps comes after them: without it the walk ends too early.
        return beyondGaps ? null : missing(rotatedUpTo + 1);
    }

    private void count(SealedRows row) throws SQLException, JournalException {
        rows++;
        if (row.table() == SealedTable.EVENT) {
            events++;
        } else if (row.table() == SealedTable.PRESCRIPTION) {
            prescriptions++;
            SavedTherapy.prescription(connection, row.link());
        }
        progress.accept(link);
    }

    private String flawAmongKept(SealedRows row) throws SQLException {
        if (row.link() == link) {
            return twice();
        }
        link = row.link();
        keptDigest.add(link, row.hash());
        return flawOfRow(row, row.previous());
    }

    /** The chain goes on whole from here. */
    private String endOfGaps() {
        String hash = keptDigest.hex();
        if (rows != keptRows) {
            return "links 1 to "
                    + rotatedUpTo
                    + ": rotation left "
                    + keptRows
                    + " rows, "
                    + rows
                    + " are there";
        }
        if (!hash.equals(keptHash)) {
            return "links 1 to " + rotatedUpTo + ": they are not the rows that rotation left";
        }
        link = rotatedUpTo;
        head = rotatedHash;
        return null;
    }

    private String flawInChain(SealedRows row) throws SQLException {
        if (row.link() != link + 1) {
            return row.link() == link ? twice() : missing(link + 1);
        }
        link++;
        String flaw = flawOfRow(row, head);
        if (flaw != null) {
            return flaw;
        }
        head = row.hash();
        Known then = known.remove(link);
        return then == null || then.hash.equals(head)
                ? null
                : "link " + link + ": checkpoint " + then.checkpoint + " knew another row here";
    }

    private String flawOfRow(SealedRows row, String previous) throws SQLException {
        String hash = digest.add(previous, row.table().name(), row.link()).add(row.values()).hex();
        return hash.equals(row.hash()) && previous.equals(row.previous())
                ? null
                : "link " + row.link() + ": the row of " + row.table().name() + " was changed";
    }

    private String twice() {
        return "link " + link + " is there twice";
    }

    private static String missing(long link) {
        return "link " + link + " is missing";
    }
}
