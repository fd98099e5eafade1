package io.pumprig.controller.journal;

import io.pumprig.controller.order.Prescription;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** Prescriptions as rows, written when a session begins and whenever another one is in force. */
final class PrescriptionRows implements Rewindable {
    private final SealedInsert insert;

    /** The prescription whose row is the newest, and that row's link. */
    private Prescription inForce;

    private long link;
    private Prescription durableInForce;
    private long durableLink;

    PrescriptionRows(Statements statements, HashChain chain) {
        insert = new SealedInsert(statements, SealedTable.PRESCRIPTION, chain);
    }

    /** Writes a row, in force since that moment of both clocks, and returns its link. */
    long add(Prescription prescription, long nanos, long utcMillis) throws SQLException {
        link =
                insert.add(
                        prescription.drug(),
                        prescription.picogramsPerNanolitre(),
                        prescription.indication().name(),
                        prescription.program().text(),
                        prescription.picogramsPerDay(),
                        prescription.minimumPicolitresPerDay(),
                        prescription.demandBolus() == null
                                ? null
                                : prescription.demandBolus().text(),
                        prescription.timeZone(),
                        prescription.onRestart().name(),
                        prescription.identity(),
                        nanos,
                        utcMillis);
        inForce = prescription;
        return link;
    }

    /** Link of the row of the prescription in force at a checkpoint, written if it is another. */
    long linkAt(Checkpoint at) throws SQLException {
        Prescription now = at.prescription;
        return now == null || now.equals(inForce) ? link : add(now, at.nanos, at.utcMillis);
    }

    /** Whether a prescription of that identity was ever written. */
    static boolean isThere(Connection connection, String identity) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement("SELECT 1 FROM prescription WHERE identity = ?")) {
            select.setString(1, identity);
            try (ResultSet row = select.executeQuery()) {
                return row.next();
            }
        }
    }

    @Override
    public void remember() {
        durableInForce = inForce;
        durableLink = link;
    }

    @Override
    public void rewind() {
        inForce = durableInForce;
        link = durableLink;
    }
}
