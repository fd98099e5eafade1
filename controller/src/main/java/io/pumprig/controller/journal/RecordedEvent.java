package io.pumprig.controller.journal;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.function.Consumer;

/**
 * An event as the journal keeps it.
 *
 * @param session id of the session
 * @param seq count within the session, from 1; a gap is a loss
 * @param kind lower-case name of the kind
 * @param subject what it happened to, or null
 * @param phase what happened, or null
 * @param value number that belongs to the kind
 * @param detail in words, or null
 * @param cycle the control cycle
 * @param nanos the rig's monotonic clock
 * @param utcMillis the rig's UTC
 */
public record RecordedEvent(
        String session,
        long seq,
        String kind,
        String subject,
        String phase,
        long value,
        String detail,
        long cycle,
        long nanos,
        long utcMillis) {

    static void readAll(Connection connection, Consumer<RecordedEvent> consumer)
            throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery(
                                """
                                SELECT s.id, e.seq, e.kind, e.subject, e.phase, e.value, e.detail,
                                       e.cycle, e.nanos, e.utc_millis
                                FROM event e JOIN session s ON s.link = e.session
                                ORDER BY e.link""")) {
            while (row.next()) {
                consumer.accept(
                        new RecordedEvent(
                                row.getString(1),
                                row.getLong(2),
                                row.getString(3),
                                row.getString(4),
                                row.getString(5),
                                row.getLong(6),
                                row.getString(7),
                                row.getLong(8),
                                row.getLong(9),
                                row.getLong(10)));
            }
        }
    }
}
